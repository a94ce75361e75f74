import type { Catalogue } from '../fr/index.ts'

export const common: Catalogue['common'] = {
  seats: { oncologist: 'oncologist', coordinatingNurse: 'coordinating nurse', patient: 'patient', relative: 'family', townNurse: 'community nurse', townPhysician: 'local doctor', interpreter: 'interpreter' },
  kinds: { followUp: 'Follow-up consultation', treatment: 'Treatment consultation', postRcp: 'Consultation after the tumour board' },
  skip: 'Go to content',
  otherLanguage: 'Français',
  demo: 'Demonstration: the people and the data are fictitious.',
  callWard: (phone) => `Call ${phone}`,
  call: 'Call',
  theWard: 'the ward',
  loading: 'One moment…',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  reload: 'Reload the page',
  offline: 'The connection is down. We are restoring it; you need not do anything.',
  slow: 'The connection takes longer than expected. Check your Wi-Fi or mobile network.',
  failed: 'That did not work. Wait a few seconds, then try again.',
  failedAway: 'The service is not answering at the moment. This was not done: try again shortly.',
  failedState: 'Things have changed meanwhile. Look at the screen, then try again if you need to.',
  failedReference: (act) => `Reference for the ward: ${act}`,
  crash: {
    title: 'The page has stopped',
    body: 'Your place is kept. Reload the page to come back to where you were.',
    call: 'If it happens again, call the ward: we will call you back.',
  },
}

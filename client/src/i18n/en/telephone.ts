import type { telephone as french } from '../fr/telephone.ts'

export const telephone: typeof french = {
  button: 'Continue by telephone', short: 'By telephone',
  dialog: {
    title: 'Continue by telephone?',
    body: 'Video stops for everybody. The patient’s page tells them to keep their telephone close. The consultation stays open, and you can go back to video.',
    confirm: 'Continue by telephone', stay: 'Stay on video',
  },
  title: (name) => `By telephone with ${name}`,
  since: (time) => `Since ${time}. The consultation stays open; cameras and microphones are stopped.`,
  rule: 'By telephone alone this is no longer a teleconsultation under French rules: the time of the change is noted, for the report.',
  number: 'The patient’s number',
  call: (number) => `Call ${number}`,
  copy: 'Copy the number', copied: 'Number copied.',
  given: 'Given at the identity check.', known: 'Number known to the ward.',
  none: 'No number is known. Ask the secretary; you can write it down in the identity check.',
  here: 'The patient’s page is open: it announces your call.',
  away: 'The patient’s page does not answer. As soon as it is back, it announces your call.',
  back: 'Back to video',
  state: 'By telephone',
}

import type { Office } from '../fr/office.ts'

export const providers: Office['providers'] = {
  otherwise: 'Or with your email address:',
  back: 'Back to sign-in',
  failures: {
    unknownPerson: { title: 'Your access has not been opened here', body: 'We know who you are, but this establishment has not given you access to Lien. Ask whoever administers Lien in your department, with your RPPS number or your work email address.' },
    cancelled: { title: 'You are not signed in', body: 'The identification was cancelled. You can start again.' },
    expired: { title: 'This identification is no longer valid', body: 'It took too long, was already used, or was begun in another tab. Start again.' },
    providerDown: { title: 'The identification service does not answer', body: 'Wait a few minutes, then try again. If you have a password, it still works.' },
    refused: { title: 'The identification could not be verified', body: 'The answer is not what Lien expects. Start again; if it happens again, tell whoever administers Lien.' },
    notProven: { title: 'This identification is not enough', body: 'The establishment asks for a stronger means, or for a verified work email address. Choose another means, or ask whoever administers Lien.' },
    limited: { title: 'Too many attempts', body: 'Wait a minute, then try again.' },
    failed: { title: 'That did not work', body: 'Wait a few seconds, then try again.' },
  },
}

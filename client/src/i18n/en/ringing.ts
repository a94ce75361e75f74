import type { ringing as french } from '../fr/ringing.ts'

export const ringing: typeof french = {
  title: (doctor) => (doctor ? 'Your doctor continues by telephone' : 'Your consultation continues by telephone'),
  near: 'Keep your telephone close to you.',
  rings: (number) => `The call comes to ${number}.`,
  unknown: 'The call comes to the number that the ward knows.',
  wrong: 'Not your number, or nobody is calling? Call the ward.',
  stopped: 'Your camera and microphone are stopped here.',
  stay: 'Leave this page open: if video resumes, it comes back here by itself.',
  others: { title: 'The consultation continues by telephone', body: 'The patient is being called by telephone. If video resumes, it comes back here by itself.' },
}

import type { ringing as french } from '../fr/ringing.ts'

export const ringing: typeof french = {
  title: 'Your doctor continues by telephone',
  near: 'Keep your telephone close to you.',
  rings: (number) => `Your doctor is calling you on ${number}.`,
  unknown: 'Your doctor is calling you on the number that the ward knows.',
  wrong: 'Not your number, or nobody is calling? Call the ward.',
  stopped: 'Your camera and microphone are stopped here.',
  stay: 'Leave this page open: if your doctor goes back to video, it comes back by itself.',
  others: { title: 'The consultation continues by telephone', body: 'The doctor is calling the patient. If video resumes, it comes back here by itself.' },
}

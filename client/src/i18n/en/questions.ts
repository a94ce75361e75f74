import type { questions as french } from '../fr/questions.ts'
import type { Answerer, RedFlag } from '@lien/contract/symptoms'

const answerers: Record<Answerer, string> = { patient: 'by you', relative: 'by someone close to you', nurse: 'with the nurse, by telephone' }
const flags: Record<RedFlag, string> = {
  fever: 'You have a fever: 38\u00a0°C or more.',
  bleeding: 'You are bleeding.',
  confusion: 'You are confused, or a part of your body has become weak.',
  breathlessness: 'You are short of breath, even at rest.',
  chestPain: 'You have pain in your chest.',
  cannotDrink: 'You can no longer drink.',
  vomiting: 'You are vomiting almost all the time.',
  severePain: 'Your pain is very strong.',
  selfHarm: 'You are thinking of hurting yourself.',
}

export const questions: typeof french = {
  title: 'A few questions before your visit',
  card: {
    title: 'A few questions before your visit',
    body: 'How have you been these last 7 days? It takes 5 minutes, and your doctor will read your answers with you.',
    start: 'Answer the questions', goOn: 'Go on with the questions', done: 'You have answered the questions. Thank you.',
  },
  intro: {
    lead: 'How have you been these last 7 days? About 5 minutes.',
    points: ['You can stop and go on later, on this device or another.', 'You need not answer every question.', 'Your doctor will read your answers with you.'],
    notWatched: 'Your answers are not read at once. In an emergency, call 15 or 112.',
    who: 'Who is answering?', me: 'I answer for myself', relative: 'I answer for someone close',
  },
  nurse: { lead: (name) => `You are asking ${name} the questions, by telephone.`, start: 'Begin', back: 'Back to the list' },
  progress: (at, of) => `Question ${at} of ${of}`,
  next: 'Next', previous: 'Previous', decline: 'I prefer not to answer', declined: 'You preferred not to answer. You can still choose an answer.',
  choose: 'Choose an answer, or touch “I prefer not to answer”.',
  several: 'You may choose several.', other: 'Another answer', optional: 'Optional', line: (n) => `Line ${n}`,
  yes: 'Yes', no: 'No',
  number: { number: 'Write a number, for example 37.5.', whole: 'Write a whole number.', range: (min, max) => (min && max ? `Write a number from ${min} to ${max}.` : min ? `At least ${min}.` : `At most ${max ?? ''}.`) },
  read: 'Read aloud', stop: 'Stop reading',
  saved: { saved: 'Saved', saving: 'Saving…', device: 'Saved on this device, will be sent', nowhere: 'Not sent yet. Keep this page open.' },
  summary: {
    title: 'Your answers', lead: 'Read them again, then send them.', none: 'No answer', declined: 'Prefers not to answer', change: 'Change', changeOf: (question) => `Change: ${question}`,
    open: (n) => (n === 1 ? 'One question still needs an answer.' : `${n} questions still need an answer.`), goTo: 'Answer', send: 'Send my answers',
  },
  sending: { title: 'Your answers are on their way', body: 'One moment…', waits: 'The connection is cut. Your answers are kept on this device and will leave as soon as it is back. Keep this page open.' },
  thanks: {
    title: 'Thank you, your answers have arrived', by: (who) => `Filled in ${answerers[who]}.`,
    next: 'Your doctor will read them with you during the visit. Your team may call you before, if needed.',
    worse: 'If you feel worse until then, do not wait: call the ward. In an emergency, call 15 or 112.',
    back: 'Back to my appointment', nurseBack: 'Back to the list',
  },
  over: { title: 'These questions can no longer be answered', body: 'They were asked before the visit. You can talk about them with your doctor.' },
  between: {
    title: 'How are you?', lead: 'As agreed with your team, here are a few questions about the last 7 days. It takes 5 minutes.', until: (when) => `You can answer until ${when}.`,
    points: ['You can stop and go on later, on this device or another.', 'You need not answer every question.', 'Your team reads your answers during its hours of service only.'],
    start: 'Begin', goOn: 'Go on',
    thanks: 'Your team will read them during its hours of service. It will call you if needed.', warning: 'Do not wait for your answers to be read',
    again: (when) => `Next time: ${when}. You will receive a new link.`, last: 'This was the last time these questions were asked.',
    close: 'You can close this page.', enough: 'You do not want these questions any more? Tell the ward.', over: { title: 'These questions can no longer be answered', body: 'The time for these questions is over.' },
    worse: 'If you feel worse, do not wait for the next questions: call the ward. In an emergency, call 15 or 112.',
  },
  unreachable: 'The questions did not arrive. Check your connection, then try again.',
  warning: {
    title: 'Do not wait for the visit', flags,
    now: 'Call now. Your team needs to hear from you at once, and your answers are not read around the clock.',
    severe: 'If it gets worse quickly, or if you are alone and worried, call 15.',
    call15: 'Call 15 (ambulance)', call112: 'Call 112', callWard: (phone) => `Call the ward, ${phone}`,
    care: 'You are not alone', careBody: 'What you are living through is hard, and talking helps. Somebody can listen to you now, at any hour, free and in confidence.',
    call3114: 'Call 3114 (suicide prevention)', careDanger: 'If you are in danger right now, call 15 or 112.',
    goOn: 'I have understood, go on', reminder: 'Have you called? These numbers answer at any hour.',
  },
}

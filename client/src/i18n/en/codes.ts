import type { Channel } from '@lien/contract/outbox'
import type { codes as french } from '../fr/codes.ts'

const by: Record<Channel, string> = { sms: 'by text message', mail: 'by email', voice: 'by a phone call' }
const gone: Record<Channel, (to: string) => string> = {
  sms: (to) => `We have sent a text message to ${to}.`,
  mail: (to) => `We have sent an email to ${to}. Please look among unwanted mail too.`,
  voice: (to) => `We are calling ${to}. A voice will say the code.`,
}

export const codes: typeof french = {
  ask: {
    title: 'Is it really you?',
    lead: 'To protect your consultation, we send you a code of 6 digits.',
    where: (to) => `It will reach the contact you gave the ward: ${to}.`,
    send: (channel) => `Get the code ${by[channel]}`,
    other: (channel, to) => `${by[channel].charAt(0).toUpperCase()}${by[channel].slice(1)}: ${to}`,
    others: 'Another way',
  },
  enter: {
    title: 'Type the code you received',
    gone: (channel, to) => gone[channel](to),
    label: '6-digit code',
    submit: 'Continue',
    wrong: 'This is not the right code, or it is no longer valid. Check the 6 digits, or ask for another code.',
    missing: 'Type the 6 digits of the code.',
    wait: (seconds) => `Nothing received? You can ask for another code in ${seconds} s.`,
    ready: 'Nothing received? You can ask for another code now.',
    again: 'Send the code again',
    tooSoon: 'A code has just left. Please wait a little before asking for another.',
  },
  demo: 'Demonstration: read the message',
  help: {
    title: 'I no longer have this number',
    body: 'Call the ward: we will change your number, it takes a minute.',
  },
  provider: {
    title: 'Or prove who you are another way',
    otherPerson: 'This identity is not that of the person expected. Choose another way here, or call the ward.',
    cancelled: 'The identification was cancelled. You can start again, or choose another way.',
    failed: 'The identification did not succeed. Start again, or choose another way.',
  },
  unreachable: {
    title: 'Call the ward',
    body: 'We do not know yet where to send your code. Give the ward your telephone number, then come back here.',
    retry: 'I have called: continue',
  },
  birth: {
    title: 'Your date of birth',
    lead: 'To protect your consultation, we check that it is really you.',
    day: 'Day', month: 'Month', year: 'Year',
    example: 'For example: 7 11 1948',
    submit: 'Continue',
    wrong: 'This is not the date that the ward knows. Check the day, the month and the year.',
    impossible: 'There is no such date. Check the day, the month and the year.',
  },
  locked: {
    title: 'Too many attempts',
    body: (time) => `To protect you, your link is locked until ${time}. After that you can ask for another code.`,
    birthBody: (time) => `To protect you, your link is locked until ${time}. After that you can try again.`,
    call: 'If you are expected now, call the ward: we will send you another link.',
  },
  lost: {
    title: 'Find your link again',
    lead: 'Type the telephone number that you left with the ward: we will send a new link there.',
    label: 'Your telephone or your email',
    submit: 'Send the link',
    sentTitle: 'Noted',
    sent: 'If this is the contact you gave the ward, a new link has just left. It arrives within two minutes.',
    nothing: 'Nothing received? Check the number, or call the ward.',
    change: 'Give another contact',
    limited: 'Too many requests from this device. Call the ward, they will send you your link.',
  },
}

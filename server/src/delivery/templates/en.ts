import { DateTime } from 'luxon'
import type { House, Templates, Words } from './words.ts'

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const spelled = (code: string): string => Array.from(code, (digit) => digits[Number(digit)] ?? digit).join(', ')
const when = (instant: string, { timeZone }: House) => DateTime.fromISO(instant, { zone: timeZone, locale: 'en-GB' })
const short = (instant: string, house: House): string => when(instant, house).toFormat("d LLL 'at' HH:mm")
const town = ({ timeZone }: House): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
const long = (instant: string, house: House): string => `${when(instant, house).toFormat("cccc d LLLL 'at' HH:mm")} (${town(house)} time)`
const help = ({ phone }: House): string => `A question, a doubt? Call ${phone}.`
const urgent = 'In an emergency, call 15 or 112.'
const notAsked = 'You asked for nothing? Do nothing, and tell us by telephone.'
const callUs = ({ phone }: House): string => `Please call us back on ${phone}. Again: ${phone}.`

const link = (first: string, again: boolean) => ({ url, scheduledAt }: { url: string; scheduledAt: string }, house: House): Words => ({
  sms: `${again ? 'New link. ' : ''}Video appointment on ${short(scheduledAt, house)}: ${url} Help: ${house.phone}`,
  voice: `Hello. You have a video appointment, ${long(scheduledAt, house)}. Your personal link cannot be read out on the telephone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Your new personal link' : 'Your video appointment',
    paragraphs: [first, `Your video appointment is on ${long(scheduledAt, house)}.`, 'Open your link a few minutes before. There is nothing to install.'],
    action: { label: 'Open my appointment', url },
    after: ['This link is yours alone: pass it on to nobody.', help(house), urgent],
  },
})

const questions = (again: boolean) => ({ url, scheduledAt }: { url: string; scheduledAt: string }, house: House): Words => ({
  sms: `${again ? 'Reminder. ' : ''}Visit ${short(scheduledAt, house)}. 5 min of questions: ${url} Help: ${house.phone}`,
  voice: `Hello. You have a video appointment, ${long(scheduledAt, house)}. A few questions are waiting for you before it. We can ask them by telephone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Reminder: a few questions before your appointment' : 'A few questions before your appointment',
    paragraphs: [`Your video appointment is on ${long(scheduledAt, house)}.`, 'Please answer a few questions about how you feel before it: it takes about 5 minutes, and your doctor will read them with you.', 'Someone close may answer for you. You can stop and go on later.'],
    action: { label: 'Answer the questions', url },
    after: ['This link opens your appointment too. It is yours alone: pass it on to nobody.', help(house), 'Your answers are not read at once. In an emergency, call 15 or 112.'],
  },
})

const between = (again: boolean) => ({ url, dueAt }: { url: string; dueAt: string }, house: House): Words => ({
  sms: `${again ? 'Reminder. ' : ''}5 min of questions before ${short(dueAt, house)}: ${url} Help: ${house.phone}`,
  voice: `Hello. As agreed, a few questions are waiting for you, until ${long(dueAt, house)}. We can ask them by telephone. ${callUs(house)}`,
  mail: {
    subject: again ? 'Reminder: how are you?' : 'How are you?',
    paragraphs: ['As agreed with your team, here are a few questions about how you feel. It takes about 5 minutes.', `Please answer before ${long(dueAt, house)}.`, 'Someone close may answer for you. You can stop and go on later.'],
    action: { label: 'Answer the questions', url },
    after: ['This link opens these questions and nothing else. It is yours alone: pass it on to nobody.', help(house), 'Your answers are read in the hours of service, not at once. In an emergency, call 15 or 112.'],
  },
})

export const en: Templates = {
  link: link('Here is your personal link.', false),
  linkAgain: link('Here is your new personal link. The earlier one no longer works.', true),
  code: ({ code, minutes }, house) => ({
    sms: `${code} is your code. It works for ${minutes} minutes. Nobody will ask you for it by telephone. Help: ${house.phone}`,
    voice: `Hello. Your code is: ${spelled(code)}. Again: ${spelled(code)}. It works for ${minutes} minutes. Nobody will ask you for it.`,
    mail: {
      subject: 'Your code', paragraphs: ['Here is your code.'], code,
      after: [`It works once, for ${minutes} minutes. Nobody will ask you for it by telephone.`, notAsked, help(house)],
    },
  }),
  invitation: ({ url, hours }, house) => ({
    sms: `Your account is open. Choose a password within ${hours} h: ${url} Help: ${house.phone}`,
    voice: `Hello. Your teleconsultation account is open. ${callUs(house)}`,
    mail: {
      subject: 'Your account is open', paragraphs: ['Your teleconsultation account is open. What is left is to choose your password.'],
      action: { label: 'Choose my password', url },
      after: [`This link works once, for ${hours} hours. It is yours alone.`, help(house)],
    },
  }),
  questionnaire: questions(false),
  questionnaireReminder: questions(true),
  followUp: between(false),
  followUpReminder: between(true),
  passwordReset: ({ url, minutes }, house) => ({
    sms: `New password (${minutes} min): ${url} Not you? Call ${house.phone}`,
    voice: `Hello. A new password was asked for, for your account. ${callUs(house)}`,
    mail: {
      subject: 'Choose a new password', paragraphs: ['A new password was asked for, for your account.'],
      action: { label: 'Choose a new password', url },
      after: [`This link works once, for ${minutes} minutes.`, notAsked, help(house)],
    },
  }),
  alertWaiting: ({ url, hours }, house) => ({
    sms: `An alert has waited${hours > 0 ? ` for ${hours} h` : ''}. Open the list: ${url} Help: ${house.phone}`,
    voice: `Hello. An alert has waited${hours > 0 ? ` for ${hours} hours` : ''}, and nobody has seen it yet. ${callUs(house)}`,
    mail: {
      subject: hours > 0 ? `An alert has waited for ${hours} h` : 'An alert waits', paragraphs: ['Nobody has seen it yet. It is handed on to you.'],
      action: { label: 'Open the list of alerts', url }, after: ['This message says nothing about the person concerned: open the list to know.', help(house)],
    },
  }),
}

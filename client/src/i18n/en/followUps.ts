import type { Weekday } from '@lien/contract/followUpRules'
import type { followUps as french } from '../fr/followUps.ts'

const weekdays: Record<Weekday, string> = { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' }
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

export const followUps: typeof french = {
  title: 'Between visits',
  switch: {
    lead: 'Lien prepares and holds a consultation. Asking patients between visits, and alerting on their answers, is another purpose: remote monitoring.',
    off: 'No patient is asked between visits.', on: 'Patients may be asked between visits.',
    decided: (by, at) => `Decided by ${by} on ${at}.`, never: 'Nobody has switched it on yet.', followed: (count) => (count === 0 ? 'No patient is followed like this now.' : count === 1 ? 'One patient is followed like this now.' : `${count} patients are followed like this now.`),
    means: 'What it commits you to',
    points: [
      'The establishment answers for it. It has decided, with its counsel, whether this is a medical device here (MDR, rule 11), and who puts it into service. Lien carries no CE marking.',
      'It is not reimbursed telemonitoring (CSS art. L.162-52): Lien is not listed there.',
      'Named people read the alerts on every day of service, with deputies. The service’s hours and alert rules are set, and its physicians have ratified them.',
      'Patients are informed and have agreed. They know that their answers are not read at once, and that in an emergency they call 15 or 112.',
      'The questionnaires you chose may be used for this: the licence of each says so, PRO-CTCAE’s too.',
      'Lien makes no diagnosis and recommends no treatment.',
    ],
    otherwise: 'Without it, questions come before a visit and inform it, nothing more.',
    read: 'I have read what it commits us to, and may decide it for the establishment.', turnOn: 'Switch on', turnOff: 'Switch off…',
    offTitle: 'Ask nobody between visits any more', offBody: 'Every follow-up stops at once. Questions that wait for an answer are closed, and their links no longer work. Alerts already raised stay to be dealt with. Switched on again later, no follow-up goes on by itself.', offConfirm: 'Switch off now',
  },
  weekdays,
  nobody: 'The patient is not asked between visits.', begin: 'Ask between visits…', stop: 'Stop…',
  weekly: (day, until) => `Asked every ${day}, until ${until}.`, cycle: (days, treatment, until) => `Asked on day ${days} of each cycle of ${treatment}, until ${until}.`, thisTreatment: 'the treatment',
  next: (day) => `Next time: ${day}.`, none: 'No date is planned for now.', by: (name, day) => `Begun by ${name} on ${day}.`, sentTo: (where) => `Questions go to ${where}.`,
  last: (state) => `Last time: ${state}.`, states: { asked: 'not answered yet', begun: 'begun, not sent yet', completed: 'answered', missed: 'no answer', cancelled: 'cancelled' },
  former: (day, why) => `Follow-up ended on ${day}, ${why}.`, endings: { stopped: (by) => (by ? `stopped by ${by}` : 'stopped'), switchedOff: () => 'switched off for the whole establishment', finished: () => 'on its last date' },
  stopTitle: 'Stop asking this patient', stopBody: 'What waits for an answer is closed, and its link no longer works. Tell the patient.', stopConfirm: 'Stop now',
  form: {
    title: 'Ask between visits', lead: 'The patient receives a link at 9 in the morning. They have two days to answer, with one reminder. Without an answer, the team is told.',
    informed: 'The patient is informed and agrees. They know that their answers are not read at once, and that in an emergency they call 15 or 112.',
    when: 'When', weekly: 'Every week', byCycle: (treatment, days) => `By the cycle of ${treatment} (${days} days)`, weekday: 'Day of the week', days: 'Days of the cycle', daysHelp: 'For example: 8, 15. At least three days apart.',
    until: 'Until', untilHelp: 'A year at most.', preview: 'Show the dates', dates: (count) => `Asked ${times(count)}:`, more: (count, until) => `and ${times(count)} more until ${until}`, to: (where) => `The link goes to ${where}.`, start: 'Begin the follow-up',
  },
  wrong: { until: 'Choose a date between tomorrow and a year from now, with at least one question before it.', days: 'Write days of the cycle, at least three days apart.', treatmentId: 'This treatment has no cycle. Write down its length first.' },
  refused: { switchedOff: 'The establishment asks nobody between visits. An administrator can switch it on.', followedAlready: 'This patient is asked between visits already.', noContact: 'No mobile number or mail address of this patient. Write one down first.', noQuestionnaire: 'No questionnaire is published.' },
  between: 'between visits', fill: 'Ask the questions by telephone',
}

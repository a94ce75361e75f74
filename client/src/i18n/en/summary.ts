import type { Answerer, Attribute, Measure, RedFlag } from '@lien/contract/symptoms'
import type { WeightCriterion } from '@lien/contract/summaryRules'
import type { SummaryWords } from '../fr/summary.ts'

const answeredBy: Record<Answerer, string> = { patient: 'by the patient', relative: 'by somebody close', nurse: 'with the nurse, by telephone' }
const attributes: Record<Attribute, string> = { frequency: 'frequency', severity: 'severity', interference: 'interference', amount: 'amount', presence: 'presence' }
const measures: Record<Measure, string> = { temperature: 'Temperature', weight: 'Weight', activity: 'Activity', missedDoses: 'Missed doses', callWanted: 'Wants a call before', falls: 'Falls' }
const flags: Record<RedFlag, string> = {
  fever: 'Fever', bleeding: 'Bleeding', confusion: 'New confusion or weakness', breathlessness: 'Severe breathlessness', chestPain: 'Chest pain',
  cannotDrink: 'Cannot drink', vomiting: 'Almost constant vomiting', severePain: 'Very severe pain', selfHarm: 'Thoughts of self-harm',
}
const criteria: Record<WeightCriterion, string> = { fivePercentInOneMonth: 'loss of at least 5\u00a0% in 1\u00a0month', tenPercentInSixMonths: 'loss of at least 10\u00a0% in 6\u00a0months' }

export const summary: SummaryWords = {
  title: 'Summary of symptoms', button: 'Summary', of: (name) => `Summary of ${name}`,
  sent: (at, who) => `Answered on ${at} ${who}`,
  window: (from, to) => `7 days, ${from} to ${to}`,
  complete: (answered, asked) => `${answered} of ${asked} answered`,
  answeredBy, attributes, measures, flags,
  cycle: (cycle, day) => `cycle ${cycle}, day ${day}`, since: (day) => `since ${day}`, noTreatment: 'No treatment noted',
  alert: {
    level: { red: 'Red alert', orange: 'Orange alert', yellow: 'Yellow alert' }, unseen: 'not seen yet', seen: (by, at) => `seen by ${by} on ${at}`, claimed: (by, at) => `taken on by ${by} on ${at}`, closed: (at) => `closed on ${at}`,
    done: (what, by, at) => `${what} (${by}, ${at})`,
    actions: { advisedByPhone: 'advice given by telephone', notReached: 'patient not reached', videoCall: 'video call', appointment: 'appointment given', sentToEmergency: 'sent to emergency', treatmentPaused: 'treatment paused', informedOncologist: 'oncologist informed', noAction: 'no action needed' },
  },
  flagsTitle: 'Warning signs', topics: 'What the patient wants to talk about', noTopics: 'The patient noted no topic.',
  discussed: 'Discussed', discussedOf: (what) => `Discussed: ${what}`,
  symptoms: 'Symptoms of the last 7 days', worse: 'more severe', threshold: 'dashed: threshold 3',
  noSymptoms: 'No symptom was reported.', absent: 'Absent', unanswered: 'Not answered',
  missing: { unanswered: 'not answered', declined: 'prefers not to answer', notApplicable: 'not applicable' },
  incomplete: 'incomplete answer', first: 'first answer', same: (day) => `unchanged since ${day}`, change: (by, day) => `${by} since ${day}`,
  appeared: (day) => `appeared since ${day}`, still: (day) => `already there on ${day}`, baseline: (raw, day) => `baseline ${raw} (${day})`,
  composite: (grade) => `PRO composite grade ${grade} of 3`, noComposite: 'no composite grade',
  details: 'Details', concerning: 'at or above the threshold',
  points: (label, points) => `${label}: ${points}`, point: (day, value) => `${day}, ${value}`, gap: 'not answered',
  clinician: 'Your grade', clinicianOf: (what) => `Your CTCAE grade: ${what}`, given: (grade, by) => `clinician’s grade ${grade} (${by})`, none: '–',
  other: 'Other answers', measured: 'Measures and daily life', before: (value, day) => `${value} on ${day}`, yes: 'yes', no: 'no',
  weight: {
    title: 'Weight', now: (kg) => kg, month: (percent, kg, day) => `${percent} in 1 month (${kg} on ${day})`, halfYear: (percent, kg, day) => `${percent} in 6 months (${kg} on ${day})`,
    reached: 'Phenotypic criterion met', notReached: 'Phenotypic criterion of weight loss not met', criteria,
    limits: 'A phenotypic criterion alone is no diagnosis. BMI and usual weight are not known here.', lineMonth: '−5\u00a0% in 1 month', lineHalfYear: '−10\u00a0% in 6 months', chart: (points) => `Weight: ${points}`,
    age: { under70: 'under 70', from70: '70 and over' },
  },
  nothing: {
    never: 'The patient has not been asked anything for this visit yet.', asked: (day) => `Questions asked on ${day}, not answered yet.`, begun: 'The patient has begun to answer and not sent it.',
    missed: 'The patient did not answer before the visit.', earlier: (day) => `Last answers: ${day}.`, ask: 'Ask now', again: 'Send the link again', askedNow: 'The link to the questions is on its way to the patient.',
  },
  table: 'Symptoms, as a table', asTable: 'As a table', allVisits: 'All visits', pdf: 'Download as PDF', reload: 'Refresh',
  columns: { symptom: 'Symptom', answer: 'Answer (0 to 4)', change: 'Change', baseline: 'Baseline', composite: 'Composite (0 to 3)', points: 'Latest answers', visit: 'Visit', by: 'Answered', weight: 'Weight (kg)' },
  history: { title: 'All visits', year: (year) => `Year ${year}`, years: 'Years', none: 'No answers in this year.', missed: 'not answered', table: 'Every answer of the year', clinician: (grade) => `clinician ${grade}`, count: (count) => `${count} ${count === 1 ? 'visit' : 'visits'}` },
  treatment: {
    title: 'Treatment', add: 'Add a treatment', edit: (label) => `Change ${label}`, label: 'Name of the treatment', startedOn: 'First day', cycleDays: 'Length of a cycle, in days', cycleHint: 'Leave it empty where there is no cycle.', modules: 'Questions asked besides',
    names: { immunotherapy: 'Immunotherapy', targetedTherapy: 'Oral targeted therapy', endocrine: 'Endocrine therapy', headNeckRadiotherapy: 'Head and neck radiotherapy', pelvicRadiotherapy: 'Pelvic radiotherapy' },
    save: 'Save', end: 'End the treatment', endedOn: 'Last day', ended: (day) => `ended on ${day}`,
  },
  footer: (scoring) => `PRO composite grade 0 to 3, computed by ${scoring}: not a CTCAE grade.`, questionnaire: (title, version) => `${title}, version ${version}`,
}

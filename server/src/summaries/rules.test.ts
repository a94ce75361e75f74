import { describe, expect, it } from 'vitest'
import type { Answers, Form, FormItem } from '@lien/contract/forms'
import type { SymptomSummary } from '@lien/contract/summaries'
import { ageOn, bySeverity, completeness, cycleOn, dayIn, otherAnswers, sorted, topicsOf, weightOf, wordsOf, worstOf, type Raw } from './rules.ts'

const raw = (over: Partial<Raw>): Raw => ({ frequency: null, severity: null, interference: null, amount: null, presence: null, ...over })
const words = { fr: 'x', en: 'x' }
const row = (symptom: string, over: Partial<SymptomSummary>): SymptomSummary => ({
  symptom, label: words, pattern: 'FSI', attributes: [], raw: 0, of: null, words: null, grade: null, missing: null, previous: null, baseline: null, change: null, points: [], clinician: null, discussed: false, ...over,
})

describe('the worst raw answer', () => {
  it('is that of the worst attribute; of two alike, how bad it is comes first', () => {
    expect(worstOf(raw({ frequency: 3, severity: 2, interference: 3 }))).toEqual({ raw: 3, of: 'frequency' })
    expect(worstOf(raw({ frequency: 3, severity: 3 }))).toEqual({ raw: 3, of: 'severity' })
    expect(worstOf(raw({ presence: 1 }))).toEqual({ raw: 1, of: 'presence' })
  })
  it('a gap is no answer, never 0', () => {
    expect(worstOf(raw({}))).toBe(null)
    expect(worstOf(raw({ frequency: 0 }))).toEqual({ raw: 0, of: 'frequency' })
  })
})

describe('the order of symptoms', () => {
  it('raw severity, then worsening, then the composite, then as asked', () => {
    const rows = [row('mild', { raw: 1 }), row('steady', { raw: 3, change: 0, grade: 2 }), row('worse', { raw: 3, change: 2, grade: 2 }), row('new', { raw: 3, change: null, grade: 3 }), row('worst', { raw: 4, change: -1 }), row('mild too', { raw: 1 })]
    expect([...rows].sort(bySeverity).map(({ symptom }) => symptom)).toEqual(['worst', 'worse', 'new', 'steady', 'mild', 'mild too'])
  })
  it('absent and unanswered stand apart: what was not answered is not absent', () => {
    const lists = sorted([row('none', { raw: 0 }), row('declined', { raw: null, missing: 'declined' }), row('there', { raw: 2 }), row('incomplete', { raw: 2, missing: 'unanswered' })])
    expect(lists.symptoms.map(({ symptom }) => symptom)).toEqual(['there', 'incomplete'])
    expect(lists.absent.map(({ symptom }) => symptom)).toEqual(['none'])
    expect(lists.unanswered.map(({ symptom }) => symptom)).toEqual(['declined'])
  })
})

describe('the day of the cycle', () => {
  const treatment = { startedOn: '2026-10-01', endedOn: null, cycleDays: 21 }
  it('both are counted from 1, and a new cycle begins on its day', () => {
    expect(cycleOn(treatment, '2026-10-01')).toEqual({ cycle: 1, day: 1 })
    expect(cycleOn(treatment, '2026-10-21')).toEqual({ cycle: 1, day: 21 })
    expect(cycleOn(treatment, '2026-10-22')).toEqual({ cycle: 2, day: 1 })
    // Across the end of summer time, which has an hour more.
    expect(cycleOn(treatment, '2026-11-12')).toEqual({ cycle: 3, day: 1 })
  })
  it('none before the start, after the end, or where no cycle is known', () => {
    for (const [over, day] of [[{}, '2026-09-30'], [{ endedOn: '2026-10-10' }, '2026-10-11'], [{ cycleDays: null }, '2026-10-05']] as const) expect(cycleOn({ ...treatment, ...over }, day)).toEqual({ cycle: null, day: null })
    expect(cycleOn({ ...treatment, endedOn: '2026-10-10' }, '2026-10-10')).toEqual({ cycle: 1, day: 10 })
  })
  it('is of the establishment’s calendar, not of Greenwich’s', () => {
    const late = new Date('2026-10-21T22:30:00Z')
    expect([dayIn(late, 'Europe/Paris'), dayIn(late, 'America/Cayenne'), dayIn(late, 'Indian/Reunion'), dayIn(late, 'Pacific/Noumea')]).toEqual(['2026-10-22', '2026-10-21', '2026-10-22', '2026-10-22'])
    expect(cycleOn(treatment, dayIn(late, 'Europe/Paris'))).toEqual({ cycle: 2, day: 1 })
    expect(cycleOn(treatment, dayIn(late, 'America/Cayenne'))).toEqual({ cycle: 1, day: 21 })
  })
})

describe('[HAS] weight as a phenotypic criterion', () => {
  const day = 86_400_000
  const end = Date.parse('2026-11-22T10:00:00Z')
  const weights = (...all: [daysAgo: number, kg: number][]) => all.map(([daysAgo, kg]) => ({ at: new Date(end - daysAgo * day), kg }))
  const reached = (...all: [number, number][]) => weightOf(weights(...all), '1970-01-01', 'Europe/Paris')?.reached
  it('5 % in one month, exactly 5 % included', () => {
    expect(reached([28, 60], [0, 57])).toEqual(['fivePercentInOneMonth'])
    expect(reached([28, 60], [0, 57.1])).toEqual([])
    expect(reached([31, 60], [0, 57])).toEqual(['fivePercentInOneMonth'])
    expect(reached([32, 60], [0, 57])).toEqual([])
  })
  it('10 % in six months, however slowly', () => {
    expect(reached([180, 80], [90, 76], [28, 73], [0, 72])).toEqual(['tenPercentInSixMonths'])
    expect(reached([200, 80], [90, 76], [28, 73], [0, 72])).toEqual([])
    expect(reached([20, 80], [0, 71])).toEqual(['fivePercentInOneMonth', 'tenPercentInSixMonths'])
  })
  it('against the highest of the time, and a gain is a gain', () => {
    expect(weightOf(weights([25, 60], [10, 63], [0, 60]), '1970-01-01', 'Europe/Paris')?.month).toMatchObject({ kg: 63 })
    const gained = weightOf(weights([25, 60], [0, 63]), '1970-01-01', 'Europe/Paris')
    expect(gained?.month?.percent).toBeCloseTo(5)
    expect(gained?.reached).toEqual([])
  })
  it('one weight alone, or none, says nothing of a loss', () => {
    expect(weightOf(weights([0, 60]), '1970-01-01', 'Europe/Paris')).toMatchObject({ month: null, halfYear: null, reached: [] })
    expect(weightOf([], '1970-01-01', 'Europe/Paris')).toBe(null)
  })
  it('age is that of the day', () => {
    expect([ageOn('1956-11-22', '2026-11-21'), ageOn('1956-11-22', '2026-11-22'), ageOn('1956-02-29', '2026-02-28')]).toEqual([69, 70, 69])
    expect(weightOf(weights([0, 60]), '1956-11-22', 'Europe/Paris')?.age).toBe('from70')
    expect(weightOf(weights([0, 60]), '1956-11-23', 'Europe/Paris')?.age).toBe('under70')
  })
})

describe('what a form says', () => {
  const item = (linkId: string, over: Partial<FormItem>): FormItem => ({
    linkId, kind: 'choice', text: { fr: linkId, en: linkId }, help: null, required: false, repeats: false, readOnly: false, maxLength: null, min: null, max: null, unit: null, options: [], enableWhen: null,
    symptom: null, attribute: null, measure: null, topic: false, flags: [], items: [], ...over,
  })
  const yesNo = [{ code: 'y', text: { fr: 'oui', en: 'yes' }, ordinal: 1, decline: null }, { code: 'd', text: { fr: 'sans réponse', en: 'no answer' }, ordinal: null, decline: 'declined' as const }]
  const form: Form = {
    title: { fr: 'f', en: 'f' }, description: null, items: [
      item('a', { options: yesNo }), item('b', { options: yesNo }), item('c', { options: yesNo, enableWhen: { all: true, conditions: [{ question: 'a', operator: '=', value: 'n' }] } }),
      item('missed', { kind: 'integer', measure: 'missedDoses' }), item('why', { kind: 'string', enableWhen: { all: true, conditions: [{ question: 'missed', operator: '>', value: 0 }] } }),
      item('topic', { kind: 'text', topic: true }), item('note', { kind: 'text' }),
    ],
  }
  const code = (value: string): Answers[string] => ({ values: [{ type: 'code', code: value }], at: 1 })
  const answers: Answers = { a: code('y'), b: code('d'), missed: { values: [{ type: 'number', value: 2 }], at: 1 }, why: { values: [{ type: 'text', value: 'oubli' }], at: 1 }, topic: { values: [{ type: 'text', value: ' Voyage ' }], at: 1 }, note: { values: [{ type: 'text', value: 'rien' }], at: 1 } }

  it('completeness counts what was asked, not what was hidden, nor free text; declining is no answer', () => {
    // a, b and missed were asked; b was declined.
    expect(completeness([{ form, answers }])).toEqual({ asked: 3, answered: 2 })
    expect(completeness([{ form, answers: { a: { decline: 'declined', at: 1 } } }])).toEqual({ asked: 3, answered: 0 })
  })
  it('every other answer is kept, what was asked because of a measure beside it', () => {
    const { because, others } = otherAnswers([{ form, answers }])
    expect(because.get('missedDoses')).toEqual([{ label: { fr: 'why', en: 'why' }, answer: { fr: 'oubli', en: 'oubli' } }])
    expect(others.map(({ label, answer }) => [label.fr, answer.fr])).toEqual([['a', 'oui'], ['b', 'sans réponse'], ['note', 'rien']])
    expect(topicsOf([{ form, answers }])).toEqual(['Voyage'])
  })
  it('numbers are written as each language writes them', () => expect(wordsOf({ type: 'number', value: 37.5 }, [], '°C')).toEqual({ fr: '37,5\u00a0°C', en: '37.5\u00a0°C' }))
})

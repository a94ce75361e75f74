import { describe, expect, it } from 'vitest'
import { RuleSet, type Condition } from '@lien/contract/alertRules'
import { redFlags } from '@lien/contract/symptoms'
import { proposal } from './proposal.ts'
import { evaluate, type Answered, type Symptom } from './rules.ts'

const days = (n: number): Date => new Date(Date.UTC(2026, 10, 22 - n, 9))
const nausea = (raw: Symptom['raw'], more: Partial<Symptom> = {}): Symptom => ({ symptom: 'nausea', comparable: 'own|1', pattern: 'FS', raw, grade: null, ...more })
const answered = (at: Date, symptoms: Symptom[], more: Partial<Answered> = {}): Answered => ({ at, symptoms, measures: {}, flags: [], ...more })
const weight = (at: Date, value: number): Answered => answered(at, [], { measures: { weight: { value, comparable: 'own|1' } } })
const only = (when: Condition) => ({ rules: [{ id: 'one', level: 'orange' as const, name: { fr: 'x', en: 'x' }, when }] })
const raises = (when: Condition, now: Answered, history: Answered[] = []): boolean => evaluate(only(when), now, history).some(({ ruleId }) => ruleId === 'one')
const now = (raw: Symptom['raw'], more?: Partial<Symptom>): Answered => answered(days(0), [nausea(raw, more)])

it('the proposal is a set of rules as the contract asks', () => {
  expect(RuleSet.parse(proposal)).toEqual(proposal)
})

describe('raw answers', () => {
  const when = { kind: 'raw', symptoms: null, attributes: null, atLeast: 3 } as const
  it('at the threshold, above and below', () => {
    expect([2, 3, 4].map((frequency) => raises(when, now({ frequency })))).toEqual([false, true, true])
  })
  it('of the symptoms and attributes named alone', () => {
    const named = { ...when, symptoms: ['pain'], attributes: ['severity' as const] }
    expect(raises(named, now({ severity: 4 }))).toBe(false)
    expect(raises(named, now({ frequency: 4 }, { symptom: 'pain' }))).toBe(false)
    expect(raises(named, now({ severity: 3 }, { symptom: 'pain' }))).toBe(true)
  })
  it('diarrhoea "frequently" alerts although its composite grade is 2 only', () => {
    const [raised] = evaluate(proposal, answered(days(0), [nausea({ frequency: 3 }, { symptom: '16', pattern: 'F', grade: 2 })]), [])
    expect(raised).toMatchObject({ ruleId: 'raw3', level: 'orange', values: [{ what: 'frequency', value: 3 }] })
  })
  it('presence is no grade', () => expect(raises({ ...when, atLeast: 1 }, now({ presence: 1 }, { pattern: 'P' }))).toBe(false))
})

describe('change', () => {
  const when = { kind: 'rise', symptoms: null, attributes: null, by: 2, against: 'last' } as const
  const before = (...values: number[]) => values.map((severity, index) => answered(days(values.length - index), [nausea({ frequency: 1, severity })]))
  it('against the last comparable answer, or the first', () => {
    expect(raises(when, now({ frequency: 1, severity: 2 }), before(0, 1))).toBe(false)
    expect(raises({ ...when, against: 'baseline' }, now({ frequency: 1, severity: 2 }), before(0, 1))).toBe(true)
    expect(evaluate(only(when), now({ frequency: 1, severity: 3 }), before(0, 1))).toMatchObject([{ values: [{ what: 'severity', value: 3, was: 1, since: days(1) }] }])
  })
  it('within one questionnaire alone', () => {
    expect(raises(when, now({ severity: 3 }, { comparable: 'own|2' }), before(0))).toBe(false)
  })
  it('with nothing before there is no change', () => expect(raises(when, now({ severity: 4 }))).toBe(false))
  it('"never" skips the other questions, which count as 0; any other gap is compared with nothing', () => {
    expect(raises(when, now({ frequency: 1, severity: 2 }), [answered(days(7), [nausea({ frequency: 0 })])])).toBe(true)
    expect(raises(when, now({ frequency: 1, severity: 2 }), [answered(days(7), [nausea({ frequency: 1 })])])).toBe(false)
    expect(raises(when, now({ frequency: 1, severity: 3 }), [answered(days(14), [nausea({ frequency: 1, severity: 1 })]), answered(days(7), [nausea({ frequency: 1 })])])).toBe(true)
  })
  it('an answer of later than these is not before them', () => {
    expect(raises(when, now({ severity: 3 }), [answered(new Date(days(0).getTime() + 1000), [nausea({ severity: 0, frequency: 1 })])])).toBe(false)
  })
  it('in several symptoms at once', () => {
    const spread = { kind: 'spread', count: 2, by: 1, against: 'last' } as const
    const past = [answered(days(7), [nausea({ frequency: 0 }), nausea({ frequency: 1 }, { symptom: 'pain' })])]
    expect(raises(spread, answered(days(0), [nausea({ frequency: 1 }), nausea({ frequency: 1 }, { symptom: 'pain' })]), past)).toBe(false)
    expect(raises(spread, answered(days(0), [nausea({ frequency: 1 }), nausea({ frequency: 2 }, { symptom: 'pain' })]), past)).toBe(true)
  })
})

describe('weight (HAS)', () => {
  const when = { kind: 'weightLoss', percent: 5, days: 31 } as const
  it('against the most within those days, at the threshold exactly', () => {
    expect(raises(when, weight(days(0), 76), [weight(days(30), 80)])).toBe(true)
    expect(raises(when, weight(days(0), 76.1), [weight(days(30), 80)])).toBe(false)
    expect(raises(when, weight(days(0), 76), [weight(days(20), 80), weight(days(3), 77)])).toBe(true)
  })
  it('what was weighed before that does not count', () => {
    expect(raises(when, weight(days(0), 76), [weight(days(32), 80)])).toBe(false)
    expect(raises(when, weight(days(0), 76), [weight(days(31), 80)])).toBe(true)
  })
  it('a gain is none, and nothing weighed is none', () => {
    expect(raises(when, weight(days(0), 85), [weight(days(5), 80)])).toBe(false)
    expect(raises(when, answered(days(0), []), [weight(days(5), 80)])).toBe(false)
  })
})

describe('the other questions', () => {
  const measured = (what: 'activity' | 'missedDoses' | 'callWanted', value: number, at = days(0)) => answered(at, [], { measures: { [what]: { value, comparable: 'own|1' } } })
  it('activity, by itself or against the last', () => {
    const when = { kind: 'activity', atLeast: 3, by: 2 } as const
    expect([2, 3].map((value) => raises(when, measured('activity', value)))).toEqual([false, true])
    expect(raises(when, measured('activity', 2), [measured('activity', 0, days(7))])).toBe(true)
    expect(raises(when, measured('activity', 2), [measured('activity', 1, days(7))])).toBe(false)
    expect(raises({ ...when, atLeast: null }, measured('activity', 4))).toBe(false)
  })
  it('missed doses and a wanted call', () => {
    expect([0, 1].map((value) => raises({ kind: 'missedDoses', atLeast: 1 }, measured('missedDoses', value)))).toEqual([false, true])
    expect([0, 1].map((value) => raises({ kind: 'callWanted' }, measured('callWanted', value)))).toEqual([false, true])
  })
  it('the composite grade; none is none', () => {
    const when = { kind: 'composite', symptoms: null, atLeast: 2 } as const
    expect([null, 1, 2].map((grade) => raises(when, now({}, { grade })))).toEqual([false, false, true])
  })
})

describe('red flags', () => {
  it('are red, each with its own reason', () => {
    const raised = evaluate(proposal, answered(days(0), [], { flags: ['fever', 'bleeding'] }), [])
    expect(raised.map(({ level, flag }) => [level, flag])).toEqual([['red', 'fever'], ['red', 'bleeding']])
  })
  it('stay red where no rule names them, and where a rule would make them smaller', () => {
    const none = { rules: [{ id: 'call', level: 'yellow' as const, name: { fr: 'x', en: 'x' }, when: { kind: 'callWanted' as const } }] }
    expect(evaluate(none, answered(days(0), [], { flags: ['fever'] }), [])).toMatchObject([{ level: 'red', flag: 'fever' }])
    expect(evaluate(only({ kind: 'redFlag', flags: ['fever'] }), answered(days(0), [], { flags: ['fever'] }), [])).toMatchObject([{ level: 'red' }])
  })
  it('a set that leaves one out, or lowers it, is not taken', () => {
    const [first, ...others] = proposal.rules
    expect(first?.when.kind).toBe('redFlag')
    expect(RuleSet.safeParse({ ...proposal, rules: others }).success).toBe(false)
    expect(RuleSet.safeParse({ ...proposal, rules: [{ ...first, level: 'yellow' }, ...others] }).success).toBe(false)
    expect(RuleSet.safeParse({ ...proposal, rules: [{ ...first, when: { kind: 'redFlag', flags: redFlags.slice(1) } }, ...others] }).success).toBe(false)
  })
})

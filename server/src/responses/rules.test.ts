import { describe, expect, it } from 'vitest'
import type { Answers, FormItem } from '@lien/contract/forms'
import { faultyAnswers, measuresOf, merge, openQuestions, scoresOf } from './rules.ts'

const item = (one: Partial<FormItem> & Pick<FormItem, 'linkId' | 'kind'>): FormItem => ({
  text: null, help: null, required: false, repeats: false, readOnly: false, maxLength: null, min: null, max: null, unit: null, options: [], enableWhen: null, symptom: null, attribute: null, measure: null, topic: false, flags: [], items: [], ...one,
})
const options = [0, 1, 2, 3, 4].map((ordinal) => ({ code: String(ordinal), text: { fr: '', en: '' }, ordinal, decline: null }))
const none = { code: 'na', text: { fr: 'Sans objet', en: 'Not applicable' }, ordinal: null, decline: 'notApplicable' as const }
const pick = (code: string, at = 1) => ({ values: [{ type: 'code' as const, code }], at })
const form = { items: [
  item({ linkId: 'nausea', kind: 'group', symptom: 'nausea', items: [
    item({ linkId: 'f', kind: 'choice', attribute: 'frequency', options: [...options, none], required: true }),
    item({ linkId: 's', kind: 'choice', attribute: 'severity', options, required: true, enableWhen: { all: true, conditions: [{ question: 'f', operator: '>', value: 0 }] } }),
  ] }),
  item({ linkId: 'rash', kind: 'boolean', symptom: 'rash', attribute: 'presence' }),
  item({ linkId: 'odd', kind: 'group', symptom: 'odd', enableWhen: { all: true, conditions: [{ question: 'rash', operator: '=', value: true }] }, items: [
    item({ linkId: 'o1', kind: 'choice', attribute: 'interference', options }), item({ linkId: 'o2', kind: 'choice', attribute: 'amount', options }),
  ] }),
  item({ linkId: 'weight', kind: 'decimal', measure: 'weight', min: 25, max: 300 }),
  item({ linkId: 'activity', kind: 'choice', measure: 'activity', options }),
  item({ linkId: 'sum', kind: 'integer', readOnly: true, required: true }),
  item({ linkId: 'when', kind: 'openChoice', options }),
] }
const scoreOf = (answers: Answers, symptom: string) => scoresOf(form, answers).find((one) => one.symptom === symptom)

describe('scores', () => {
  it('a first answer of nothing is 0, the rest not asked', () => expect(scoreOf({ f: pick('0') }, 'nausea')).toEqual({ symptom: 'nausea', pattern: 'FS', raw: { frequency: 0 }, grade: 0, missing: null }))
  it('both answered: the published row', () => expect(scoreOf({ f: pick('4'), s: pick('3') }, 'nausea')).toMatchObject({ grade: 3, missing: null }))
  it('a gap is no grade, never 0', () => expect(scoreOf({ f: pick('2') }, 'nausea')).toMatchObject({ grade: null, missing: 'unanswered', raw: { frequency: 2 } }))
  it('nothing answered is no grade', () => expect(scoreOf({}, 'nausea')).toMatchObject({ grade: null, missing: 'unanswered', raw: {} }))
  it('an answer that an earlier one silences does not count', () => expect(scoreOf({ f: pick('0'), s: pick('4') }, 'nausea')).toMatchObject({ raw: { frequency: 0 }, grade: 0 }))
  it('declining, and an option that says so, are kept as such', () => {
    expect(scoreOf({ f: { decline: 'declined', at: 1 } }, 'nausea')).toMatchObject({ grade: null, missing: 'declined' })
    expect(scoreOf({ f: pick('na') }, 'nausea')).toMatchObject({ grade: null, missing: 'notApplicable' })
  })
  it('presence has no grade', () => expect(scoreOf({ rash: { values: [{ type: 'boolean', value: true }], at: 1 } }, 'rash')).toEqual({ symptom: 'rash', pattern: 'P', raw: { presence: 1 }, grade: null, missing: 'presence' }))
  it('a symptom that was not asked about has no row; one of no published pattern keeps its raw answers', () => {
    expect(scoreOf({}, 'odd')).toBeUndefined()
    expect(scoreOf({ rash: { values: [{ type: 'boolean', value: true }], at: 1 }, o1: pick('2') }, 'odd')).toEqual({ symptom: 'odd', pattern: null, raw: { interference: 2 }, grade: null, missing: 'unanswered' })
  })
})

it('measures are the numbers that were given, an option by its ordinal', () => {
  expect(measuresOf(form, { weight: { values: [{ type: 'number', value: 61.2 }], at: 1 }, activity: pick('3') })).toEqual([{ measure: 'weight', value: 61.2 }, { measure: 'activity', value: 3 }])
  expect(measuresOf(form, { weight: { decline: 'declined', at: 1 }, activity: { values: [], at: 1 } })).toEqual([])
})

it('must be answered: what is asked, required and open; a decline is an answer; what is computed is asked of nobody', () => {
  expect(openQuestions(form, {})).toEqual(['f'])
  expect(openQuestions(form, { f: pick('0') })).toEqual([])
  expect(openQuestions(form, { f: pick('1') })).toEqual(['s'])
  expect(openQuestions(form, { f: pick('1'), s: { values: [], at: 2 } })).toEqual(['s'])
  expect(openQuestions(form, { f: { decline: 'declined', at: 1 } })).toEqual([])
})

it('an open choice is one of its options, or words', () => {
  expect(faultyAnswers(form, { when: pick('2') })).toEqual([])
  expect(faultyAnswers(form, { when: { values: [{ type: 'text', value: 'hier' }], at: 1 } })).toEqual([])
  expect(faultyAnswers(form, { when: pick('x') })).toEqual(['when'])
  expect(faultyAnswers(form, { sum: { values: [{ type: 'number', value: 1 }], at: 1 } })).toEqual(['sum'])
})

describe('merging', () => {
  it('is the same whatever the order, and as often as one likes', () => {
    const sent: Answers[] = [{ f: pick('1', 10) }, { f: pick('2', 30), s: pick('1', 5) }, { f: pick('3', 20) }]
    const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 0, 1, 2, 1]]
    for (const order of orders) expect(order.reduce<Answers>((all, index) => merge(all, sent[index] ?? {}, 100).answers, {}), String(order)).toEqual({ f: pick('2', 30), s: pick('1', 5) })
  })
  it('counts what it kept, and takes a clock that runs ahead for now', () => {
    expect(merge({ f: pick('1', 10) }, { f: pick('1', 10), s: pick('2', 9_999) }, 100)).toEqual({ answers: { f: pick('1', 10), s: pick('2', 100) }, kept: 1 })
  })
})

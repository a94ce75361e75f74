import type { FormItem } from '@lien/contract/forms'
import type { ResponseId } from '@lien/contract/ids'
import { expect, test } from 'vitest'
import { allFlags, end, faultOfNumber, later, numberOf, resumeAt, stepsOf, unsent, type AllAnswers } from './rules.ts'

const id = 'r' as ResponseId
const item = (one: Partial<FormItem> & Pick<FormItem, 'linkId' | 'kind'>): FormItem => ({
  text: { fr: one.linkId, en: one.linkId }, help: null, required: false, repeats: false, readOnly: false, maxLength: null, min: null, max: null, unit: null, options: [], enableWhen: null, symptom: null, attribute: null, measure: null, topic: false, flags: [], items: [], ...one,
})
const yes = { values: [{ type: 'boolean' as const, value: true }], at: 1 }
const forms = [{ responseId: id, answers: {}, form: { title: { fr: '', en: '' }, description: null, items: [
  item({ linkId: 'read', kind: 'display' }),
  item({ linkId: 'group', kind: 'group', items: [
    item({ linkId: 'a', kind: 'boolean', flags: [{ flag: 'fever', operator: '=', value: true }] }),
    item({ linkId: 'b', kind: 'boolean', enableWhen: { all: true, conditions: [{ question: 'a', operator: '=', value: true }] } }),
    item({ linkId: 'sum', kind: 'integer', readOnly: true }), item({ linkId: 'odd', kind: 'unsupported' }),
  ] }),
  item({ linkId: 'c', kind: 'string' }),
] } }]
const keys = (answers: AllAnswers) => stepsOf(forms, answers).map(({ item: { linkId } }) => linkId)

test('one question a screen: what is asked, with the texts that stand before it', () => {
  expect(keys({})).toEqual(['a', 'c'])
  expect(keys({ [id]: { a: yes } })).toEqual(['a', 'b', 'c'])
  expect(stepsOf(forms, {})[0]?.above.map(({ fr }) => fr)).toEqual(['group', 'read'])
  expect(stepsOf(forms, {})[1]?.above).toEqual([])
})

test('goes on where somebody was, else at the first question without an answer, else at the end', () => {
  const steps = stepsOf(forms, { [id]: { a: yes } })
  expect(resumeAt(steps, { [id]: { a: yes } }, null)).toBe(1)
  expect(resumeAt(steps, { [id]: { a: yes } }, 'r/a')).toBe(0)
  expect(resumeAt(steps, { [id]: { a: yes } }, 'r/gone')).toBe(1)
  expect(resumeAt(steps, {}, end)).toBe(3)
  const all = { [id]: { a: yes, b: { decline: 'declined' as const, at: 1 }, c: { values: [{ type: 'text' as const, value: 'x' }], at: 1 } } }
  expect(resumeAt(stepsOf(forms, all), all, null)).toBe(3)
})

test('an answer changed while it was sent stays to be sent', () => {
  const pending = { a: { ...yes, at: 5 }, c: { ...yes, at: 2 } }
  expect(unsent(pending, { a: { ...yes, at: 4 }, c: { ...yes, at: 2 } })).toEqual({ a: { ...yes, at: 5 } })
  expect(later({ a: { ...yes, at: 9 } }, pending)).toEqual({ a: { ...yes, at: 9 }, c: { ...yes, at: 2 } })
})

test('a flag is known without a network', () => {
  expect(allFlags(forms, {})).toEqual([])
  expect(allFlags(forms, { [id]: { a: yes } })).toEqual(['fever'])
})

test('numbers as people write them', () => {
  for (const [typed, value] of [['37,5', 37.5], ['37.5', 37.5], [' 61 ', 61], ['1\u202f000', 1000], ['', null], ['37,5 °C', null], ['abc', null], ['1,2,3', null]] as const) expect(numberOf(typed), typed).toBe(value)
  const bounds = { kind: 'decimal', min: 34, max: 43 } as const
  expect([faultOfNumber('x', bounds), faultOfNumber('50', bounds), faultOfNumber('38', bounds), faultOfNumber('1,5', { kind: 'integer', min: null, max: null })]).toEqual(['number', 'range', null, 'whole'])
})

import { describe, expect, it } from 'vitest'
import { Answer, enabledItems, everyItem, flagsOf, type Answers, type Condition, type FormItem, type Value } from './forms.ts'

const bare: FormItem = { linkId: '', kind: 'string', text: null, help: null, required: false, repeats: false, readOnly: false, maxLength: null, min: null, max: null, unit: null, options: [], enableWhen: null, symptom: null, attribute: null, measure: null, topic: false, flags: [], items: [] }
const item = (linkId: string, more: Partial<FormItem> = {}): FormItem => ({ ...bare, linkId, ...more })
const words = { fr: '', en: '' }
const scale = [0, 1, 2, 3, 4].map((ordinal) => ({ code: `c${ordinal}`, text: words, ordinal, decline: null }))
const when = (...conditions: Condition[]): Partial<FormItem> => ({ enableWhen: { all: true, conditions } })
const said = (...values: Value[]): Answer => ({ values, at: 1 })
const code = (of: string): Value => ({ type: 'code', code: of })
const number = (value: number): Value => ({ type: 'number', value })
const asked = (items: FormItem[], answers: Answers): string[] => enabledItems({ items }, answers).map(({ linkId }) => linkId)

describe('a condition', () => {
  const numbers: [Condition['operator'], number, boolean][] = [['=', 3, true], ['=', 2, false], ['!=', 3, false], ['!=', 2, true], ['>', 2, true], ['>', 3, false], ['>=', 3, true], ['>=', 4, false], ['<', 4, true], ['<', 3, false], ['<=', 3, true], ['<=', 2, false]]
  it.each(numbers)('on a number: 3 %s %i', (operator, value, expected) => {
    expect(asked([item('a', { kind: 'integer' }), item('b', when({ question: 'a', operator, value }))], { a: said(number(3)) }).includes('b')).toBe(expected)
  })

  it.each(numbers)('on an option’s weight: 3 %s %i', (operator, value, expected) => {
    expect(asked([item('a', { kind: 'choice', options: scale }), item('b', when({ question: 'a', operator, value }))], { a: said(code('c3')) }).includes('b')).toBe(expected)
  })

  it.each<[Condition['operator'], Condition['value'], Value, boolean]>([
    ['=', 'c3', code('c3'), true], ['=', 'c3', code('c2'), false], ['!=', 'c0', code('c3'), true], ['!=', 'c0', code('c0'), false],
    ['=', true, { type: 'boolean', value: true }, true], ['=', false, { type: 'boolean', value: true }, false], ['!=', false, { type: 'boolean', value: true }, true],
    ['>=', '2026-01-01', { type: 'date', value: '2026-03-01' }, true], ['<', '2026-01-01', { type: 'date', value: '2026-03-01' }, false], ['=', 'oui', { type: 'text', value: 'oui' }, true],
    // What cannot be compared does not hold.
    ['>', 2, { type: 'text', value: 'beaucoup' }, false], ['>', 'a', number(3), false],
  ])('%s %s, answered %o', (operator, value, answer, expected) => {
    expect(asked([item('a', { options: scale }), item('b', when({ question: 'a', operator, value }))], { a: said(answer) }).includes('b')).toBe(expected)
  })

  it.each<[string, Answers, string[]]>([['answered', { a: said(number(0)) }, ['a', 'yes']], ['not answered', {}, ['a', 'no']], ['taken back', { a: said() }, ['a', 'no']], ['declined', { a: { decline: 'declined', at: 1 } }, ['a', 'no']]])('exists: %s', (_what, answers, expected) => {
    expect(asked([item('a'), item('yes', when({ question: 'a', operator: 'exists', value: true })), item('no', when({ question: 'a', operator: 'exists', value: false }))], answers)).toEqual(expected)
  })

  it('never holds without an answer, not even !=', () => {
    for (const operator of ['=', '!=', '>', '<', '>=', '<='] as const) expect(asked([item('a'), item('b', when({ question: 'a', operator, value: 1 }))], {})).toEqual(['a'])
  })

  it('of a question with several answers holds when one of them does', () => {
    const items = [item('a', { repeats: true, options: scale }), item('is', when({ question: 'a', operator: '=', value: 'c1' })), item('not', when({ question: 'a', operator: '!=', value: 'c1' }))]
    expect(asked(items, { a: said(code('c1'), code('c4')) })).toEqual(['a', 'is', 'not'])
    expect(asked(items, { a: said(code('c1')) })).toEqual(['a', 'is'])
  })

  it('joins others by all or by any', () => {
    const conditions: Condition[] = [{ question: 'a', operator: '=', value: 1 }, { question: 'b', operator: '=', value: 1 }]
    const items = [item('a'), item('b'), item('all', { enableWhen: { all: true, conditions } }), item('any', { enableWhen: { all: false, conditions } })]
    expect(asked(items, { a: said(number(1)) })).toEqual(['a', 'b', 'any'])
    expect(asked(items, { a: said(number(1)), b: said(number(1)) })).toEqual(['a', 'b', 'all', 'any'])
  })
})

describe('what falls silent', () => {
  const isOne = (question: string) => when({ question, operator: '=', value: 1 })

  it('takes everything within it along, however deep', () => {
    const items = [item('a'), item('g', { kind: 'group', ...isOne('a'), items: [item('g.1'), item('g.2', { kind: 'group', items: [item('g.2.1')] })] })]
    expect(asked(items, {})).toEqual(['a'])
    expect(asked(items, { a: said(number(1)) })).toEqual(['a', 'g', 'g.1', 'g.2', 'g.2.1'])
    expect([...everyItem(items)].map(({ item: one, within }) => [one.linkId, within.map(({ linkId }) => linkId).join('/')])).toEqual([['a', ''], ['g', ''], ['g.1', 'g'], ['g.2', 'g'], ['g.2.1', 'g/g.2']])
  })

  it('counts no more as an answer for others, and speaks again with it', () => {
    const items = [item('a'), item('b', isOne('a')), item('c', isOne('b')), item('d', when({ question: 'c', operator: 'exists', value: false }))]
    const answers = { b: said(number(1)), c: said(number(1)) }
    expect(asked(items, answers)).toEqual(['a', 'd'])
    expect(asked(items, { ...answers, a: said(number(1)) })).toEqual(['a', 'b', 'c'])
  })

  it('may depend on what is asked later', () => {
    expect(asked([item('a', isOne('z')), item('z')], { z: said(number(1)) })).toEqual(['a', 'z'])
  })

  it('in a circle of conditions comes to an end', () => {
    const circle = [item('a', when({ question: 'b', operator: 'exists', value: false })), item('b', when({ question: 'a', operator: 'exists', value: true }))]
    expect(asked(circle, { a: said(number(1)), b: said(number(1)) }).length).toBeLessThanOrEqual(2)
    const chain = Array.from({ length: 200 }, (_, at) => item(`q${at}`, isOne(`q${(at + 1) % 200}`)))
    expect(asked(chain, Object.fromEntries(chain.map(({ linkId }) => [linkId, said(number(1))])))).toHaveLength(200)
  })
})

describe('red flags', () => {
  const items = [
    item('t', { kind: 'decimal', flags: [{ flag: 'fever', operator: '>=', value: 38 }] }), item('blood', { kind: 'boolean', flags: [{ flag: 'bleeding', operator: '=', value: true }] }),
    item('air', { kind: 'choice', options: scale, flags: [{ flag: 'breathlessness', operator: '>=', value: 3 }] }), item('later', { kind: 'boolean', ...when({ question: 'blood', operator: '=', value: true }), flags: [{ flag: 'bleeding', operator: '=', value: true }] }),
  ]
  const flags = (answers: Answers) => flagsOf({ items }, answers)

  it('are raised from their threshold on', () => {
    expect([37.9, 38, 38.1].map((value) => flags({ t: said(number(value)) }))).toEqual([[], ['fever'], ['fever']])
    expect(['c2', 'c3', 'c4'].map((value) => flags({ air: said(code(value)) }))).toEqual([[], ['breathlessness'], ['breathlessness']])
  })

  it('are told once each, and not by what is not asked, declined or unanswered', () => {
    expect(flags({ blood: said({ type: 'boolean', value: true }), later: said({ type: 'boolean', value: true }), t: said(number(39)) })).toEqual(['fever', 'bleeding'])
    expect(flags({ blood: said({ type: 'boolean', value: false }), later: said({ type: 'boolean', value: true }) })).toEqual([])
    expect(flags({ t: { decline: 'declined', at: 1 }, blood: said() })).toEqual([])
  })
})

it('an answer is a list of values or a decline, never both, never something else', () => {
  const good: unknown[] = [said(number(1)), said(), { decline: 'notApplicable', at: 0 }]
  const bad: unknown[] = [{ values: [], decline: 'declined', at: 1 }, { values: [{ type: 'number', value: Infinity }], at: 1 }, { values: [{ type: 'date', value: '2026-02-30' }], at: 1 }, { values: [], at: -1 }, { decline: 'tired', at: 1 }, null]
  for (const one of good) expect(Answer.safeParse(one).success, JSON.stringify(one)).toBe(true)
  for (const one of bad) expect(Answer.safeParse(one).success, JSON.stringify(one)).toBe(false)
})

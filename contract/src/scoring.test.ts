import { describe, expect, it } from 'vitest'
import { patternOf, patterns, score, scoringVersion, type Pattern, type RawAnswers } from './scoring.ts'
import { attributes, type Attribute, type Decline } from './symptoms.ts'

/**
 * The published table as its readers print it: Basch et al., Clin Trials 2021;18(1):104-114, supplementary table S2
 * (the values of ProAE 1.0.4). A row is the first attribute (for FSI: frequency, and in it a group for each severity);
 * a digit is the grade for 0, 1, 2, 3, 4 of the last one.
 */
const published: Record<Exclude<Pattern, 'P'>, readonly string[]> = {
  FSI: [
    '00000 00000 00000 00000 00000',
    '01122 11122 12223 22233 22333',
    '01122 11122 22233 22233 22333',
    '11122 11122 22233 22333 22333',
    '11122 11223 22233 22333 22333',
  ],
  FS: ['00000', '11122', '11222', '11233', '11233'],
  FI: ['00000', '11122', '11122', '11233', '11233'],
  SI: ['00000', '11122', '11223', '12233', '22233'],
  F: ['0', '1', '1', '2', '3'],
  S: ['0', '1', '2', '3', '3'],
  A: ['0', '1', '1', '2', '2'],
}
type Graded = keyof typeof published
const graded = Object.keys(published) as Graded[]

const answersOf = (pattern: Pattern, values: readonly (number | Decline | undefined)[]): RawAnswers => Object.fromEntries(patterns[pattern].flatMap((attribute, at) => (values[at] === undefined ? [] : [[attribute, values[at]]])))
const gradeIn = (pattern: Graded, values: readonly number[]): number => {
  const [first = 0, ...others] = values
  const group = (published[pattern][first] ?? '').split(' ')
  const digits = pattern === 'FSI' ? group[others[0] ?? 0] : group[0]
  return Number((digits ?? '')[others.at(-1) ?? 0])
}
const all = (length: number): number[][] => (length === 0 ? [[]] : all(length - 1).flatMap((before) => [0, 1, 2, 3, 4].map((value) => [...before, value])))
const rows = graded.flatMap((pattern) => all(patterns[pattern].length).map((values) => ({ pattern, values, grade: gradeIn(pattern, values) })))

describe('the composite grade', () => {
  it('is checked against all 179 published rows: a first answer of 0 is one row, whatever follows', () => {
    const printed = new Set(rows.map(({ pattern, values }) => `${pattern} ${values[0] === 0 ? '0' : values.join()}`))
    expect(printed.size).toBe(179)
    expect(rows).toHaveLength(215)
  })

  it.each(graded)('%s equals the published table in every row', (pattern) => {
    for (const row of rows.filter((one) => one.pattern === pattern)) expect(score(pattern, answersOf(pattern, row.values)), row.values.join()).toEqual({ pattern, grade: row.grade, missing: null })
  })

  it('never falls when an answer worsens', () => {
    for (const { pattern, values, grade } of rows) {
      for (const [at, value] of values.entries()) {
        if (value < 4) expect(score(pattern, answersOf(pattern, values.with(at, value + 1))).grade, `${pattern} ${values.join()}`).toBeGreaterThanOrEqual(grade)
      }
    }
  })

  it('has the examples that are easily got wrong', () => {
    const fsi = (frequency: number, severity: number, interference: number) => score('FSI', { frequency, severity, interference }).grade
    expect([fsi(1, 0, 0), fsi(3, 0, 0), fsi(1, 2, 0), fsi(2, 2, 0)]).toEqual([0, 1, 1, 2])
    // Why it raises no alert by itself: "frequently" alone is 2, and amount never exceeds 2.
    expect([score('F', { frequency: 3 }).grade, score('A', { amount: 4 }).grade]).toEqual([2, 2])
  })

  it('of a batch of answers equals the table, for every pattern', () => {
    let seed = 20_211
    const next = (): number => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return Math.floor((seed / 2 ** 31) * 5) }
    const batch = Array.from({ length: 5_000 }, (_, at) => {
      const pattern = graded[at % graded.length] ?? 'F'
      return { pattern, values: patterns[pattern].map(next) }
    })
    const scores = batch.map(({ pattern, values }) => score(pattern, answersOf(pattern, values)).grade)
    expect(scores).toEqual(batch.map(({ pattern, values }) => gradeIn(pattern, values)))
    for (const pattern of graded) expect(new Set(scores.filter((_, at) => batch[at]?.pattern === pattern)).size, pattern).toBe(pattern === 'A' ? 3 : 4)
  })
})

describe('a partial answer', () => {
  const gaps: (number | Decline | undefined)[] = [0, 1, 2, 3, 4, undefined, 'declined', 'notApplicable']
  const partial = (length: number): (number | Decline | undefined)[][] => (length === 0 ? [[]] : partial(length - 1).flatMap((before) => gaps.map((value) => [...before, value])))

  it.each(graded)('of %s is no grade and says why, save after a first answer of 0', (pattern) => {
    const lists = partial(patterns[pattern].length).filter((values) => values.some((value) => typeof value !== 'number'))
    for (const values of lists) {
      const decline = values.find((value) => typeof value === 'string')
      const expected = values[0] === 0 ? { grade: 0, missing: null } : { grade: null, missing: decline ?? 'unanswered' }
      expect(score(pattern, answersOf(pattern, values)), JSON.stringify(values)).toEqual({ pattern, ...expected })
    }
    expect(lists.length).toBe(8 ** patterns[pattern].length - 5 ** patterns[pattern].length)
  })

  it('of presence is never a grade', () => {
    expect([0, 1, undefined, 'declined' as const].map((presence) => score('P', presence === undefined ? {} : { presence }))).toEqual([
      { pattern: 'P', grade: null, missing: 'presence' }, { pattern: 'P', grade: null, missing: 'presence' }, { pattern: 'P', grade: null, missing: 'unanswered' }, { pattern: 'P', grade: null, missing: 'declined' },
    ])
  })

  it('outside the scale is an error, never a grade', () => {
    for (const value of [-1, 5, 1.5, NaN, Infinity]) expect(() => score('S', { severity: value })).toThrow(RangeError)
    expect(() => score('P', { presence: 2 })).toThrow(RangeError)
  })
})

describe('the pattern of attributes', () => {
  it('is found in any order, and only where a row is published', () => {
    for (const [pattern, list] of Object.entries(patterns)) expect(patternOf([...list].reverse())).toBe(pattern)
    const subsets = attributes.reduce<Attribute[][]>((before, one) => [...before, ...before.map((some) => [...some, one])], [[]])
    expect(subsets.filter((some) => patternOf(some) !== null)).toHaveLength(Object.keys(patterns).length)
    expect(patternOf(['frequency', 'frequency'])).toBeNull()
  })

  it('is scored by a version that is kept with each score', () => {
    expect(scoringVersion).toBe('Basch2021/ProAE-1.0.4')
  })
})

import type { Attribute, Decline } from './symptoms.ts'

/**
 * The PRO composite grade, 0 to 3 (Basch et al., Clin Trials 2021;18(1):104-114, supplementary table S2; the same
 * values as ProAE 1.0.4). It is no CTCAE grade. It is for showing and sorting: alerts are raised on raw attributes,
 * since amount never exceeds 2 and "frequently" alone is 2.
 */
export const scoringVersion = 'Basch2021/ProAE-1.0.4'

/** Which attributes a symptom is asked by, in the order of the published table. `P`: presence alone, which has no grade. */
export const patterns = {
  FSI: ['frequency', 'severity', 'interference'],
  FS: ['frequency', 'severity'],
  FI: ['frequency', 'interference'],
  SI: ['severity', 'interference'],
  F: ['frequency'],
  S: ['severity'],
  A: ['amount'],
  P: ['presence'],
} as const satisfies Record<string, readonly Attribute[]>
export type Pattern = keyof typeof patterns

/** One digit a combination; the first attribute counts 25 (or 5, or 1), the next 5 (or 1), the last 1. */
const grades: Record<Exclude<Pattern, 'P'>, string> = {
  FSI: '00000000000000000000000000112211122122232223322333011221112222233222332233311122111222223322333223331112211223222332233322333',
  FS: '0000011122112221123311233',
  FI: '0000011122111221123311233',
  SI: '0000011122112231223322233',
  F: '01123',
  S: '01233',
  A: '01122',
}

/** Raw answers, 0 to 4 (presence 0 or 1). Absent: skipped or not asked; a `Decline`: the person would rather not say, or it does not apply. */
export type RawAnswers = Partial<Record<Attribute, number | Decline>>

export interface Score {
  pattern: Pattern
  /** 0 to 3; null where there is none to give, and then `missing` says why. */
  grade: number | null
  missing: 'unanswered' | Decline | 'presence' | null
}

/** The pattern of these attributes, or null where no published row is made of them. */
export function patternOf(asked: readonly Attribute[]): Pattern | null {
  const same = (Object.entries(patterns) as [Pattern, readonly Attribute[]][]).find(([, list]) => list.length === asked.length && list.every((one) => asked.includes(one)))
  return same?.[0] ?? null
}

/**
 * The grade of one symptom. A first attribute of 0 is grade 0, whether the others were skipped or answered; any other
 * gap is no grade, never 0. Throws `RangeError` for an answer outside the scale.
 */
export function score(pattern: Pattern, raw: RawAnswers): Score {
  const values = patterns[pattern].map((attribute) => inScale(attribute, raw[attribute]))
  const [first] = values
  const decline = values.find((value) => typeof value === 'string')
  if (pattern === 'P') return { pattern, grade: null, missing: decline ?? (first === undefined ? 'unanswered' : 'presence') }
  if (first === 0) return { pattern, grade: 0, missing: null }
  if (decline) return { pattern, grade: null, missing: decline }
  let index = 0
  for (const value of values) {
    if (typeof value !== 'number') return { pattern, grade: null, missing: 'unanswered' }
    index = index * 5 + value
  }
  return { pattern, grade: Number(grades[pattern].charAt(index)), missing: null }
}

function inScale(attribute: Attribute, value: number | Decline | undefined): number | Decline | undefined {
  if (typeof value === 'number' && (!Number.isInteger(value) || value < 0 || value > (attribute === 'presence' ? 1 : 4))) throw new RangeError(`${attribute} cannot be ${value}`)
  return value
}

/** Answers compare within one instrument: the same questionnaire, and the same first number of its version, since a second number corrects a word. */
export const instrumentOf = ({ url, version }: { url: string; version: string }): string => `${url}|${version.split('.')[0] ?? version}`

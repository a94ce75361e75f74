import type { Reason } from '@lien/contract/alertRules'
import type { AlertLevel } from '@lien/contract/alerts'
import { everyItem, flagsOf, type Answers, type Form, type Option, type Words } from '@lien/contract/forms'
import { instrumentOf } from '@lien/contract/scoring'
import type { RedFlag } from '@lien/contract/symptoms'
import type { Part } from './queries.ts'
import type { Answered, Raised } from './rules.ts'

type Filled = Part & { form?: Form | undefined; answers?: Answers | null }
/** What was answered together, as rules read it. */
export function answeredOf(parts: readonly Filled[], at: Date): Answered {
  const flags = parts.flatMap(({ form, answers }) => (form && answers ? flagsOf(form, answers) : []))
  return {
    at, flags: [...new Set(flags)],
    symptoms: parts.flatMap((part) => part.scores.map((one) => ({ ...one, comparable: instrumentOf(part) }))),
    measures: Object.assign({}, ...parts.map((part) => Object.fromEntries(Object.entries(part.measured).map(([measure, value]) => [measure, { value, comparable: instrumentOf(part) }])))) as Answered['measures'],
  }
}

/** Parts of several requests, oldest first, put together by request. */
export function occasions(parts: readonly Part[]): Answered[] {
  const byRequest = new Map<string, Part[]>()
  for (const part of parts) byRequest.set(part.requestId, [...(byRequest.get(part.requestId) ?? []), part])
  return [...byRequest.values()].map((all) => answeredOf(all, all[0]?.at ?? new Date(0)))
}

/** The words of a questionnaire: a symptom's name, and what its numbers are called. */
export interface Vocabulary { names: ReadonlyMap<string, Words>; options: ReadonlyMap<string, readonly Option[]> }
export function vocabularyOf(forms: readonly Form[]): Vocabulary {
  const names = new Map<string, Words>()
  const options = new Map<string, readonly Option[]>()
  for (const form of forms) for (const { item, within } of everyItem(form.items)) {
    const symptom = item.symptom ?? within.findLast((outer) => outer.symptom !== null)?.symptom ?? null
    if (item.symptom && item.text && !names.has(item.symptom)) names.set(item.symptom, item.text)
    if (symptom && item.attribute) options.set(`${symptom} ${item.attribute}`, item.options)
    if (item.measure) options.set(item.measure, item.options)
  }
  return { names, options }
}

export const reasonOf = (raised: Raised, { names, options }: Vocabulary): Reason => ({
  ruleId: raised.ruleId, level: raised.level, kind: raised.kind, flag: raised.flag, symptom: raised.symptom, grade: raised.grade,
  name: raised.symptom ? (names.get(raised.symptom) ?? null) : null,
  values: raised.values.map(({ what, value, was, since }) => ({
    what, value, was, since: since?.toISOString() ?? null,
    word: options.get(raised.symptom ? `${raised.symptom} ${what}` : what)?.find(({ ordinal }) => ordinal === value)?.text ?? null,
  })),
})

const plain = (ruleId: string, level: AlertLevel, flag: RedFlag | null): Reason => ({ ruleId, level, kind: ruleId, flag, symptom: null, name: null, grade: null, values: [] })
export const flagReason = (flag: RedFlag): Reason => plain('redFlag', 'red', flag)
export const missingReason: Reason = plain('missing', 'technical', null)

/** Two reasons of this key are the same one: a flag raised while the patient was answering comes again with the whole. */
export const keyOf = ({ ruleId, flag, symptom }: Reason): string => (flag ? `flag ${flag}` : `${ruleId} ${symptom ?? ''}`)

import { enabledItems, everyItem, isQuestion, type Answer, type Answers, type Form, type FormItem, type Value } from '@lien/contract/forms'
import type { RequestState } from '@lien/contract/requests'
import { patternOf, score, type Pattern, type RawAnswers, type Score } from '@lien/contract/scoring'
import type { Attribute, Decline, Measure } from '@lien/contract/symptoms'

const hour = 3_600_000
/** ms before the consultation at which its questions are asked, the patient is reminded, and their absence is told to the team. */
export const askBefore = 72 * hour
export const remindBefore = 24 * hour
export const missingBefore = 24 * hour
/** ms: whoever was asked less than `peace` before the reminder's hour gets none (it would come at night); nobody is called missing sooner than `missingPatience` after they were asked. */
export const peace = 12 * hour
export const missingPatience = 6 * hour

export const isAwaited = (state: RequestState): boolean => state === 'asked' || state === 'begun'

const kept = (values: readonly Value[], { kind, options, maxLength, min, max }: FormItem): boolean => values.every((value) => {
  switch (kind) {
    case 'choice': return value.type === 'code' && options.some(({ code }) => code === value.code)
    case 'openChoice': return value.type === 'code' ? options.some(({ code }) => code === value.code) : isText(value, maxLength)
    case 'boolean': return value.type === 'boolean'
    case 'integer': return value.type === 'number' && Number.isInteger(value.value) && isWithin(value.value, min, max)
    case 'decimal': case 'quantity': return value.type === 'number' && isWithin(value.value, min, max)
    case 'date': return value.type === 'date'
    case 'string': case 'text': return isText(value, maxLength)
    case 'group': case 'display': case 'unsupported': return false
  }
})
const isWithin = (value: number, min: number | null, max: number | null): boolean => (min === null || value >= min) && (max === null || value <= max)
const isText = (value: Value, maxLength: number | null): boolean => value.type === 'text' && value.value.trim() !== '' && (maxLength === null || value.value.length <= maxLength)

const nameOf = (value: Value): string => `${value.type}:${value.type === 'code' ? value.code : String(value.value)}`

/** The linkIds whose answers cannot be answers to this form: unknown, of another type, outside their bounds, too many. */
export function faultyAnswers(form: Pick<Form, 'items'>, answers: Answers): string[] {
  const known = new Map([...everyItem(form.items)].map(({ item }) => [item.linkId, item]))
  return Object.entries(answers).flatMap(([linkId, answer]) => {
    const item = known.get(linkId)
    if (!item || !isQuestion(item) || item.readOnly) return [linkId]
    if ('decline' in answer) return []
    const many = answer.values.length > 1
    const twice = new Set(answer.values.map(nameOf)).size < answer.values.length
    return (many && !item.repeats) || twice || !kept(answer.values, item) ? [linkId] : []
  })
}

const sayingOf = (answer: Answer): string => ('decline' in answer ? answer.decline : JSON.stringify(answer.values.map(nameOf)))

/**
 * Answer by answer the later one counts, and of two of the same instant the one that came last, so that what is sent
 * again changes nothing. A device whose clock runs ahead is believed no further than `now` (epoch ms), or it would win for ever.
 */
export function merge(before: Answers, sent: Answers, now: number): { answers: Answers; kept: number } {
  const answers = { ...before }
  let count = 0
  for (const [linkId, answer] of Object.entries(sent)) {
    const at = Math.min(answer.at, now)
    const known = answers[linkId]
    if (known && known.at > at) continue
    if (known?.at === at && sayingOf(known) === sayingOf(answer)) continue
    answers[linkId] = { ...answer, at }
    count += 1
  }
  return { answers, kept: count }
}

const isAnswered = (answer: Answer | undefined): boolean => answer !== undefined && ('decline' in answer || answer.values.length > 0)

/** The questions that are asked, must be answered, and are not. */
export const openQuestions = (form: Pick<Form, 'items'>, answers: Answers): string[] =>
  enabledItems(form, answers).filter((item) => isQuestion(item) && item.required && !item.readOnly && !isAnswered(answers[item.linkId])).map(({ linkId }) => linkId)

/** What one question says in numbers; a `Decline` where the person would rather not; undefined: nothing. */
function rawOf({ linkId, options }: FormItem, answers: Answers): number | Decline | undefined {
  const answer = answers[linkId]
  if (!answer) return undefined
  if ('decline' in answer) return answer.decline
  const [value] = answer.values
  switch (value?.type) {
    case 'boolean': return value.value ? 1 : 0
    case 'number': return value.value
    case 'code': {
      const option = options.find(({ code }) => code === value.code)
      return option?.decline ?? option?.ordinal ?? undefined
    }
    case 'date': case 'text': case undefined: return undefined
  }
}

const inScale = (attribute: Attribute, value: number | Decline | undefined): boolean =>
  value === undefined || typeof value === 'string' || (Number.isInteger(value) && value >= 0 && value <= (attribute === 'presence' ? 1 : 4))

export interface SymptomScore {
  symptom: string
  /** Null: it is asked by attributes that no published row is made of; its raw answers are kept. */
  pattern: Pattern | null
  raw: RawAnswers
  grade: Score['grade']
  missing: Score['missing']
}

/** Every symptom that was asked, with its raw answers and its grade. What skip logic left out is absent, never 0. */
export function scoresOf(form: Pick<Form, 'items'>, answers: Answers): SymptomScore[] {
  const on = new Set(enabledItems(form, answers).map(({ linkId }) => linkId))
  const found = new Map<string, { asked: Set<Attribute>; raw: RawAnswers }>()
  for (const { item, within } of everyItem(form.items)) {
    const { attribute } = item
    const symptom = item.symptom ?? within.findLast((one) => one.symptom !== null)?.symptom ?? null
    if (symptom === null || attribute === null || !isQuestion(item)) continue
    // A symptom whose whole group was not asked was not asked about.
    if (!on.has(item.linkId) && !within.some((one) => one.symptom === symptom && on.has(one.linkId))) continue
    const { asked, raw } = found.get(symptom) ?? { asked: new Set<Attribute>(), raw: {} }
    asked.add(attribute)
    const value = on.has(item.linkId) ? rawOf(item, answers) : undefined
    if (value !== undefined && inScale(attribute, value)) raw[attribute] = value
    found.set(symptom, { asked, raw })
  }
  return [...found].map(([symptom, { asked, raw }]) => {
    const pattern = patternOf([...asked])
    // Without a published row there is no grade: what it would take was not asked.
    return pattern ? { symptom, raw, ...score(pattern, raw) } : { symptom, pattern, raw, grade: null, missing: 'unanswered' }
  })
}

export interface MeasuredValue { measure: Measure; value: number }

/** Temperature, weight and the rest, where they were asked and answered. */
export function measuresOf(form: Pick<Form, 'items'>, answers: Answers): MeasuredValue[] {
  const values = new Map<Measure, number>()
  for (const item of enabledItems(form, answers)) {
    const value = item.measure && isQuestion(item) ? rawOf(item, answers) : undefined
    if (item.measure && typeof value === 'number') values.set(item.measure, value)
  }
  return [...values].map(([measure, value]) => ({ measure, value }))
}

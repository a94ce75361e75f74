import { enabledItems, everyItem, isQuestion, type Answer, type Answers, type Form, type FormItem, type Option, type Value, type Words } from '@lien/contract/forms'
import { patterns, type Pattern } from '@lien/contract/scoring'
import type { Said, SymptomSummary, TreatmentSummary, WeightSummary } from '@lien/contract/summaries'
import type { WeightCriterion } from '@lien/contract/summaryRules'
import type { Attribute } from '@lien/contract/symptoms'

const dayLength = 86_400_000

/** Raw answers of one symptom; null: none. */
export type Raw = Record<Attribute, number | null>
/** Where two answers are as bad, the one that says how bad it is comes before how often, and how much it hinders. */
const weighty: readonly Attribute[] = ['severity', 'amount', 'frequency', 'interference', 'presence']

/** The worst raw answer and whose it is; null without any, which is never 0. */
export function worstOf(raw: Raw): { raw: number; of: Attribute } | null {
  let worst: { raw: number; of: Attribute } | null = null
  for (const of of weighty) {
    const value = raw[of]
    if (value !== null && (worst === null || value > worst.raw)) worst = { raw: value, of }
  }
  return worst
}

/** The attributes a pattern asks, in its order; all that were answered where no published pattern is asked. */
export const attributesOf = (pattern: Pattern | null, raw: Raw): readonly Attribute[] => (pattern ? patterns[pattern] : weighty.filter((one) => raw[one] !== null))

/**
 * The worst first, then what worsened most, then the composite. Presence counts 1 of 4: that it is there is known, how
 * bad it is is not. Rows alike keep the order in which they were asked.
 */
export function bySeverity(one: SymptomSummary, other: SymptomSummary): number {
  return (other.raw ?? -1) - (one.raw ?? -1) || (other.change ?? 0) - (one.change ?? 0) || (other.grade ?? 0) - (one.grade ?? 0)
}

/** Present, absent (answered 0), and not answered, each in its own list. */
export function sorted(rows: readonly SymptomSummary[]): { symptoms: SymptomSummary[]; absent: SymptomSummary[]; unanswered: SymptomSummary[] } {
  return {
    symptoms: rows.filter(({ raw }) => raw !== null && raw > 0).sort(bySeverity),
    absent: rows.filter(({ raw }) => raw === 0), unanswered: rows.filter(({ raw }) => raw === null),
  }
}

/** An instant's day where the establishment lives, as YYYY-MM-DD. */
export const dayIn = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)

/** Cycle and day of cycle, both from 1, on a calendar day; null before the start, after the end, or without a cycle. */
export function cycleOn({ startedOn, endedOn, cycleDays }: Pick<TreatmentSummary, 'startedOn' | 'endedOn' | 'cycleDays'>, day: string): { cycle: number | null; day: number | null } {
  const passed = daysBetween(startedOn, day)
  if (cycleDays === null || passed < 0 || (endedOn !== null && day > endedOn)) return { cycle: null, day: null }
  return { cycle: Math.floor(passed / cycleDays) + 1, day: (passed % cycleDays) + 1 }
}

/** A month and six months, in days: whole weeks would lose an answer to the calendar. */
const [month, halfYear] = [31, 183]
/** Share of body weight that is lost, in per cent (HAS 2019, 2021). */
const limits: Record<WeightCriterion, number> = { fivePercentInOneMonth: 5, tenPercentInSixMonths: 10 }

export interface Weighed { at: Date; kg: number }

/**
 * Weights in order of time, the latest last. Against the highest of the month and of the six months before: a loss that
 * was partly made good is still seen. Usual weight and height are not known here, so their criteria are not looked at.
 */
export function weightOf(points: readonly Weighed[], birthDate: string, timeZone: string): WeightSummary | null {
  const latest = points.at(-1)
  if (!latest) return null
  const against = (days: number) => {
    const earlier = points.slice(0, -1).filter(({ at }) => latest.at.getTime() - at.getTime() <= days * dayLength)
    const [highest] = [...earlier].sort((one, other) => other.kg - one.kg)
    return highest ? { at: highest.at.toISOString(), kg: highest.kg, percent: ((latest.kg - highest.kg) / highest.kg) * 100 } : null
  }
  const changes = { fivePercentInOneMonth: against(month), tenPercentInSixMonths: against(halfYear) }
  // A loss of exactly 5 % counts, whatever floating point makes of it.
  const isMet = (criterion: WeightCriterion): boolean => -(changes[criterion]?.percent ?? 0) >= limits[criterion] - 1e-9
  return {
    points: points.map(({ at, kg }) => ({ at: at.toISOString(), kg })), month: changes.fivePercentInOneMonth, halfYear: changes.tenPercentInSixMonths,
    reached: (Object.keys(limits) as WeightCriterion[]).filter(isMet), age: ageOn(birthDate, dayIn(latest.at, timeZone)) >= 70 ? 'from70' : 'under70',
  }
}

/** Whole years on a day; both as YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  return Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0)
}

/** What a form says and holds, looked up while a summary is made. */
export interface Filled { form: Form; answers: Answers }
const valuesOf = (answer: Answer | undefined): readonly Value[] => (answer && 'values' in answer ? answer.values : [])
const isText = ({ kind }: FormItem): boolean => kind === 'string' || kind === 'text'
const same = (text: string): Words => ({ fr: text, en: text })
const nameless = same('—')

/** How many of the questions asked were answered: free text apart, which nobody owes. */
export function completeness(all: readonly Filled[]): { asked: number; answered: number } {
  const asked = all.flatMap(({ form, answers }) => enabledItems(form, answers).filter((item) => isQuestion(item) && !item.readOnly && !isText(item)).map(({ linkId }) => valuesOf(answers[linkId]).length > 0 && !isDeclined(form, linkId, answers)))
  return { asked: asked.length, answered: asked.filter(Boolean).length }
}

const itemOf = (form: Form, linkId: string): FormItem | undefined => [...everyItem(form.items)].find(({ item }) => item.linkId === linkId)?.item

function isDeclined(form: Form, linkId: string, answers: Answers): boolean {
  const declining = new Set(itemOf(form, linkId)?.options.flatMap(({ code, decline }) => (decline ? [code] : [])))
  return valuesOf(answers[linkId]).some((value) => value.type === 'code' && declining.has(value.code))
}

/** A symptom in the words of its questionnaire, and the option that stands for a raw value of one of its attributes. */
export function symptomWords(form: Form, symptom: string): { label: Words; option: (attribute: Attribute, value: number) => Words | null } {
  const inside = [...everyItem(form.items)].filter(({ item, within }) => item.symptom === symptom || within.some((one) => one.symptom === symptom)).map(({ item }) => item)
  const option = (attribute: Attribute, value: number): Words | null =>
    inside.find((item) => item.attribute === attribute)?.options.find(({ ordinal, decline }) => ordinal === value && decline === null)?.text ?? null
  return { label: inside.find((item) => item.symptom === symptom)?.text ?? nameless, option }
}

/** The symptoms of a form, in the order they are asked. */
export const symptomsOf = (form: Form): string[] => [...new Set([...everyItem(form.items)].flatMap(({ item }) => item.symptom ?? []))]

/** What the patient wants to talk about, as they wrote it. */
export const topicsOf = (all: readonly Filled[]): string[] =>
  all.flatMap(({ form, answers }) => enabledItems(form, answers).filter(({ topic }) => topic).flatMap((item) => valuesOf(answers[item.linkId]).map((value) => wordsOf(value, item.options, item.unit).fr.trim()))).filter((text) => text !== '')

/** An answer as people read it. */
export function wordsOf(value: Value, options: readonly Option[], unit: string | null): Words {
  switch (value.type) {
    case 'code': return options.find(({ code }) => code === value.code)?.text ?? same(value.code)
    case 'boolean': return value.value ? { fr: 'oui', en: 'yes' } : { fr: 'non', en: 'no' }
    case 'number': {
      const of = (locale: string) => `${value.value.toLocaleString(locale, { maximumFractionDigits: 2 })}${unit ? `\u00a0${unit}` : ''}`
      return { fr: of('fr-FR'), en: of('en-GB') }
    }
    case 'date': return { fr: value.value.split('-').reverse().join('/'), en: value.value }
    case 'text': return same(value.value)
  }
}

const joined = (all: readonly Words[]): Words => ({ fr: all.map(({ fr }) => fr).join(', '), en: all.map(({ en }) => en).join(', ') })

function said(item: FormItem, answers: Answers): Said[] {
  const values = valuesOf(answers[item.linkId])
  return values.length > 0 ? [{ label: item.text ?? nameless, answer: joined(values.map((value) => wordsOf(value, item.options, item.unit))) }] : []
}

/**
 * Every other answer, so that nothing said is lost: what is asked because of a measure's answer beside that measure
 * (why doses were missed), the rest apart.
 */
export function otherAnswers(all: readonly Filled[]): { because: Map<string, Said[]>; others: Said[] } {
  const because = new Map<string, Said[]>()
  const others: Said[] = []
  for (const { form, answers } of all) {
    const measured = new Map([...everyItem(form.items)].flatMap(({ item }) => (item.measure ? [[item.linkId, item.measure] as const] : [])))
    for (const item of enabledItems(form, answers)) {
      if (!isQuestion(item) || item.attribute !== null || item.measure !== null || item.topic || item.readOnly) continue
      const about = item.enableWhen?.conditions.map(({ question }) => measured.get(question)).find((one) => one !== undefined)
      if (about) because.set(about, [...(because.get(about) ?? []), ...said(item, answers)])
      else others.push(...said(item, answers))
    }
  }
  return { because, others }
}

/** The question of a measure, and the words chosen. */
export function measureWords(all: readonly Filled[], measure: string): { label: Words; unit: string | null; words: Words | null } | null {
  for (const { form, answers } of all) {
    const item = [...everyItem(form.items)].find((one) => one.item.measure === measure)?.item
    if (!item) continue
    const [value] = valuesOf(answers[item.linkId])
    return { label: item.text ?? nameless, unit: item.unit, words: value && value.type !== 'number' ? wordsOf(value, item.options, item.unit) : null }
  }
  return null
}

/** Measures asked of this patient at this visit, in order. */
export const measuresOf = (all: readonly Filled[]): string[] => [...new Set(all.flatMap(({ form, answers }) => enabledItems(form, answers).flatMap(({ measure }) => measure ?? [])))]

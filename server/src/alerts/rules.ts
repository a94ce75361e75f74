import type { Condition, Rule, RuleSet } from '@lien/contract/alertRules'
import type { ClinicalLevel, Comparison } from '@lien/contract/alerts'
import { patterns, type Pattern } from '@lien/contract/scoring'
import type { Attribute, Measure, RedFlag } from '@lien/contract/symptoms'

/** What one symptom was answered. `comparable` is its instrument (contract/src/scoring.ts). */
export interface Symptom { symptom: string; comparable: string; pattern: Pattern | null; raw: Partial<Record<Attribute, number>>; grade: number | null }
/** Everything that was answered together, once. */
export interface Answered { at: Date; symptoms: readonly Symptom[]; measures: Partial<Record<Measure, { value: number; comparable: string }>>; flags: readonly RedFlag[] }

/** A value that met a rule; `was` and `since`: the answer it is compared with, null where it is compared with none. */
export interface Met { what: Attribute | Measure; value: number; was: number | null; since: Date | null }
export interface Raised { ruleId: string; level: ClinicalLevel; kind: Condition['kind']; flag: RedFlag | null; symptom: string | null; comparable: string | null; grade: number | null; values: Met[] }

/** ms */
const day = 24 * 3600 * 1000
type Found = Omit<Raised, 'ruleId' | 'level' | 'kind'>

/**
 * What a site's rules say of these answers, given the patient's earlier ones (oldest first). A missing answer raises
 * nothing and is compared with nothing. No rule takes back what another raised; a red flag is red even where no rule names it.
 */
export function evaluate({ rules }: Pick<RuleSet, 'rules'>, now: Answered, history: readonly Answered[]): Raised[] {
  const before = pastOf(history.filter(({ at }) => at < now.at))
  const raised = rules.flatMap((rule) => found(rule.when, now, before).map((one) => ({ ...one, ruleId: rule.id, level: levelOf(rule), kind: rule.when.kind })))
  const told = new Set(raised.flatMap(({ flag }) => flag ?? []))
  const untold = now.flags.filter((flag) => !told.has(flag)).map((flag) => ({ ...ofFlag(flag), ruleId: 'redFlag', level: 'red' as const, kind: 'redFlag' as const }))
  return [...raised, ...untold]
}

const levelOf = ({ level, when }: Rule): ClinicalLevel => (when.kind === 'redFlag' ? 'red' : level)
const ofFlag = (flag: RedFlag): Found => ({ flag, symptom: null, comparable: null, grade: null, values: [] })
const ofMeasure = (values: Met[]): Found => ({ flag: null, symptom: null, comparable: null, grade: null, values })
const ofSymptom = ({ symptom, comparable, grade }: Symptom, values: Met[]): Found => ({ flag: null, symptom, comparable, grade, values })

function found(when: Condition, now: Answered, before: Past): Found[] {
  switch (when.kind) {
    case 'redFlag': return now.flags.filter((flag) => when.flags.includes(flag)).map(ofFlag)
    case 'raw': return perSymptom(now, when, (one, attribute, value) => (value >= when.atLeast ? changeOf(one, attribute, value, before, 'last') : null))
    case 'rise': return perSymptom(now, when, (one, attribute, value) => worse(changeOf(one, attribute, value, before, when.against), when.by))
    case 'composite': return chosen(now, when.symptoms).filter(({ grade }) => grade !== null && grade >= when.atLeast).map((one) => ofSymptom(one, []))
    case 'spread': {
      const all = perSymptom(now, { symptoms: null, attributes: null }, (one, attribute, value) => worse(changeOf(one, attribute, value, before, when.against), when.by))
      return all.length >= when.count ? all : []
    }
    case 'weightLoss': return weightLoss(now, before.all, when)
    case 'activity': return activity(now, before.all, when)
    case 'missedDoses': return atLeast(now, 'missedDoses', when.atLeast)
    case 'callWanted': return atLeast(now, 'callWanted', 1)
  }
}

const chosen = ({ symptoms }: Answered, names: readonly string[] | null): Symptom[] => symptoms.filter(({ symptom }) => names === null || names.includes(symptom))

type Test = (one: Symptom, attribute: Attribute, value: number) => Met | null
/** One finding a symptom, with every attribute of it that meets the test. Presence is not on the scale. */
function perSymptom(now: Answered, { symptoms, attributes }: { symptoms: readonly string[] | null; attributes: readonly Attribute[] | null }, test: Test): Found[] {
  return chosen(now, symptoms).flatMap((one) => {
    const values = (Object.entries(one.raw) as [Attribute, number][])
      .filter(([attribute]) => attribute !== 'presence' && (attributes === null || attributes.includes(attribute)))
      .flatMap(([attribute, value]) => test(one, attribute, value) ?? [])
    return values.length > 0 ? [ofSymptom(one, values)] : []
  })
}

/** Earlier answers, oldest first, and those of each symptom that compare with each other: many rules ask for them. */
interface Past { all: readonly Answered[]; of: ReadonlyMap<string, readonly { at: Date; past: Symptom }[]> }
const keyOf = ({ symptom, comparable }: Symptom): string => `${symptom} ${comparable}`
function pastOf(all: readonly Answered[]): Past {
  const of = new Map<string, { at: Date; past: Symptom }[]>()
  for (const { at, symptoms } of all) for (const past of symptoms) {
    const known = of.get(keyOf(past))
    if (known) known.push({ at, past })
    else of.set(keyOf(past), [{ at, past }])
  }
  return { all, of }
}

/** The value beside the comparable one before it. */
function changeOf(one: Symptom, attribute: Attribute, value: number, { of }: Past, against: Comparison): Met {
  const earlier = of.get(keyOf(one)) ?? []
  const answers = ({ past }: { past: Symptom }): boolean => rawOf(past, attribute) !== null
  const compared = against === 'last' ? earlier.findLast(answers) : earlier.find(answers)
  return { what: attribute, value, was: compared ? rawOf(compared.past, attribute) : null, since: compared?.at ?? null }
}
const worse = (met: Met, by: number): Met | null => (met.was !== null && met.value - met.was >= by ? met : null)

/** "Never" as a first answer skips the other questions: they count as 0, as they do for the published grade. Any other gap is no answer. */
function rawOf({ raw, pattern }: Symptom, attribute: Attribute): number | null {
  const value = raw[attribute]
  if (value !== undefined) return value
  const asked: readonly Attribute[] = pattern ? patterns[pattern] : []
  const [first] = asked
  return first !== undefined && first !== 'presence' && asked.includes(attribute) && raw[first] === 0 ? 0 : null
}

function weightLoss(now: Answered, before: readonly Answered[], { percent, days }: { percent: number; days: number }): Found[] {
  const weight = now.measures.weight?.value
  if (weight === undefined) return []
  const known = before.filter(({ at }) => now.at.getTime() - at.getTime() <= days * day).flatMap(({ at, measures }) => (measures.weight ? [{ was: measures.weight.value, since: at }] : []))
  const [most] = known.sort((a, b) => b.was - a.was)
  // A hundredth of a gram for the arithmetic: 5 % of 80 kg is 4 kg.
  const lost = most && (most.was - weight) * 100 >= percent * most.was - 1e-6 && most.was > weight
  return lost ? [ofMeasure([{ what: 'weight', value: weight, ...most }])] : []
}

function activity(now: Answered, before: readonly Answered[], { atLeast: least, by }: { atLeast: number | null; by: number | null }): Found[] {
  const current = now.measures.activity
  if (!current) return []
  const last = before.flatMap(({ at, measures }) => (measures.activity?.comparable === current.comparable ? [{ was: measures.activity.value, since: at }] : [])).at(-1)
  const met: Met = { what: 'activity', value: current.value, was: last?.was ?? null, since: last?.since ?? null }
  return (least !== null && current.value >= least) || (by !== null && worse(met, by) !== null) ? [ofMeasure([met])] : []
}

function atLeast(now: Answered, what: Measure, least: number): Found[] {
  const measure = now.measures[what]
  return measure && measure.value >= least ? [ofMeasure([{ what, value: measure.value, was: null, since: null }])] : []
}

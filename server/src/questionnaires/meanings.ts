import type { FormItem } from '@lien/contract/forms'
import type { ProblemCode } from '@lien/contract/questionnaires'
import { patternOf, patterns, type Pattern } from '@lien/contract/scoring'
import { attributes, measures, systems, type Attribute, type Decline, type Measure } from '@lien/contract/symptoms'
import type { Document, Item } from './document.ts'
import type { ReadOption } from './options.ts'
import proCtcae from './proCtcae.json' with { type: 'json' }

type Tell = (code: ProblemCode, path: string, params?: Record<string, string>) => void
/** What an item means to Lien. */
export interface Meaning { symptom: string | null; attribute: Attribute | null; measure: Measure | null; topic: boolean }

const codeIn = (item: Item, system: string): string | null => item.code?.find((coding) => coding.system === system)?.code ?? null

/** Said by the item's own codings. */
export function codedMeaning(item: Item, tell: Tell): Meaning {
  const attribute = codeIn(item, systems.attribute)
  const measure = codeIn(item, systems.measure)
  const known = { attribute: attributes.find((one) => one === attribute) ?? null, measure: measures.find((one) => one === measure) ?? null }
  if (attribute !== null && !known.attribute) tell('attributeUnknown', 'code', { attribute })
  if (measure !== null && !known.measure) tell('measureUnknown', 'code', { measure })
  return { ...known, symptom: codeIn(item, systems.symptom), topic: item.code?.some(({ system }) => system === systems.topic) ?? false }
}

/**
 * A document of PRO-CTCAE items as sites receive it: a group for each numbered term, its questions lettered. Which
 * attribute a letter asks follows from the term (the published table, as data).
 */
export function isProCtcae({ title, name, url, code, item }: Document): boolean {
  return [title, name, url, ...(code ?? []).map((one) => one.system)].some((one) => /pro[-_ ]?ctcae/i.test(one ?? '')) && !hasOwnCodes(item ?? [])
}
const hasOwnCodes = (items: readonly Item[]): boolean => items.some((item) => codeIn(item, systems.symptom) !== null || hasOwnCodes(item.item ?? []))

export function termMeaning(item: Item, outer: Item | null): Pick<Meaning, 'symptom' | 'attribute'> {
  const term = item.linkId ?? ''
  if (item.type === 'group') return { symptom: patternOfTerm(term) ? term : null, attribute: null }
  const [, number = '', letter = ''] = /^(\d{1,2})([A-C])$/.exec(term) ?? []
  const pattern = patternOfTerm(number)
  if (!pattern || outer?.linkId !== number) return { symptom: null, attribute: null }
  return { symptom: null, attribute: patterns[pattern][letter.charCodeAt(0) - 65] ?? null }
}

/** The pattern of a numbered term of PRO-CTCAE; null where there is none of that number. */
export const patternOfTerm = (term: string): Pattern | null => (Object.keys(patterns) as Pattern[]).find((pattern) => proCtcae.patterns[pattern].some((one) => String(one) === term)) ?? null

/** What the one answer of a term that weighs nothing says: that it does not apply, or that the person would rather not say. */
export function termDecline(linkId: string): Decline | null {
  const term = Number(/^(\d{1,2})[A-C]$/.exec(linkId)?.[1])
  return proCtcae.notApplicable.includes(term) ? 'notApplicable' : proCtcae.declined.includes(term) ? 'declined' : null
}

/** The questions of one symptom, and the element that asks about it. */
export interface Asked { symptom: string; /** All its questions must be asked (NCI); null: any published pattern will do. */ wanted: Pattern | null; path: string; linkId: string; attributes: { attribute: Attribute; path: string; linkId: string; options: readonly ReadOption[]; item: FormItem }[] }

/** A symptom is scored only where its attributes are a published row and each is answered on its scale. */
export function checkSymptoms(asked: readonly Asked[], tell: (code: ProblemCode, path: string, linkId: string, params?: Record<string, string>) => void): void {
  const seen = new Set<string>()
  for (const { symptom, wanted: pattern, path, linkId, attributes: list } of asked) {
    if (seen.has(symptom)) tell('symptomTwice', path, linkId, { symptom })
    seen.add(symptom)
    const names = list.map(({ attribute }) => attribute)
    const found = patternOf(names)
    if (!found || (pattern && found !== pattern)) tell('attributePattern', path, linkId, { symptom, attributes: names.join(', ') })
    for (const one of list) {
      const scale = one.options.filter(({ option }) => option.decline === null).map(({ option }) => option.ordinal)
      const wanted = one.attribute === 'presence' ? [0, 1] : [0, 1, 2, 3, 4]
      const right = one.item.kind === 'choice' && !one.item.repeats && scale.length === wanted.length && wanted.every((value) => scale.includes(value))
      if (!right) tell('scaleWrong', one.path, one.linkId, { attribute: one.attribute, scale: `${wanted[0] ?? 0}–${wanted.at(-1) ?? 0}` })
    }
  }
}

/** UCUM codes that a measure may be written in: rules compare numbers, so no other unit is taken for it. */
const units: Partial<Record<Measure, string>> = { temperature: 'Cel', weight: 'kg' }

export function checkMeasure(measure: Measure, item: FormItem, ucum: string | null, tell: Tell): void {
  const number = item.kind === 'integer' || item.kind === 'decimal' || item.kind === 'quantity'
  const weighed = item.kind === 'choice' && item.options.filter(({ decline }) => decline === null).every(({ ordinal }) => ordinal !== null)
  if (item.repeats || !(number || weighed || (item.kind === 'boolean' && (measure === 'callWanted' || measure === 'falls')))) tell('measureType', 'type', { measure })
  const unit = units[measure]
  if (unit !== undefined && ucum !== unit) tell('measureUnit', 'extension', { measure, unit })
}

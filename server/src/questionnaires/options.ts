import type { Option } from '@lien/contract/forms'
import type { Decline } from '@lien/contract/symptoms'
import { systems } from '@lien/contract/symptoms'
import type { ProblemCode } from '@lien/contract/questionnaires'
import { ValueSet, type AnswerOption, type Coding, type Document, type Item } from './document.ts'
import { ordinalOf, wordsOf } from './extensions.ts'

/** An option as FHIR writes it in an answer. */
export type OptionValue = { valueCoding: { system?: string; code?: string; display?: string } } | { valueInteger: number } | { valueString: string } | { valueDate: string }
/** `value`: what an answer that names this option says in FHIR. */
export interface ReadOption { option: Option; value: OptionValue }
type Tell = (code: ProblemCode, path: string, params?: Record<string, string>) => void

/** Options that mean "no answer" wherever they come from. */
const declineCodes: Record<string, Record<string, Decline>> = {
  [systems.decline]: { declined: 'declined', notApplicable: 'notApplicable' },
  'http://terminology.hl7.org/CodeSystem/data-absent-reason': { 'asked-declined': 'declined', 'not-applicable': 'notApplicable' },
  'http://terminology.hl7.org/CodeSystem/v3-NullFlavor': { ASKU: 'declined', NA: 'notApplicable' },
}

/** The options of a question: written in it, or in a value set that the document contains. */
export function readOptions(item: Item, document: Document, tell: Tell): ReadOption[] {
  const language = document.language
  const read = item.answerOption ? item.answerOption.map((one, at) => ofAnswerOption(one, language, (code) => tell(code, `answerOption[${at}]`))) : ofValueSet(item.answerValueSet, document, tell)
  const options = read.filter((one) => one !== null)
  return unique(options, (code) => tell('duplicateOption', 'answerOption', { option: code }))
}

function ofAnswerOption(one: AnswerOption, language: string | undefined, tell: (code: ProblemCode) => void): ReadOption | null {
  const { valueCoding, valueInteger, valueString, valueDate } = one
  if (one.modifierExtension) tell('notUnderstood')
  if (valueCoding) {
    const read = ofCoding(valueCoding, language, ordinalOf(one, valueCoding))
    if (!read) tell('unreadableOption')
    return read
  }
  if (valueInteger !== undefined) return { option: plain(String(valueInteger), ordinalOf(one) ?? valueInteger), value: { valueInteger } }
  if (valueString !== undefined) return { option: { ...plain(valueString, ordinalOf(one)), text: wordsOf(valueString, one._valueString, language) }, value: { valueString } }
  if (valueDate !== undefined) return { option: plain(valueDate, ordinalOf(one)), value: { valueDate } }
  tell('unreadableOption')
  return null
}

const plain = (code: string, ordinal: number | null): Option => ({ code, text: { fr: code, en: code }, ordinal, decline: null })

function ofCoding(coding: Coding, language: string | undefined, ordinal: number | null): ReadOption | null {
  const { system, code, display } = coding
  const key = code ?? display
  if (key === undefined) return null
  return {
    option: { code: key, text: wordsOf(display ?? key, coding._display, language, coding.designation), ordinal, decline: declineCodes[system ?? '']?.[code ?? ''] ?? null },
    value: { valueCoding: { ...(system !== undefined && { system }), ...(code !== undefined && { code }), ...(display !== undefined && { display }) } },
  }
}

/** A contained value set is read from its expansion, or from the concepts it names; nothing is fetched. */
function ofValueSet(reference: string | undefined, document: Document, tell: Tell): ReadOption[] {
  if (reference === undefined) return []
  const found = document.contained?.find((one) => one.resourceType === 'ValueSet' && (reference === `#${one.id ?? ''}` || one['url'] === reference))
  const set = ValueSet.safeParse(found).data
  const codings = set && codingsOf(set)
  if (!codings || codings.length === 0) {
    tell('valueSetUnresolved', 'answerValueSet', { valueSet: reference })
    return []
  }
  return codings.flatMap((coding) => ofCoding(coding, document.language, ordinalOf(coding)) ?? [])
}

function codingsOf({ expansion, compose }: ValueSet): Coding[] | null {
  if (expansion?.contains) return expansion.contains.flatMap(flattened)
  const include = compose?.include
  // A filter, a whole code system or another value set would have to be looked up elsewhere.
  if (!include || compose.exclude || include.some(({ concept, filter, valueSet }) => !concept || filter || valueSet)) return null
  return include.flatMap(({ system, concept = [] }) => concept.map((one) => ({ ...one, system })))
}
const flattened = (one: NonNullable<NonNullable<ValueSet['expansion']>['contains']>[number]): Coding[] => [...(one.code === undefined ? [] : [one]), ...(one.contains ?? []).flatMap(flattened)]

/** Two code systems may use the same code: then the system is part of what names the option. */
function unique(options: ReadOption[], twice: (code: string) => void): ReadOption[] {
  const seen = new Set<string>()
  const kept: ReadOption[] = []
  for (const one of options) {
    const code = seen.has(one.option.code) && 'valueCoding' in one.value ? `${one.value.valueCoding.system ?? ''}|${one.option.code}` : one.option.code
    if (seen.has(code)) { twice(code); continue }
    seen.add(code)
    kept.push({ ...one, option: { ...one.option, code } })
  }
  return kept
}

/** The code of the option that a coding elsewhere in the document names, or the coding's own. */
export function optionNamed(coding: Coding, options: readonly ReadOption[]): string {
  const found = options.find(({ value }) => 'valueCoding' in value && value.valueCoding.code === coding.code && (coding.system === undefined || value.valueCoding.system === coding.system))
  return found?.option.code ?? coding.code ?? coding.display ?? ''
}

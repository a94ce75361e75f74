import type { DocumentFacts, Problem } from '@lien/contract/commands/questionnaires'
import { everyItem, isQuestion, type Form, type FormItem, type ItemKind } from '@lien/contract/forms'
import { keepsOut, type ProblemCode } from '@lien/contract/questionnaires'
import { readEnableWhen, readFlags } from './conditions.ts'
import { fhirPath, parseDocument, type Document, type Item } from './document.ts'
import { extensionOf, extensionsOf, urls, wordsOf } from './extensions.ts'
import { checkMeasure, checkSymptoms, codedMeaning, isProCtcae, patternOfTerm, termDecline, termMeaning, type Asked } from './meanings.ts'
import { readOptions, type OptionValue, type ReadOption } from './options.ts'

/** What a document is known by here where it does not say it itself. */
export interface Named { url?: string | undefined; version?: string | undefined }
export interface Reading { document: Document | null; form: Form | null; /** By linkId and the option's code: what an answer says in FHIR. */ options: ReadonlyMap<string, ReadonlyMap<string, OptionValue>>; facts: DocumentFacts | null; problems: Problem[] }
const enumerable: ReadonlySet<ItemKind> = new Set(['integer', 'date', 'string'])
/** FHIR R4's item types; null: there is one, and nobody can be asked it here. */
const kinds: Record<string, ItemKind | null> = {
  group: 'group', display: 'display', boolean: 'boolean', decimal: 'decimal', integer: 'integer', date: 'date', string: 'string', text: 'text', choice: 'choice', 'open-choice': 'openChoice', quantity: 'quantity',
  dateTime: null, time: null, url: null, attachment: null, reference: null, question: null,
}

/**
 * Reads a FHIR R4 `Questionnaire`: what it asks, in Lien's words, and everything that is wrong with it, each with the
 * element at fault. The document itself is never changed. `form` null: it could not be read as a questionnaire.
 */
export function readDocument(source: string, named: Named = {}): Reading {
  const parsed = parseDocument(source)
  if (!parsed.document) return { document: null, form: null, options: new Map(), facts: null, problems: parsed.problems }
  const reader = new Reader({ ...parsed.document, url: parsed.document.url ?? named.url, version: parsed.document.version ?? named.version })
  const form = reader.form()
  const { document } = reader
  const all = [...everyItem(form.items)]
  return {
    document, form, options: reader.options, problems: reader.problems,
    facts: {
      url: document.url ?? null, version: document.version ?? null, title: document.title ?? document.name ?? null, publisher: document.publisher ?? null, copyright: document.copyright ?? null,
      date: document.date ?? null, language: document.language ?? null, questions: countQuestions(form), symptoms: all.filter(({ item }) => item.symptom !== null).length,
    },
  }
}

export const countQuestions = (form: Form): number => [...everyItem(form.items)].filter(({ item }) => isQuestion(item) && !item.readOnly).length
export const mayEnter = (problems: readonly Problem[]): boolean => !problems.some(({ code }) => keepsOut(code))

type Step = string | number
interface Place { path: readonly Step[]; linkId: string | null }

/** One document's walk: first what can be pointed at, then what is asked. */
class Reader {
  readonly problems: Problem[] = []
  readonly document: Document
  readonly #proCtcae: boolean
  readonly #targets = new Map<string, { type: string | undefined; options: readonly ReadOption[] }>()
  readonly #measures = new Set<string>()
  readonly #asked: Asked[] = []

  constructor(document: Document) {
    this.document = document
    this.#proCtcae = isProCtcae(document)
  }

  get options(): ReadonlyMap<string, ReadonlyMap<string, OptionValue>> {
    return new Map([...this.#targets].map(([linkId, { options }]) => [linkId, new Map(options.map(({ option, value }) => [option.code, value]))]))
  }

  form(): Form {
    const { url, version, title, name, description, _title, _description, language, item: items = [], modifierExtension } = this.document
    const top: Place = { path: [], linkId: null }
    if (!url) this.#tell(top, 'missingUrl', 'url')
    if (!version) this.#tell(top, 'missingVersion', 'version')
    if (!title && !name) this.#tell(top, 'missingTitle', 'title')
    if (items.length === 0) this.#tell(top, 'missingItems', 'item')
    if (modifierExtension) this.#tell(top, 'notUnderstood', 'modifierExtension', { what: 'modifierExtension' })
    this.#collect(items, [])
    const form = { title: wordsOf(title ?? name ?? url ?? '', _title, language), description: description ? wordsOf(description, _description, language) : null, items: this.#read(items, [], null, null) }
    checkSymptoms(this.#asked, (code, path, linkId, params) => this.problems.push({ code, path, linkId, params: params ?? {} }))
    return form
  }

  #tell({ path, linkId }: Place, code: ProblemCode, element: string, params: Record<string, string> = {}): void {
    this.problems.push({ code, path: [fhirPath(path), element].filter(Boolean).join('.'), linkId, params })
  }

  /** linkIds and options of the whole document: conditions may point forward. */
  #collect(items: readonly Item[], outer: readonly Step[]): void {
    for (const [at, item] of items.entries()) {
      const place: Place = { path: [...outer, 'item', at], linkId: item.linkId ?? null }
      if (!item.linkId) this.#tell(place, 'missingLinkId', 'linkId')
      else if (this.#targets.has(item.linkId)) this.#tell(place, 'duplicateLinkId', 'linkId', { linkId: item.linkId })
      else this.#targets.set(item.linkId, { type: item.type, options: this.#options(item, place) })
      this.#collect(item.item ?? [], place.path)
    }
  }

  #options(item: Item, place: Place): ReadOption[] {
    const options = readOptions(item, this.document, (code, element, params) => this.#tell(place, code, element, params))
    if (!this.#proCtcae) return options
    const decline = termDecline(item.linkId ?? '')
    return options.map((one) => (one.option.ordinal === null && one.option.decline === null ? { ...one, option: { ...one.option, decline } } : one))
  }

  /** `symptom`: what the group around asks about. */
  #read(items: readonly Item[], outer: readonly Step[], group: Item | null, symptom: Asked | null): FormItem[] {
    return items.flatMap((item, at) => {
      const place: Place = { path: [...outer, 'item', at], linkId: item.linkId ?? null }
      if (isHelp(item)) return []
      if (extensionOf(item, urls.hidden)?.valueBoolean) return []
      return [this.#item(item, place, group, symptom)]
    })
  }

  #item(item: Item, place: Place, group: Item | null, around: Asked | null): FormItem {
    const tell = (code: ProblemCode, element: string, params?: Record<string, string>): void => this.#tell(place, code, element, params)
    const { language } = this.document
    const kind = this.#kind(item, tell)
    const options = this.#targets.get(item.linkId ?? '')?.options ?? []
    const meaning = codedMeaning(item, tell)
    if (this.#proCtcae) Object.assign(meaning, termMeaning(item, group))
    const inner = item.item ?? []
    if (kind === 'display' && inner.length > 0) tell('itemsInDisplay', 'item')
    if (kind !== 'group' && !item.text) tell('missingText', 'text')
    if (item.modifierExtension) tell('notUnderstood', 'modifierExtension', { what: 'modifierExtension' })
    if (extensionOf(item, urls.enableWhenExpression)) tell('notUnderstood', 'extension', { what: 'enableWhenExpression' })
    if (extensionsOf(item, urls.unitOption).length > 1) tell('notUnderstood', 'extension', { what: 'unitOption' })
    const unit = unitOf(item)
    const read: FormItem = {
      linkId: item.linkId ?? '', kind, text: item.text ? wordsOf(item.text, item._text, language) : null, help: helpOf(inner, language),
      required: item.required ?? false, repeats: item.repeats ?? false, readOnly: item.readOnly ?? false, maxLength: item.maxLength ?? null,
      min: numberOf(item, urls.minValue), max: numberOf(item, urls.maxValue), unit: unit?.shown ?? null,
      options: options.map(({ option }) => option), enableWhen: readEnableWhen(item, this.#targets, tell),
      symptom: meaning.symptom, attribute: meaning.attribute, measure: meaning.measure, topic: meaning.topic, flags: readFlags(item, options, tell), items: [],
    }
    this.#checkOptions(item, kind, options, tell)
    const asked = this.#symptom(read, place, around, options, tell)
    if (read.measure) {
      if (this.#measures.has(read.measure)) tell('measureTwice', 'code', { measure: read.measure })
      this.#measures.add(read.measure)
      checkMeasure(read.measure, read, unit?.ucum ?? null, tell)
    }
    read.items = this.#read(inner, place.path, item, asked)
    return read
  }

  #kind(item: Item, tell: (code: ProblemCode, element: string, params?: Record<string, string>) => void): ItemKind {
    if (!item.type) { tell('missingType', 'type'); return 'unsupported' }
    const kind = Object.hasOwn(kinds, item.type) ? kinds[item.type] : undefined
    // R4 lets some questions name the answers they take (que-5): they are asked as a choice.
    if (kind && item.answerOption && enumerable.has(kind)) return 'choice'
    if (kind) return kind
    tell(kind === null ? 'unsupportedType' : 'unknownType', 'type', { type: item.type })
    return 'unsupported'
  }

  /** Invariants of FHIR R4 (que-4, que-5), and that a choice offers something to choose. */
  #checkOptions({ answerOption, answerValueSet, type }: Item, kind: ItemKind, options: readonly ReadOption[], tell: (code: ProblemCode, element: string, params?: Record<string, string>) => void): void {
    const element = answerOption ? 'answerOption' : 'answerValueSet'
    const given = answerOption !== undefined || answerValueSet !== undefined
    const choosing = kind === 'choice' || kind === 'openChoice'
    if (given && !choosing && kind !== 'unsupported') tell('optionsOnWrongType', element, { type: type ?? '' })
    if (choosing && options.length === 0 && answerValueSet === undefined) tell('missingOptions', 'answerOption')
  }

  #symptom(item: FormItem, { path }: Place, around: Asked | null, options: readonly ReadOption[], tell: (code: ProblemCode, element: string, params?: Record<string, string>) => void): Asked | null {
    const { symptom, linkId } = item
    const here: Asked | null = symptom === null ? around : { symptom, wanted: this.#proCtcae ? patternOfTerm(symptom) : null, path: fhirPath(path), linkId, attributes: [] }
    if (here && here !== around) this.#asked.push(here)
    if (!item.attribute) return here
    if (here) here.attributes.push({ attribute: item.attribute, path: fhirPath(path), linkId, options, item })
    else tell('attributeWithoutSymptom', 'code', { attribute: item.attribute })
    return here
  }
}

const controlOf = (item: Item): string | null => extensionOf(item, urls.itemControl)?.valueCodeableConcept?.coding?.[0]?.code ?? null
/** A text beside a question, not one after it. */
const isHelp = (item: Item): boolean => item.type === 'display' && ['help', 'flyover', 'unit'].includes(controlOf(item) ?? '')

function helpOf(items: readonly Item[], language: string | undefined): FormItem['help'] {
  const found = items.find((one) => isHelp(one) && controlOf(one) !== 'unit' && one.text)
  return found?.text ? wordsOf(found.text, found._text, language) : null
}

function unitOf(item: Item): { shown: string; ucum: string | null } | null {
  const coding = (extensionOf(item, urls.unit) ?? extensionOf(item, urls.unitOption))?.valueCoding
  if (coding) return { shown: coding.display ?? coding.code ?? '', ucum: coding.code ?? null }
  const beside = item.item?.find((one) => one.type === 'display' && controlOf(one) === 'unit')?.text
  return beside === undefined ? null : { shown: beside, ucum: null }
}

function numberOf(item: Item, url: string): number | null {
  const found = extensionOf(item, url)
  return found?.valueInteger ?? found?.valueDecimal ?? null
}

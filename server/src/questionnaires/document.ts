import { z } from 'zod'
import type { Problem } from '@lien/contract/commands/questionnaires'
import { longestDocument, type ProblemCode } from '@lien/contract/questionnaires'
import { placeOfFault } from './jsonPlace.ts'

/** FHIR R4, as far as Lien reads it; everything else of a document stays in its source, unread. */
/** How a value set says a concept in another language. */
const Designation = z.looseObject({ language: z.string().optional(), value: z.string() })
export type Designation = z.infer<typeof Designation>
const Coding = z.looseObject({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional(), get _display() { return Element.optional() }, designation: z.array(Designation).optional(), get extension() { return z.array(Extension).optional() } })
export type Coding = z.infer<typeof Coding>
export interface Extension {
  [key: string]: unknown
  url: string
  extension?: Extension[] | undefined
  valueString?: string | undefined; valueMarkdown?: string | undefined; valueCode?: string | undefined; valueDate?: string | undefined
  valueInteger?: number | undefined; valueDecimal?: number | undefined; valueBoolean?: boolean | undefined
  valueCoding?: Coding | undefined
  valueCodeableConcept?: { [key: string]: unknown; coding?: Coding[] | undefined } | undefined
}
const Extension: z.ZodType<Extension> = z.looseObject({
  url: z.string(), get extension() { return z.array(Extension).optional() },
  valueString: z.string().optional(), valueMarkdown: z.string().optional(), valueCode: z.string().optional(), valueDate: z.string().optional(),
  valueInteger: z.number().int().optional(), valueDecimal: z.number().optional(), valueBoolean: z.boolean().optional(),
  valueCoding: z.lazy(() => Coding).optional(), valueCodeableConcept: z.looseObject({ coding: z.array(z.lazy(() => Coding)).optional() }).optional(),
})
/** What stands beside a primitive: `_text` beside `text`. */
const Element = z.looseObject({ extension: z.array(Extension).optional() })
export type Element = z.infer<typeof Element>

const AnswerOption = z.looseObject({
  valueCoding: Coding.optional(), valueInteger: z.number().int().optional(), valueString: z.string().optional(), _valueString: Element.optional(), valueDate: z.iso.date().optional(), valueTime: z.string().optional(),
  extension: z.array(Extension).optional(), modifierExtension: z.array(z.unknown()).optional(),
})
export type AnswerOption = z.infer<typeof AnswerOption>

const EnableWhen = z.looseObject({
  question: z.string().optional(), operator: z.string().optional(),
  answerBoolean: z.boolean().optional(), answerDecimal: z.number().optional(), answerInteger: z.number().int().optional(), answerDate: z.string().optional(), answerDateTime: z.string().optional(), answerTime: z.string().optional(),
  answerString: z.string().optional(), answerCoding: Coding.optional(), answerQuantity: z.looseObject({ value: z.number().optional() }).optional(),
})
export type EnableWhen = z.infer<typeof EnableWhen>

const item = z.looseObject({
  linkId: z.string().optional(), type: z.string().optional(), text: z.string().optional(), _text: Element.optional(), code: z.array(Coding).optional(),
  required: z.boolean().optional(), repeats: z.boolean().optional(), readOnly: z.boolean().optional(), maxLength: z.number().int().nonnegative().optional(),
  answerOption: z.array(AnswerOption).optional(), answerValueSet: z.string().optional(),
  enableWhen: z.array(EnableWhen).optional(), enableBehavior: z.enum(['all', 'any']).optional(),
  extension: z.array(Extension).optional(), modifierExtension: z.array(z.unknown()).optional(),
})
export type Item = z.infer<typeof item> & { item?: Item[] | undefined }
const Item: z.ZodType<Item> = item.extend({ get item() { return z.array(Item).optional() } })

const Concept = z.looseObject({ code: z.string().optional(), display: z.string().optional(), _display: Element.optional(), designation: z.array(Designation).optional(), extension: z.array(Extension).optional() })
export type Concept = z.infer<typeof Concept>
export type Contained = z.infer<typeof Concept> & { system?: string | undefined; contains?: Contained[] | undefined }
const Contains: z.ZodType<Contained> = Concept.extend({ system: z.string().optional(), get contains() { return z.array(Contains).optional() } })
export const ValueSet = z.looseObject({
  resourceType: z.literal('ValueSet'), id: z.string().optional(), url: z.string().optional(),
  compose: z.looseObject({ include: z.array(z.looseObject({ system: z.string().optional(), concept: z.array(Concept).optional(), filter: z.array(z.unknown()).optional(), valueSet: z.array(z.unknown()).optional() })).optional(), exclude: z.array(z.unknown()).optional() }).optional(),
  expansion: z.looseObject({ contains: z.array(Contains).optional() }).optional(),
})
export type ValueSet = z.infer<typeof ValueSet>

const Document = z.looseObject({
  resourceType: z.literal('Questionnaire'), url: z.string().optional(), version: z.string().optional(), name: z.string().optional(),
  title: z.string().optional(), _title: Element.optional(), description: z.string().optional(), _description: Element.optional(),
  language: z.string().optional(), publisher: z.string().optional(), copyright: z.string().optional(), date: z.string().optional(),
  code: z.array(Coding).optional(), contained: z.array(z.looseObject({ resourceType: z.string(), id: z.string().optional() })).optional(),
  extension: z.array(Extension).optional(), modifierExtension: z.array(z.unknown()).optional(), item: z.array(Item).optional(),
})
export type Document = z.infer<typeof Document>

/** Nothing that people fill is nested deeper, or asks more. */
const deepest = 60
const mostItems = 2_000

/** The document of a text, or what keeps it from being read. A mark of byte order at its start is passed over. */
export function parseDocument(source: string): { document: Document; problems: [] } | { document: null; problems: Problem[] } {
  const refuse = (code: ProblemCode, params: Record<string, string> = {}, path = ''): { document: null; problems: Problem[] } => ({ document: null, problems: [{ code, path, linkId: null, params }] })
  if (source.length > longestDocument) return refuse('tooLarge', { most: String(longestDocument / 1000) })
  let raw: unknown
  try {
    raw = JSON.parse(source.replace(/^\ufeff/, ''))
  } catch {
    const { line, column } = placeOfFault(source)
    return refuse('badJson', { line: String(line), column: String(column) })
  }
  const type = typeof raw === 'object' && raw !== null && 'resourceType' in raw ? raw.resourceType : null
  if (type !== 'Questionnaire') return refuse('wrongResource', { found: typeof type === 'string' ? type.slice(0, 80) : '' }, 'resourceType')
  const bad = unstorable(raw)
  if (bad) return refuse(bad.code, bad.params, bad.path)
  const parsed = Document.safeParse(raw)
  if (parsed.success) return { document: parsed.data, problems: [] }
  return {
    document: null,
    problems: parsed.error.issues.map((issue) => ({ code: 'wrongShape', path: fhirPath(issue.path), linkId: linkIdAt(raw, issue.path), params: { expected: 'expected' in issue ? issue.expected : issue.code } })),
  }
}

/** Walked without recursion, so that no depth of a hostile document matters. PostgreSQL keeps no NUL, and no half of a character. */
function unstorable(root: unknown): { code: 'badText' | 'tooLarge'; path: string; params: Record<string, string> } | null {
  const left: { value: unknown; path: (string | number)[] }[] = [{ value: root, path: [] }]
  let items = 0
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path } = next
    if (path.length > deepest) return { code: 'tooLarge', path: fhirPath(path.slice(0, 8)), params: { most: String(longestDocument / 1000) } }
    if (typeof value === 'string' && /\p{Surrogate}|\0/u.test(value)) return { code: 'badText', path: fhirPath(path), params: {} }
    if (typeof value !== 'object' || value === null) continue
    if ('linkId' in value) items += 1
    if (items > mostItems) return { code: 'tooLarge', path: fhirPath(path), params: { most: String(longestDocument / 1000) } }
    for (const [key, inner] of Object.entries(value)) left.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] })
  }
  return null
}

/** `['item', 3, 'linkId']` → `item[3].linkId`. */
export const fhirPath = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`)).join('')

/** The linkId of the innermost item on the way. */
function linkIdAt(root: unknown, path: readonly PropertyKey[]): string | null {
  let found: string | null = null
  let here = root
  for (const step of path) {
    if (typeof here !== 'object' || here === null) break
    here = (here as Record<PropertyKey, unknown>)[step]
    if (typeof here === 'object' && here !== null && 'linkId' in here && typeof here.linkId === 'string') found = here.linkId
  }
  return found
}

import { enabledItems, isQuestion, type Answer, type Answers, type FormItem, type Value } from '@lien/contract/forms'
import { attributes, systems, type Answerer, type Attribute, type Decline } from '@lien/contract/symptoms'
import type { OptionValue } from './options.ts'
import { readDocument } from './read.ts'

/** The part of FHIR R4 that is written here (@types/fhir is of release 3). */
interface Coding { system?: string; code?: string; display?: string }
interface Concept { coding?: Coding[]; text?: string }
interface Reference { type?: string; reference?: string; identifier?: { system: string; value: string }; display?: string }
type Answered = (OptionValue | { valueBoolean: boolean } | { valueDecimal: number }) & { item?: ResponseItem[] }
interface ResponseItem { linkId: string; text?: string; extension?: { url: string; valueCode: string }[]; answer?: Answered[]; item?: ResponseItem[] }
interface QuestionnaireResponse { resourceType: 'QuestionnaireResponse'; id: string; questionnaire: string; status: 'completed'; subject: Reference; authored: string; author: Reference; source: Reference; item: ResponseItem[] }
interface Observation {
  resourceType: 'Observation'; id: string; status: 'final'; category: Concept[]; code: Concept; subject: Reference; effectiveDateTime: string; derivedFrom: Reference[]
  valueInteger?: number; valueQuantity?: { value: number; unit: string; system: string; code: string }; dataAbsentReason?: Concept; method?: Concept; note?: { text: string }[]; component?: { code: Concept; valueInteger: number }[]
}
export interface Bundle { resourceType: 'Bundle'; type: 'collection'; timestamp: string; entry: { fullUrl: string; resource: QuestionnaireResponse | Observation }[] }

/** What was sent of one questionnaire, with what it scored. */
export interface SentResponse {
  id: string; patientId: string; url: string; version: string; source: string; answers: Answers; answeredBy: Answerer | null; completedAt: string
  scores: readonly ({ symptom: string; grade: number | null; missing: 'unanswered' | 'presence' | Decline | null; version: string } & Record<Attribute, number | null>)[]
  /** Temperature in °C, weight in kg. */
  measures: readonly { measure: string; value: number }[]
}

const absence = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'
const absent: Record<Decline | 'unanswered', string> = { declined: 'asked-declined', notApplicable: 'not-applicable', unanswered: 'unknown' }
const vitals: Record<string, { loinc: string; display: string; unit: string; ucum: string } | undefined> = {
  weight: { loinc: '29463-7', display: 'Body weight', unit: 'kg', ucum: 'kg' }, temperature: { loinc: '8310-5', display: 'Body temperature', unit: '°C', ucum: 'Cel' },
}

/**
 * Answers as FHIR R4 says them: a `QuestionnaireResponse` for each questionnaire, an `Observation` for each symptom and
 * for weight and temperature. `newId` makes the observations' ids; the patient is named by Lien's own id alone.
 */
export function bundleOf(responses: readonly SentResponse[], at: string, newId: () => string): Bundle {
  const resources = responses.flatMap((one) => [responseOf(one), ...one.scores.map((score) => symptomOf(one, score, newId())), ...one.measures.flatMap(({ measure, value }) => vitalOf(one, measure, value, newId()))])
  return { resourceType: 'Bundle', type: 'collection', timestamp: at, entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })) }
}

const patient = ({ patientId }: SentResponse): Reference => ({ type: 'Patient', identifier: { system: 'urn:lien:patient', value: patientId } })

function responseOf(one: SentResponse): QuestionnaireResponse {
  const { form, options } = readDocument(one.source, one)
  const asked = new Set(form ? enabledItems(form, one.answers).map(({ linkId }) => linkId) : [])
  const byRelative: Reference = { type: 'RelatedPerson', display: 'relative' }
  return {
    resourceType: 'QuestionnaireResponse', id: one.id, questionnaire: `${one.url}|${one.version}`, status: 'completed', subject: patient(one), authored: one.completedAt,
    // Who wrote it down, and whose answers they are.
    author: one.answeredBy === 'nurse' ? { type: 'Practitioner', display: 'nurse' } : one.answeredBy === 'relative' ? byRelative : patient(one),
    source: one.answeredBy === 'relative' ? byRelative : patient(one),
    item: itemsOf(form?.items ?? []),
  }

  /** Nested as the questionnaire is; what was not asked, or not answered, is not there. */
  function itemsOf(items: readonly FormItem[]): ResponseItem[] {
    return items.filter(({ linkId }) => asked.has(linkId)).flatMap((item) => {
      const inner = itemsOf(item.items)
      const answer = one.answers[item.linkId]
      const said = isQuestion(item) ? valuesOf(answer, options.get(item.linkId)) : []
      const declined = isQuestion(item) && answer && 'decline' in answer ? answer.decline : null
      if (said.length === 0 && !declined && inner.length === 0) return []
      const [first, ...others] = said
      return [{
        linkId: item.linkId, ...(item.text && { text: item.text.fr }),
        ...(declined && { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: absent[declined] }] }),
        ...(first && { answer: [{ ...first, ...(inner.length > 0 && { item: inner }) }, ...others] }),
        ...(!first && inner.length > 0 && { item: inner }),
      }]
    })
  }
}

function valuesOf(answer: Answer | undefined, options: ReadonlyMap<string, OptionValue> | undefined): Answered[] {
  return answer && 'values' in answer ? answer.values.map((value) => valueOf(value, options)) : []
}

function valueOf(value: Value, options: ReadonlyMap<string, OptionValue> | undefined): Answered {
  switch (value.type) {
    // As the document itself writes the option: its system, code and display.
    case 'code': return options?.get(value.code) ?? { valueCoding: { code: value.code } }
    case 'boolean': return { valueBoolean: value.value }
    case 'number': return Number.isInteger(value.value) ? { valueInteger: value.value } : { valueDecimal: value.value }
    case 'date': return { valueDate: value.value }
    case 'text': return { valueString: value.value }
  }
}

function symptomOf(one: SentResponse, score: SentResponse['scores'][number], id: string): Observation {
  const { form } = readDocument(one.source, one)
  const name = form?.items.find(({ symptom }) => symptom === score.symptom)?.text?.fr
  const raw = attributes.flatMap((attribute) => (score[attribute] === null ? [] : [{ code: { coding: [{ system: systems.attribute, code: attribute }] }, valueInteger: score[attribute] }]))
  return {
    resourceType: 'Observation', id, status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
    code: { coding: [{ system: systems.symptom, code: score.symptom }], ...(name && { text: name }) },
    subject: patient(one), effectiveDateTime: one.completedAt, derivedFrom: [{ reference: `urn:uuid:${one.id}` }],
    ...(score.grade !== null && { valueInteger: score.grade }),
    // Presence alone has no grade, and nothing is missing.
    ...(score.missing !== null && score.missing !== 'presence' && { dataAbsentReason: { coding: [{ system: absence, code: absent[score.missing] }] } }),
    method: { text: `PRO composite grade 0-3, ${score.version}` }, note: [{ text: 'Not a CTCAE grade.' }],
    ...(raw.length > 0 && { component: raw }),
  }
}

function vitalOf(one: SentResponse, measure: string, value: number, id: string): Observation[] {
  const vital = vitals[measure]
  if (!vital) return []
  return [{
    resourceType: 'Observation', id, status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: vital.loinc, display: vital.display }] }, subject: patient(one), effectiveDateTime: one.completedAt, derivedFrom: [{ reference: `urn:uuid:${one.id}` }],
    valueQuantity: { value, unit: vital.unit, system: 'http://unitsofmeasure.org', code: vital.ucum },
  }]
}

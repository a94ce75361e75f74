import type { Answers, Form, FormItem } from '@lien/contract/forms'
import type { ConsultationId, EstablishmentId, QuestionnaireId, RequestId, ResponseId } from '@lien/contract/ids'
import { patternOf, score } from '@lien/contract/scoring'
import type { Attribute, Measure } from '@lien/contract/symptoms'
import { judgeResponse } from '@lien/server/alerts/commands.ts'
import type { Act } from '@lien/server/platform/act.ts'
import { options, scales } from './answered.ts'
import { item } from './forms.ts'

const words = (fr: string, en: string) => ({ fr, en })
const scaled = (linkId: string, attribute: Attribute): FormItem => item({ linkId, kind: 'choice', text: words(attribute, attribute), attribute, options: options(scales[attribute]) })
const symptom = (code: string, fr: string, en: string, attributes: Attribute[]): FormItem => item({ linkId: code, kind: 'group', text: words(fr, en), symptom: code, items: attributes.map((one) => scaled(`${code}.${one}`, one)) })

/** A short questionnaire of our own words, for tests of what follows from answers. */
export const shortForm: Form = {
  title: words('Essai', 'Test'), description: null,
  items: [
    symptom('nausea', 'Nausées', 'Nausea', ['frequency', 'severity']), symptom('pain', 'Douleur', 'Pain', ['frequency', 'severity', 'interference']), symptom('fatigue', 'Fatigue', 'Fatigue', ['severity', 'interference']),
    item({ linkId: 'fever', kind: 'boolean', text: words('Fièvre', 'Fever'), flags: [{ flag: 'fever', operator: '=', value: true }] }),
  ],
}

export interface Filled { symptoms?: Record<string, Partial<Record<Attribute, number>>>; measures?: Partial<Record<Measure, number>>; fever?: boolean }
export interface FilledRequest { requestId: RequestId; responseId: ResponseId }

/** A request of a consultation that waits for its answers. */
export async function ask(act: Act, establishmentId: EstablishmentId, consultationId: ConsultationId, at = act.at): Promise<FilledRequest> {
  const [requestId, responseId] = [act.newId<RequestId>(), act.newId<ResponseId>()]
  const { patient_id, scheduled_at } = await act.db('consultations').where({ id: consultationId }).first<{ patient_id: string; scheduled_at: Date }>('patient_id', 'scheduled_at')
  await act.db('questionnaire_requests').insert({ id: requestId, establishment_id: establishmentId, consultation_id: consultationId, patient_id, purpose: 'previsit', state: 'asked', asked_at: at, due_at: at < act.at ? at : scheduled_at })
  await act.db('questionnaire_responses').insert({ id: responseId, establishment_id: establishmentId, consultation_id: consultationId, request_id: requestId, patient_id, questionnaire_id: await questionnaire(act, establishmentId), position: 0 })
  return { requestId, responseId }
}

async function questionnaire(act: Act, establishmentId: EstablishmentId): Promise<QuestionnaireId> {
  const url = 'https://lien.test/Questionnaire/essai'
  const known = await act.db('questionnaires').where({ establishment_id: establishmentId, url }).first<{ id: QuestionnaireId } | undefined>('id')
  if (known) return known.id
  const id = act.newId<QuestionnaireId>()
  await act.db('questionnaires').insert({ id, establishment_id: establishmentId, url, version: '1.0', title: JSON.stringify(shortForm.title), state: 'retired', source: '{}', form: JSON.stringify(shortForm), imported_at: act.at, published_at: act.at, retired_at: act.at })
  return id
}

/** Writes the answers with their scores, as completing does; judged unless `at` is in the past of a history. */
export async function complete(act: Act, { requestId, responseId }: FilledRequest, { symptoms = {}, measures = {}, fever = false }: Filled, at = act.at): Promise<void> {
  const answers: Answers = fever ? { fever: { values: [{ type: 'boolean', value: true }], at: 0 } } : {}
  const { establishment_id, consultation_id, patient_id, questionnaire_id } = await act.db('questionnaire_responses').where({ id: responseId }).first<Record<'establishment_id' | 'consultation_id' | 'patient_id' | 'questionnaire_id', string>>('establishment_id', 'consultation_id', 'patient_id', 'questionnaire_id')
  const shared = { response_id: responseId, establishment_id, consultation_id, patient_id, at }
  await act.db('questionnaire_responses').where({ id: responseId }).update({ answers: JSON.stringify(answers), saved_at: at, completed_at: at })
  for (const [code, raw] of Object.entries(symptoms)) {
    const asked = shortForm.items.find((one) => one.symptom === code)?.items.flatMap(({ attribute }) => attribute ?? []) ?? []
    const pattern = patternOf(asked)
    if (!pattern) throw new Error(`No such symptom: ${code}`)
    const { grade, missing } = score(pattern, raw)
    await act.db('symptom_scores').insert({ ...shared, symptom: code, questionnaire_id, pattern, ...raw, grade, missing, version: 'test' })
  }
  for (const [measure, value] of Object.entries(measures)) await act.db('measured_values').insert({ ...shared, measure, value })
  await act.db('questionnaire_requests').where({ id: requestId }).update({ state: 'completed', completed_at: at, answered_by: 'patient' })
}

/** Asked, answered and judged. */
export async function answer(act: Act, establishmentId: EstablishmentId, consultationId: ConsultationId, filled: Filled, at = act.at): Promise<FilledRequest> {
  act.concern(consultationId)
  const request = await ask(act, establishmentId, consultationId, at)
  await complete(act, request, filled, at)
  await judgeResponse(act, { requestId: request.requestId })
  return request
}

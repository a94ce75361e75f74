import type { Answers } from '@lien/contract/forms'
import type { ConsultationId, EstablishmentId, FollowUpId, ParticipantId, PatientId, QuestionnaireId, RequestId, ResponseId } from '@lien/contract/ids'
import type { RequestPurpose, RequestState } from '@lien/contract/requests'
import { scoringVersion } from '@lien/contract/scoring'
import type { Answerer } from '@lien/contract/symptoms'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'
import type { MeasuredValue, SymptomScore } from './rules.ts'

export interface Request {
  id: RequestId; establishmentId: EstablishmentId; consultationId: ConsultationId; patientId: PatientId; purpose: RequestPurpose; state: RequestState
  answeredBy: Answerer | null; askedAt: Date; dueAt: Date; completedAt: Date | null
}
interface RequestRow {
  id: RequestId; establishment_id: EstablishmentId; consultation_id: ConsultationId; patient_id: PatientId; purpose: RequestPurpose; state: RequestState
  answered_by: Answerer | null; asked_at: Date; due_at: Date; completed_at: Date | null
}
const columns = ['id', 'establishment_id', 'consultation_id', 'patient_id', 'purpose', 'state', 'answered_by', 'asked_at', 'due_at', 'completed_at'] as const
const requestOf = (row: RequestRow): Request => ({
  id: row.id, establishmentId: row.establishment_id, consultationId: row.consultation_id, patientId: row.patient_id, purpose: row.purpose, state: row.state,
  answeredBy: row.answered_by, askedAt: row.asked_at, dueAt: row.due_at, completedAt: row.completed_at,
})

/** Which consultation a request or a response belongs to; null beyond the caller's wall. */
export async function consultationOf(db: Transaction, what: { requestId: RequestId } | { responseId: ResponseId }): Promise<{ requestId: RequestId; consultationId: ConsultationId } | null> {
  const row = 'requestId' in what
    ? await db('questionnaire_requests').where({ id: what.requestId }).first<{ request_id: RequestId; consultation_id: ConsultationId } | undefined>('id as request_id', 'consultation_id')
    : await db('questionnaire_responses').where({ id: what.responseId }).first<{ request_id: RequestId; consultation_id: ConsultationId } | undefined>('request_id', 'consultation_id')
  return row ? { requestId: row.request_id, consultationId: row.consultation_id } : null
}

/** A request, locked until the act ends. */
export async function lockRequest(db: Transaction, id: RequestId): Promise<Request | null> {
  const row = await db('questionnaire_requests').where({ id }).forNoKeyUpdate().first<RequestRow | undefined>(...columns)
  return row ? requestOf(row) : null
}
export async function lockPrevisit(db: Transaction, consultationId: ConsultationId): Promise<Request | null> {
  const row = await db('questionnaire_requests').where({ consultation_id: consultationId, purpose: 'previsit' }).forNoKeyUpdate().first<RequestRow | undefined>(...columns)
  return row ? requestOf(row) : null
}

export interface Response { id: ResponseId; questionnaireId: QuestionnaireId; answers: Answers }
interface ResponseRow { id: ResponseId; questionnaire_id: QuestionnaireId; answers: Answers }
export async function responsesOf(db: Transaction, requestId: RequestId): Promise<Response[]> {
  const rows = await db('questionnaire_responses').where({ request_id: requestId }).orderBy('position').select<ResponseRow[]>('id', 'questionnaire_id', 'answers')
  return rows.map((row) => ({ id: row.id, questionnaireId: row.questionnaire_id, answers: row.answers }))
}

export interface NewRequest { id: RequestId; establishmentId: EstablishmentId; consultationId: ConsultationId; patientId: PatientId; purpose: RequestPurpose; dueAt: Date; askedAt: Date; questionnaires: readonly QuestionnaireId[]; /** The planned day that it is asked on, between visits. */ occasion: Occasion | null }
export interface Occasion { followUpId: FollowUpId; on: string }
/** False: it was asked already, in the same moment perhaps, by another server. */
export async function insertRequest(act: Act, one: NewRequest): Promise<boolean> {
  const common = { establishment_id: one.establishmentId, consultation_id: one.consultationId, patient_id: one.patientId }
  const made = await act.db('questionnaire_requests').insert({ id: one.id, ...common, purpose: one.purpose, state: 'asked', asked_at: one.askedAt, due_at: one.dueAt, follow_up_id: one.occasion?.followUpId ?? null, occasion_on: one.occasion?.on ?? null })
    .onConflict().ignore().returning<{ id: RequestId }[]>('id')
  if (made.length === 0) return false
  for (const [position, id] of one.questionnaires.entries()) {
    await act.db('questionnaire_responses').insert({ id: act.newId<ResponseId>(), ...common, request_id: one.id, questionnaire_id: id, position, answers: '{}' })
  }
  return true
}

export const saveBegun = (act: Act, id: RequestId, answeredBy: Answerer) =>
  act.db('questionnaire_requests').where({ id }).update({ state: 'begun', answered_by: answeredBy, begun_at: act.db.raw('coalesce(begun_at, ?)', [act.at]) })

export const saveAnswers = (act: Act, id: ResponseId, answers: Answers) => act.db('questionnaire_responses').where({ id }).update({ answers: JSON.stringify(answers), saved_at: act.at })

export async function saveCompleted(act: Act, request: Request, answeredBy: Answerer, at: Date): Promise<void> {
  await act.db('questionnaire_requests').where({ id: request.id }).update({ state: 'completed', completed_at: at, answered_by: answeredBy })
  await act.db('questionnaire_responses').where({ request_id: request.id }).update({ completed_at: at })
}

export async function insertScores(act: Act, request: Request, response: Response, at: Date, scores: readonly SymptomScore[], measures: readonly MeasuredValue[]): Promise<void> {
  const common = { response_id: response.id, establishment_id: request.establishmentId, consultation_id: request.consultationId, patient_id: request.patientId, at }
  const numeric = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  if (scores.length > 0) {
    await act.db('symptom_scores').insert(scores.map(({ symptom, pattern, raw, grade, missing }) => ({
      ...common, questionnaire_id: response.questionnaireId, symptom, pattern, grade, missing, version: scoringVersion,
      frequency: numeric(raw.frequency), severity: numeric(raw.severity), interference: numeric(raw.interference), amount: numeric(raw.amount), presence: numeric(raw.presence),
    })))
  }
  if (measures.length > 0) await act.db('measured_values').insert(measures.map(({ measure, value }) => ({ ...common, measure, value })))
}

export const saveReminded = (act: Act, id: RequestId) => act.db('questionnaire_requests').where({ id }).update({ reminded_at: act.at })
export const saveMissingTold = (act: Act, id: RequestId) => act.db('questionnaire_requests').where({ id }).update({ missing_told_at: act.at })
export const saveOver = (act: Act, id: RequestId, state: 'missed' | 'cancelled') => act.db('questionnaire_requests').where({ id }).update({ state })

/** Ends what is still awaited of these; answers which. */
export async function cancelFor(act: Act, followUps: readonly FollowUpId[]): Promise<{ id: RequestId; consultationId: ConsultationId }[]> {
  const rows = await act.db('questionnaire_requests').whereIn('follow_up_id', [...followUps]).whereIn('state', ['asked', 'begun']).update({ state: 'cancelled' })
    .returning<{ id: RequestId; consultation_id: ConsultationId }[]>(['id', 'consultation_id'])
  return rows.map((row) => ({ id: row.id, consultationId: row.consultation_id }))
}

export interface Plan { consultationId: ConsultationId; establishmentId: EstablishmentId; patientId: PatientId; /** Their seat; null where they have none. */ participantId: ParticipantId | null; scheduledAt: Date }
/** What a request of a consultation is made of; null where it does not exist. */
export async function planOf(db: Transaction, consultationId: ConsultationId): Promise<Plan | null> {
  const row = await db('consultations as c').leftJoin('participants as p', (on) => on.on('p.consultation_id', 'c.id').andOnVal('p.seat', 'patient')).where({ 'c.id': consultationId })
    .first<{ establishment_id: EstablishmentId; patient_id: PatientId; participant_id: ParticipantId | null; scheduled_at: Date } | undefined>('c.establishment_id', 'c.patient_id', 'p.id as participant_id', 'c.scheduled_at')
  return row ? { consultationId, establishmentId: row.establishment_id, patientId: row.patient_id, participantId: row.participant_id, scheduledAt: row.scheduled_at } : null
}

/** The modules of the treatments that have not ended. */
export async function modulesOf(db: Transaction, patientId: PatientId, at: Date): Promise<string[]> {
  const rows = await db('treatments').where({ patient_id: patientId })
    .whereRaw('(ended_on IS NULL OR ended_on >= ?)', [at]).select<{ modules: string[] }[]>('modules')
  return [...new Set(rows.flatMap(({ modules }) => modules))]
}

export async function publishedAmong(db: Transaction, establishmentId: EstablishmentId, ids: readonly QuestionnaireId[]): Promise<QuestionnaireId[]> {
  const rows = await db('questionnaires').where({ establishment_id: establishmentId, state: 'published' }).whereIn('id', [...ids]).select<{ id: QuestionnaireId }[]>('id')
  return [...new Set(ids)].filter((id) => rows.some((row) => row.id === id))
}

interface Due<T> { id: T; establishmentId: EstablishmentId }
const dueOf = <T>(rows: { id: T; establishment_id: EstablishmentId }[]): Due<T>[] => rows.map((row) => ({ id: row.id, establishmentId: row.establishment_id }))
/** As many as one round deals with. */
const handful = 100

/** Consultations planned between `from` and `to` whose patient was not asked yet, where there is something to ask. Lien itself looks. */
export async function toAsk(db: Transaction, from: Date, to: Date): Promise<Due<ConsultationId>[]> {
  const { rows } = await db.raw<{ rows: { id: ConsultationId; establishment_id: EstablishmentId }[] }>(`
    SELECT c.id, c.establishment_id FROM consultations c
    WHERE c.state = 'scheduled' AND c.scheduled_at > ? AND c.scheduled_at <= ?
      AND NOT EXISTS (SELECT FROM questionnaire_requests r WHERE r.consultation_id = c.id AND r.purpose = 'previsit')
      AND EXISTS (SELECT FROM questionnaires q WHERE q.establishment_id = c.establishment_id AND q.state = 'published' AND q.purpose = 'previsit')
    ORDER BY c.scheduled_at LIMIT ${handful}`, [from, to])
  return dueOf(rows)
}
/** Requests that wait for an answer, due after `at` and at `by` at the latest, asked at `asked` at the latest and `ahead` ms before they were due, without this mark. Lien itself looks. */
export async function toTell(db: Transaction, mark: 'reminded_at' | 'missing_told_at', { at, by, asked, ahead }: { at: Date; by: Date; asked: Date; ahead: number }): Promise<Due<RequestId>[]> {
  const { rows } = await db.raw<{ rows: { id: RequestId; establishment_id: EstablishmentId }[] }>(`
    SELECT r.id, r.establishment_id FROM questionnaire_requests r JOIN consultations c ON c.id = r.consultation_id
    WHERE r.state IN ('asked','begun') AND (c.state = 'scheduled' OR r.purpose = 'followUp') AND r.due_at > ? AND r.due_at <= ? AND r.asked_at <= ? AND r.asked_at <= r.due_at - make_interval(secs => ?) AND r.${mark} IS NULL
    ORDER BY r.due_at LIMIT ${handful}`, [at, by, asked, ahead / 1000])
  return dueOf(rows)
}
/** Requests whose visit is over, or a day past its hour (between visits: a day past their end); `cancelled` with it where it was. Lien itself looks. */
export async function toClose(db: Transaction, at: Date): Promise<(Due<RequestId> & { cancelled: boolean })[]> {
  const { rows } = await db.raw<{ rows: { id: RequestId; establishment_id: EstablishmentId; cancelled: boolean }[] }>(`
    SELECT r.id, r.establishment_id, r.purpose = 'previsit' AND c.state = 'cancelled' AS cancelled FROM questionnaire_requests r JOIN consultations c ON c.id = r.consultation_id
    WHERE r.state IN ('asked','begun') AND CASE WHEN r.purpose = 'previsit' AND c.state <> 'scheduled' THEN c.state IN ('ended','signed','noShow','cancelled') ELSE r.due_at <= ? END
    ORDER BY r.due_at LIMIT ${handful}`, [new Date(at.getTime() - 24 * 3600_000)])
  return rows.map((row) => ({ id: row.id, establishmentId: row.establishment_id, cancelled: row.cancelled }))
}

/** Holds one row against the other servers; false where one of them is at it. */
export async function hold(db: Transaction, table: 'consultations' | 'questionnaire_requests', id: string): Promise<boolean> {
  return (await db(table).where({ id }).forNoKeyUpdate().skipLocked().first<{ id: string } | undefined>('id')) !== undefined
}
export async function isMarked(db: Transaction, id: RequestId, mark: 'reminded_at' | 'missing_told_at'): Promise<boolean> {
  return (await db('questionnaire_requests').where({ id }).whereNotNull(mark).first<{ id: RequestId } | undefined>('id')) !== undefined
}

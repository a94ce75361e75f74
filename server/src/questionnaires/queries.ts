import type { QuestionnaireSummary } from '@lien/contract/commands/questionnaires'
import type { Answers, Form, Words } from '@lien/contract/forms'
import type { ConsultationId, EstablishmentId, PatientId, QuestionnaireId, ResponseId } from '@lien/contract/ids'
import type { QuestionnairePurpose, QuestionnaireState } from '@lien/contract/questionnaires'
import type { Answerer } from '@lien/contract/symptoms'
import type { Db } from '../platform/db.ts'
import type { SentResponse } from './bundle.ts'
import { countQuestions } from './read.ts'

interface Row { id: QuestionnaireId; url: string; version: string; title: Words; state: QuestionnaireState; purpose: QuestionnairePurpose | null; module: string | null; form: Form; imported_at: Date; published_at: Date | null; retired_at: Date | null }
const columns = ['id', 'url', 'version', 'title', 'state', 'purpose', 'module', 'form', 'imported_at', 'published_at', 'retired_at'] as const

const summary = (row: Row): QuestionnaireSummary => ({
  questionnaireId: row.id, url: row.url, version: row.version, title: row.title, state: row.state, purpose: row.purpose, module: row.module, questions: countQuestions(row.form),
  importedAt: row.imported_at.toISOString(), publishedAt: row.published_at?.toISOString() ?? null, retiredAt: row.retired_at?.toISOString() ?? null,
})

/** What is asked first, then drafts, then what was asked once; the newest first. */
export async function listQuestionnaires(db: Db, establishmentId: EstablishmentId): Promise<QuestionnaireSummary[]> {
  const rows = await db('questionnaires').where({ establishment_id: establishmentId })
    .orderByRaw(`array_position(ARRAY['published','draft','retired'], state), purpose IS DISTINCT FROM 'previsit', module, imported_at DESC, id DESC`).select<Row[]>(...columns)
  return rows.map(summary)
}

export async function findQuestionnaire(db: Db, establishmentId: EstablishmentId, id: QuestionnaireId): Promise<{ summary: QuestionnaireSummary; form: Form; source: string } | null> {
  const row = await db('questionnaires').where({ id, establishment_id: establishmentId }).first<(Row & { source: string }) | undefined>(...columns, 'source')
  return row ? { summary: summary(row), form: row.form, source: row.source } : null
}

/** What a patient is asked: the published pre-visit questionnaires, then those of their treatment's modules, in the modules' order. */
export async function publishedFor(db: Db, establishmentId: EstablishmentId, modules: readonly string[]): Promise<{ id: QuestionnaireId; form: Form }[]> {
  const rows = await db('questionnaires').where({ establishment_id: establishmentId, state: 'published' })
    .andWhereRaw(`(purpose = 'previsit' OR module = ANY(?::text[]))`, [[...modules]])
    .orderByRaw(`coalesce(array_position(?::text[], module), 0), published_at, id`, [[...modules]]).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
  return rows.map(({ id, form }) => ({ id, form }))
}

/** The forms of these, whatever their state: answers stay readable when a questionnaire is retired. */
export async function formsOf(db: Db, ids: readonly QuestionnaireId[]): Promise<Map<QuestionnaireId, Form>> {
  const rows = await db('questionnaires').whereIn('id', [...new Set(ids)]).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
  return new Map(rows.map(({ id, form }) => [id, form]))
}

interface SentRow { id: ResponseId; patient_id: PatientId; url: string; version: string; source: string; answers: Answers; answered_by: Answerer | null; completed_at: Date }
type ScoreRow = SentResponse['scores'][number] & { response_id: ResponseId }
interface MeasureRow { response_id: ResponseId; measure: string; value: string }

/** Everything that was sent about a consultation, in the order it was asked, with the documents it answers. */
export async function sentAbout(db: Db, consultationId: ConsultationId): Promise<SentResponse[]> {
  const rows = await db('questionnaire_responses as r').join('questionnaire_requests as q', 'q.id', 'r.request_id').join('questionnaires as d', 'd.id', 'r.questionnaire_id')
    .where({ 'r.consultation_id': consultationId, 'q.state': 'completed' }).orderBy('q.completed_at').orderBy('r.position')
    .select<SentRow[]>('r.id', 'r.patient_id', 'd.url', 'd.version', 'd.source', 'r.answers', 'q.answered_by', 'q.completed_at')
  const ids = rows.map(({ id }) => id)
  const scores = await db('symptom_scores').whereIn('response_id', ids).orderBy('symptom').select<ScoreRow[]>('response_id', 'symptom', 'grade', 'missing', 'version', 'frequency', 'severity', 'interference', 'amount', 'presence')
  const measures = await db('measured_values').whereIn('response_id', ids).orderBy('measure').select<MeasureRow[]>('response_id', 'measure', 'value')
  return rows.map((row) => ({
    id: row.id, patientId: row.patient_id, url: row.url, version: row.version, source: row.source, answers: row.answers, answeredBy: row.answered_by, completedAt: row.completed_at.toISOString(),
    scores: scores.filter(({ response_id }) => response_id === row.id), measures: measures.filter(({ response_id }) => response_id === row.id).map(({ measure, value }) => ({ measure, value: Number(value) })),
  }))
}

import type { QuestionnaireSummary } from '@lien/contract/commands/questionnaires'
import type { Form, Words } from '@lien/contract/forms'
import type { EstablishmentId, QuestionnaireId } from '@lien/contract/ids'
import type { QuestionnairePurpose, QuestionnaireState } from '@lien/contract/questionnaires'
import type { Db } from '../platform/db.ts'
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

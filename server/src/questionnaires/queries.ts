import type { Form } from '@lien/contract/forms'
import type { EstablishmentId, QuestionnaireId } from '@lien/contract/ids'
import type { Db } from '../platform/db.ts'

/** What is asked before a visit: the published questionnaire, then the modules named, in the order of their publishing. */
export async function publishedFor(db: Db, establishmentId: EstablishmentId, modules: readonly string[]): Promise<{ id: QuestionnaireId; form: Form }[]> {
  return db('questionnaires').where({ establishment_id: establishmentId, state: 'published' })
    .whereRaw(`(purpose = 'previsit' OR module = ANY(?::text[]))`, [[...modules]])
    .orderByRaw(`purpose = 'module', published_at, id`).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
}

/** What is asked by these questionnaires, published or retired since. */
export async function formsOf(db: Db, ids: readonly QuestionnaireId[]): Promise<Map<QuestionnaireId, Form>> {
  const rows = await db('questionnaires').whereIn('id', [...ids]).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
  return new Map(rows.map(({ id, form }) => [id, form]))
}

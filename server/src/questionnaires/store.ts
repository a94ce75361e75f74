import type { Form } from '@lien/contract/forms'
import type { AccountId, EstablishmentId, QuestionnaireId } from '@lien/contract/ids'
import type { QuestionnairePurpose, QuestionnaireState } from '@lien/contract/questionnaires'
import type { Act } from '../platform/act.ts'

const ofHere = (act: Act, establishmentId: EstablishmentId) => act.db('questionnaires').where({ establishment_id: establishmentId })

export interface NewQuestionnaire { id: QuestionnaireId; url: string; version: string; source: string; form: Form; importedBy: AccountId | null }

/** False where that url and version are taken. */
export async function insertDraft(act: Act, establishmentId: EstablishmentId, one: NewQuestionnaire): Promise<boolean> {
  const made = await act.db('questionnaires').insert({
    id: one.id, establishment_id: establishmentId, url: one.url, version: one.version, title: JSON.stringify(one.form.title), state: 'draft',
    source: one.source, form: JSON.stringify(one.form), imported_by: one.importedBy, imported_at: act.at,
  }).onConflict(['establishment_id', 'url', 'version']).ignore().returning<{ id: string }[]>('id')
  return made.length === 1
}

export const findVersion = (act: Act, establishmentId: EstablishmentId, url: string, version: string) =>
  ofHere(act, establishmentId).where({ url, version }).first<{ id: QuestionnaireId; source: string } | undefined>('id', 'source')

export const hasUrl = async (act: Act, establishmentId: EstablishmentId, url: string): Promise<boolean> => (await ofHere(act, establishmentId).where({ url }).first<{ id: string } | undefined>('id')) !== undefined

/** Held until the act is over, so that nobody publishes what somebody else just did. */
export const lockQuestionnaire = (act: Act, id: QuestionnaireId) =>
  ofHere(act, act.establishmentId).where({ id }).forNoKeyUpdate().first<{ url: string; version: string; state: QuestionnaireState; source: string } | undefined>('url', 'version', 'state', 'source')

export const publish = (act: Act, establishmentId: EstablishmentId, id: QuestionnaireId, purpose: QuestionnairePurpose, module: string | null) =>
  ofHere(act, establishmentId).where({ id, state: 'draft' }).update({ state: 'published', purpose, module, published_at: act.at })

/** What is asked of this url until now; answers its ids. */
export async function retireOthers(act: Act, url: string): Promise<QuestionnaireId[]> {
  const rows = await ofHere(act, act.establishmentId).where({ url, state: 'published' }).update({ state: 'retired', retired_at: act.at }).returning<{ id: QuestionnaireId }[]>('id')
  return rows.map(({ id }) => id)
}
export const retire = (act: Act, id: QuestionnaireId): Promise<number> => ofHere(act, act.establishmentId).where({ id, state: 'published' }).update({ state: 'retired', retired_at: act.at })

import type { Rhythm } from '@lien/contract/followUps'
import type { FollowUpEnding } from '@lien/contract/followUpRules'
import type { AccountId, ConsultationId, EstablishmentId, FollowUpId, PatientId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import { followUpColumns, followUpOf, type FollowUp, type FollowUpRow } from './queries.ts'

/** While one act decides whether the house asks between visits, none begins to. */
export const holdHouse = (act: Act, id: EstablishmentId, how: 'decide' | 'begin') =>
  act.db.raw(`SELECT id FROM establishments WHERE id = ? FOR ${how === 'decide' ? 'UPDATE' : 'SHARE'}`, [id])

export const insertDecision = (act: Act, { on, statement, accountId }: { on: boolean; statement: string; accountId: AccountId }) =>
  act.db('monitoring_decisions').insert({ id: act.newId(), establishment_id: act.establishmentId, switched_on: on, statement, account_id: accountId, at: act.at })

export interface NewFollowUp { id: FollowUpId; consultationId: ConsultationId; patientId: PatientId; rhythm: Rhythm; until: string; next: Next; accountId: AccountId }
interface Next { on: string; at: Date }
/** False where the patient is asked already. */
export async function insertFollowUp(act: Act, { rhythm, next, ...one }: NewFollowUp): Promise<boolean> {
  const made = await act.db('follow_ups').insert({
    id: one.id, establishment_id: act.establishmentId, consultation_id: one.consultationId, patient_id: one.patientId,
    ...(rhythm.kind === 'weekly' ? { weekday: rhythm.weekday } : { treatment_id: rhythm.treatmentId, days: rhythm.days }),
    until_on: one.until, started_by: one.accountId, started_at: act.at, next_on: next.on, next_at: next.at, planned_at: act.at,
  }).onConflict().ignore().returning<{ id: FollowUpId }[]>('id')
  return made.length === 1
}

/** One that goes on, held against the other servers; null where it has ended, or one of them is at it. */
export async function hold(act: Act, id: FollowUpId): Promise<FollowUp | null> {
  const { rows: [row] } = await act.db.raw<{ rows: FollowUpRow[] }>(`SELECT ${followUpColumns} FROM follow_ups f WHERE f.id = ? AND f.stopped_at IS NULL FOR NO KEY UPDATE SKIP LOCKED`, [id])
  return row ? followUpOf(row) : null
}

export const savePlan = (act: Act, id: FollowUpId, { on, at }: Next) => act.db('follow_ups').where({ id }).update({ next_on: on, next_at: at, planned_at: act.at })

/** Ends those of a house that go on, or one of them; answers which. */
export async function end(act: Act, which: { establishment_id: EstablishmentId } | { id: FollowUpId; patient_id?: PatientId }, ending: FollowUpEnding, by: AccountId | null): Promise<FollowUpId[]> {
  const rows = await act.db('follow_ups').where(which).whereNull('stopped_at').update({ stopped_at: act.at, ending, stopped_by: by, next_on: null, next_at: null }).returning<{ id: FollowUpId }[]>('id')
  return rows.map(({ id }) => id)
}

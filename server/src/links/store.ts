import type { ConsultationState } from '@lien/contract/consultation'
import type { ConsultationId, LinkId, ParticipantId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

export interface FoundLink { id: LinkId; participantId: ParticipantId; consultationId: ConsultationId; expiresAt: Date; revokedAt: Date | null; consultation: ConsultationState }
interface Row { id: LinkId; participant_id: ParticipantId; consultation_id: ConsultationId; expires_at: Date; revoked_at: Date | null; state: ConsultationState }

/** Whoever holds this token; opens their consultation's rows for the transaction. */
export async function findLink(db: Transaction, tokenHash: Buffer): Promise<FoundLink | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT id, participant_id, consultation_id, expires_at, revoked_at, state FROM door_link(?)', [tokenHash])
  const [row] = found.rows
  return row ? { id: row.id, participantId: row.participant_id, consultationId: row.consultation_id, expiresAt: row.expires_at, revokedAt: row.revoked_at, consultation: row.state } : null
}

export async function scheduledAt(db: Transaction, id: ConsultationId): Promise<Date> {
  const row = await db<{ id: string; scheduled_at: Date }>('consultations').where({ id }).first('scheduled_at')
  if (!row) throw new Error(`Consultation ${id} is missing.`)
  return row.scheduled_at
}

export const insertLink = (act: Act, link: { id: LinkId; consultationId: ConsultationId; participantId: ParticipantId; tokenHash: Buffer; expiresAt: Date }) =>
  act.db('links').insert({ id: link.id, establishment_id: act.establishmentId, consultation_id: link.consultationId, participant_id: link.participantId, token_hash: link.tokenHash, expires_at: link.expiresAt, created_at: act.at })

export const markOpened = (act: Act, id: LinkId) => act.db('links').where({ id }).update({ opened_at: act.db.raw('coalesce(opened_at, ?)', [act.at]) })

/** Revokes whatever links a person has; answers how many. */
export const revokeLinks = (act: Act, participantId: ParticipantId): Promise<number> => act.db('links').where({ participant_id: participantId }).whereNull('revoked_at').update({ revoked_at: act.at })

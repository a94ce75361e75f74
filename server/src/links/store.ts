import type { ConsultationState } from '@lien/contract/consultation'
import type { ConsultationId, EstablishmentId, LinkId, ParticipantId, RequestId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

export interface FoundLink { id: LinkId; participantId: ParticipantId; consultationId: ConsultationId; establishmentId: EstablishmentId; expiresAt: Date; revokedAt: Date | null; consultation: ConsultationState; /** It opens these questions, and no seat. */ requestId: RequestId | null }
interface Row { id: LinkId; participant_id: ParticipantId; consultation_id: ConsultationId; establishment_id: EstablishmentId; expires_at: Date; revoked_at: Date | null; state: ConsultationState; request_id: RequestId | null }

/** Whoever holds this token; opens their consultation's rows for the transaction. */
export async function findLink(db: Transaction, tokenHash: Buffer): Promise<FoundLink | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT id, participant_id, consultation_id, establishment_id, expires_at, revoked_at, state, request_id FROM door_link(?)', [tokenHash])
  const [row] = found.rows
  return row ? linkOf(row) : null
}
const linkOf = (row: Row): FoundLink => ({ id: row.id, participantId: row.participant_id, consultationId: row.consultation_id, establishmentId: row.establishment_id, expiresAt: row.expires_at, revokedAt: row.revoked_at, consultation: row.state, requestId: row.request_id })

export async function linkById(db: Transaction, id: LinkId): Promise<FoundLink | null> {
  const row = await db('links as l').join('consultations as c', 'c.id', 'l.consultation_id').where({ 'l.id': id })
    .first<Row | undefined>('l.id', 'l.participant_id', 'l.consultation_id', 'l.establishment_id', 'l.expires_at', 'l.revoked_at', 'c.state', 'l.request_id')
  return row ? linkOf(row) : null
}

export async function scheduledAt(db: Transaction, id: ConsultationId): Promise<Date> {
  const row = await db<{ id: string; scheduled_at: Date }>('consultations').where({ id }).first('scheduled_at')
  if (!row) throw new Error(`Consultation ${id} is missing.`)
  return row.scheduled_at
}

export const insertLink = (act: Act, link: { id: LinkId; consultationId: ConsultationId; participantId: ParticipantId; tokenHash: Buffer; expiresAt: Date; askedAgain: boolean; requestId: RequestId | null }) =>
  act.db('links').insert({ id: link.id, establishment_id: act.establishmentId, consultation_id: link.consultationId, participant_id: link.participantId, token_hash: link.tokenHash, expires_at: link.expiresAt, asked_again: link.askedAgain, request_id: link.requestId, created_at: act.at })

export const markOpened = (act: Act, id: LinkId) => act.db('links').where({ id }).update({ opened_at: act.db.raw('coalesce(opened_at, ?)', [act.at]) })

/** Revokes whatever links a person has; answers how many. */
export const revokeLinks = (act: Act, participantId: ParticipantId): Promise<number> => act.db('links').where({ participant_id: participantId }).whereNull('revoked_at').update({ revoked_at: act.at })

/** Links of theirs to the consultation that nobody ever opened stop working. */
export const revokeUnopened = (act: Act, participantId: ParticipantId): Promise<number> => act.db('links').where({ participant_id: participantId }).whereNull('revoked_at').whereNull('opened_at').whereNull('request_id').update({ revoked_at: act.at })

/** Whatever leads to these questions stops working; answers whose links. */
export async function revokeForRequests(act: Act, ids: readonly RequestId[]): Promise<ParticipantId[]> {
  const rows = await act.db('links').whereIn('request_id', [...ids]).whereNull('revoked_at').update({ revoked_at: act.at }).returning<{ participant_id: ParticipantId }[]>('participant_id')
  return rows.map((row) => row.participant_id)
}

/** When fresh links left within the last hour because somebody asked; one asker at a time. */
export async function askedAgainSince(act: Act, participantId: ParticipantId): Promise<Date[]> {
  await act.db('participants').where({ id: participantId }).forNoKeyUpdate().first('id')
  const rows = await act.db('links').where({ participant_id: participantId, asked_again: true }).where('created_at', '>', new Date(act.at.getTime() - 3600_000)).select<{ created_at: Date }[]>('created_at')
  return rows.map((row) => row.created_at)
}

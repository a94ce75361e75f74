import type { ConsultationId, EstablishmentId, LinkId, ParticipantId, PendingId } from '@lien/contract/ids'
import type { Db } from '../platform/db.ts'

export interface PendingHolder { linkId: LinkId; participantId: ParticipantId; consultationId: ConsultationId; establishmentId: EstablishmentId; expiresAt: Date; linkExpiresAt: Date; revokedAt: Date | null }
interface Row { link_id: LinkId; participant_id: ParticipantId; consultation_id: ConsultationId; establishment_id: EstablishmentId; expires_at: Date; link_expires_at: Date; revoked_at: Date | null }

/** What a browser that owes the second factor has opened. Opens that consultation's rows for the transaction. */
export async function findPending(db: Db, id: PendingId): Promise<PendingHolder | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT link_id, participant_id, consultation_id, establishment_id, expires_at, link_expires_at, revoked_at FROM door_pending(?)', [id])
  const [row] = found.rows
  return row ? { linkId: row.link_id, participantId: row.participant_id, consultationId: row.consultation_id, establishmentId: row.establishment_id, expiresAt: row.expires_at, linkExpiresAt: row.link_expires_at, revokedAt: row.revoked_at } : null
}

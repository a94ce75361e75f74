import type { ConsultationId, EstablishmentId, LinkId, ParticipantId } from '@lien/contract/ids'
import type { Seat } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

export interface SeatHolder { seat: Seat; consultationId: ConsultationId; establishmentId: EstablishmentId; expiresAt: Date; revokedAt: Date | null }
interface Row { seat: Seat; consultation_id: ConsultationId; establishment_id: EstablishmentId; expires_at: Date; revoked_at: Date | null }

/** Who a seat's session stands for, and whether the link that opened it still holds. */
export async function findSeat(db: Db, participantId: ParticipantId, linkId: LinkId): Promise<SeatHolder | null> {
  const row = await db('links as l').join('participants as p', 'p.id', 'l.participant_id')
    .where({ 'l.id': linkId, 'p.id': participantId }).first<Row | undefined>('p.seat', 'p.consultation_id', 'p.establishment_id', 'l.expires_at', 'l.revoked_at')
  return row ? { seat: row.seat, consultationId: row.consultation_id, establishmentId: row.establishment_id, expiresAt: row.expires_at, revokedAt: row.revoked_at } : null
}

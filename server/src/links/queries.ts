import type { ConsultationId, EstablishmentId, LinkId, ParticipantId } from '@lien/contract/ids'
import type { Seat } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

export interface SeatHolder { seat: Seat; consultationId: ConsultationId; establishmentId: EstablishmentId; expiresAt: Date; revokedAt: Date | null }
interface Row { seat: Seat; consultation_id: ConsultationId; establishment_id: EstablishmentId; expires_at: Date; revoked_at: Date | null }

/** Who a seat's session stands for, and whether the link that opened it still holds. Opens their consultation's rows for the transaction. */
export async function findSeat(db: Db, participantId: ParticipantId, linkId: LinkId): Promise<SeatHolder | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT seat, consultation_id, establishment_id, expires_at, revoked_at FROM door_seat(?, ?)', [participantId, linkId])
  const [row] = found.rows
  return row ? { seat: row.seat, consultationId: row.consultation_id, establishmentId: row.establishment_id, expiresAt: row.expires_at, revokedAt: row.revoked_at } : null
}

import type { LinkInForce } from '@lien/contract/administration'
import { openStates } from '@lien/contract/consultation'
import type { ConsultationId, EstablishmentId, LinkId, ParticipantId, RequestId } from '@lien/contract/ids'
import type { GuestSeat, Seat } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

export interface SeatHolder { seat: Seat; consultationId: ConsultationId; establishmentId: EstablishmentId; expiresAt: Date; revokedAt: Date | null; /** The link opens these questions, and no seat. */ requestId: RequestId | null }
interface Row { seat: Seat; consultation_id: ConsultationId; establishment_id: EstablishmentId; expires_at: Date; revoked_at: Date | null; request_id: RequestId | null }

/** Who a seat's session stands for, and whether the link that opened it still holds. Opens their consultation's rows for the transaction. */
export async function findSeat(db: Db, participantId: ParticipantId, linkId: LinkId): Promise<SeatHolder | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT seat, consultation_id, establishment_id, expires_at, revoked_at, request_id FROM door_seat(?, ?)', [participantId, linkId])
  const [row] = found.rows
  return row ? { seat: row.seat, consultationId: row.consultation_id, establishmentId: row.establishment_id, expiresAt: row.expires_at, revokedAt: row.revoked_at, requestId: row.request_id } : null
}

interface InForceRow { id: LinkId; consultation_id: ConsultationId; participant_id: ParticipantId; seat: GuestSeat; scheduled_at: Date; service: string | null; opened_at: Date | null; expires_at: Date }
/** The establishment's links that still open a seat, or a patient's questions, at `at`, without anybody's name. */
export async function linksInForce(db: Db, establishmentId: EstablishmentId, at: Date): Promise<LinkInForce[]> {
  const rows = await db('links as l').join('participants as p', 'p.id', 'l.participant_id').join('consultations as c', 'c.id', 'l.consultation_id').leftJoin('services as s', 's.id', 'c.service_id')
    .where({ 'l.establishment_id': establishmentId }).whereNull('l.revoked_at').where('l.expires_at', '>', at).andWhere((one) => void one.whereIn('c.state', [...openStates]).orWhereNotNull('l.request_id'))
    .orderBy('c.scheduled_at').orderBy('l.id').limit(500)
    .select<InForceRow[]>('l.id', 'l.consultation_id', 'l.participant_id', 'p.seat', 'c.scheduled_at', 's.name as service', 'l.opened_at', 'l.expires_at')
  return rows.map((row) => ({
    linkId: row.id, consultationId: row.consultation_id, participantId: row.participant_id, seat: row.seat, scheduledAt: row.scheduled_at.toISOString(), service: row.service,
    openedAt: row.opened_at?.toISOString() ?? null, expiresAt: row.expires_at.toISOString(),
  }))
}

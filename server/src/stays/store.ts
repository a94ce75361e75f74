import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Act, StayPlace } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

export interface PresentStay extends StayPlace { consultationId: ConsultationId; lostAt: Date | null }
interface Row { id: StayId; consultation_id: ConsultationId; participant_id: ParticipantId; socket_id: string; lost_at: Date | null; server_id: string }

const columns = ['id', 'consultation_id', 'participant_id', 'socket_id', 'lost_at'] as const
const present = (row: Pick<Row, (typeof columns)[number]>): PresentStay => ({ stayId: row.id, consultationId: row.consultation_id, participantId: row.participant_id, socketId: row.socket_id, lostAt: row.lost_at })

/** Closes the stays still open that `which` names; answers those it closed. */
export async function closeStays(db: Transaction, which: { consultation_id: ConsultationId } | { participant_id: ParticipantId } | { id: StayId }, at: Date): Promise<PresentStay[]> {
  const rows = await db<Row>('stays').where(which).whereNull('left_at').update({ left_at: at } as Partial<Row>).returning([...columns])
  return rows.map(present)
}

export async function insertStay(act: Act, stay: { id: StayId; consultationId: ConsultationId; participantId: ParticipantId; serverId: string; socketId: string }): Promise<void> {
  await act.db('stays').insert({ id: stay.id, establishment_id: act.establishmentId, consultation_id: stay.consultationId, participant_id: stay.participantId, server_id: stay.serverId, socket_id: stay.socketId, joined_at: act.at })
}

/** The person's page is gone, perhaps for a moment. False when the stay was over already. */
export async function markLost(db: Transaction, id: StayId, at: Date): Promise<boolean> {
  return (await db('stays').where({ id }).whereNull('left_at').update({ lost_at: at })) === 1
}

/** True the first time only. */
export async function markMediaUp(db: Transaction, id: StayId, at: Date): Promise<boolean> {
  return (await db('stays').where({ id }).whereNull('media_up_at').update({ media_up_at: at })) === 1
}

/** Stays that a dead run of this server left open. */
export async function openStaysOf(db: Transaction, serverId: string): Promise<PresentStay[]> {
  return (await db<Row>('stays').where({ server_id: serverId }).whereNull('left_at').select(...columns)).map(present)
}

import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Act, StayPlace } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

export interface PresentStay extends StayPlace { consultationId: ConsultationId; lostAt: Date | null }
interface Row { id: StayId; consultation_id: ConsultationId; participant_id: ParticipantId; socket_id: string; lost_at: Date | null; server_id: string }

const columns = ['id', 'consultation_id', 'participant_id', 'socket_id', 'lost_at'] as const
const present = (row: Pick<Row, (typeof columns)[number]>): PresentStay => ({ stayId: row.id, consultationId: row.consultation_id, participantId: row.participant_id, socketId: row.socket_id, lostAt: row.lost_at })

/** Closes the stays still open that `which` names; answers those it closed. */
export async function closeStays(db: Transaction, which: { consultation_id: ConsultationId } | { participant_id: ParticipantId } | { id: StayId; socket_id?: string }, at: Date): Promise<PresentStay[]> {
  const rows = await db<Row>('stays').where(which).whereNull('left_at').update({ left_at: at } as Partial<Row>).returning([...columns])
  return rows.map(present)
}

export async function insertStay(act: Act, stay: { id: StayId; consultationId: ConsultationId; participantId: ParticipantId; serverId: string; socketId: string }): Promise<void> {
  await act.db('stays').insert({ id: stay.id, establishment_id: act.establishmentId, consultation_id: stay.consultationId, participant_id: stay.participantId, server_id: stay.serverId, socket_id: stay.socketId, joined_at: act.at })
}

/** The person's page is gone, perhaps for a moment. False when the stay was over already, or another page holds it. */
export async function markLost(db: Transaction, id: StayId, socketId: string, at: Date): Promise<boolean> {
  return (await db('stays').where({ id, socket_id: socketId }).whereNull('left_at').update({ lost_at: at })) === 1
}

/** True the first time only. */
export async function markMediaUp(db: Transaction, id: StayId, at: Date): Promise<boolean> {
  return (await db('stays').where({ id }).whereNull('media_up_at').update({ media_up_at: at })) === 1
}

/** Stays that a dead run of this server left open. */
export async function openStaysOf(db: Transaction, serverId: string): Promise<PresentStay[]> {
  return (await db<Row>('stays').where({ server_id: serverId }).whereNull('left_at').select(...columns)).map(present)
}

/** Gives an open stay to another page of the same person. False when it is over, or somebody else's. */
export async function giveTo(db: Transaction, { stayId, ...place }: StayPlace & { consultationId: ConsultationId; serverId: string }): Promise<boolean> {
  const theirs = { id: stayId, participant_id: place.participantId, consultation_id: place.consultationId }
  return (await db('stays').where(theirs).whereNull('left_at').update({ server_id: place.serverId, socket_id: place.socketId, lost_at: null })) === 1
}

/** The open stays of servers that are no more become this server's, as lost ones. */
export async function adoptStays(db: Transaction, serverId: string, at: Date): Promise<PresentStay[]> {
  const rows = await db<Row>('stays').whereNull('left_at').whereNotIn('server_id', db('servers').select('server_id')).update({ server_id: serverId, lost_at: at } as Partial<Row>).returning([...columns])
  return rows.map(present)
}

/** What another server has adopted although its page is still here, is ours again. */
export async function reclaimStays(db: Transaction, serverId: string, held: readonly StayPlace[]): Promise<void> {
  await db.raw(`UPDATE stays SET server_id = ?, lost_at = NULL FROM unnest(?::uuid[], ?::text[]) AS held (id, socket_id)
    WHERE stays.id = held.id AND stays.socket_id = held.socket_id AND stays.left_at IS NULL AND stays.server_id <> ?`, [serverId, held.map((stay) => stay.stayId), held.map((stay) => stay.socketId), serverId])
}

export interface StayNow { stayId: StayId; over: boolean; /** The person has another open stay. */ replaced: boolean; sfuId: string | null }
/** How stays stand, for a server that may have missed what became of them. */
export async function staysNow(db: Transaction, ids: StayId[]): Promise<StayNow[]> {
  const found = await db.raw<{ rows: StayNow[] }>(`
    SELECT s.id AS "stayId", s.left_at IS NOT NULL AS over, r.sfu_id AS "sfuId",
           EXISTS (SELECT FROM stays o WHERE o.participant_id = s.participant_id AND o.id <> s.id AND o.left_at IS NULL) AS replaced
    FROM stays s LEFT JOIN rooms r ON r.consultation_id = s.consultation_id WHERE s.id = ANY(?)`, [ids])
  return found.rows
}

import type { AccountId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { Transaction } from '../platform/db.ts'

export type Who = { participantId: ParticipantId } | { accountId: AccountId }

const columnsOf = (who: Who) => ('accountId' in who ? { account_id: who.accountId } : { participant_id: who.participantId })

export async function insertPresence(db: Transaction, socketId: string, serverId: string, who: Who, establishmentId: EstablishmentId, since: Date): Promise<void> {
  await db('presences').insert({ socket_id: socketId, server_id: serverId, establishment_id: establishmentId, since, ...columnsOf(who) }).onConflict('socket_id').ignore()
}
export const deletePresence = (db: Transaction, socketId: string): Promise<number> => db('presences').where({ socket_id: socketId }).delete()

/** Until the end of the transaction no other page of this person comes or goes: of two that go at once, the second knows that it is the last. */
export const oneByOne = (db: Transaction, who: Who): Promise<unknown> =>
  db.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [`presence ${'accountId' in who ? who.accountId : who.participantId}`])

/** Has this person another page than this one? */
export async function isElsewhere(db: Transaction, socketId: string, who: Who): Promise<boolean> {
  return (await db('presences').where(columnsOf(who)).whereNot({ socket_id: socketId }).first('socket_id')) !== undefined
}

/** One connected page. */
export interface Present { socketId: string; who: Who; establishmentId: EstablishmentId }

/** Whoever is named as connected to a server that is no more. */
export async function forgetDead(db: Transaction): Promise<Who[]> {
  const rows = await db<Row>('presences').whereNotIn('server_id', db('servers').select('server_id')).delete().returning(['participant_id', 'account_id'])
  return rows.flatMap(whoOf)
}

/** Makes a server's rows those of the pages it had at `since`; answers whoever has come or gone by that. */
export async function settlePresences(db: Transaction, serverId: string, pages: readonly Present[], since: Date): Promise<Who[]> {
  const sockets = pages.map(({ socketId }) => socketId)
  const gone = await db<Row>('presences').where({ server_id: serverId }).where('since', '<', since).whereNotIn('socket_id', sockets).delete().returning(['participant_id', 'account_id'])
  const known = new Set((await db<Row>('presences').whereIn('socket_id', sockets).select('socket_id')).map((row) => row.socket_id))
  const missing = pages.filter(({ socketId }) => !known.has(socketId))
  for (const { socketId, who, establishmentId } of missing) await insertPresence(db, socketId, serverId, who, establishmentId, since)
  return [...gone.flatMap(whoOf), ...missing.map(({ who }) => who)]
}

interface Row { socket_id: string; server_id: string; participant_id: ParticipantId | null; account_id: AccountId | null }
const whoOf = ({ participant_id, account_id }: Pick<Row, 'participant_id' | 'account_id'>): Who[] => (participant_id ? [{ participantId: participant_id }] : account_id ? [{ accountId: account_id }] : [])

/** What an earlier run of this server left behind when it was killed. */
export const forgetServer = (db: Transaction, serverId: string): Promise<number> => db('presences').where({ server_id: serverId }).delete()

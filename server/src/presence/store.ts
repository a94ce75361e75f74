import type { AccountId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { Transaction } from '../platform/db.ts'

export type Who = { participantId: ParticipantId } | { accountId: AccountId }

export async function insertPresence(db: Transaction, socketId: string, serverId: string, who: Who, establishmentId: EstablishmentId, since: Date): Promise<void> {
  const person = 'accountId' in who ? { account_id: who.accountId } : { participant_id: who.participantId }
  await db('presences').insert({ socket_id: socketId, server_id: serverId, establishment_id: establishmentId, since, ...person })
}
export const deletePresence = (db: Transaction, socketId: string): Promise<number> => db('presences').where({ socket_id: socketId }).delete()

/** What an earlier run of this server left behind when it was killed. */
export const forgetServer = (db: Transaction, serverId: string): Promise<number> => db('presences').where({ server_id: serverId }).delete()

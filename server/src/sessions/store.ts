import type { AccountId, EstablishmentId, SessionId } from '@lien/contract/ids'
import type { SessionEnding } from '@lien/contract/sessions'
import type { Transaction } from '../platform/db.ts'
import type { Device, Family } from './rules.ts'

interface Row { id: SessionId; account_id: AccountId; establishment_id: EstablishmentId; generation: number; rotated_at: Date; created_at: Date; seen_at: Date; expires_at: Date; ended_at: Date | null; ending: SessionEnding | null }

export interface NewSession { id: SessionId; accountId: AccountId; establishmentId: EstablishmentId; device: Device; expiresAt: Date }
export async function insertSession(db: Transaction, one: NewSession, at: Date): Promise<void> {
  await db('sessions').insert({
    id: one.id, account_id: one.accountId, establishment_id: one.establishmentId, ...one.device,
    generation: 0, rotated_at: at, created_at: at, seen_at: at, expires_at: one.expiresAt,
  })
}

export const insertToken = (db: Transaction, token: { sessionId: SessionId; establishmentId: EstablishmentId; generation: number; hash: Buffer }) =>
  db('session_tokens').insert({ session_id: token.sessionId, establishment_id: token.establishmentId, generation: token.generation, hash: token.hash })

interface Found { session_id: SessionId; account_id: AccountId; establishment_id: EstablishmentId; generation: number; account_open: boolean }
export interface FoundToken { sessionId: SessionId; accountId: AccountId; establishmentId: EstablishmentId; generation: number; accountOpen: boolean }
/** Any refresh token that was ever given, by its hash. Opens its establishment's rows. */
export async function findToken(db: Transaction, hash: Buffer): Promise<FoundToken | null> {
  const found = await db.raw<{ rows: Found[] }>('SELECT session_id, account_id, establishment_id, generation, account_open FROM door_refresh(?)', [hash])
  const [row] = found.rows
  return row ? { sessionId: row.session_id, accountId: row.account_id, establishmentId: row.establishment_id, generation: row.generation, accountOpen: row.account_open } : null
}

/** Locked until the transaction ends: tabs that refresh at the same moment are judged one after the other. */
export async function lockSession(db: Transaction, id: SessionId): Promise<(Omit<Family, 'accountOpen'> & { createdAt: Date }) | null> {
  const row = await db<Row>('sessions').where({ id }).forNoKeyUpdate().first('generation', 'rotated_at', 'created_at', 'expires_at', 'ending')
  return row ? { generation: row.generation, rotatedAt: row.rotated_at, createdAt: row.created_at, expiresAt: row.expires_at, ending: row.ending } : null
}

export const rotate = (db: Transaction, id: SessionId, generation: number, expiresAt: Date, at: Date) =>
  db<Row>('sessions').where({ id }).update({ generation, rotated_at: at, seen_at: at, expires_at: expiresAt })

/** Ends those of an account's sessions that are not over yet, and answers which. */
export async function endSessions(db: Transaction, of: { accountId: AccountId; establishmentId?: EstablishmentId; only?: SessionId; except?: SessionId | null }, reason: SessionEnding, at: Date): Promise<SessionId[]> {
  const open = db<Row>('sessions').where({ account_id: of.accountId }).whereNull('ending')
  if (of.establishmentId) void open.where({ establishment_id: of.establishmentId })
  if (of.only) void open.where({ id: of.only })
  if (of.except) void open.whereNot({ id: of.except })
  return (await open.update({ ended_at: at, ending: reason }).returning('id')).map(({ id }) => id)
}

/** Tokens of sessions that were over before `before` prove nothing any more. */
export const forgetTokens = (db: Transaction, accountId: AccountId, before: Date) =>
  db('session_tokens').whereIn('session_id', db<Row>('sessions').where({ account_id: accountId }).where('expires_at', '<', before).select('id')).delete()

import type { StaffSession } from '@lien/contract/administration'
import type { AccountId, EstablishmentId, LinkId, SessionId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { SessionEnding } from '@lien/contract/sessions'
import type { SessionView } from '@lien/contract/views'
import type { Db } from '../platform/db.ts'
import { unseen } from './rules.ts'

export interface KnownSession { accountId: AccountId; role: AccountRole; establishmentId: EstablishmentId; ending: SessionEnding | null }
interface Known { account_id: AccountId; role: AccountRole; establishment_id: EstablishmentId; ending: SessionEnding | null }

/** Whose session this is and whether it is over. A live one opens its establishment's rows for the transaction. */
export async function findSession(db: Db, id: SessionId, at: Date): Promise<KnownSession | null> {
  const found = await db.raw<{ rows: Known[] }>('SELECT account_id, role, establishment_id, ending FROM door_session(?, ?)', [id, at])
  const [row] = found.rows
  return row ? { accountId: row.account_id, role: row.role, establishmentId: row.establishment_id, ending: row.ending } : null
}

/** `accessExpired`: no page of it has refreshed for too long. */
export interface OverSession { id: string; why: SessionEnding | 'accessExpired' | 'linkRevoked' }
/** Which of these sessions and personal links no longer carry a connected page: one query for a whole server process. */
export async function findOver(db: Db, held: { sessions: SessionId[]; links: LinkId[] }, at: Date): Promise<OverSession[]> {
  const found = await db.raw<{ rows: OverSession[] }>('SELECT id, why FROM door_over(?::uuid[], ?::uuid[], ?, ?)', [held.sessions, held.links, at, new Date(at.getTime() - unseen)])
  return found.rows
}

interface Row { id: SessionId; establishment_id: EstablishmentId; ending: SessionEnding | null; account_id: AccountId; browser: string | null; system: string | null; created_at: Date; seen_at: Date; expires_at: Date }
const columns = ['id', 'account_id', 'browser', 'system', 'created_at', 'seen_at', 'expires_at'] as const
const viewOf = (row: Pick<Row, (typeof columns)[number]>, here: SessionId | null): SessionView => ({
  sessionId: row.id, browser: row.browser, system: row.system, here: row.id === here,
  createdAt: row.created_at.toISOString(), seenAt: row.seen_at.toISOString(), expiresAt: row.expires_at.toISOString(),
})

/** One person's devices, the one seen last first. */
export async function sessionsOfAccount(db: Db, accountId: AccountId, here: SessionId | null, at: Date): Promise<SessionView[]> {
  return (await db<Row>('sessions').where({ account_id: accountId }).whereNull('ending').where('expires_at', '>', at).orderBy('seen_at', 'desc').select(...columns)).map((row) => viewOf(row, here))
}

/** Everybody's live sessions in one establishment, for its administrators. */
export async function sessionsOf(db: Db, establishmentId: EstablishmentId, here: SessionId | null, at: Date): Promise<StaffSession[]> {
  const rows = await db<Row>('sessions as s').join('accounts as a', 'a.id', 's.account_id').where({ 's.establishment_id': establishmentId }).whereNull('s.ending').where('s.expires_at', '>', at)
    .orderBy('a.name').orderBy('s.seen_at', 'desc').limit(500)
    .select<(Pick<Row, (typeof columns)[number]> & { name: string; role: AccountRole })[]>(...columns.map((one) => `s.${one}`), 'a.name', 'a.role')
  return rows.map((row) => ({ ...viewOf(row, here), accountId: row.account_id, name: row.name, role: row.role }))
}

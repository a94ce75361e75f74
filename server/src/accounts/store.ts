import type { Language } from '@lien/contract/contact'
import { Fault } from '@lien/contract/faults'
import type { AccountId, EstablishmentId, FactorId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { SecondFactorRule } from '@lien/contract/factors'
import type { FactorKind } from '@lien/contract/signIn'
import type { Act } from '../platform/act.ts'
import type { Db, Transaction } from '../platform/db.ts'
import type { Passkey } from './passkeys.ts'
import type { Failures } from './rules.ts'

interface Row { id: AccountId; email: string; name: string; password_hash: string | null; disabled_at: Date | null }

/** Opens the account's establishment for this transaction. */
export async function findCredentials(db: Transaction, email: string): Promise<{ id: AccountId; passwordHash: string | null } | null> {
  const found = await db.raw<{ rows: Pick<Row, 'id' | 'password_hash'>[] }>('SELECT id, password_hash FROM door_credentials(?)', [email])
  const [row] = found.rows
  return row ? { id: row.id, passwordHash: row.password_hash } : null
}

export interface NewAccount { id: AccountId; establishmentId: EstablishmentId; email: string; passwordHash: string | null; name: string; role: AccountRole; specialty: string | null }
export const insertAccount = (db: Transaction, one: NewAccount, at: Date) =>
  db('accounts').insert({ id: one.id, establishment_id: one.establishmentId, email: one.email, password_hash: one.passwordHash, name: one.name, role: one.role, specialty: one.specialty, created_at: at })

export const savePassword = (db: Transaction, id: AccountId, passwordHash: string) => db('accounts').where({ id }).update({ password_hash: passwordHash })

/** An open account, as its own locks need it. */
export interface Holder { id: AccountId; establishmentId: EstablishmentId; email: string; name: string; language: Language; passwordHash: string | null; site: string; rule: SecondFactorRule; /** Does the establishment have passwords at all? */ local: boolean }
interface HolderRow extends Row { language: Language; establishment_id: EstablishmentId; site: string; second_factor: SecondFactorRule; local_accounts: boolean }

export async function findHolder(db: Transaction, id: AccountId): Promise<Holder | null> {
  const row = await db('accounts as a').join('establishments as e', 'e.id', 'a.establishment_id').where({ 'a.id': id }).whereNull('a.disabled_at')
    .first<HolderRow | undefined>('a.id', 'a.establishment_id', 'a.email', 'a.name', 'a.language', 'a.password_hash', 'e.name as site', 'e.second_factor', 'e.local_accounts')
  return row ? { id: row.id, establishmentId: row.establishment_id, email: row.email, name: row.name, language: row.language, passwordHash: row.password_hash, site: row.site, rule: row.second_factor, local: row.local_accounts } : null
}

/** What an address has failed at so far; holds the address's row until the transaction ends. */
export async function failuresOf(db: Transaction, addressHash: Buffer, at: Date): Promise<Failures> {
  const found = await db.raw<{ rows: { failures: number; locked_until: Date | null }[] }>('SELECT failures, locked_until FROM door_failures(?, ?)', [addressHash, at])
  const [row] = found.rows
  if (!row) throw new Error('The failures of an address were not found just after they were made.')
  return { failures: row.failures, lockedUntil: row.locked_until }
}
export const saveFailures = async (db: Transaction, addressHash: Buffer, { failures, lockedUntil }: Failures, at: Date): Promise<void> => {
  await db.raw('SELECT door_failures_set(?, ?, ?, ?)', [addressHash, failures, lockedUntil, at])
}

/** Where an account is written to, and in which language. Throws `notFound`. */
export async function findReached(db: Db, id: AccountId): Promise<{ email: string; language: Language }> {
  const row = await db<{ id: AccountId; email: string; language: Language }>('accounts').where({ id }).first('email', 'language')
  if (!row) throw new Fault('notFound')
  return { email: row.email, language: row.language }
}
export const saveLanguage = async (db: Transaction, id: AccountId, language: Language): Promise<void> => { await db('accounts').where({ id }).update({ language }) }

/** One at a time: whoever changes an account's own locks waits for the one before. */
export const lockAccount = async (db: Transaction, id: AccountId): Promise<void> => { await db('accounts').where({ id }).forNoKeyUpdate().first('id') }

export type Stage = 'secondFactor' | 'enrol' | 'passkey' | 'adding' | 'proving'
export interface Ticket { id: string; accountId: AccountId | null; stage: Stage; challenge: string | null; sealedSecret: Buffer | null }
interface TicketRow { id: string; account_id: AccountId | null; stage: Stage; challenge: string | null; sealed_secret: Buffer | null }
const ticketOf = (row: TicketRow | undefined): Ticket | null => (row ? { id: row.id, accountId: row.account_id, stage: row.stage, challenge: row.challenge, sealedSecret: row.sealed_secret } : null)

/** One that is neither used nor over; opens its account's establishment, and holds the row until the transaction ends. */
export async function findTicket(db: Transaction, hash: Buffer, at: Date): Promise<Ticket | null> {
  const found = await db.raw<{ rows: TicketRow[] }>('SELECT id, account_id, stage, challenge, sealed_secret FROM door_ticket(?, ?)', [hash, at])
  return ticketOf(found.rows[0])
}
/** The newest of an account at that stage, held until the transaction ends: for somebody whom their session proves. */
export async function findOwnTicket(act: Act, accountId: AccountId, stage: Stage): Promise<Ticket | null> {
  return ticketOf(await act.db('sign_in_tickets').where({ account_id: accountId, stage }).whereNull('used_at').where('expires_at', '>', act.at).orderBy('created_at', 'desc').orderBy('id', 'desc')
    .forNoKeyUpdate().first<TicketRow | undefined>('id', 'account_id', 'stage', 'challenge', 'sealed_secret'))
}
export interface NewTicket { hash: Buffer; stage: Stage; holder: Pick<Holder, 'id' | 'establishmentId'>; challenge?: string | null; sealedSecret?: Buffer | null; expiresAt: Date }
/** The account's tickets that are over make room for it. */
export async function insertTicket(act: Act, { hash, stage, holder, challenge = null, sealedSecret = null, expiresAt }: NewTicket): Promise<void> {
  await act.db('sign_in_tickets').where({ account_id: holder.id }).where('expires_at', '<', act.at).delete()
  await act.db('sign_in_tickets').insert({ id: act.newId(), token_hash: hash, establishment_id: holder.establishmentId, account_id: holder.id, stage, challenge, sealed_secret: sealedSecret, expires_at: expiresAt, created_at: act.at })
}
/** None of an account's pending sign-ins, challenges and offers goes on. */
export const dropTickets = (act: Act, accountId: AccountId) => act.db('sign_in_tickets').where({ account_id: accountId }).delete()
export const saveOffer = (act: Act, id: string, offer: { challenge: string | null; sealedSecret: Buffer | null }) => act.db('sign_in_tickets').where({ id }).update({ challenge: offer.challenge, sealed_secret: offer.sealedSecret })
export const useTicket = async (act: Act, id: string): Promise<void> => { await act.db.raw('SELECT door_ticket_use(?, ?)', [id, act.at]) }
export const insertPasskeyAsk = async (act: Act, hash: Buffer, challenge: string, expiresAt: Date): Promise<void> => { await act.db.raw('SELECT door_passkey_ask(?, ?, ?, ?, ?)', [act.newId(), hash, challenge, expiresAt, act.at]) }

/** Opens the establishment of whoever holds that key. */
export async function findKeyHolder(db: Transaction, credentialId: string): Promise<AccountId | null> {
  const found = await db.raw<{ rows: { holder: AccountId | null }[] }>('SELECT door_passkey(?) AS holder', [credentialId])
  return found.rows[0]?.holder ?? null
}

interface Common { id: FactorId; label: string; createdAt: Date; lastUsedAt: Date | null }
export type Factor = Common & ({ kind: 'totp'; sealedSecret: Buffer; lastStep: number | null } | ({ kind: 'passkey' } & Passkey))
interface FactorRow { id: FactorId; kind: FactorKind; label: string; created_at: Date; last_used_at: Date | null; sealed_secret: Buffer | null; last_step: string | null; credential_id: string | null; public_key: Buffer | null; sign_count: string | null; transports: string[] | null }

/** An account's factors, the oldest first, held until the transaction ends: one code cannot be taken by two attempts at once. */
export async function factorsOf(db: Transaction, accountId: AccountId): Promise<Factor[]> {
  const rows = await db('factors').where({ account_id: accountId }).orderBy('created_at').orderBy('id').forNoKeyUpdate().select<FactorRow[]>('*')
  return rows.map((row) => {
    const common = { id: row.id, label: row.label, createdAt: row.created_at, lastUsedAt: row.last_used_at }
    if (row.sealed_secret) return { ...common, kind: 'totp', sealedSecret: row.sealed_secret, lastStep: row.last_step === null ? null : Number(row.last_step) }
    if (row.credential_id === null || row.public_key === null) throw new Error(`Factor ${row.id} is neither of the kinds there are.`)
    return { ...common, kind: 'passkey', credentialId: row.credential_id, publicKey: row.public_key, signCount: Number(row.sign_count), transports: row.transports ?? [] }
  })
}
type NewFactor = { id: FactorId; label: string } & ({ kind: 'totp'; sealedSecret: Buffer; lastStep: number } | ({ kind: 'passkey' } & Passkey))
export const insertFactor = (act: Act, holder: Pick<Holder, 'id' | 'establishmentId'>, one: NewFactor) => act.db('factors').insert({
  id: one.id, establishment_id: holder.establishmentId, account_id: holder.id, kind: one.kind, label: one.label, created_at: act.at,
  ...(one.kind === 'totp' ? { sealed_secret: one.sealedSecret, last_step: one.lastStep } : { credential_id: one.credentialId, public_key: one.publicKey, sign_count: one.signCount, transports: one.transports }),
})
export const markTotpUsed = (act: Act, id: FactorId, step: number) => act.db('factors').where({ id }).update({ last_step: step, last_used_at: act.at })
export const markPasskeyUsed = (act: Act, id: FactorId, signCount: number) => act.db('factors').where({ id }).update({ sign_count: signCount, last_used_at: act.at })
/** How many there were. */
export const deleteFactors = (act: Act, accountId: AccountId) => act.db('factors').where({ account_id: accountId }).delete()
export const deleteFactor = (act: Act, id: FactorId) => act.db('factors').where({ id }).delete()

export const insertRecoveryCodes = (act: Act, holder: Pick<Holder, 'id' | 'establishmentId'>, hashes: readonly Buffer[]) =>
  act.db('recovery_codes').insert(hashes.map((hash) => ({ id: act.newId(), establishment_id: holder.establishmentId, account_id: holder.id, code_hash: hash, created_at: act.at })))
export const deleteRecoveryCodes = (act: Act, accountId: AccountId) => act.db('recovery_codes').where({ account_id: accountId }).delete()
/** Whether there was such a code, not used yet; it is now. */
export const useRecoveryCode = async (act: Act, accountId: AccountId, hash: Buffer): Promise<boolean> =>
  (await act.db('recovery_codes').where({ account_id: accountId, code_hash: hash }).whereNull('used_at').update({ used_at: act.at })) === 1
export async function recoveryCodesLeft(db: Transaction, accountId: AccountId): Promise<number> {
  return (await db('recovery_codes').where({ account_id: accountId }).whereNull('used_at').select('id')).length
}

export const insertPasswordToken = (act: Act, holder: Pick<Holder, 'id' | 'establishmentId'>, one: { hash: Buffer; kind: 'invitation' | 'reset'; expiresAt: Date }) =>
  act.db('password_tokens').insert({ id: act.newId(), establishment_id: holder.establishmentId, account_id: holder.id, token_hash: one.hash, kind: one.kind, expires_at: one.expiresAt, created_at: act.at })
/** One that still serves; opens its account's establishment, and holds the row until the transaction ends. */
export async function findPasswordToken(db: Transaction, hash: Buffer, at: Date): Promise<AccountId | null> {
  const found = await db.raw<{ rows: { account_id: AccountId }[] }>('SELECT account_id FROM door_password_token(?, ?)', [hash, at])
  return found.rows[0]?.account_id ?? null
}
interface TokenRow { kind: 'invitation' | 'reset'; created_at: Date }
export async function passwordTokensOf(db: Transaction, accountId: AccountId): Promise<{ kind: 'invitation' | 'reset'; createdAt: Date }[]> {
  const rows = await db('password_tokens').where({ account_id: accountId }).select<TokenRow[]>('kind', 'created_at')
  return rows.map((row) => ({ kind: row.kind, createdAt: row.created_at }))
}
/** A password was set: no earlier mail sets another. */
export const usePasswordTokens = (act: Act, accountId: AccountId) => act.db('password_tokens').where({ account_id: accountId }).whereNull('used_at').update({ used_at: act.at })

import type { AccountId, ConsultationId, EstablishmentId, OutboxId, ParticipantId } from '@lien/contract/ids'
import type { Channel, DeliveryError, OutboxState } from '@lien/contract/outbox'
import type { Transaction } from '../platform/db.ts'
import type { TemplateName } from './templates/params.ts'

export interface NewMessage {
  id: OutboxId
  /** Null: of the establishment that this transaction speaks for. */
  establishmentId: EstablishmentId | null
  consultationId: ConsultationId | null; participantId: ParticipantId | null; accountId: AccountId | null
  channel: Channel; recipient: string; template: TemplateName; lang: 'fr' | 'en'; params: Buffer; expiresAt: Date | null
}

/** The row answers nothing back: a guest may put a message in the outbox and never see one. */
export async function insertMessage(db: Transaction, one: NewMessage, at: Date): Promise<void> {
  await db('outbox').insert({
    id: one.id, establishment_id: db.raw('coalesce(lien_establishment(), ?::uuid)', [one.establishmentId]),
    consultation_id: one.consultationId, participant_id: one.participantId, account_id: one.accountId,
    channel: one.channel, recipient: one.recipient, template: one.template, lang: one.lang, params: one.params, expires_at: one.expiresAt,
    state: 'queued', attempts: 0, next_at: at, created_at: at,
  })
}

/** A message that one server has taken on, until its lease ends. */
export interface Claimed {
  id: OutboxId; claim: string; establishmentId: EstablishmentId; consultationId: ConsultationId | null; channel: Channel; recipient: string
  template: TemplateName; lang: 'fr' | 'en'; params: Buffer | null; attempts: number; expiresAt: Date | null; createdAt: Date
  house: { name: string; phone: string; timeZone: string }
}
interface ClaimedRow {
  id: OutboxId; claim: string; establishment_id: EstablishmentId; consultation_id: ConsultationId | null; channel: Channel; recipient: string
  template: TemplateName; lang: 'fr' | 'en'; params: Buffer | null; attempts: number; expires_at: Date | null; created_at: Date
  name: string; phone: string; time_zone: string
}
export interface Claim { serverId: string; claim: string; at: Date; leaseUntil: Date }

/**
 * Takes on what is due by one channel: what waits, what a server left before anything could be accepted, and, where the
 * receiver is `repeatable`, what was left in doubt. Rows that another server is taking are skipped, not waited for.
 */
export async function claimDue(db: Transaction, channel: Channel, limit: number, repeatable: boolean, { serverId, claim, at, leaseUntil }: Claim): Promise<Claimed[]> {
  const { rows } = await db.raw<{ rows: ClaimedRow[] }>(`
    WITH due AS (
      SELECT id FROM outbox
      WHERE channel = :channel AND ((state = 'queued' AND next_at <= :at) OR (state = 'claimed' AND lease_until <= :at) OR (state = 'handing' AND lease_until <= :at AND :repeatable))
      ORDER BY next_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE outbox o SET state = 'claimed', claim = :claim, claimed_by = :serverId, lease_until = :leaseUntil, attempts = o.attempts + 1
    FROM due, establishments e WHERE o.id = due.id AND e.id = o.establishment_id
    RETURNING o.id, o.claim, o.establishment_id, o.consultation_id, o.channel, o.recipient, o.template, o.lang, o.params, o.attempts, o.expires_at, o.created_at, e.name, e.phone, e.time_zone
  `, { channel, limit, repeatable, serverId, claim, at, leaseUntil })
  return rows.map((row) => ({
    id: row.id, claim: row.claim, establishmentId: row.establishment_id, consultationId: row.consultation_id, channel: row.channel, recipient: row.recipient,
    template: row.template, lang: row.lang, params: row.params, attempts: row.attempts, expiresAt: row.expires_at, createdAt: row.created_at,
    house: { name: row.name, phone: row.phone, timeZone: row.time_zone },
  }))
}

/** The last step before a message can be accepted. False: the lease was lost, and whoever has it now goes on. */
export async function markHanding(db: Transaction, { id, claim }: Claimed, leaseUntil: Date): Promise<boolean> {
  return (await db('outbox').where({ id, claim, state: 'claimed' }).update({ state: 'handing', lease_until: leaseUntil })) === 1
}

/** Messages whose server went away while they could have been accepted. */
export async function doubtful(db: Transaction, channels: readonly Channel[], at: Date): Promise<Pick<Claimed, 'id' | 'claim' | 'consultationId' | 'establishmentId'>[]> {
  const rows = await db('outbox').whereRaw("state = 'handing'").where('lease_until', '<=', at).whereIn('channel', [...channels])
    .select<{ id: OutboxId; claim: string; consultation_id: ConsultationId | null; establishment_id: EstablishmentId }[]>('id', 'claim', 'consultation_id', 'establishment_id')
  return rows.map((row) => ({ id: row.id, claim: row.claim, consultationId: row.consultation_id, establishmentId: row.establishment_id }))
}

export interface Settlement { state: Exclude<OutboxState, 'claimed' | 'handing'>; error: DeliveryError | null; nextAt?: Date; /** Null: the words are thrown away. */ keepWords: boolean; recipient?: string; sentAt?: Date; /** A try that did not count. */ uncounted?: boolean }

/** Ends a try. Only its own claim may: `uncertain` too, when an answer came after all. False: somebody else decided. */
export async function settle(db: Transaction, { id, claim }: Pick<Claimed, 'id' | 'claim'>, from: readonly OutboxState[], one: Settlement): Promise<boolean> {
  const changed = await db('outbox').where({ id, claim }).whereIn('state', [...from]).update({
    state: one.state, last_error: one.error, lease_until: null, claimed_by: null, sent_at: one.sentAt ?? null,
    ...(one.nextAt && { next_at: one.nextAt }), ...(!one.keepWords && { params: null }), ...(one.recipient !== undefined && { recipient: one.recipient }),
    ...(one.uncounted && { attempts: db.raw('attempts - 1') }),
  })
  return changed === 1
}

/** What this server's earlier life was at, when it was killed: nobody is at it any more. */
export const releaseServer = (db: Transaction, serverId: string, at: Date): Promise<number> =>
  db('outbox').where({ claimed_by: serverId }).whereRaw("state IN ('claimed','handing')").where('lease_until', '>', at).update({ lease_until: at })

/** Links and codes of messages that nobody sent again are not kept for ever. */
export const forgetWords = (db: Transaction, before: Date): Promise<number> =>
  db('outbox').whereIn('state', ['failed', 'uncertain']).whereNotNull('params').where('created_at', '<', before).update({ params: null })

export interface Stopped { id: OutboxId; consultationId: ConsultationId | null; state: OutboxState; channel: Channel; recipient: string; hasWords: boolean; expiresAt: Date | null }

/** A message of the caller's establishment, locked. */
export async function findForUpdate(db: Transaction, id: OutboxId, establishmentId: EstablishmentId): Promise<Stopped | null> {
  const row = await db('outbox').where({ id, establishment_id: establishmentId }).forNoKeyUpdate()
    .first<{ id: OutboxId; consultation_id: ConsultationId | null; state: OutboxState; channel: Channel; recipient: string; params: Buffer | null; expires_at: Date | null } | undefined>('id', 'consultation_id', 'state', 'channel', 'recipient', 'params', 'expires_at')
  return row ? { id: row.id, consultationId: row.consultation_id, state: row.state, channel: row.channel, recipient: row.recipient, hasWords: row.params !== null, expiresAt: row.expires_at } : null
}
/** A new claim-less life; an answer to the old try no longer counts. */
export const requeue = (db: Transaction, id: OutboxId, at: Date): Promise<number> => db('outbox').where({ id }).update({ state: 'queued', attempts: 0, next_at: at, claim: null })
export const markArrived = (db: Transaction, id: OutboxId, recipient: string, at: Date): Promise<number> => db('outbox').where({ id }).update({ state: 'sent', sent_at: at, params: null, recipient, last_error: null })

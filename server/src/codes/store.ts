import type { PatientFactor } from '@lien/contract/factors'
import type { ConsultationId, EstablishmentId, LinkId, ParticipantId, PendingId } from '@lien/contract/ids'
import type { Channel } from '@lien/contract/outbox'
import type { Seat } from '@lien/contract/roles'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'
import type { Guard } from './rules.ts'

/** A browser that opened a link and owes the second factor. */
export interface Pending { id: PendingId; linkId: LinkId; participantId: ParticipantId; consultationId: ConsultationId; establishmentId: EstablishmentId }

export const insertPending = (act: Act, one: Pending, expiresAt: Date) =>
  act.db('pendings').insert({ id: one.id, establishment_id: one.establishmentId, consultation_id: one.consultationId, link_id: one.linkId, created_at: act.at, expires_at: expiresAt })

/** What is decided for the seat of a link. */
export async function findDecision(db: Transaction, participantId: ParticipantId): Promise<{ seat: Seat; decided: PatientFactor; finess: string | null; phone: string; timeZone: string }> {
  const row = await db('participants as p').join('establishments as e', 'e.id', 'p.establishment_id').where({ 'p.id': participantId })
    .first<{ seat: Seat; patient_factor: PatientFactor; finess: string | null; phone: string; time_zone: string } | undefined>('p.seat', 'e.patient_factor', 'e.finess', 'e.phone', 'e.time_zone')
  if (!row) throw new Error('A link without its seat.')
  return { seat: row.seat, decided: row.patient_factor, finess: row.finess, phone: row.phone, timeZone: row.time_zone }
}

/** The link's count of wrong answers; its row stays locked until the act ends, so that no two answers count as one. */
export async function lockGuard(db: Transaction, linkId: LinkId): Promise<Guard> {
  const row = await db('links').where({ id: linkId }).forNoKeyUpdate().first<{ wrong_answers: number; locks: number; locked_until: Date | null } | undefined>('wrong_answers', 'locks', 'locked_until')
  if (!row) throw new Error('A pending without its link.')
  return { wrongAnswers: row.wrong_answers, locks: row.locks, lockedUntil: row.locked_until }
}
export const saveGuard = (db: Transaction, linkId: LinkId, { wrongAnswers, locks, lockedUntil }: Guard) =>
  db('links').where({ id: linkId }).update({ wrong_answers: wrongAnswers, locks, locked_until: lockedUntil })

/** Once confirmed it opens nothing any more. False when somebody was faster. */
export const confirmPending = async (act: Act, id: PendingId): Promise<boolean> =>
  (await act.db('pendings').where({ id }).whereNull('confirmed_at').where('expires_at', '>', act.at).update({ confirmed_at: act.at })) === 1

export interface SentCode { id: string; channel: Channel; codeHash: Buffer; sentAt: Date; expiresAt: Date }
interface CodeRow { id: string; channel: Channel; code_hash: Buffer; sent_at: Date; expires_at: Date }

/** The one code of this browser that may still be typed. */
export async function newestCode(db: Transaction, pendingId: PendingId, at: Date): Promise<SentCode | null> {
  const row = await db('codes').where({ pending_id: pendingId }).whereNull('over_at').where('expires_at', '>', at).first<CodeRow | undefined>('id', 'channel', 'code_hash', 'sent_at', 'expires_at')
  return row ? { id: row.id, channel: row.channel, codeHash: row.code_hash, sentAt: row.sent_at, expiresAt: row.expires_at } : null
}
export const endCodes = (act: Act, which: { pending_id: PendingId } | { link_id: LinkId }) => act.db('codes').where(which).whereNull('over_at').update({ over_at: act.at })

export const insertCode = (act: Act, { id: pendingId, linkId, establishmentId, consultationId }: Pending, code: SentCode) =>
  act.db('codes').insert({ id: code.id, establishment_id: establishmentId, consultation_id: consultationId, pending_id: pendingId, link_id: linkId, channel: code.channel, code_hash: code.codeHash, sent_at: code.sentAt, expires_at: code.expiresAt })

/** Codes of a link since `from`: how many, and the last one's moment. */
export async function codesSince(db: Transaction, linkId: LinkId, from: Date): Promise<{ count: number; last: Date | null }> {
  const row = await db('codes').where({ link_id: linkId }).where('sent_at', '>', from).first<{ count: string; last: Date | null } | undefined>(db.raw('count(*) AS count, max(sent_at) AS last'))
  return { count: Number(row?.count ?? 0), last: row?.last ?? null }
}

import type { ConsultationId, EstablishmentId, OutboxId } from '@lien/contract/ids'
import type { Channel, DeliveryError, OutboxState } from '@lien/contract/outbox'
import { maskContact } from '../platform/contactPoint.ts'
import type { Transaction } from '../platform/db.ts'
import type { TemplateName } from './templates/params.ts'

/** A message as the secretary and the administrator see it: never its words, never the whole address. */
export interface OutboxLine {
  id: OutboxId; state: OutboxState; channel: Channel; template: TemplateName; recipient: string; consultationId: ConsultationId | null
  attempts: number; error: DeliveryError | null; createdAt: Date; nextAt: Date | null; sentAt: Date | null
  /** It can be sent again: its words are still there. */
  retriable: boolean
}
interface Row {
  id: OutboxId; state: OutboxState; channel: Channel; template: TemplateName; recipient: string; consultation_id: ConsultationId | null
  attempts: number; last_error: DeliveryError | null; created_at: Date; next_at: Date; sent_at: Date | null; retriable: boolean
}

/** The establishment's messages: first those that ask for a person, then the newest. */
export async function outboxOf(db: Transaction, establishmentId: EstablishmentId, { limit = 200, consultationId }: { limit?: number; consultationId?: ConsultationId } = {}): Promise<OutboxLine[]> {
  const rows = await db('outbox').where({ establishment_id: establishmentId, ...(consultationId && { consultation_id: consultationId }) })
    .orderByRaw("(state IN ('failed','uncertain')) DESC, created_at DESC, id DESC").limit(limit)
    .select<Row[]>('id', 'state', 'channel', 'template', 'recipient', 'consultation_id', 'attempts', 'last_error', 'created_at', 'next_at', 'sent_at', db.raw("(state IN ('failed','uncertain') AND params IS NOT NULL) AS retriable"))
  return rows.map((row) => ({
    id: row.id, state: row.state, channel: row.channel, template: row.template, consultationId: row.consultation_id,
    // What was sent is masked already.
    recipient: row.state === 'sent' ? row.recipient : maskContact(row.channel, row.recipient),
    attempts: row.attempts, error: row.last_error, createdAt: row.created_at, nextAt: row.state === 'queued' ? row.next_at : null, sentAt: row.sent_at, retriable: row.retriable,
  }))
}

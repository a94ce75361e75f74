import type { OutboxLine } from '@lien/contract/administration'
import type { EstablishmentId, OutboxId } from '@lien/contract/ids'
import type { Channel, DeliveryError, OutboxState } from '@lien/contract/outbox'
import { maskContact } from '../platform/contactPoint.ts'
import type { Transaction } from '../platform/db.ts'
import type { TemplateName } from './templates/params.ts'

interface Row {
  id: OutboxId; state: OutboxState; channel: Channel; template: TemplateName; recipient: string
  attempts: number; last_error: DeliveryError | null; created_at: Date; next_at: Date; sent_at: Date | null; retriable: boolean
}

/** The establishment's messages: first those that ask for a person, then the newest. Those that can no longer be of use at `at` are not retriable. */
export async function outboxOf(db: Transaction, establishmentId: EstablishmentId, at: Date, limit = 200): Promise<OutboxLine[]> {
  const rows = await db('outbox').where({ establishment_id: establishmentId })
    .orderByRaw("(state IN ('failed','uncertain')) DESC, created_at DESC, id DESC").limit(limit)
    .select<Row[]>('id', 'state', 'channel', 'template', 'recipient', 'attempts', 'last_error', 'created_at', 'next_at', 'sent_at', db.raw("(state IN ('failed','uncertain') AND params IS NOT NULL AND (expires_at IS NULL OR expires_at > ?)) AS retriable", [at]))
  return rows.map((row) => ({
    outboxId: row.id, state: row.state, channel: row.channel, template: row.template,
    // What was sent is masked already.
    recipient: row.state === 'sent' ? row.recipient : maskContact(row.channel, row.recipient),
    attempts: row.attempts, error: row.last_error, createdAt: row.created_at.toISOString(), nextAt: row.state === 'queued' ? row.next_at.toISOString() : null,
    sentAt: row.sent_at?.toISOString() ?? null, retriable: row.retriable,
  }))
}

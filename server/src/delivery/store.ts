import type { AccountId, ConsultationId, EstablishmentId, OutboxId, ParticipantId } from '@lien/contract/ids'
import type { Channel } from '@lien/contract/outbox'
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

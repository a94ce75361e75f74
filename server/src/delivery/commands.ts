import { z } from 'zod'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, OutboxId, ParticipantId } from '@lien/contract/ids'
import type { Channel } from '@lien/contract/outbox'
import type { Act } from '../platform/act.ts'
import { toE164, toMailAddress } from '../platform/contactPoint.ts'
import * as store from './store.ts'
import { templateParams, type Letter } from './templates/params.ts'

/** What is to be sent: a template and its words, by one channel, to one person. */
export type Message = Letter & {
  channel: Channel
  /** A mail address, or a telephone number as people write it. */
  to: string
  lang: 'fr' | 'en'
  /** After this it is of no use (a code that no longer serves) and is given up. */
  expiresAt?: Date
  consultationId?: ConsultationId
  participantId?: ParticipantId
  accountId?: AccountId
  /** For Lien's own acts only; everybody else's message is their establishment's. */
  establishmentId?: EstablishmentId
}

/**
 * Puts a message in the outbox, in the act's own transaction: it leaves if the act is committed, and only then.
 * Its words are sealed until they are sent. Anonymous callers may send once a door function has recognised whom they
 * speak of. Throws `invalidInput` for an address or words that cannot be sent to.
 */
export async function enqueue(act: Act, message: Message): Promise<OutboxId> {
  const recipient = message.channel === 'mail' ? toMailAddress(message.to) : toE164(message.to)
  if (recipient === null) throw new Fault('invalidInput', { fields: ['to'] })
  const params = z.parse(templateParams[message.template], message.params)
  const id = act.newId<OutboxId>()
  const own = act.caller.kind === 'system' ? (message.establishmentId ?? act.caller.establishmentId) : null
  await store.insertMessage(act.db, {
    id, establishmentId: own, consultationId: message.consultationId ?? act.about, participantId: message.participantId ?? null, accountId: message.accountId ?? null,
    channel: message.channel, recipient, template: message.template, lang: message.lang, params: act.vault.seal(JSON.stringify(params), id), expiresAt: message.expiresAt ?? null,
  }, act.at)
  act.record({ type: 'delivery.queued', outboxId: id, channel: message.channel, template: message.template })
  act.tell({ type: 'queued' })
  return id
}

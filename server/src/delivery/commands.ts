import { z } from 'zod'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, OutboxId, ParticipantId } from '@lien/contract/ids'
import type { Channel } from '@lien/contract/outbox'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { readFolder } from './senders/folder.ts'
import { maskContact, toE164, toMailAddress } from '../platform/contactPoint.ts'
import { outboxOf } from './queries.ts'
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

/** Has a message sent again that was given up or may not have arrived. The caller's command has checked their right to. */
export async function retryMessage(act: Act, id: OutboxId): Promise<void> {
  const one = await stopped(act, id)
  if (!one.hasWords || (one.expiresAt && one.expiresAt <= act.at)) throw new Fault('invalidState')
  await store.requeue(act.db, id, act.at)
  act.record({ type: 'delivery.settled', outboxId: id, decision: 'retried' })
  act.tell({ type: 'queued' })
}

/** Somebody asked the person: the message in doubt is there. */
export async function confirmMessage(act: Act, id: OutboxId): Promise<void> {
  const one = await stopped(act, id)
  await store.markArrived(act.db, id, maskContact(one.channel, one.recipient), act.at)
  act.record({ type: 'delivery.settled', outboxId: id, decision: 'arrived' })
}

async function stopped(act: Act, id: OutboxId): Promise<store.Stopped> {
  const one = await store.findForUpdate(act.db, id, act.establishmentId)
  if (!one) throw new Fault('notFound')
  if (one.consultationId) act.concern(one.consultationId)
  if (one.state !== 'failed' && one.state !== 'uncertain') throw new Fault('invalidState')
  return one
}

/** `folder`: where a demonstration's messages lie; null everywhere else. */
export const deliveryCommands = (folder: string | null): ActHandlers<'outbox.readDemo' | 'outbox.list' | 'outbox.retry' | 'outbox.confirm'> => ({
  async 'outbox.list'(act) {
    const messages = await outboxOf(act.db, professionalOf(act.caller).establishmentId, act.at)
    act.record({ type: 'administration.read', what: 'outbox', rows: messages.length })
    return { messages }
  },

  async 'outbox.retry'(act, { outboxId }) {
    professionalOf(act.caller)
    await retryMessage(act, outboxId)
    return {}
  },

  async 'outbox.confirm'(act, { outboxId }) {
    professionalOf(act.caller)
    await confirmMessage(act, outboxId)
    return {}
  },

  async 'outbox.readDemo'() {
    if (folder === null) throw new Fault('forbidden')
    return { messages: await readFolder(folder) }
  },
})

import { Fault } from '@lien/contract/faults'
import type { Channel } from '@lien/contract/outbox'
import { guestFor } from '../consultations/commands.ts'
import type { Act } from '../platform/act.ts'
import { maskContact, toE164, toMailAddress } from '../platform/contactPoint.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { findContact, type Contact } from './queries.ts'
import { addressOf, linkChannelsOf } from './rules.ts'
import { saveContact, type Reached } from './store.ts'

export { addressOf, channelsOf, linkChannelsOf } from './rules.ts'

/** Where a fresh link would go, and what is shown of it; null where nothing is known. */
export function linkTargetOf(contact: Contact): { channel: Channel; masked: string } | null {
  const [channel] = linkChannelsOf(contact)
  const to = channel && addressOf(contact, channel)
  return to ? { channel, masked: maskContact(channel, to) } : null
}

export const contactCommands: ActHandlers<'contact.read' | 'contact.save'> = {
  async 'contact.read'(act, { consultationId, participantId }) {
    const guest = await guestFor(act, 'issueLink', consultationId, participantId)
    act.record({ type: 'contact.read', participantId: guest.id })
    const contact = await findContact(act.db, guest.id)
    return contact ? { ...contact, linkTo: linkTargetOf(contact) } : { phone: null, mail: null, preferred: null, language: 'fr', linkTo: null }
  },

  async 'contact.save'(act, { consultationId, participantId, ...given }) {
    const guest = await guestFor(act, 'issueLink', consultationId, participantId)
    await keepContact(act, { participantId: guest.id, consultationId, establishmentId: act.establishmentId }, given)
    return {}
  },
}

/** Keeps how a person is reached. Throws `invalidInput` for a number that cannot exist, or when nothing is given. */
export async function keepContact(act: Act, who: Reached, given: Contact): Promise<void> {
  const phone = given.phone === null ? null : toE164(given.phone)
  const mail = given.mail === null ? null : toMailAddress(given.mail)
  if ((given.phone !== null && phone === null) || (given.phone === null && given.mail === null)) throw new Fault('invalidInput', { fields: ['phone'] })
  if (given.mail !== null && mail === null) throw new Fault('invalidInput', { fields: ['mail'] })
  await saveContact(act, who, { phone, mail, preferred: given.preferred, language: given.language })
  act.record({ type: 'contact.saved', participantId: who.participantId, phone: phone !== null, mail: mail !== null })
}

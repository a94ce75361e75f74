import type { Language } from '@lien/contract/contact'
import type { Channel } from '@lien/contract/outbox'

/** How a person is reached: E.164, a mail address in lower case. */
export interface Contact { phone: string | null; mail: string | null; preferred: Channel; language: Language }

/** French landlines (01 to 05, 09) get no text message; of other countries' numbers we do not know. */
const landline = /^\+33[1-589]/
const canText = (phone: string): boolean => !landline.test(phone)

/** Where a person can be reached, the way they prefer first. */
export function channelsOf(contact: Contact | null): Channel[] {
  if (!contact) return []
  const known: Channel[] = [...(contact.phone && canText(contact.phone) ? ['sms' as const] : []), ...(contact.mail ? ['mail' as const] : []), ...(contact.phone ? ['voice' as const] : [])]
  return known.sort((a, b) => Number(b === contact.preferred) - Number(a === contact.preferred))
}

/** A link is read, so it is never spoken. */
export const linkChannelsOf = (contact: Contact | null): Channel[] => channelsOf(contact).filter((channel) => channel !== 'voice')

/** The number or address that a channel of theirs leads to. */
export function addressOf(contact: Contact, channel: Channel): string | null {
  return channel === 'mail' ? contact.mail : contact.phone
}

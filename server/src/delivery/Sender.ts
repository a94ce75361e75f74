import type { OutboxId } from '@lien/contract/ids'
import type { Channel, DeliveryError } from '@lien/contract/outbox'

/** What leaves: a subject and both texts for a mail, one text for the rest. */
export interface Written { subject: string | null; text: string; html: string | null }

/** One message, written and addressed. */
export interface Parcel { id: OutboxId; channel: Channel; to: string; lang: 'fr' | 'en'; createdAt: Date; words: Written }

/** One way out of the house. */
export interface Sender {
  /** Its receiver throws away a second message of the same id, so that what may have arrived can be sent again. */
  readonly repeatable: boolean
  /**
   * Hands the parcel over and resolves when the receiver has taken it. `handing` is awaited just before the byte that
   * completes the message: until it has resolved nothing may have been accepted, and its rejection must stop the sending.
   * Throws `Undelivered`; anything else thrown after `handing` leaves the parcel in doubt.
   */
  send: (parcel: Parcel, handing: () => Promise<void>, signal: AbortSignal) => Promise<void>
}
export type Senders = Partial<Record<Channel, Sender>>

/** The receiver said no, or was never reached: certainly not delivered. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered'
  readonly error: DeliveryError
  /** Whether another try may succeed. */
  readonly later: boolean
  constructor(error: DeliveryError, later: boolean, cause?: unknown) {
    super(error, { cause })
    this.error = error
    this.later = later
  }
}

import { isOpen, type ConsultationState } from '@lien/contract/consultation'
import type { RequestId } from '@lien/contract/ids'
import { Fault } from '@lien/contract/faults'

export interface LinkState { expiresAt: Date; revokedAt: Date | null; consultation: ConsultationState; requestId: RequestId | null }

/** A link serves until it expires, is revoked, or its consultation is over; one to questions outlives the consultation. Throws `forbidden` with the reason. */
export function mustServe(link: LinkState, at: Date): void {
  if (link.revokedAt) throw new Fault('forbidden', { reason: 'linkRevoked' })
  if (link.requestId === null && !isOpen(link.consultation)) throw new Fault('forbidden', { reason: 'linkUsedUp' })
  if (link.expiresAt <= at) throw new Fault('forbidden', { reason: 'linkExpired' })
}

/** A personal link dies this long after the hour of the appointment, in ms: late starts fit, forgotten messages do not. */
export const linkLifetime = 24 * 3600 * 1000
export const expiryOf = (scheduledAt: Date, at: Date): Date => new Date(Math.max(scheduledAt.getTime(), at.getTime()) + linkLifetime)

/** Somebody who lost their link is answered for consultations this near, in ms. */
export const askedAgainWindow = 2 * 24 * 3600 * 1000
/** Links that leave for one person within an hour because somebody asked: more would only disturb them. */
const askedAgainAnHour = 3
const askedAgainPause = 2 * 60 * 1000
/** @param asked when links were sent for this reason within the last hour */
export const mayAskAgain = (asked: readonly Date[], at: Date): boolean => asked.length < askedAgainAnHour && asked.every((one) => at.getTime() - one.getTime() >= askedAgainPause)

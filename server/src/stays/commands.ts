import type { CallCloseReason } from '@lien/contract/call'
import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Act, StayPlace } from '../platform/act.ts'
import * as store from './store.ts'

/** Opens a stay for a person, under the id of the place that was `kept` ready for them where there was one; an earlier one of theirs ends as replaced. A return after a loss is a reconnection. */
export async function openStay(act: Act, place: { consultationId: ConsultationId; participantId: ParticipantId; serverId: string; socketId: string }, kept: StayId | null): Promise<StayId> {
  const earlier = await store.closeStays(act.db, { participant_id: place.participantId }, act.at)
  const stayId = kept ?? act.newId<StayId>()
  await store.insertStay(act, { id: stayId, ...place })
  for (const stay of earlier) act.record({ type: 'call.left', participantId: stay.participantId, stayId: stay.stayId, reason: 'replaced' })
  act.record({ type: earlier.length > 0 ? 'call.reconnected' : 'call.joined', participantId: place.participantId, stayId })
  // The same page joining again is not told that it was replaced.
  const elsewhere = earlier.filter((stay) => stay.socketId !== place.socketId)
  if (elsewhere.length > 0) act.tell({ type: 'closeStays', consultationId: place.consultationId, stays: elsewhere, reason: 'replaced' })
  act.tell({ type: 'changed', consultationId: place.consultationId, soon: true })
  return stayId
}

/** Takes people out of the call, inside the act that decides it. */
export async function leaveCall(act: Act, consultationId: ConsultationId, who: ParticipantId | 'everyone', reason: CallCloseReason): Promise<void> {
  const closed = await store.closeStays(act.db, who === 'everyone' ? { consultation_id: consultationId } : { participant_id: who }, act.at)
  for (const stay of closed) act.record({ type: 'call.left', participantId: stay.participantId, stayId: stay.stayId, reason })
  act.tell({ type: 'closeStays', consultationId, stays: closed, reason })
}

/**
 * A page that was out of reach holds its stay again, on whichever server: nothing was torn down, nothing begins anew.
 * False when the stay is over or was never theirs.
 */
export async function resumeStay(act: Act, place: StayPlace & { consultationId: ConsultationId; serverId: string }): Promise<boolean> {
  if (!(await store.giveTo(act.db, place))) return false
  act.record({ type: 'call.reconnected', participantId: place.participantId, stayId: place.stayId })
  act.tell({ type: 'changed', consultationId: place.consultationId, soon: true })
  return true
}

/**
 * One stay ends by its own person's doing (`left`), because they never came back (`lost`) or with their session. False
 * when it was over already, or when another page than `socketId` holds it now.
 */
export async function endStay(act: Act, stayId: StayId, reason: 'left' | 'lost' | 'sessionEnded', socketId?: string): Promise<boolean> {
  const [stay] = await store.closeStays(act.db, { id: stayId, ...(socketId !== undefined && { socket_id: socketId }) }, act.at)
  if (!stay) return false
  act.concern(stay.consultationId)
  act.record({ type: 'call.left', participantId: stay.participantId, stayId, reason })
  act.tell({ type: 'changed', consultationId: stay.consultationId })
  return true
}

/** The page of a stay is gone; the stay lives on for its grace. False when it was over, or another page holds it. */
export async function loseStay(act: Act, stay: StayPlace & { consultationId: ConsultationId }): Promise<boolean> {
  if (!(await store.markLost(act.db, stay.stayId, stay.socketId, act.at))) return false
  noteLoss(act, stay)
  return true
}

/** The record says that somebody was out of reach. */
export function noteLoss(act: Act, { stayId, consultationId, participantId }: StayPlace & { consultationId: ConsultationId }): void {
  act.concern(consultationId)
  act.record({ type: 'call.incident', participantId, stayId, incident: 'signallingLost' })
  act.tell({ type: 'changed', consultationId, soon: true })
}

/** The first remote sound or picture of a stay was played. */
export async function mediaUp(act: Act, stay: { stayId: StayId; consultationId: ConsultationId; participantId: ParticipantId }): Promise<void> {
  act.concern(stay.consultationId)
  if (await store.markMediaUp(act.db, stay.stayId, act.at)) act.record({ type: 'call.mediaUp', participantId: stay.participantId, stayId: stay.stayId })
}

/** Stays that an earlier run of a server left open. */
export const openStaysOf = (act: Act, serverId: string): Promise<store.PresentStay[]> => store.openStaysOf(act.db, serverId)

/** Stays that servers which are no more left open: from now on this server's, and lost. */
export const adoptStays = (act: Act, serverId: string): Promise<store.PresentStay[]> => store.adoptStays(act.db, serverId, act.at)

/** Of the stays whose pages are here: how they stand now, those that others took for lost being ours again. */
export async function reclaimStays(act: Act, serverId: string, held: readonly StayPlace[]): Promise<store.StayNow[]> {
  await store.reclaimStays(act.db, serverId, held)
  return store.staysNow(act.db, held.map((stay) => stay.stayId))
}

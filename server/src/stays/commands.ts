import type { CallCloseReason } from '@lien/contract/call'
import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import * as store from './store.ts'

/** Opens a stay for a person; an earlier one of theirs ends as replaced. A return after a loss is a reconnection. */
export async function openStay(act: Act, place: { consultationId: ConsultationId; participantId: ParticipantId; serverId: string; socketId: string }): Promise<StayId> {
  const earlier = await store.closeStays(act.db, { participant_id: place.participantId }, act.at)
  const stayId = act.newId<StayId>()
  await store.insertStay(act, { id: stayId, ...place })
  for (const stay of earlier) act.record({ type: 'call.left', participantId: stay.participantId, stayId: stay.stayId, reason: 'replaced' })
  act.record({ type: earlier.length > 0 ? 'call.reconnected' : 'call.joined', participantId: place.participantId, stayId })
  // The same page joining again is not told that it was replaced.
  const elsewhere = earlier.filter((stay) => stay.socketId !== place.socketId)
  if (elsewhere.length > 0) act.tell({ type: 'closeStays', consultationId: place.consultationId, stays: elsewhere, reason: 'replaced' })
  act.tell({ type: 'changed', consultationId: place.consultationId })
  return stayId
}

/** Takes people out of the call, inside the act that decides it. */
export async function leaveCall(act: Act, consultationId: ConsultationId, who: ParticipantId | 'everyone', reason: CallCloseReason): Promise<void> {
  const closed = await store.closeStays(act.db, who === 'everyone' ? { consultation_id: consultationId } : { participant_id: who }, act.at)
  for (const stay of closed) act.record({ type: 'call.left', participantId: stay.participantId, stayId: stay.stayId, reason })
  act.tell({ type: 'closeStays', consultationId, stays: closed, reason })
}

/** One stay ends by its own person's doing (`left`), because they never came back (`lost`) or with their session. False when it was over already. */
export async function endStay(act: Act, stayId: StayId, reason: 'left' | 'lost' | 'sessionEnded'): Promise<boolean> {
  const [stay] = await store.closeStays(act.db, { id: stayId }, act.at)
  if (!stay) return false
  act.concern(stay.consultationId)
  act.record({ type: 'call.left', participantId: stay.participantId, stayId, reason })
  act.tell({ type: 'changed', consultationId: stay.consultationId })
  return true
}

/** The page of a stay is gone; the stay lives on for its grace. */
export async function loseStay(act: Act, stayId: StayId, consultationId: ConsultationId, participantId: ParticipantId): Promise<boolean> {
  if (!(await store.markLost(act.db, stayId, act.at))) return false
  act.concern(consultationId)
  act.record({ type: 'call.incident', participantId, stayId, incident: 'signallingLost' })
  act.tell({ type: 'changed', consultationId, soon: true })
  return true
}

/** The first remote sound or picture of a stay was played. */
export async function mediaUp(act: Act, stay: { stayId: StayId; consultationId: ConsultationId; participantId: ParticipantId }): Promise<void> {
  act.concern(stay.consultationId)
  if (await store.markMediaUp(act.db, stay.stayId, act.at)) act.record({ type: 'call.mediaUp', participantId: stay.participantId, stayId: stay.stayId })
}

/** Stays that an earlier run of a server left open. */
export const openStaysOf = (act: Act, serverId: string): Promise<store.PresentStay[]> => store.openStaysOf(act.db, serverId)

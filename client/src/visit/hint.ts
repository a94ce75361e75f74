import type { ConsultationId, ParticipantId } from '@lien/contract/ids'

const key = (seat: ParticipantId) => `lien:call:${seat}`

/** Remembered for this tab only: its person is in a call, so a reload may join with its very first message. */
export const readHint = (seat: ParticipantId): ConsultationId | null => sessionStorage.getItem(key(seat)) as ConsultationId | null
export const writeHint = (seat: ParticipantId, consultationId: ConsultationId): void => sessionStorage.setItem(key(seat), consultationId)
export const clearHint = (seat: ParticipantId): void => sessionStorage.removeItem(key(seat))

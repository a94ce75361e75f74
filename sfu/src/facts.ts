import type { SfuFact, SfuFactName } from '@lien/contract/sfu'
import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'

/** Tells every connected server one fact. */
export type Tell = <N extends SfuFactName>(name: N, fact: SfuFact<N>) => void

/** One stay of one peer in one room. */
export interface StayRef { roomId: ConsultationId; peerId: ParticipantId; stayId: StayId }

export type RoomCloseReason = SfuFact<'room.closed'>['reason']

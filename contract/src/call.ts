import { z } from 'zod'
import { ConsumerId, ParticipantId, ProducerId, StayId } from './ids.ts'
import { IceServers, MediaKind, RtpParameters, Source, TransportOffer } from './rtp.ts'

/** A consumer as its browser must create it. Born paused; the browser resumes it without waiting for an answer. */
export const ConsumerOffer = z.object({
  id: ConsumerId, producerId: ProducerId, participantId: ParticipantId, kind: MediaKind, source: Source,
  rtpParameters: RtpParameters, producerPaused: z.boolean(),
})
export type ConsumerOffer = z.infer<typeof ConsumerOffer>

/** What an sfu opens for a stay: both transports and a consumer for each thing there is to see or hear. */
export const Seating = z.object({
  stayId: StayId,
  transports: z.object({ send: TransportOffer, receive: TransportOffer }),
  consumers: z.array(ConsumerOffer),
})
export type Seating = z.infer<typeof Seating>

/** The one answer that brings a browser to media. `iceServers`: relays for networks that let nothing else through. */
export const Joined = Seating.extend({ iceServers: IceServers })
export type Joined = z.infer<typeof Joined>

/** Why a stay in a call is over for its browser. `workerDied` and `sfuLost` invite to join again at once. */
export const callCloseReasons = ['ended', 'sentBack', 'replaced', 'workerDied', 'sfuLost', 'linkRevoked'] as const
export type CallCloseReason = (typeof callCloseReasons)[number]

/** What a browser may report of its own call; ids and codes only. */
export const incidents = ['iceFailed', 'cameraLost', 'microphoneLost', 'autoplayBlocked', 'mediaTimeout', 'signallingLost'] as const
export type Incident = (typeof incidents)[number]

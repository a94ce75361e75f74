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
export const callCloseReasons = ['ended', 'sentBack', 'replaced', 'workerDied', 'sfuLost', 'linkRevoked', 'byTelephone'] as const
export type CallCloseReason = (typeof callCloseReasons)[number]

/** What a browser may report of its own call; ids and codes only. */
export const incidents = ['iceFailed', 'cameraLost', 'microphoneLost', 'autoplayBlocked', 'mediaTimeout', 'signallingLost'] as const
export type Incident = (typeof incidents)[number]

/** How somebody in the call is, as their own browser says it to the others: what keeps them from being heard or seen well. */
export const Condition = z.strictObject({
  /** `weak`: it carries the voice alone, so pictures were stopped. */
  network: z.enum(['good', 'weak']),
  /** `lost`: wished to be on, but unplugged, taken or held by the system. */
  microphone: z.enum(['well', 'lost']),
  camera: z.enum(['well', 'lost']),
})
export type Condition = z.infer<typeof Condition>

/** What disturbed a call for a while and is over, and what was tried about it. */
export const disturbances = ['pathLost', 'stayLost', 'lineLost', 'weakNetwork', 'microphoneLost'] as const
export const remedies = ['restart', 'rebuild', 'rejoin', 'pictureStopped'] as const
/** As a browser reports it: clocks differ, so it says how long ago, in ms, it began and ended. */
export const Disturbance = z.strictObject({
  disturbance: z.enum(disturbances), began: z.number().int().min(0).max(86_400_000), ended: z.number().int().min(0).max(86_400_000), tried: z.array(z.enum(remedies)).max(50),
})
export type Disturbance = z.infer<typeof Disturbance>
/** The same by the browser's own clock, in ms since the epoch. */
export interface PassedDisturbance { disturbance: Disturbance['disturbance']; from: number; to: number; tried: Disturbance['tried'] }

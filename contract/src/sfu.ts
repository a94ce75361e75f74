import { z } from 'zod'
import { Condition, ConsumerOffer, Seating } from './call.ts'
import type { Reply } from './faults.ts'
import { ConsultationId, ConsumerId, ParticipantId, ProducerId, StayId } from './ids.ts'
import { Direction, DtlsParameters, IceParameters, MediaKind, RtpCapabilities, RtpParameters, Source } from './rtp.ts'

/**
 * Server → sfu. A room is a consultation, a peer a participant. `stayId` names one stay: a command of an older stay
 * than the peer's present one is answered `notFound` and touches nothing.
 */
const nothing = z.strictObject({})
const peer = { roomId: ConsultationId, peerId: ParticipantId, stayId: StayId }
const orders = {
  /** Opens the room where needed, replaces an earlier stay of the same peer. `loop`: a test room, where one receives oneself and which closes by itself (`trialSeconds`). */
  'peer.join': { input: z.strictObject({ ...peer, rtpCapabilities: RtpCapabilities, loop: z.literal(true).optional() }), output: Seating },
  /** Keeps a place ready for somebody who waits: ways that are up and agreed on, and nothing on them. Their `peer.join` under the same stay lets them in, and what they receive flows at once. */
  'peer.prepare': { input: z.strictObject({ ...peer, rtpCapabilities: RtpCapabilities }), output: Seating },
  /** Gives up a stay, or a place kept ready. */
  'peer.leave': { input: z.strictObject(peer), output: nothing },
  /** Is this stay still alive here, and what does it receive? Asked when a page is back after facts may have passed it by. */
  'peer.check': { input: z.strictObject(peer), output: z.object({ alive: z.boolean(), consumers: z.array(ConsumerOffer) }) },
  'room.close': { input: z.strictObject({ roomId: ConsultationId }), output: nothing },
  'transport.connect': { input: z.strictObject({ ...peer, direction: Direction, dtlsParameters: DtlsParameters }), output: nothing },
  'transport.restartIce': { input: z.strictObject({ ...peer, direction: Direction }), output: IceParameters },
  'producer.create': { input: z.strictObject({ ...peer, producerId: ProducerId, kind: MediaKind, source: Source, rtpParameters: RtpParameters, paused: z.boolean() }), output: nothing },
  'producer.setPaused': { input: z.strictObject({ ...peer, producerId: ProducerId, paused: z.boolean() }), output: nothing },
  'producer.close': { input: z.strictObject({ ...peer, producerId: ProducerId }), output: nothing },
  'consumer.resume': { input: z.strictObject({ ...peer, consumerIds: z.array(ConsumerId).max(64) }), output: nothing },
  'consumer.pause': { input: z.strictObject({ ...peer, consumerIds: z.array(ConsumerId).max(64) }), output: nothing },
  /** Becomes a fact of each other stay in the room. */
  'peer.tellCondition': { input: z.strictObject({ ...peer, condition: Condition }), output: nothing },
  'consumer.prefer': { input: z.strictObject({ ...peer, consumerId: ConsumerId, spatialLayer: z.number().int().min(0).max(2) }), output: nothing },
  /** How much is alive: for health checks, load and leak tests. */
  'sfu.describe': { input: nothing, output: z.object({ sfuId: z.string(), workers: z.number().int(), rooms: z.number().int(), peers: z.number().int(), transports: z.number().int(), producers: z.number().int(), consumers: z.number().int(), draining: z.boolean() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
export const sfuOrders = orders
export type SfuOrderName = keyof typeof orders
export type SfuInput<N extends SfuOrderName> = z.output<(typeof orders)[N]['input']>
export type SfuOutput<N extends SfuOrderName> = z.output<(typeof orders)[N]['output']>

/** Sfu → server: facts, never questions. */
export const sfuFacts = {
  'consumer.created': z.strictObject({ ...peer, consumer: ConsumerOffer }),
  'consumer.closed': z.strictObject({ ...peer, consumerId: ConsumerId }),
  'peer.condition': z.strictObject({ ...peer, participantId: ParticipantId, condition: Condition }),
  'consumer.producerPaused': z.strictObject({ ...peer, consumerId: ConsumerId, paused: z.boolean() }),
  /** Whether what a peer sends is carried to anybody: to nobody, once all who could receive it have paused it. */
  'producer.wanted': z.strictObject({ ...peer, producerId: ProducerId, wanted: z.boolean() }),
  /** Said to each server as it dials, and when it changes. Draining: it takes no new room. What a line missed is counted from here. */
  'sfu.state': z.strictObject({ draining: z.boolean() }),
  'room.closed': z.strictObject({ roomId: ConsultationId, reason: z.enum(['closed', 'empty', 'workerDied']) }),
} as const satisfies Record<string, z.ZodType>
export type SfuFactName = keyof typeof sfuFacts
export type SfuFact<N extends SfuFactName> = z.output<(typeof sfuFacts)[N]>

export interface ServerToSfu {
  order: <N extends SfuOrderName>(name: N, input: SfuInput<N>, reply: (reply: Reply<SfuOutput<N>>) => void) => void
}
export type SfuToServer = { [N in SfuFactName]: (fact: SfuFact<N>) => void }
export const sfuPath = '/control'

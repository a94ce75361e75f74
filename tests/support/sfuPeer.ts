import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Seating } from '@lien/contract/call'
import type { ConsultationId, ParticipantId, ProducerId, StayId } from '@lien/contract/ids'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { DtlsParameters, RtpParameters, Source } from '@lien/contract/rtp'
import type { SfuInput } from '@lien/contract/sfu'
import type { SfuLine } from './sfuLine.ts'

export const newRoom = () => randomUUID() as ConsultationId
export const newPeer = () => randomUUID() as ParticipantId
export const newStay = () => randomUUID() as StayId
export const newProducer = () => randomUUID() as ProducerId

const mid = 'urn:ietf:params:rtp-hdrext:sdes:mid'
const rid = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id'

/** What a browser says of its microphone: Opus. */
export function opus(ssrc = randomInt(1, 2 ** 31)): RtpParameters {
  return {
    mid: String(ssrc), encodings: [{ ssrc, dtx: true }], headerExtensions: [{ uri: mid, id: 4 }], rtcp: { cname: 'test', reducedSize: true },
    codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 }, rtcpFeedback: [{ type: 'transport-cc', parameter: '' }] }],
  }
}

/** What a browser says of its camera: VP8, in `layers` simulcast layers, or a single one known by `ssrc`. */
export function vp8({ ssrc = randomInt(1, 2 ** 31), layers = 1 } = {}): RtpParameters {
  return {
    mid: String(ssrc), headerExtensions: [{ uri: mid, id: 4 }, { uri: rid, id: 10 }], rtcp: { cname: 'test', reducedSize: true },
    encodings: layers === 1 ? [{ ssrc }] : Array.from({ length: layers }, (_, layer) => ({ rid: `r${layer}`, scalabilityMode: 'L1T3' })),
    codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [{ type: 'nack', parameter: 'pli' }, { type: 'transport-cc', parameter: '' }] }],
  }
}

/** A certificate's fingerprint, of no certificate. */
export const dtls = (): DtlsParameters => ({
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: [...randomBytes(32)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':') }],
})

export interface SfuPeer {
  stay: { roomId: ConsultationId; peerId: ParticipantId; stayId: StayId }
  joined: Seating
  /** Sends something new, and answers with its id. */
  produce: (source?: Source, extra?: Partial<SfuInput<'producer.create'>>) => Promise<ProducerId>
  /** Ids of the producers this peer was offered, by its join's answer and by facts, and still has. */
  sees: () => ProducerId[]
}

export const joinInput = (stay: SfuPeer['stay'], loop = false) => ({ ...stay, rtpCapabilities: routerRtpCapabilities, ...(loop && { loop: true as const }) })

/** Joins as a browser that plays all that the rooms carry. */
export async function joinSfu(line: SfuLine, roomId: ConsultationId, { peerId = newPeer(), stayId = newStay(), loop = false } = {}): Promise<SfuPeer> {
  const stay = { roomId, peerId, stayId }
  const joined = await line.must('peer.join', joinInput(stay, loop))
  return {
    stay, joined,
    produce: async (source = 'microphone', extra = {}) => {
      const producerId = newProducer()
      const kind = source === 'microphone' ? 'audio' : 'video'
      await line.must('producer.create', { ...stay, producerId, kind, source, rtpParameters: kind === 'audio' ? opus() : vp8(), paused: false, ...extra })
      return producerId
    },
    sees: () => {
      const seen = new Map<string, ProducerId>(joined.consumers.map(({ id, producerId }) => [id, producerId]))
      for (const told of line.facts) {
        if (told.name === 'room.closed' || told.name === 'sfu.state' || told.fact.stayId !== stayId) continue
        if (told.name === 'consumer.created') seen.set(told.fact.consumer.id, told.fact.consumer.producerId)
        if (told.name === 'consumer.closed') seen.delete(told.fact.consumerId)
      }
      return [...seen.values()]
    },
  }
}

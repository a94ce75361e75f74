import { z } from 'zod'

/** The ORTC shapes that browsers and the sfu exchange (names and meaning: W3C ORTC and mediasoup's "RTP Parameters and Capabilities"). */
// Printable ASCII only: what one browser says ends up in another's SDP, where a line break would add lines.
const printable = /^[ -~]*$/
const token = z.string().max(256).regex(printable)
const few = <T extends z.ZodType>(item: T) => z.array(item).max(64)

export const mediaKinds = ['audio', 'video'] as const
export const MediaKind = z.enum(mediaKinds)
export type MediaKind = z.infer<typeof MediaKind>

/** What a producer shows; it decides the tile and the layers. */
export const sources = ['microphone', 'camera', 'screen'] as const
export const Source = z.enum(sources)
export type Source = z.infer<typeof Source>

const Feedback = z.object({ type: token, parameter: token.optional() })
const CodecParameters = z.record(token, z.union([z.string().max(1024).regex(printable), z.number(), z.boolean(), z.null()]))

const CodecCapability = z.object({
  kind: MediaKind, mimeType: token, preferredPayloadType: z.number().int().min(0).max(127).optional(),
  clockRate: z.number().int(), channels: z.number().int().optional(),
  parameters: CodecParameters.optional(), rtcpFeedback: few(Feedback).optional(),
})
const HeaderExtensionCapability = z.object({
  kind: MediaKind, uri: token, preferredId: z.number().int().min(1).max(255), preferredEncrypt: z.boolean().optional(),
  direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
})
export const RtpCapabilities = z.object({ codecs: few(CodecCapability), headerExtensions: few(HeaderExtensionCapability) })
export type RtpCapabilities = z.infer<typeof RtpCapabilities>

const Codec = z.object({
  mimeType: token, payloadType: z.number().int().min(0).max(127), clockRate: z.number().int(), channels: z.number().int().optional(),
  parameters: CodecParameters.optional(), rtcpFeedback: few(Feedback).optional(),
})
const Encoding = z.object({
  ssrc: z.number().int().min(0).optional(), rid: token.optional(), codecPayloadType: z.number().int().optional(),
  rtx: z.object({ ssrc: z.number().int().min(0) }).optional(), dtx: z.boolean().optional(), scalabilityMode: token.optional(),
  scaleResolutionDownBy: z.number().optional(), maxBitrate: z.number().optional(),
})
const HeaderExtension = z.object({ uri: token, id: z.number().int().min(1).max(255), encrypt: z.boolean().optional(), parameters: CodecParameters.optional() })
export const RtpParameters = z.object({
  mid: token.optional(), codecs: few(Codec).min(1), headerExtensions: few(HeaderExtension).optional(), encodings: few(Encoding).optional(),
  rtcp: z.object({ cname: token.optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() }).optional(),
  msid: token.optional(),
})
export type RtpParameters = z.infer<typeof RtpParameters>

export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z.array(z.object({ algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']), value: z.string().max(256) })).min(1).max(8),
})
export type DtlsParameters = z.infer<typeof DtlsParameters>

export const IceParameters = z.object({ usernameFragment: token, password: token, iceLite: z.boolean().optional() })
export type IceParameters = z.infer<typeof IceParameters>
export const IceCandidate = z.object({
  foundation: token, priority: z.number().int(), address: token, ip: token, port: z.number().int(),
  protocol: z.enum(['udp', 'tcp']), type: z.enum(['host', 'srflx', 'prflx', 'relay']), tcpType: z.enum(['passive']).optional(),
})
export type IceCandidate = z.infer<typeof IceCandidate>

/** A relay (TURN) with credentials that run out, as RTCPeerConnection takes it. */
export const IceServer = z.object({ urls: few(token), username: token, credential: token })
export type IceServer = z.infer<typeof IceServer>
export const IceServers = z.array(IceServer).max(8)
/** The answer to an ICE restart: what the sfu renewed, and credentials for whatever the browser gathers anew. */
export const IceRestart = z.object({ iceParameters: IceParameters, iceServers: IceServers })
export type IceRestart = z.infer<typeof IceRestart>

export const directions = ['send', 'receive'] as const
/** Seen from the browser: it sends on one transport and receives on the other. */
export const Direction = z.enum(directions)
export type Direction = z.infer<typeof Direction>

export const TransportOffer = z.object({ id: token, iceParameters: IceParameters, iceCandidates: few(IceCandidate), dtlsParameters: DtlsParameters })
export type TransportOffer = z.infer<typeof TransportOffer>

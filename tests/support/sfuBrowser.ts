import type { ConsumerOffer } from '@lien/contract/call'
import type { DtlsParameters, TransportOffer } from '@lien/contract/rtp'
import { Audio, PeerConnection, type Track, Video } from 'node-datachannel'

/** One stream of a transport, the way it goes seen from here. */
export interface Stream { mid: string; kind: ConsumerOffer['kind']; payloadType: number; ssrc: number; /** Of its larger layers, where it has any. */ layers?: readonly number[] }

export interface BrowserLink {
  /** For `transport.connect`. */
  dtlsParameters: DtlsParameters
  tracks: Track[]
  /** Starts ICE, then DTLS, towards the sfu's candidates; resolves when both stand. */
  open: () => Promise<void>
  close: () => void
}

/** A browser's transport with real ICE, DTLS and SRTP, for streams that are known beforehand. */
export function browserLink(direction: 'send' | 'receive', offer: TransportOffer, streams: Stream[]): BrowserLink {
  const connection = new PeerConnection(direction, { iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: true })
  const way = direction === 'send' ? 'SendOnly' : 'RecvOnly'
  const tracks = streams.map(({ mid, kind, payloadType, ssrc, layers = [] }) => {
    const media = kind === 'audio' ? new Audio(mid, way) : new Video(mid, way)
    if (media instanceof Audio) media.addOpusCodec(payloadType)
    else media.addVP8Codec(payloadType)
    if (direction === 'send') for (const one of [ssrc, ...layers]) media.addSSRC(one, 'test')
    return connection.addTrack(media)
  })
  connection.setLocalDescription('offer')
  const fingerprint = /a=fingerprint:sha-256 (\S+)/.exec(connection.localDescription()?.sdp ?? '')?.[1]
  if (!fingerprint) throw new Error('node-datachannel made no certificate.')
  return {
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] },
    tracks,
    open: () => new Promise((resolve, reject) => {
      connection.onStateChange((state) => {
        if (state === 'connected') resolve()
        if (state === 'failed' || state === 'closed') reject(new Error(`The ${direction} transport is ${state}.`))
      })
      connection.setRemoteDescription(answer(direction, offer, streams), 'answer')
    }),
    close: () => { connection.close() },
  }
}

/** What the sfu would answer if it spoke SDP: ICE-lite, and the DTLS server. */
function answer(direction: 'send' | 'receive', { iceParameters, iceCandidates, dtlsParameters }: TransportOffer, streams: Stream[]): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256')
  const udp = iceCandidates.filter(({ protocol }) => protocol === 'udp')
  return [
    'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=group:BUNDLE ${streams.map(({ mid }) => mid).join(' ')}`, 'a=ice-lite',
    ...streams.flatMap(({ mid, kind, payloadType, ssrc }) => [
      `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payloadType}`, 'c=IN IP4 127.0.0.1', `a=mid:${mid}`, `a=${direction === 'send' ? 'recvonly' : 'sendonly'}`, 'a=rtcp-mux',
      `a=rtpmap:${payloadType} ${kind === 'audio' ? 'opus/48000/2' : 'VP8/90000'}`,
      ...(direction === 'receive' ? [`a=ssrc:${ssrc} cname:test`] : []),
      `a=ice-ufrag:${iceParameters.usernameFragment}`, `a=ice-pwd:${iceParameters.password}`,
      `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`, 'a=setup:passive',
      ...udp.map((each) => `a=candidate:${each.foundation} 1 udp ${each.priority} ${each.address} ${each.port} typ ${each.type}`),
      'a=end-of-candidates',
    ]), '',
  ].join('\r\n')
}

/** One RTP packet (RFC 3550): silence for Opus, the start of a key frame for VP8 (RFC 7741 §4.2, RFC 6386 §9.1). */
export function rtpPacket({ kind, payloadType, ssrc }: Stream, sequence: number): Buffer {
  const header = Buffer.alloc(12)
  header[0] = 0x80
  header[1] = 0x80 | payloadType
  header.writeUInt16BE(sequence & 0xffff, 2)
  header.writeUInt32BE(sequence * (kind === 'audio' ? 960 : 3000), 4)
  header.writeUInt32BE(ssrc, 8)
  const payload = kind === 'audio' ? [0xf8, 0xff, 0xfe] : [0x10, 0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]
  return Buffer.concat([header, Buffer.from(payload), Buffer.alloc(kind === 'audio' ? 0 : 200)])
}

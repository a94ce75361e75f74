import { createWorker, type types } from 'mediasoup'
import { mediaCodecs } from '@lien/contract/media'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { opus, vp8 } from '../../support/sfuPeer.ts'
import { serve } from './child.ts'
import { freeUdpPort } from './ports.ts'
import type { Certificates, Seat } from './twoPersonCall.ts'

/** mediasoup and nothing else, listening as Lien's sfu does: the floor of the sfu bench, in a process of its own. */
const worker = await createWorker({ logLevel: 'error' })
const port = await freeUdpPort()
const webRtcServer = await worker.createWebRtcServer({ listenInfos: (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip: '127.0.0.1', port, sendBufferSize: 4_000_000, recvBufferSize: 4_000_000 })) })

interface Person { send: types.WebRtcTransport; receive: types.WebRtcTransport; consumers: types.Consumer[] }
const calls: Person[][] = []

const offer = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({ id, iceParameters, iceCandidates, dtlsParameters })
const rtpCapabilities = routerRtpCapabilities as types.RtpCapabilities

const actions = {
  worker: () => worker.pid,
  open: async (ssrcs: [number, number][]): Promise<Seat[]> => {
    const router = await worker.createRouter({ mediaCodecs: [...mediaCodecs] as types.RouterRtpCodecCapability[] })
    const transport = () => router.createWebRtcTransport({ webRtcServer, preferUdp: true, initialAvailableOutgoingBitrate: 1_000_000 })
    const people = await Promise.all(ssrcs.map(async ([voice, picture]) => {
      const [send, receive] = await Promise.all([transport(), transport()])
      const producers = await Promise.all([
        send.produce({ kind: 'audio', rtpParameters: { ...opus(voice), mid: '0', headerExtensions: [] } as types.RtpParameters }),
        send.produce({ kind: 'video', rtpParameters: { ...vp8({ ssrc: picture }), mid: '1', headerExtensions: [] } as types.RtpParameters }),
      ])
      return { send, receive, producers, consumers: [] as types.Consumer[] }
    }))
    for (const person of people) for (const other of people) {
      if (other === person) continue
      for (const producer of other.producers) person.consumers.push(await person.receive.consume({ producerId: producer.id, rtpCapabilities, paused: true }))
    }
    calls.push(people)
    return people.map(({ send, receive, consumers }, index) => ({
      send: offer(send), receive: offer(receive), sends: ssrcs[index]?.map((ssrc, kind) => ({ mid: String(kind), kind: kind === 0 ? 'audio' : 'video', payloadType: kind === 0 ? 111 : 96, ssrc })) ?? [],
      receives: consumers.map(({ kind, rtpParameters }) => ({ mid: rtpParameters.mid ?? '', kind, payloadType: rtpParameters.codecs[0]?.payloadType ?? 0, ssrc: rtpParameters.encodings?.[0]?.ssrc ?? 0 })),
    }))
  },
  connect: async ({ call, certificates }: { call: number; certificates: Certificates[] }) => {
    await Promise.all((calls[call] ?? []).flatMap(({ send, receive }, index) => {
      const of = certificates[index]
      return of ? [send.connect({ dtlsParameters: of.send as types.DtlsParameters }), receive.connect({ dtlsParameters: of.receive as types.DtlsParameters })] : []
    }))
  },
  resume: async (call: number) => {
    await Promise.all((calls[call] ?? []).flatMap(({ consumers }) => consumers.map((consumer) => consumer.resume())))
  },
}
export type BareSfu = typeof actions
serve(actions)

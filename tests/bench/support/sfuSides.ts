import { randomInt } from 'node:crypto'
import type { ConsumerOffer } from '@lien/contract/call'
import type { Stream } from '../../support/sfuBrowser.ts'
import { startSfu } from '../../support/sfu.ts'
import { dialSfu } from '../../support/sfuLine.ts'
import { joinSfu, newRoom, opus, vp8, type SfuPeer } from '../../support/sfuPeer.ts'
import type { BareSfu } from './bareSfu.ts'
import { startChild } from './child.ts'
import type { Certificates, Seat } from './twoPersonCall.ts'

/** An sfu under load, of one worker. */
export interface SfuSide {
  name: 'lien' | 'bare'
  pids: { node: number; worker: number }
  openCall: () => Promise<{ seats: Seat[]; connect: (certificates: Certificates[]) => Promise<void>; resume: () => Promise<void> }>
  close: () => Promise<void>
}

let nextSsrc = randomInt(1, 2 ** 30)
const ssrcs = (): [number, number] => [nextSsrc++, nextSsrc++]

export async function bareSide(): Promise<SfuSide> {
  const sfu = startChild<BareSfu>('./bareSfu.ts')
  let opened = 0
  return {
    name: 'bare', pids: { node: sfu.pid, worker: await sfu.ask('worker', undefined) },
    async openCall() {
      const seats = await sfu.ask('open', [ssrcs(), ssrcs()])
      const call = opened++
      return { seats, connect: (certificates) => sfu.ask('connect', { call, certificates }), resume: () => sfu.ask('resume', call) }
    },
    close: () => {
      sfu.close()
      return Promise.resolve()
    },
  }
}

/** Lien's sfu as an operator runs it, asked over its own line. */
export async function lienSide(): Promise<SfuSide> {
  const sfu = await startSfu()
  const line = await dialSfu(sfu)
  const started = await sfu.logged(({ msg }) => msg === 'worker started')

  const speak = async (peer: SfuPeer): Promise<Stream[]> => {
    const [voice, picture] = ssrcs()
    await peer.produce('microphone', { rtpParameters: { ...opus(voice), mid: '0', headerExtensions: [] } })
    await peer.produce('camera', { rtpParameters: { ...vp8({ ssrc: picture }), mid: '1', headerExtensions: [] } })
    return [{ mid: '0', kind: 'audio', payloadType: 111, ssrc: voice }, { mid: '1', kind: 'video', payloadType: 96, ssrc: picture }]
  }
  const received = ({ kind, rtpParameters }: ConsumerOffer): Stream => ({ mid: rtpParameters.mid ?? '', kind, payloadType: rtpParameters.codecs[0]?.payloadType ?? 0, ssrc: rtpParameters.encodings?.[0]?.ssrc ?? 0 })

  return {
    name: 'lien', pids: { node: sfu.process.pid ?? 0, worker: started.workerPid ?? 0 },
    async openCall() {
      const roomId = newRoom()
      const [patient, doctor] = [await joinSfu(line, roomId), await joinSfu(line, roomId)]
      const people = []
      for (const peer of [patient, doctor]) people.push({ peer, sends: await speak(peer) })
      const seats = await Promise.all(people.map(async ({ peer, sends }) => {
        const consumers = await Promise.all((['audio', 'video'] as const).map(async (kind) => (await line.told('consumer.created', ({ stayId, consumer }) => stayId === peer.stay.stayId && consumer.kind === kind)).consumer))
        return { stay: peer.stay, consumerIds: consumers.map(({ id }) => id), seat: { ...peer.joined.transports, sends, receives: consumers.map(received) } }
      }))
      return {
        seats: seats.map(({ seat }) => seat),
        connect: async (certificates) => {
          await Promise.all(seats.flatMap(({ stay }, index) => {
            const of = certificates[index]
            return of ? (['send', 'receive'] as const).map((direction) => line.must('transport.connect', { ...stay, direction, dtlsParameters: of[direction] })) : []
          }))
        },
        resume: async () => { await Promise.all(seats.map(({ stay, consumerIds }) => line.must('consumer.resume', { ...stay, consumerIds }))) },
      }
    },
    close: async () => {
      line.close()
      await sfu.close()
    },
  }
}

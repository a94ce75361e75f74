import type { ConsumerOffer, Joined } from '@lien/contract/call'
import type { ProducerId } from '@lien/contract/ids'
import { opusOptions, videoLayers } from '@lien/contract/media'
import { betterOf, drownsVoice, networkVerdict, type NetworkFacts } from '@lien/contract/network'
import type { Direction, RtpCapabilities, RtpParameters, Source } from '@lien/contract/rtp'
import type { Device, types } from 'mediasoup-client'
import type { Devices } from './Devices.ts'
import { loadEngine } from './engine.ts'
import { rememberLine } from './LineMemory.ts'
import { factsOf, type Report, type Reports } from './networkFacts.ts'
import { pause } from './pause.ts'
import { closedGate, openGate } from './qualityRules.ts'
import type { Signalling } from './Signalling.ts'
import { audioContext } from './sound.ts'
import { statsOf } from './transport.ts'

interface Needs { signalling: Signalling; devices: Devices; signal: AbortSignal }

/**
 * ms until the first packet must be back, then until the browser has found what the line carries, and then as long as is
 * measured: once more where the line was found poor, since a machine that is busy for a moment loses packets too.
 */
const patience = 8_000
const [settling, span] = [2_000, 4_000]

/**
 * Sends to a room of one's own on the sfu what would be sent in the call, and receives it back, never played. Null
 * where the test itself could not be held: that says nothing of the person's network. A call that follows in this tab begins
 * with the voice alone where pictures would drown it.
 */
export async function tryNetwork({ signalling, devices, signal }: Needs): Promise<NetworkFacts | null> {
  // A method, so that TypeScript does not believe the answer of before an await.
  const brokenOff = (): boolean => signal.aborted
  const device = await loadEngine()
  if (brokenOff()) return null
  const reply = await signalling.perform('test.join', { rtpCapabilities: device.recvRtpCapabilities as RtpCapabilities })
  if (!reply.ok) return null
  const over = new AbortController()
  const loop = new Loop(device, reply.value, signalling, over.signal)
  let facts: NetworkFacts | null = null
  try {
    facts = await loop.measure(devices, brokenOff)
  } finally {
    loop.close()
    over.abort()
    void signalling.perform('test.end', { network: brokenOff() ? null : facts })
  }
  if (brokenOff() || !facts) return null
  const gate = drownsVoice(facts) ? closedGate : openGate
  rememberLine({ in: gate, out: gate }, Date.now())
  return facts
}

class Loop {
  readonly #signalling: Signalling
  readonly #joined: Joined
  readonly #send: types.Transport
  readonly #receive: types.Transport

  constructor(device: Device, joined: Joined, signalling: Signalling, over: AbortSignal) {
    this.#signalling = signalling
    this.#joined = joined
    const { transports: { send, receive }, iceServers } = joined
    this.#send = device.createSendTransport({ ...send, iceServers } as types.TransportOptions)
    this.#receive = device.createRecvTransport({ ...receive, iceServers } as types.TransportOptions)
    this.#connects(this.#send, 'send')
    this.#connects(this.#receive, 'receive')
    this.#send.on('produce', ({ kind, rtpParameters, appData }, done) => {
      const producerId = crypto.randomUUID() as ProducerId
      void signalling.perform('producer.create', { producerId, kind, source: appData.source as Source, rtpParameters: rtpParameters as RtpParameters, paused: false })
      done({ id: producerId })
    })
    signalling.on('consumer.created', ({ stayId, consumer }) => {
      if (stayId === joined.stayId) void this.#hear(consumer).catch(() => undefined)
    }, over)
  }

  /** Null when broken off, and where there was nothing to send. */
  async measure(devices: Devices, brokenOff: () => boolean): Promise<NetworkFacts | null> {
    const { camera, microphone } = devices.state.get()
    // Without a microphone a silence of our own is sent: a network can be tried before any device is allowed.
    const voice = microphone.effective ?? audioContext().createMediaStreamDestination().stream.getAudioTracks()[0]
    const picture = camera.effective?.readyState === 'live' ? camera.effective.clone() : null
    try {
      await Promise.all([this.#produce('microphone', voice?.clone()), this.#produce('camera', picture)])
      const until = Date.now() + patience
      while (!brokenOff() && Date.now() < until && !(await this.#isBack())) await pause(100)
      const isBack = await this.#isBack()
      const rest = async (time: number): Promise<void> => {
        const end = Date.now() + time
        while (isBack && !brokenOff() && Date.now() < end) await pause(100)
      }
      await rest(settling)
      let facts = await this.#during(() => rest(span), picture !== null)
      if (isBack && facts && networkVerdict(facts) !== 'good') facts = betterOf(facts, await this.#during(() => rest(span), picture !== null))
      return brokenOff() ? null : facts
    } finally {
      picture?.stop()
    }
  }

  /** Null where nothing was sent though connected: a suspended sound system, not a network that lets nothing through. */
  async #during(rest: () => Promise<void>, picture: boolean): Promise<NetworkFacts | null> {
    const [started, before] = [Date.now(), await this.#reports()]
    await rest()
    const { send, receive } = await this.#reports()
    const sent = [...send.values()].some((report) => report.type === 'outbound-rtp' && Number(report['packetsSent']) > 0)
    if (!sent && this.#send.connectionState === 'connected') return null
    return factsOf({ before, send, receive, seconds: (Date.now() - started) / 1_000, picture, relays: this.#joined.iceServers.length > 0 })
  }

  close(): void {
    this.#send.close()
    this.#receive.close()
  }

  #connects(transport: types.Transport, direction: Direction): void {
    transport.on('connect', ({ dtlsParameters }, done) => {
      void this.#signalling.perform('transport.connect', { direction, dtlsParameters })
      done()
    })
  }

  async #produce(source: Source, track: MediaStreamTrack | null | undefined): Promise<void> {
    if (!track) return
    const { width = 640, height = 480 } = track.getSettings()
    await this.#send.produce({ track, appData: { source }, ...(track.kind === 'audio' ? { codecOptions: opusOptions } : { encodings: videoLayers(Math.min(width, height)), codecOptions: { videoGoogleStartBitrate: 600 } }) })
  }

  async #hear({ id, producerId, kind, rtpParameters }: ConsumerOffer): Promise<void> {
    await this.#receive.consume({ id, producerId, kind, rtpParameters: rtpParameters as types.RtpParameters })
    void this.#signalling.perform('consumer.resume', { consumerIds: [id] })
  }

  async #reports(): Promise<{ send: Reports; receive: Reports }> {
    const [send, receive] = await Promise.all([reportsOf(this.#send), reportsOf(this.#receive)])
    return { send, receive }
  }

  async #isBack(): Promise<boolean> {
    return [...(await reportsOf(this.#receive)).values()].some((report) => report.type === 'inbound-rtp' && Number(report['bytesReceived']) > 0)
  }
}

async function reportsOf(transport: types.Transport): Promise<Reports> {
  const found = new Map<string, Report>()
  ;(await statsOf(transport)).forEach((report: Report) => found.set(report.id, report))
  return found
}

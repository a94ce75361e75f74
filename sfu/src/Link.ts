import { Fault } from '@lien/contract/faults'
import type { DtlsParameters, IceParameters, TransportOffer } from '@lien/contract/rtp'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import { attempt } from './attempt.ts'
import { nativeDtls, transportOffer } from './shapes.ts'

/** bit/s a browser is first given before its bandwidth is known. */
const initialOutgoingBitrate = 1_000_000

export interface LinkOptions {
  router: types.Router
  webRtcServer: types.WebRtcServer
  log: Logger
  /** bit/s the browser may send at most. */
  maxIncomingBitrate?: number
  /** The browser was reached, or was lost after having been reached. */
  onReachable: () => void
}

/** One WebRTC transport between a browser and this sfu. */
export class Link {
  readonly transport: types.WebRtcTransport
  #connecting: { asked: string; done: Promise<void> } | undefined

  private constructor(transport: types.WebRtcTransport, options: LinkOptions) {
    this.transport = transport
    transport.on('icestatechange', options.onReachable)
    transport.on('dtlsstatechange', (state) => options.log[state === 'failed' ? 'warn' : 'info']({ dtls: state }, 'transport'))
  }

  /** Throws `internal` when the worker refuses; what happens to the room meanwhile is the caller's to check. */
  static async create(options: LinkOptions): Promise<Link> {
    const { router, webRtcServer, maxIncomingBitrate } = options
    const work = router.createWebRtcTransport({ webRtcServer, preferUdp: true, initialAvailableOutgoingBitrate: initialOutgoingBitrate })
    const transport = await attempt(work, () => router.closed)
    const link = new Link(transport, options)
    // Nobody waits for the ceiling: its order reaches the worker before any packet of the browser.
    if (maxIncomingBitrate) transport.setMaxIncomingBitrate(maxIncomingBitrate).catch((error: unknown) => {
      if (!transport.closed && !router.closed) options.log.error({ err: error }, 'no ceiling for incoming media')
    })
    return link
  }

  get offer(): TransportOffer {
    return transportOffer(this.transport)
  }

  /** `undefined` until the browser was reached once. */
  get reachable(): boolean | undefined {
    const { iceState } = this.transport
    return iceState === 'new' ? undefined : iceState === 'connected' || iceState === 'completed'
  }

  /** Once a transport; the same again (an answer was lost) is the same answer, anything else is a `conflict`. */
  async connect(dtlsParameters: DtlsParameters): Promise<void> {
    const asked = JSON.stringify(dtlsParameters)
    if (this.#connecting && this.#connecting.asked !== asked) throw new Fault('conflict')
    if (!this.#connecting) {
      const done = attempt(this.transport.connect({ dtlsParameters: nativeDtls(dtlsParameters) }), () => this.transport.closed, 'invalidInput')
      const connecting = { asked, done }
      this.#connecting = connecting
      done.catch(() => { if (this.#connecting === connecting) this.#connecting = undefined })
    }
    await this.#connecting.done
  }

  async restartIce(): Promise<IceParameters> {
    return attempt(this.transport.restartIce(), () => this.transport.closed)
  }

  close(): void {
    this.transport.close()
  }
}

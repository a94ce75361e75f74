import type { ConsumerOffer } from '@lien/contract/call'
import type { ProducerId } from '@lien/contract/ids'
import type { Direction, TransportOffer } from '@lien/contract/rtp'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import type { StayRef, Tell } from './facts.ts'
import { Link } from './Link.ts'
import { Receiver } from './Receiver.ts'
import { Sender, type Sent } from './Sender.ts'

/** bit/s: one camera at its best layer, a shared screen and a voice. */
const maxIncomingBitrate = 3_000_000
/** ms a browser that was reached once may be out of reach; its server may have died with it and would never say. */
const patience = 5 * 60_000

export interface PeerOptions {
  stay: StayRef
  router: types.Router
  webRtcServer: types.WebRtcServer
  rtpCapabilities: types.RtpCapabilities
  producerIds: Set<ProducerId>
  log: Logger
  tell: Tell
  onSent: (sent: Sent) => void
  onGone: (id: ProducerId) => void
  onTaken: (sent: Sent) => void
  onClosed: (peer: Peer) => void
}

/** One stay of one participant: what they send, what they receive. */
export class Peer {
  readonly stay: StayRef
  readonly sender: Sender
  readonly receiver: Receiver
  readonly #links: Record<Direction, Link>
  readonly #options: PeerOptions
  #lost: NodeJS.Timeout | undefined
  #closed = false

  private constructor(options: PeerOptions, links: Record<Direction, Link>) {
    const { stay, router, rtpCapabilities, producerIds, log, tell, onSent, onGone, onTaken } = options
    this.stay = stay
    this.#options = options
    this.#links = links
    this.sender = new Sender({ peerId: stay.peerId, link: links.send, producerIds, log, onSent, onGone })
    this.receiver = new Receiver({ stay, router, link: links.receive, rtpCapabilities, log, tell, onTaken })
  }

  /** Both transports at once. Rejects when the worker refuses one; none is left behind. */
  static async create(options: PeerOptions): Promise<Peer> {
    const { router, webRtcServer, log } = options
    let watch = () => {}
    const open = (direction: Direction, extra: { maxIncomingBitrate?: number } = {}) =>
      Link.create({ router, webRtcServer, log: log.child({ direction }), onReachable: () => watch(), ...extra })
    const [send, receive] = await Promise.allSettled([open('send', { maxIncomingBitrate }), open('receive')])
    if (send.status === 'fulfilled' && receive.status === 'fulfilled') {
      const peer = new Peer(options, { send: send.value, receive: receive.value })
      watch = () => peer.#watch()
      return peer
    }
    for (const link of [send, receive]) if (link.status === 'fulfilled') link.value.close()
    throw send.status === 'rejected' ? send.reason : (receive as PromiseRejectedResult).reason
  }

  get closed(): boolean {
    return this.#closed
  }

  get transports(): { send: TransportOffer; receive: TransportOffer } {
    return { send: this.#links.send.offer, receive: this.#links.receive.offer }
  }

  link(direction: Direction): Link {
    return this.#links[direction]
  }

  /** Answers the join with what there is to see and hear. */
  async meet(others: Iterable<Sent>): Promise<ConsumerOffer[]> {
    await Promise.all([...others].map((sent) => this.receiver.consume(sent)))
    return this.receiver.welcome()
  }

  /** Starts or stops the patience with a browser that was lost on every transport it had. */
  #watch(): void {
    clearTimeout(this.#lost)
    const reachable = [this.#links.send.reachable, this.#links.receive.reachable]
    if (this.#closed || reachable.includes(true) || !reachable.includes(false)) return
    this.#lost = setTimeout(() => {
      this.#options.log.info('peer lost')
      this.close()
    }, patience)
    this.#lost.unref()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#lost)
    this.sender.close()
    this.receiver.close()
    this.#options.onClosed(this)
  }
}

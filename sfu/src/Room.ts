import type { Condition, Seating } from '@lien/contract/call'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId, ParticipantId, ProducerId, StayId } from '@lien/contract/ids'
import { trialSeconds } from '@lien/contract/network'
import type { Direction } from '@lien/contract/rtp'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import type { RoomCloseReason, StayRef, Tell } from './facts.ts'
import type { Link } from './Link.ts'
import { Peer } from './Peer.ts'
import type { Sent } from './Sender.ts'
import { routerCodecs } from './shapes.ts'

/** ms an empty room waits for somebody to come back. */
const emptyGrace = 10_000

export interface RoomOptions {
  roomId: ConsultationId
  /** One peer tries its network: it receives what it sends, and the room's time is short. */
  loop: boolean
  worker: types.Worker
  webRtcServer: types.WebRtcServer
  producerIds: Set<ProducerId>
  log: Logger
  tell: Tell
  onClosed: (room: Room) => void
}

/** One consultation's media: a router, and the peers who meet there. */
export class Room {
  readonly roomId: ConsultationId
  readonly #options: RoomOptions
  readonly #router: types.Router
  readonly #peers = new Map<ParticipantId, Peer>()
  /** Places kept ready for those who wait, one for each of their pages: they send nothing, and what they will receive is paused. Only a join lets them in. */
  readonly #ready = new Map<StayId, Peer>()
  /** The newest join of each peer that is still under way: an older one gives way to it. */
  readonly #joins = new Map<ParticipantId, { stayId: StayId }>()
  /** Places about to be ready. */
  readonly #preparing = new Set<StayId>()
  #draining = false
  #emptied: NodeJS.Timeout | undefined
  readonly #timeUp: NodeJS.Timeout | undefined
  #closed: RoomCloseReason | undefined

  private constructor(options: RoomOptions, router: types.Router) {
    this.roomId = options.roomId
    this.#options = options
    this.#router = router
    if (options.loop) this.#timeUp = setTimeout(() => this.close('closed'), trialSeconds * 1_000).unref()
  }

  static async create(options: RoomOptions): Promise<Room> {
    const router = await options.worker.createRouter({ mediaCodecs: routerCodecs() })
    options.log.info('room opened')
    return new Room(options, router)
  }

  get closed(): boolean {
    return this.#closed !== undefined
  }

  get peerCount(): number {
    return this.#peers.size
  }

  /** @throws Fault notFound (left, replaced or closed meanwhile), unavailable (the worker died) */
  async join(peerId: ParticipantId, stayId: StayId, rtpCapabilities: types.RtpCapabilities): Promise<Seating> {
    const ready = this.#readyPlace(peerId, stayId)
    if (ready) return this.#letIn(ready)
    // What is still being made ready for this very stay would stand in its way.
    this.#preparing.delete(stayId)
    const join = { stayId }
    this.#joins.set(peerId, join)
    try {
      return await this.#enter({ roomId: this.roomId, peerId, stayId }, rtpCapabilities, {
        isWanted: () => this.#joins.get(peerId) === join,
        take: (peer) => this.#seat(peer),
      })
    } finally {
      if (this.#joins.get(peerId) === join) this.#joins.delete(peerId)
      this.#watchEmptiness()
    }
  }

  /** @throws Fault as `join` */
  async prepare(peerId: ParticipantId, stayId: StayId, rtpCapabilities: types.RtpCapabilities): Promise<Seating> {
    this.#preparing.add(stayId)
    try {
      return await this.#enter({ roomId: this.roomId, peerId, stayId }, rtpCapabilities, {
        isWanted: () => this.#preparing.has(stayId),
        take: (peer) => void this.#ready.set(stayId, peer),
      })
    } finally {
      this.#preparing.delete(stayId)
      this.#watchEmptiness()
    }
  }

  #readyPlace(peerId: ParticipantId, stayId: StayId): Peer | undefined {
    const ready = this.#ready.get(stayId)
    return ready?.stay.peerId === peerId ? ready : undefined
  }

  #seat(peer: Peer): void {
    const { peerId } = peer.stay
    this.#peers.get(peerId)?.close()
    this.#peers.set(peerId, peer)
  }

  async #letIn(peer: Peer): Promise<Seating> {
    const { peerId, stayId } = peer.stay
    this.#ready.delete(stayId)
    // Whatever join is still under way is older.
    this.#joins.delete(peerId)
    this.#seat(peer)
    const consumers = peer.receiver.offers
    await peer.receiver.resume(consumers.map(({ id }) => id))
    if (peer.closed) throw this.#over()
    this.#options.log.info({ peerId, stayId }, 'peer let in')
    return { stayId, transports: peer.transports, consumers }
  }

  /** `isWanted`: asked once the ways are open. `take`: where the peer belongs from then on. */
  async #enter(stay: StayRef, rtpCapabilities: types.RtpCapabilities, { isWanted, take }: { isWanted: () => boolean; take: (peer: Peer) => void }): Promise<Seating> {
    if (this.closed) throw this.#over()
    clearTimeout(this.#emptied)
    const peer = await this.#open(stay, rtpCapabilities)
    if (this.#isOver() || !isWanted()) {
      peer.close()
      throw this.#over()
    }
    take(peer)
    // No await between becoming visible and looking around: whoever produces later finds this peer by itself.
    const consumers = await peer.meet(this.#sentByOthers(stay.peerId))
    if (peer.closed) throw this.#over()
    return { stayId: stay.stayId, transports: peer.transports, consumers }
  }

  async #open(stay: StayRef, rtpCapabilities: types.RtpCapabilities): Promise<Peer> {
    const { webRtcServer, producerIds, tell } = this.#options
    const log = this.#options.log.child({ peerId: stay.peerId, stayId: stay.stayId })
    const peer = await Peer.create({
      stay, router: this.#router, webRtcServer, rtpCapabilities, producerIds, log, tell,
      onSent: (sent) => this.#share(sent),
      onGone: (id) => this.#withdraw(id),
      onTaken: (sent) => this.#weigh(sent),
      onClosed: (closed) => this.#forget(closed, log),
    }).catch((error: unknown) => { throw this.closed ? this.#over() : error })
    log.info('peer opened')
    return peer
  }

  /** A way of somebody in the call, or of a place kept ready. @throws Fault notFound as `peer` */
  link(peerId: ParticipantId, stayId: StayId, direction: Direction): Link {
    return (this.#readyPlace(peerId, stayId) ?? this.peer(peerId, stayId)).link(direction)
  }

  /** @throws Fault notFound where the peer is absent or in another stay */
  peer(peerId: ParticipantId, stayId: StayId): Peer {
    const peer = this.#peers.get(peerId)
    if (peer?.stay.stayId !== stayId) throw new Fault('notFound')
    return peer
  }

  /** @throws Fault notFound as `peer` */
  tellCondition(peerId: ParticipantId, stayId: StayId, condition: Condition): void {
    this.peer(peerId, stayId)
    for (const { stay } of this.#peers.values()) if (stay.peerId !== peerId) this.#options.tell('peer.condition', { ...stay, participantId: peerId, condition })
  }

  leave(peerId: ParticipantId, stayId: StayId): void {
    // A join of this stay may be under way: it ends by itself once it is no longer the newest.
    const joining = this.#preparing.delete(stayId) || (this.#joins.get(peerId)?.stayId === stayId && this.#joins.delete(peerId))
    const ready = this.#readyPlace(peerId, stayId)
    if (ready) ready.close()
    else if (!joining || this.#peers.get(peerId)?.stay.stayId === stayId) this.peer(peerId, stayId).close()
  }

  /** Nobody is kept waiting by an sfu that means to end: their places are made anew elsewhere. */
  drain(): void {
    this.#draining = true
    this.#watchEmptiness()
  }

  get #everybody(): Peer[] {
    return [...this.#peers.values(), ...this.#ready.values()]
  }

  * #sentByOthers(peerId: ParticipantId): Iterable<Sent> {
    for (const other of this.#peers.values()) if (other.stay.peerId !== peerId) yield* other.sender.sent
  }

  #share(sent: Sent): void {
    for (const other of this.#everybody) if (this.#options.loop || other.stay.peerId !== sent.peerId) void other.receiver.consume(sent)
  }

  #withdraw(id: ProducerId): void {
    // A closing room takes everything along; its one fact says so.
    if (!this.closed) for (const peer of this.#everybody) peer.receiver.drop(id)
  }

  /** Tells a browser that nobody takes what it sends, so that its line is left to what is heard; and when somebody does again. */
  #weigh(sent: Sent): void {
    const peer = this.#peers.get(sent.peerId)
    if (this.closed || !peer || sent.producer.closed) return
    const takes = [...this.#peers.values()].flatMap(({ receiver }) => receiver.takes(sent.id) ?? [])
    // Alone one goes on sending: whoever comes sees at once.
    const wanted = takes.length === 0 || takes.includes(true)
    if (wanted === sent.wanted) return
    sent.wanted = wanted
    this.#options.tell('producer.wanted', { ...peer.stay, producerId: sent.id, wanted })
  }

  #forget(peer: Peer, log: Logger): void {
    const { peerId, stayId } = peer.stay
    if (this.#ready.get(stayId) === peer) this.#ready.delete(stayId)
    if (this.#peers.get(peerId) !== peer) return this.#watchEmptiness()
    this.#peers.delete(peerId)
    for (const sent of this.#sentByOthers(peerId)) this.#weigh(sent)
    log.info('peer left')
    this.#watchEmptiness()
  }

  #watchEmptiness(): void {
    clearTimeout(this.#emptied)
    if (this.closed || this.#peers.size > 0 || this.#joins.size > 0) return
    if (this.#draining) return this.close('empty')
    if (this.#ready.size > 0) return
    this.#emptied = setTimeout(() => this.close('empty'), emptyGrace)
  }

  /** A method, so that TypeScript does not believe the answer of before an await. */
  #isOver(): boolean {
    return this.closed
  }

  #over(): Fault {
    return this.#closed === 'workerDied' ? new Fault('unavailable', { reason: 'sfuAway' }) : new Fault('notFound')
  }

  close(reason: RoomCloseReason): void {
    if (this.closed) return
    this.#closed = reason
    clearTimeout(this.#emptied)
    clearTimeout(this.#timeUp)
    for (const peer of this.#everybody) peer.close()
    this.#router.close()
    this.#options.log.info({ reason }, 'room closed')
    this.#options.onClosed(this)
    this.#options.tell('room.closed', { roomId: this.roomId, reason })
  }
}

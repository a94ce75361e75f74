import type { Seating } from '@lien/contract/call'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { Direction } from '@lien/contract/rtp'
import type { SfuInput, SfuOutput } from '@lien/contract/sfu'
import type { Logger } from 'pino'
import { takeCensus } from './census.ts'
import type { Config } from './config.ts'
import type { StayRef, Tell } from './facts.ts'
import type { Link } from './Link.ts'
import { MediaWorker } from './MediaWorker.ts'
import type { Peer } from './Peer.ts'
import type { Room } from './Room.ts'
import { nativeCapabilities } from './shapes.ts'

/** ms between two attempts to replace a dead worker. */
const replaceDelay = 500
/** ms a room waits for a worker where the last one has just died: a new one is there sooner. */
const workerPatience = 2_000

export interface SfuOptions { config: Config; log: Logger; tell: Tell }

/** All rooms of this process, spread over its workers. */
export class Sfu {
  readonly #options: SfuOptions
  readonly #workers = new Set<MediaWorker>()
  /** Promises, so that two peers who open a room at once open one. */
  readonly #rooms = new Map<ConsultationId, Promise<Room>>()
  readonly #open = new Set<Room>()
  readonly #census = takeCensus()
  /** Rooms that wait for a worker. */
  readonly #wanting = new Set<() => void>()
  #drained: (() => void) | undefined
  #draining = false
  #closed = false

  private constructor(options: SfuOptions) {
    this.#options = options
  }

  /** @throws StartFailure */
  static async create(options: SfuOptions): Promise<Sfu> {
    const sfu = new Sfu(options)
    const { workers, mediaPort } = options.config
    const started = await Promise.allSettled(Array.from({ length: workers }, (_, index) => sfu.#startWorker(mediaPort + index)))
    const failed = started.find((result) => result.status === 'rejected')
    if (failed) {
      sfu.close()
      throw failed.reason
    }
    return sfu
  }

  async #startWorker(port: number): Promise<void> {
    const { config, log } = this.#options
    const worker = await MediaWorker.create({
      port, addresses: config.mediaAddresses, workerBin: config.workerBin, log,
      // A room that ends with its sfu was closed by nobody's order: servers learn it from the lost line.
      tell: (...fact) => { if (!this.#closed) this.#options.tell(...fact) },
      onDied: (dead) => {
        this.#workers.delete(dead)
        this.#replaceWorker(dead.port)
      },
    })
    if (this.#closed) worker.close()
    else this.#workers.add(worker)
    for (const take of this.#wanting) take()
  }

  #replaceWorker(port: number): void {
    if (this.#closed) return
    this.#startWorker(port).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'worker not replaced yet')
      setTimeout(() => this.#replaceWorker(port), replaceDelay)
    })
  }

  /** @throws Fault invalidInput (capabilities), notFound (left, replaced or closed meanwhile), unavailable (no worker) */
  async join({ roomId, peerId, stayId, rtpCapabilities, loop }: SfuInput<'peer.join'>): Promise<Seating> {
    const native = nativeCapabilities(rtpCapabilities)
    const room = await (this.#rooms.get(roomId) ?? this.#openRoom(roomId, loop ?? false))
    return room.join(peerId, stayId, native)
  }

  /** @throws Fault as `join` */
  async prepare({ roomId, peerId, stayId, rtpCapabilities }: SfuInput<'peer.prepare'>): Promise<Seating> {
    const native = nativeCapabilities(rtpCapabilities)
    const room = await (this.#rooms.get(roomId) ?? this.#openRoom(roomId, false))
    return room.prepare(peerId, stayId, native)
  }

  #openRoom(roomId: ConsultationId, loop: boolean): Promise<Room> {
    if (this.#closed || this.#draining) throw new Fault('unavailable', { reason: 'sfuAway' })
    const forget = () => {
      if (this.#rooms.get(roomId) === opening) this.#rooms.delete(roomId)
      this.#endWithTheLast()
    }
    const opening = this.#someWorker().then(() => this.#freest().openRoom({ roomId, loop }, (room) => {
      this.#open.delete(room)
      forget()
    })).then((room) => {
      if (!room.closed) this.#open.add(room)
      return room
    }, (cause: unknown) => {
      forget()
      throw new Fault('unavailable', { reason: 'sfuAway', cause })
    })
    this.#rooms.set(roomId, opening)
    return opening
  }

  #freest(): MediaWorker {
    const [worker] = [...this.#workers].sort((one, other) => one.load - other.load)
    if (this.#closed || !worker) throw new Fault('unavailable', { reason: 'sfuAway' })
    return worker
  }

  /** At once, where there is a worker; else when the dead one is replaced, or when patience ends. */
  async #someWorker(): Promise<void> {
    if (this.#workers.size > 0) return
    await new Promise<void>((resolve) => {
      const take = () => {
        clearTimeout(late)
        this.#wanting.delete(take)
        resolve()
      }
      const late = setTimeout(take, workerPatience)
      this.#wanting.add(take)
    })
  }

  get draining(): boolean {
    return this.#draining
  }

  /** Takes no new room from now on; resolves when the last one has closed. */
  drain(): Promise<void> {
    this.#draining = true
    this.#options.log.info({ rooms: this.#rooms.size }, 'sfu draining')
    this.#options.tell('sfu.state', { draining: true })
    for (const room of [...this.#open]) room.drain()
    return new Promise((resolve) => {
      this.#drained = resolve
      this.#endWithTheLast()
    })
  }

  #endWithTheLast(): void {
    if (this.#draining && this.#rooms.size === 0) this.#drained?.()
  }

  /** @throws Fault notFound where the room, the peer or this stay is not here */
  async peer({ roomId, peerId, stayId }: StayRef): Promise<Peer> {
    return (await this.#room(roomId)).peer(peerId, stayId)
  }

  /** Also of a place kept ready. @throws Fault notFound as `peer` */
  async link({ roomId, peerId, stayId, direction }: StayRef & { direction: Direction }): Promise<Link> {
    return (await this.#room(roomId)).link(peerId, stayId, direction)
  }

  /** @throws Fault notFound as `peer` */
  async tellCondition({ roomId, peerId, stayId, condition }: SfuInput<'peer.tellCondition'>): Promise<void> {
    (await this.#room(roomId)).tellCondition(peerId, stayId, condition)
  }

  async leave({ roomId, peerId, stayId }: StayRef): Promise<void> {
    (await this.#room(roomId)).leave(peerId, stayId)
  }

  async closeRoom(roomId: ConsultationId): Promise<void> {
    (await this.#room(roomId)).close('closed')
  }

  async #room(roomId: ConsultationId): Promise<Room> {
    const room = await this.#rooms.get(roomId)
    if (!room || room.closed) throw new Fault('notFound')
    return room
  }

  describe(): SfuOutput<'sfu.describe'> {
    const { workers, routers, transports, producers, consumers } = this.#census
    const peers = [...this.#open].reduce((sum, room) => sum + room.peerCount, 0)
    return { sfuId: this.#options.config.sfuId, workers, rooms: routers, peers, transports, producers, consumers, draining: this.#draining }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const worker of [...this.#workers]) worker.close()
    this.#workers.clear()
    for (const take of this.#wanting) take()
  }
}

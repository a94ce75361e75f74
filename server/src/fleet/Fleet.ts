import { randomUUID } from 'node:crypto'
import type { Effect } from '../platform/act.ts'
import { coalesce } from '../platform/coalesce.ts'
import type { Transaction } from '../platform/db.ts'
import { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import { read, write, type Shared } from './messages.ts'
import { RedisStream } from './RedisStream.ts'
import { beat, bury, leave, notify, openLine, type Line } from './store.ts'

/** ms between two signs of life; ms of silence after which the others take over; ms a query of the line may take. */
export interface Pace { beat: number; silence: number; patience: number }
const usualPace: Pace = { beat: 2_000, silence: 6_000, patience: 4_000 }

export interface FleetDeps {
  databaseUrl: string
  /** Where a larger site's servers tell each other; null: through the database. */
  redisUrl: string | null
  serverId: string
  log: Log
  /** Another server has committed this. */
  hear: (effect: Shared) => void
  /** Perhaps something was not heard, or others have taken this server for dead: everything that its pages show is read again. */
  readAgain: () => Promise<void>
  /** What servers that are no more have left behind is taken over. */
  takeOver: () => Promise<void>
  pace?: Pace
}

/** The server processes that share a database: what one has done reaches the pages of the others, and none is missed. */
export class Fleet {
  readonly #deps: FleetDeps
  readonly #pace: Pace
  readonly #self = randomUUID()
  readonly #stream: RedisStream | null
  readonly #inFlight = new InFlight()
  #line: Line | null = null
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> = Promise.resolve()
  /** Since when this server has shown its signs of life without a gap: whoever was away must not judge the others. */
  #steadySince = 0
  /** When its last sign of life was sent; by a clock that only goes forward. */
  #seenAt = 0
  #started = false
  #closed = false

  constructor(deps: FleetDeps) {
    this.#deps = deps
    this.#pace = deps.pace ?? usualPace
    // Each server says it after an outage: it is read once for all of them.
    const missed = coalesce<'all'>(() => deps.readAgain().catch((error: unknown) => deps.log.warn({ err: error }, 'what the pages show could not be read again')), this.#inFlight)
    this.#stream = deps.redisUrl === null ? null : new RedisStream({ url: deps.redisUrl, self: this.#self, log: deps.log, hear: (message) => this.#hear(message), missed: () => missed('all') })
  }

  /** Within an act's transaction: the others hear it when it commits. */
  announce(db: Transaction, effects: readonly Effect[]): void {
    const messages = write(this.#self, effects)
    if (messages.length === 0) return
    const stream = this.#stream
    // Whoever may have been given up already is not missed a second time: its words go with its commit, not after it.
    if (!stream || performance.now() - this.#seenAt > this.#pace.silence / 2) return notify(db, messages)
    db.afterCommit(() => { stream.say(messages) })
  }

  /** Resolves once this server hears the others. Throws where the database cannot be reached. */
  async start(): Promise<void> {
    await Promise.all([this.#connect(), this.#stream?.start()])
    this.#started = true
    this.#wait()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#turn
    await this.#stream?.close()
    await this.#inFlight.idle()
    const line = this.#line
    if (!line) return
    await leave(line, this.#deps.serverId).catch(() => undefined)
    await this.#drop(line)
  }

  #wait(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#turn = this.#beat().finally(() => this.#wait())
    }, this.#pace.beat)
    this.#timer.unref()
  }

  async #beat(): Promise<void> {
    const { serverId, log, readAgain, takeOver } = this.#deps
    try {
      const line = this.#line ?? (await this.#connect())
      if (await this.#show(line)) {
        this.#steadySince = Date.now()
        log.warn({ server: serverId }, 'this server had been given up by the others')
        await readAgain()
      }
      if (Date.now() - this.#steadySince < this.#pace.silence) return
      // With a server goes what it had committed and not yet said on the stream.
      if (await bury(line, this.#pace.silence / 1000)) await this.#stream?.sayMissed()
      await takeOver()
    } catch (error) {
      log.warn({ err: error }, 'out of reach of the other servers')
      if (this.#line) await this.#drop(this.#line)
    }
  }

  async #connect(): Promise<Line> {
    const { databaseUrl, log, readAgain } = this.#deps
    const lost = (one: Line, error: Error) => {
      log.warn({ err: error }, 'line to the other servers lost')
      void this.#drop(one)
    }
    const line = this.#line = await openLine({ url: databaseUrl, patience: this.#pace.patience, hear: (message) => this.#hear(message), lost })
    await this.#show(line)
    this.#steadySince = Date.now()
    if (this.#started) await readAgain()
    return line
  }

  /** True where nobody knew that this server lives. */
  async #show(line: Line): Promise<boolean> {
    const sentAt = performance.now()
    const fresh = await beat(line, this.#deps.serverId)
    this.#seenAt = sentAt
    return fresh
  }

  async #drop(line: Line): Promise<void> {
    if (this.#line === line) this.#line = null
    await line.end().catch(() => undefined)
  }

  #hear(payload: string | undefined): void {
    const shared = read(this.#self, payload)
    if (shared) this.#deps.hear(shared)
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import { StartFailure } from '../settings.ts'

const key = 'lien:fleet'
/** Entries that Redis keeps: a server that was away for longer reads again anyway. */
const kept = 10_000
/** ms: one look at the stream; what the first connection may take; between two attempts; a silence that is a dead line. */
const [look, patience, pause, silence] = [2_000, 5_000, 300, 8_000]

export interface RedisStreamDeps {
  url: string
  /** This run of this server: its own words need not come back. */
  self: string
  log: Log
  hear: (message: string) => void
  /** Perhaps something was not heard: all that is shown is to be read again. */
  missed: () => void
}

/**
 * What servers tell each other, on a Redis stream (decision 0030). It is said after the commit, so that a word can be
 * lost with its server or with Redis: then all are told that something was missed, and read.
 */
export class RedisStream {
  readonly #deps: RedisStreamDeps
  readonly #writer
  readonly #reader
  readonly #saying = new InFlight()
  #owing = false
  #closed = false
  #listening: Promise<void> = Promise.resolve()

  constructor(deps: RedisStreamDeps) {
    this.#deps = deps
    const client = () => {
      const made = createClient({ url: deps.url, disableOfflineQueue: true, socket: { connectTimeout: patience, socketTimeout: silence, reconnectStrategy: pause }, pingInterval: look })
      made.on('error', (error: Error) => deps.log.debug({ err: error.message }, 'redis'))
      return made
    }
    this.#writer = client()
    this.#reader = client()
  }

  /** Resolves once this server hears the others. Throws `StartFailure` where Redis cannot be reached. */
  async start(): Promise<void> {
    const connected = Promise.all([this.#writer.connect(), this.#reader.connect()]).then(() => true, () => false)
    if (!(await Promise.race([connected, wait(patience, false, { ref: false })]))) {
      await this.close()
      throw new StartFailure('LIEN_REDIS_URL names a Redis that does not let us in: check that it runs, its address and its password.')
    }
    this.#listening = this.#listen(await this.#latest())
  }

  /** In their order; never throws. */
  say(messages: readonly string[]): void {
    this.#saying.add(Promise.all(messages.map((message) => this.#add({ from: this.#deps.self, message }))).catch(() => this.sayMissed()))
  }

  /** All servers, this one too, are to read again; said until Redis has it. */
  async sayMissed(): Promise<void> {
    if (this.#owing) return
    this.#owing = true
    this.#deps.log.warn({}, 'the other servers were not told: they will be told to read again')
    while (!this.#closed && !(await this.#add({ missed: 'true' }).then(() => true, () => false))) await wait(pause)
    this.#owing = false
  }

  async close(): Promise<void> {
    await Promise.race([this.#saying.idle(), wait(pause)])
    this.#closed = true
    for (const client of [this.#writer, this.#reader]) if (client.isOpen) client.destroy()
    await this.#listening
  }

  #over(): boolean { return this.#closed }

  #add(entry: Record<string, string>): Promise<string> {
    return this.#writer.xAdd(key, '*', entry, { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: kept } })
  }

  async #latest(): Promise<string> {
    const [entry] = (await this.#reader.xRevRange(key, '+', '-', { COUNT: 1 })) ?? []
    return entry?.id ?? '0-0'
  }

  async #listen(from: string): Promise<void> {
    let last: string | null = from
    while (!this.#closed) {
      try {
        if (last === null) {
          // A Redis that came back may have forgotten its entries, and count from elsewhere.
          last = await this.#latest()
          this.#deps.missed()
        }
        const found = await this.#reader.xRead({ key, id: last }, { BLOCK: look, COUNT: 100 })
        for (const { id, message: entry } of (found as Found)?.[0]?.messages ?? []) {
          last = id
          this.#hear(entry)
        }
      } catch (error) {
        if (this.#over()) return
        if (last !== null) this.#deps.log.warn({ err: error }, 'line to redis lost')
        last = null
        await wait(pause)
      }
    }
  }

  #hear({ from, message, missed }: Record<string, string>): void {
    if (missed !== undefined) this.#deps.missed()
    else if (message !== undefined && from !== this.#deps.self) this.#deps.hear(message)
  }
}

type Found = { messages: { id: string; message: Record<string, string> }[] }[] | null

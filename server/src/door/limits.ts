import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Fault } from '@lien/contract/faults'

/** So many `points` per `duration` (seconds) for one key. */
export interface Limit { points: number; duration: number }
export interface LimitTable {
  /** Attempts to open a link or sign in, per address. */
  attempts: Limit
  /** Sign-ins per mail address, wherever they come from. */
  signIn: Limit
  /** Commands per address over HTTP. */
  http: Limit
  /** Commands per socket. */
  socket: Limit
}
export const usualLimits: LimitTable = {
  attempts: { points: 30, duration: 60 },
  signIn: { points: 10, duration: 300 },
  http: { points: 600, duration: 60 },
  socket: { points: 120, duration: 10 },
}

export class Limits {
  readonly #limiters: Record<keyof LimitTable, RateLimiterMemory>
  constructor(table: LimitTable) {
    const make = (limit: Limit) => new RateLimiterMemory(limit)
    this.#limiters = { attempts: make(table.attempts), signIn: make(table.signIn), http: make(table.http), socket: make(table.socket) }
  }

  /** Counts one. Throws `rateLimited` past the limit. */
  async count(which: keyof LimitTable, key: string): Promise<void> {
    try {
      await this.#limiters[which].consume(key)
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      throw new Fault('rateLimited')
    }
  }
}

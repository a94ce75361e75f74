import { createHmac, hkdfSync } from 'node:crypto'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import { Fault } from '@lien/contract/faults'
import type { Db } from '../platform/db.ts'

/** So many `points` per `duration` (seconds) for one key. */
export interface Limit { points: number; duration: number }
/** What an attacker would spread over server processes: counted by all of them together, in PostgreSQL. */
export const sharedLimits = {
  /** Attempts to open a link or sign in, per address. */
  attempts: { points: 30, duration: 60 },
  /** Sign-ins per mail address, from one address: one from elsewhere cannot use up its owner's. */
  signIn: { points: 10, duration: 300 },
  /** Lost links asked for, per address. */
  askAgain: { points: 8, duration: 3600 },
} as const satisfies Record<string, Limit>
/** What only protects one process: counted where it happens, without a round trip. */
export const ownLimits = {
  /** Commands per address over HTTP. */
  http: { points: 600, duration: 60 },
  /** Commands per socket. */
  socket: { points: 120, duration: 10 },
  /** Reports of browsers, per address. */
  report: { points: 30, duration: 60 },
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof sharedLimits | keyof typeof ownLimits
export type LimitTable = Record<LimitName, Limit>
export const usualLimits: LimitTable = { ...sharedLimits, ...ownLimits }

/** Of migration 0010. */
const table = 'limits'

export class Limits {
  readonly #limiters: Record<LimitName, RateLimiterMemory | RateLimiterPostgres>
  readonly #key: Buffer

  /** `secret`: the same for all processes, so that they name an address alike and nobody can read it from the table. */
  constructor(limits: LimitTable, { db, secret }: { db: Db; secret: string }) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'lien limits', 32))
    const shared = (keyPrefix: LimitName): RateLimiterPostgres => {
      const { points, duration } = limits[keyPrefix]
      return new RateLimiterPostgres({
        storeClient: db, storeType: 'knex', tableName: table, tableCreated: true, clearExpiredByTimeout: true, keyPrefix, points, duration,
        // Who is over the limit costs the database nothing more.
        inMemoryBlockOnConsumed: points + 1,
        // Without the database each process counts alone, and strictly: a third, since there are others.
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points: Math.max(1, Math.floor(points / 3)), duration }),
      })
    }
    const made = (name: LimitName) => [name, name in sharedLimits ? shared(name) : new RateLimiterMemory(limits[name])] as const
    this.#limiters = Object.fromEntries((Object.keys(usualLimits) as LimitName[]).map(made)) as Record<LimitName, RateLimiterMemory | RateLimiterPostgres>
  }

  /** Counts one. Throws `rateLimited` past the limit. */
  async count(which: LimitName, key: string): Promise<void> {
    try {
      await this.#limiters[which].consume(createHmac('sha256', this.#key).update(`${which} ${key}`).digest('base64url'))
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      throw new Fault('rateLimited')
    }
  }
}

import type { LinkId, SessionId } from '@lien/contract/ids'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { findOver, type OverSession } from '../sessions/queries.ts'

/** By what the pages connected to this process are known. */
export interface Held { sessions: SessionId[]; links: LinkId[] }
interface SweepDeps { db: Db; clock: Clock; log: Log; held: () => Held; cut: (over: readonly OverSession[]) => void; /** ms between two looks */ every?: number }

/**
 * Looks every two seconds, with one query, whether the sessions of this process's pages are over: what another process
 * or the clock ended is cut here. A command needs no sweep, each re-reads its session.
 */
export class SessionSweep {
  readonly #deps: SweepDeps
  readonly #every: number
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(deps: SweepDeps) {
    this.#deps = deps
    this.#every = deps.every ?? 2_000
    this.#wait()
  }

  /** Resolves when no query of it is under way. */
  close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    return this.#looking
  }

  #wait(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => this.#wait())
    }, this.#every)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const { db, clock, log, held, cut } = this.#deps
    const { sessions, links } = held()
    if (sessions.length === 0 && links.length === 0) return
    try {
      cut(await findOver(db, { sessions, links }, clock()))
    } catch (error) {
      log.warn({ err: error }, 'the sessions of connected pages could not be checked')
    }
  }
}

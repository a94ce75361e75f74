import { consultationsShowing } from '../consultations/queries.ts'
import type { ConsultationId, EstablishmentId } from '@lien/contract/ids'
import type { Effect } from '../platform/act.ts'
import type { Clock } from '../platform/clock.ts'
import { asLien, type Pool, type Transaction } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { deletePresence, forgetDead, forgetServer, insertPresence, isElsewhere, oneByOne, settlePresences, type Present, type Who } from './store.ts'

export interface PresenceDeps {
  db: Pool; clock: Clock; log: Log; serverId: string
  /** The other servers hear it when the transaction commits. */
  announce: (trx: Transaction, effects: readonly Effect[]) => void
  changed: (id: ConsultationId) => void
}

/** Who is at their page. It is a courtesy to the others, not a fact of the record: it has no trail of its own. */
export class Presence {
  readonly #deps: PresenceDeps
  constructor(deps: PresenceDeps) { this.#deps = deps }

  begin(): Promise<number> { return asLien(this.#deps.db, (trx) => forgetServer(trx, this.#deps.serverId)) }

  arrived(socketId: string, who: Who, establishmentId: EstablishmentId): Promise<void> {
    const { serverId, clock } = this.#deps
    return this.#tell(async (trx) => {
      await oneByOne(trx, who)
      await insertPresence(trx, socketId, serverId, who, establishmentId, clock())
      return this.#unlessElsewhere(trx, socketId, who)
    })
  }
  left(socketId: string, who: Who): Promise<void> {
    return this.#tell(async (trx) => {
      await oneByOne(trx, who)
      await deletePresence(trx, socketId)
      return this.#unlessElsewhere(trx, socketId, who)
    })
  }

  /** Whoever has another page, or a page before its reload, was here all the time: nobody hears of it. */
  async #unlessElsewhere(trx: Transaction, socketId: string, who: Who): Promise<Who[]> {
    return (await isElsewhere(trx, socketId, who)) ? [] : [who]
  }

  /** Nobody is at a page of a server that is no more. */
  forgetDead(): Promise<void> { return this.#tell(forgetDead) }

  /** After a time without the database: these are the pages that are here. */
  settle(pages: readonly Present[]): Promise<void> {
    const { serverId, clock } = this.#deps
    return this.#tell((trx) => settlePresences(trx, serverId, pages, clock()))
  }

  async #tell(write: (trx: Transaction) => Promise<readonly Who[]>): Promise<void> {
    const { db, log, announce, changed } = this.#deps
    try {
      const showing = await asLien(db, async (trx) => {
        const found = new Set<ConsultationId>()
        for (const who of await write(trx)) for (const id of await consultationsShowing(trx, who)) found.add(id)
        announce(trx, [...found].map((consultationId) => ({ type: 'changed', consultationId, soon: true })))
        return found
      })
      for (const id of showing) changed(id)
    } catch (error) {
      log.warn({ err: error }, 'presence could not be written')
    }
  }
}

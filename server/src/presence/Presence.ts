import { consultationsShowing } from '../consultations/queries.ts'
import type { ConsultationId, EstablishmentId } from '@lien/contract/ids'
import type { Clock } from '../platform/clock.ts'
import { asLien, type Db, type Transaction } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { deletePresence, forgetServer, insertPresence, type Who } from './store.ts'

/** Who is at their page. It is a courtesy to the others, not a fact of the record: it has no trail of its own. */
export class Presence {
  readonly #deps: { db: Db; clock: Clock; log: Log; serverId: string; changed: (id: ConsultationId) => void }
  constructor(deps: { db: Db; clock: Clock; log: Log; serverId: string; changed: (id: ConsultationId) => void }) { this.#deps = deps }

  begin(): Promise<number> { return asLien(this.#deps.db, (trx) => forgetServer(trx, this.#deps.serverId)) }

  arrived(socketId: string, who: Who, establishmentId: EstablishmentId): Promise<void> {
    const { serverId, clock } = this.#deps
    return this.#tell(who, (trx) => insertPresence(trx, socketId, serverId, who, establishmentId, clock()))
  }
  left(socketId: string, who: Who): Promise<void> { return this.#tell(who, (trx) => deletePresence(trx, socketId)) }

  async #tell(who: Who, write: (trx: Transaction) => Promise<unknown>): Promise<void> {
    try {
      const showing = await asLien(this.#deps.db, async (trx) => {
        await write(trx)
        return consultationsShowing(trx, who)
      })
      for (const id of showing) this.#deps.changed(id)
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'presence could not be written')
    }
  }
}

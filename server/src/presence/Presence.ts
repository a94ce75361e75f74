import { consultationsShowing } from '../consultations/queries.ts'
import type { ConsultationId } from '@lien/contract/ids'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { deletePresence, forgetServer, insertPresence, type Who } from './store.ts'

/** Who is at their page. It is a courtesy to the others, not a fact of the record: it has no trail of its own. */
export class Presence {
  readonly #deps: { db: Db; clock: Clock; log: Log; serverId: string; changed: (id: ConsultationId) => void }
  constructor(deps: { db: Db; clock: Clock; log: Log; serverId: string; changed: (id: ConsultationId) => void }) { this.#deps = deps }

  begin(): Promise<number> { return forgetServer(this.#deps.db, this.#deps.serverId) }

  arrived(socketId: string, who: Who): Promise<void> {
    const { db, serverId, clock } = this.#deps
    return this.#tell(who, () => insertPresence(db, socketId, serverId, who, clock()))
  }
  left(socketId: string, who: Who): Promise<void> { return this.#tell(who, () => deletePresence(this.#deps.db, socketId)) }

  async #tell(who: Who, write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
      for (const id of await consultationsShowing(this.#deps.db, who)) this.#deps.changed(id)
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'presence could not be written')
    }
  }
}

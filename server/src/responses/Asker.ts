import type { RequestId } from '@lien/contract/ids'
import { reportMissing as raiseMissing } from '../alerts/commands.ts'
import { askWhatIsDue } from '../followUps/commands.ts'
import { dueFollowUps } from '../followUps/queries.ts'
import type { Act } from '../platform/act.ts'
import type { Clock } from '../platform/clock.ts'
import { asLien, type Pool } from '../platform/db.ts'
import { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'
import { askPrevisit, remind } from './commands.ts'
import { askBefore, isAwaited, missingBefore, missingPatience, peace, remindBefore } from './rules.ts'
import * as store from './store.ts'

export interface AskerDeps {
  db: Pool; transact: Transact; clock: Clock; log: Log; publicUrl: string
  /** The team is told that nothing came back, once a request. */
  reportMissing: (act: Act, missing: { requestId: RequestId }) => Promise<unknown>
  /** ms between two looks; optional, for tests. */
  poll?: number
}
type Due = Awaited<ReturnType<typeof store.toTell>>[number]

/**
 * Asks before each visit, and between visits where a follow-up says so (decision 0047), when the time comes, reminds, tells the team, and closes what is over (decision 0042). Each
 * consultation and request is one act of its own; whichever server holds its row does it, the others pass by.
 */
export class Asker {
  readonly #deps: AskerDeps
  readonly #inFlight = new InFlight()
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<void> | null = null
  #closed = false

  private constructor(deps: AskerDeps) { this.#deps = deps }

  static create(deps: AskerDeps): Asker {
    const asker = new Asker(deps)
    asker.#timer = setInterval(() => asker.#inFlight.add(asker.look()), deps.poll ?? 60_000)
    return asker
  }

  /** One round; whoever asks while one runs waits for that one. Never rejects: what failed is tried again with the next round. */
  look(): Promise<void> {
    this.#looking ??= this.#round().catch((error: unknown) => this.#deps.log.warn({ err: error }, 'what is due to be asked could not be looked at')).finally(() => { this.#looking = null })
    return this.#looking
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#looking
    await this.#inFlight.idle()
  }

  async #round(): Promise<void> {
    const { db, clock, publicUrl, reportMissing } = this.#deps
    const at = clock()
    const from = (ms: number): Date => new Date(at.getTime() + ms)
    for (const one of await asLien(db, (trx) => store.toAsk(trx, at, from(askBefore)))) {
      await this.#do(one.establishmentId, async (act) => {
        act.concern(one.id)
        if (await store.hold(act.db, 'consultations', one.id) && !await store.lockPrevisit(act.db, one.id)) await askPrevisit(act, publicUrl, one.id)
      })
    }
    for (const one of await asLien(db, (trx) => dueFollowUps(trx, at))) await this.#do(one.establishmentId, (act) => askWhatIsDue(act, publicUrl, one.id))
    await this.#tell('reminded_at', { at, by: from(remindBefore), asked: at, ahead: remindBefore + peace }, (act, request) => remind(act, publicUrl, request))
    await this.#tell('missing_told_at', { at, by: from(missingBefore), asked: from(-missingPatience), ahead: 0 }, async (act, request) => {
      await store.saveMissingTold(act, request.id)
      await reportMissing(act, { requestId: request.id })
    })
    for (const one of await asLien(db, (trx) => store.toClose(trx, at))) {
      await this.#with(one, async (act, request) => {
        // Said when its time was over; said here where no server looked that day.
        if (request.purpose === 'followUp') await raiseMissing(act, { requestId: request.id })
        await store.saveOver(act, request.id, one.cancelled ? 'cancelled' : 'missed')
        if (!one.cancelled) act.record({ type: 'request.missed', requestId: request.id })
        act.tell({ type: 'changed', consultationId: request.consultationId })
      })
    }
  }

  async #tell(mark: 'reminded_at' | 'missing_told_at', when: Parameters<typeof store.toTell>[2], work: (act: Act, request: store.Request) => Promise<void>): Promise<void> {
    for (const one of await asLien(this.#deps.db, (trx) => store.toTell(trx, mark, when))) {
      await this.#with(one, async (act, request) => {
        if (!await store.isMarked(act.db, request.id, mark)) await work(act, request)
      })
    }
  }

  /** A request that still waits, in this server's hands alone. */
  #with(one: Due, work: (act: Act, request: store.Request) => Promise<void>): Promise<void> {
    return this.#do(one.establishmentId, async (act) => {
      if (!await store.hold(act.db, 'questionnaire_requests', one.id)) return
      const request = await store.lockRequest(act.db, one.id)
      if (!request || !isAwaited(request.state)) return
      act.concern(request.consultationId)
      await work(act, request)
    })
  }

  async #do(establishmentId: Due['establishmentId'], work: (act: Act) => Promise<void>): Promise<void> {
    if (this.#closed) return
    try {
      await this.#deps.transact({ kind: 'system', establishmentId }, 'system', work)
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'a request could not be made or followed up')
    }
  }
}

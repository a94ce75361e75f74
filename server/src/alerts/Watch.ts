import type { AccountId, AlertId, EstablishmentId } from '@lien/contract/ids'
import { alertsPath } from '@lien/contract/wire'
import { enqueue } from '../delivery/commands.ts'
import type { Act } from '../platform/act.ts'
import type { Clock } from '../platform/clock.ts'
import { asLien, type Pool } from '../platform/db.ts'
import { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'
import { proposal } from './proposal.ts'
import { overdueRequests, possibleDeputies, unseenAlerts } from './queries.ts'
import { reportMissing, rulesInForce } from './raising.ts'
import * as store from './store.ts'

export interface WatchDeps { db: Pool; transact: Transact; clock: Clock; log: Log; publicUrl: string; /** ms */ poll?: number }

/** More than this waits for the next turn. */
const mostATurn = 500
const hour = 3600 * 1000

/**
 * Looks, every half minute, for alerts that nobody has seen by their time and for questionnaires that have not come
 * back. Several servers may look at once: each alert is taken by one of them.
 */
export class Watch {
  readonly #deps: WatchDeps
  readonly #inFlight = new InFlight()
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<void> | null = null
  #closed = false

  private constructor(deps: WatchDeps) { this.#deps = deps }

  static create(deps: WatchDeps): Watch {
    const watch = new Watch(deps)
    watch.#timer = setInterval(() => watch.#inFlight.add(watch.look()), deps.poll ?? 30_000)
    return watch
  }

  /** One turn; a turn under way is not begun again. Never throws. */
  look(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#looking ??= this.#turn().finally(() => { this.#looking = null })
    return this.#looking
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#inFlight.idle()
  }

  async #turn(): Promise<void> {
    const { db, transact, clock, log } = this.#deps
    try {
      for (const one of await asLien(db, (trx) => unseenAlerts(trx, clock(), mostATurn))) {
        if (this.#closed) return
        await this.#escalateIfUnseen(one)
      }
      for (const { requestId, establishmentId, consultationId } of await asLien(db, (trx) => overdueRequests(trx, clock(), proposal.missingHours))) {
        if (this.#closed) return
        await transact({ kind: 'system', establishmentId }, 'system', async (act) => {
          act.concern(consultationId)
          await reportMissing(act, { requestId })
        })
      }
    } catch (error) {
      log.warn({ err: error }, 'alerts could not be looked at')
    }
  }

  async #escalateIfUnseen({ id, establishmentId }: { id: AlertId; establishmentId: EstablishmentId }): Promise<void> {
    await this.#deps.transact({ kind: 'system', establishmentId }, 'system', async (act) => {
      const alert = await store.lockUnseen(act, id)
      if (!alert) return
      act.concern(alert.consultationId)
      await this.#escalate(act, alert)
    })
  }

  /** To the deputies whose account is open; where there is none, to whoever holds the consultation. */
  async #escalate(act: Act, alert: store.Unseen): Promise<void> {
    const { rules } = await rulesInForce(act, alert.establishmentId)
    const staff = await possibleDeputies(act.db, alert.establishmentId)
    const wished: readonly AccountId[] = rules.deputies.length > 0 ? rules.deputies : alert.accountId ? [alert.accountId] : []
    const to = staff.filter(({ accountId }) => wished.includes(accountId))
    const hours = Math.floor((act.at.getTime() - alert.raisedAt.getTime()) / hour)
    for (const { accountId, email, language } of to) {
      await enqueue(act, { channel: 'mail', to: email, lang: language, template: 'alertWaiting', params: { url: `${this.#deps.publicUrl}${alertsPath}`, hours }, accountId, establishmentId: alert.establishmentId })
    }
    await store.saveEscalation(act, alert.id, to.map(({ accountId }) => accountId))
    act.record({ type: 'alert.escalated', alertId: alert.id, to: to.map(({ accountId }) => accountId) })
    act.tell({ type: 'alertsChanged', establishmentId: alert.establishmentId })
  }
}

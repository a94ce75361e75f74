import { setTimeout as sleep } from 'node:timers/promises'
import { v7 } from 'uuid'
import { channels, type Channel, type DeliveryError } from '@lien/contract/outbox'
import type { Act } from '../platform/act.ts'
import type { Clock } from '../platform/clock.ts'
import { maskContact } from '../platform/contactPoint.ts'
import { asLien, type Pool } from '../platform/db.ts'
import { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'
import type { Vault } from '../platform/vault.ts'
import { verdictOf, type Outcome } from './rules.ts'
import { Undelivered, type Parcel, type Sender, type Senders } from './Sender.ts'
import { wireError } from './senders/wire.ts'
import * as store from './store.ts'
import { write } from './templates/write.ts'

export interface CourierDeps {
  db: Pool; transact: Transact; clock: Clock; log: Log; vault: Vault; serverId: string; senders: Senders
  /** ms; all optional, for tests */
  pace?: { poll?: number; lease?: number; patience?: number }
}
type Try = store.Claimed
class ClaimLost extends Error { override readonly name = 'ClaimLost' }

/** How many messages of one channel a server has under way at once: a slow gateway holds up nobody else's. */
const hands = 4
const day = 24 * 3600 * 1000
const wordsKept = 30 * day

/**
 * Carries what the outbox holds out of the house (decision 0024). One message: claim it and commit; send all but its
 * last byte; mark it `handing` and commit; send the last byte; write the outcome. No transaction is open around a send.
 */
export class Courier {
  readonly #deps: CourierDeps
  readonly #pace: { poll: number; lease: number; patience: number }
  readonly #inFlight = new InFlight()
  readonly #busy = new Map<Channel, number>(channels.map((channel) => [channel, 0]))
  /** Those that may still be stopped: nothing of them can have been accepted. */
  readonly #stoppable = new Set<AbortController>()
  #timer: NodeJS.Timeout | null = null
  #looking = false
  #again = false
  #closed = false
  #tidied = 0

  private constructor(deps: CourierDeps) {
    this.#deps = deps
    this.#pace = { poll: 5_000, lease: 90_000, patience: 30_000, ...deps.pace }
  }

  static async create(deps: CourierDeps): Promise<Courier> {
    const courier = new Courier(deps)
    await asLien(deps.db, (trx) => store.releaseServer(trx, deps.serverId, deps.clock()))
    courier.#timer = setInterval(() => courier.wake(), courier.#pace.poll)
    courier.wake()
    return courier
  }

  /** Looks at the outbox now; cheap and safe to call at any time. */
  wake(): void {
    if (this.#closed) return
    this.#again = true
    if (!this.#looking) this.#inFlight.add(this.#look())
  }

  /** Stops what may be stopped, waits for what may have been accepted already. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    for (const one of this.#stoppable) one.abort()
    await this.#inFlight.idle()
  }

  async #look(): Promise<void> {
    this.#looking = true
    try {
      while (this.#again) {
        this.#again = false
        await this.#tidy()
        for (const channel of channels) await this.#claim(channel)
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'the outbox could not be looked at')
    } finally {
      this.#looking = false
    }
  }

  async #claim(channel: Channel): Promise<void> {
    const { db, clock, serverId, senders } = this.#deps
    const free = hands - (this.#busy.get(channel) ?? 0)
    if (free <= 0 || this.#closed) return
    const at = clock()
    const tries = await asLien(db, (trx) => store.claimDue(trx, channel, free, senders[channel]?.repeatable ?? false, { serverId, claim: v7(), at, leaseUntil: this.#leaseFrom(at) }))
    for (const one of tries) {
      this.#busy.set(channel, (this.#busy.get(channel) ?? 0) + 1)
      this.#inFlight.add(this.#carry(one).finally(() => {
        this.#busy.set(channel, (this.#busy.get(channel) ?? 1) - 1)
        this.wake()
      }))
    }
  }

  /** What a server that went away left in doubt is shown to a person; unsent words do not stay for ever. */
  async #tidy(): Promise<void> {
    const { db, clock, senders } = this.#deps
    const unrepeatable = channels.filter((channel) => !(senders[channel]?.repeatable ?? false))
    const left = await asLien(db, (trx) => store.doubtful(trx, unrepeatable, clock()))
    for (const one of left) await this.#settle(one, ['handing'], { state: 'uncertain', error: 'interrupted', keepWords: true })
    if (clock().getTime() - this.#tidied < day / 24) return
    this.#tidied = clock().getTime()
    await asLien(db, (trx) => store.forgetWords(trx, new Date(this.#tidied - wordsKept)))
  }

  async #carry(one: Try): Promise<void> {
    const { log, clock, senders } = this.#deps
    try {
      if (one.expiresAt && one.expiresAt <= clock()) {
        await this.#settle(one, ['claimed'], { state: 'failed', error: 'expired', keepWords: false })
        return
      }
      const sender = senders[one.channel]
      const { outcome, stopped } = sender ? await this.#send(one, sender) : { outcome: { type: 'later', error: 'noChannel' } as const, stopped: false }
      if (stopped) await this.#settle(one, ['claimed'], { state: 'queued', error: null, nextAt: clock(), keepWords: true, uncounted: true })
      else await this.#record(one, outcome, sender?.repeatable ?? false)
    } catch (error) {
      if (error instanceof ClaimLost) log.warn({ outbox: one.id }, 'another server has taken this message on')
      else log.error({ outbox: one.id, err: error }, 'the outcome of a message could not be written')
    }
  }

  async #send(one: Try, sender: Sender): Promise<{ outcome: Outcome; stopped: boolean }> {
    const { db, clock, log } = this.#deps
    const stop = new AbortController()
    const late = setTimeout(() => stop.abort(), this.#pace.patience)
    const way = { handed: false }
    this.#stoppable.add(stop)
    const handing = async (): Promise<void> => {
      if (stop.signal.aborted) throw new Error('Abort')
      this.#stoppable.delete(stop)
      // From here on the row says that it may have been accepted, whatever happens to this process.
      way.handed = true
      if (!await asLien(db, (trx) => store.markHanding(trx, one, this.#leaseFrom(clock())))) throw new ClaimLost()
    }
    try {
      await sender.send(this.#parcel(one), handing, stop.signal)
      return { outcome: { type: 'sent' }, stopped: false }
    } catch (error) {
      if (error instanceof ClaimLost) throw error
      log.warn({ outbox: one.id, channel: one.channel, attempts: one.attempts, error: error instanceof Undelivered ? error.error : wireError(error) }, 'a message was not delivered')
      if (error instanceof Undelivered) return { outcome: { type: error.later ? 'later' : 'never', error: error.error }, stopped: false }
      return { outcome: { type: way.handed ? 'unknown' : 'later', error: wireError(error) }, stopped: !way.handed && this.#closed && stop.signal.aborted }
    } finally {
      clearTimeout(late)
      this.#stoppable.delete(stop)
    }
  }

  #parcel({ id, channel, recipient, lang, createdAt, template, params, house }: Try): Parcel {
    try {
      if (params === null) throw new Error('The words were thrown away.')
      const opened: unknown = JSON.parse(this.#deps.vault.open(params, id))
      return { id, channel, to: recipient, lang, createdAt, words: write({ template, lang, channel, params: opened, house }) }
    } catch (error) {
      throw new Undelivered('unreadable', false, error)
    }
  }

  async #record(one: Try, outcome: Outcome, repeatable: boolean): Promise<void> {
    const { clock } = this.#deps
    const at = clock()
    const verdict = verdictOf(outcome, one, repeatable, at, Math.random())
    switch (verdict.state) {
      case 'sent': return this.#settle(one, ['claimed', 'handing', 'uncertain'], { state: 'sent', error: null, keepWords: false, recipient: maskContact(one.channel, one.recipient), sentAt: at }, { type: 'delivery.sent', outboxId: one.id, attempts: one.attempts })
      case 'queued': return this.#settle(one, ['claimed', 'handing'], { state: 'queued', error: verdict.error, nextAt: verdict.nextAt, keepWords: true })
      case 'failed': return this.#settle(one, ['claimed', 'handing'], { state: 'failed', error: verdict.error, keepWords: true })
      case 'uncertain': return this.#settle(one, ['handing'], { state: 'uncertain', error: verdict.error, keepWords: true })
    }
  }

  /** Writes an outcome and its trail; a database that is away is asked again while the lease lasts. */
  async #settle(one: Pick<Try, 'id' | 'claim' | 'consultationId' | 'establishmentId'>, from: Parameters<typeof store.settle>[2], settlement: store.Settlement, event?: Parameters<Act['record']>[0]): Promise<void> {
    const { transact } = this.#deps
    const stopped = settlement.state === 'failed' || settlement.state === 'uncertain' ? { type: 'delivery.stopped' as const, outboxId: one.id, state: settlement.state, error: settlement.error ?? ('interrupted' satisfies DeliveryError) } : null
    for (let wait = 200; ; wait *= 2) {
      try {
        await transact({ kind: 'system', establishmentId: one.establishmentId }, 'system', async (act) => {
          if (one.consultationId) act.concern(one.consultationId)
          if (!await store.settle(act.db, one, from, settlement)) return
          const told = event ?? stopped
          if (told) act.record(told)
        })
        return
      } catch (error) {
        if (wait > this.#pace.lease / 2 || this.#closed) throw error
        await sleep(wait)
      }
    }
  }

  #leaseFrom(at: Date): Date { return new Date(at.getTime() + this.#pace.lease) }
}

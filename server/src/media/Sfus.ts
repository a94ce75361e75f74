import { setTimeout } from 'node:timers/promises'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { SfuInput, SfuOrderName } from '@lien/contract/sfu'
import type { Act } from '../platform/act.ts'
import type { Log } from '../platform/log.ts'
import { SfuLink, type SfuListener } from './SfuLink.ts'
import { findRoom, placeRoom } from './store.ts'

/** How long a join waits for an sfu where none is there, in ms: one that is started again is back within two seconds. */
const patience = 3_000

/** Every sfu this server was told of, and the choice of one for a room. */
export class Sfus {
  readonly #links: SfuLink[]
  readonly #log: Log
  #closed = false

  constructor({ urls, token, log, listener }: { urls: readonly string[]; /** Asked for at each dialling, so that it can change. */ token: () => string; log: Log; listener: SfuListener }) {
    this.#log = log
    this.#links = urls.map((url) => new SfuLink({ url, token, log, listener }))
  }

  get someUp(): boolean { return this.#links.some((link) => link.up) }
  get inDoubt(): boolean { return this.#links.some((link) => link.inDoubt) }

  /** Waits, for a moment only, until an sfu is there and it is known of each whether it is: a line that was just cut moves no room. */
  async settled(): Promise<void> {
    const until = Date.now() + patience
    while (!this.#closed && Date.now() < until && (!this.someUp || this.inDoubt)) await setTimeout(20)
  }

  /**
   * The sfu of a consultation's room: where it is already, otherwise the least loaded. `not`: this one could not take
   * it. A room that moves takes everybody along: their pages are told to join again. Throws `unavailable`.
   */
  async place(act: Act, consultationId: ConsultationId, not?: SfuLink): Promise<SfuLink> {
    const usable = this.#links.filter((link) => link.up && link !== not)
    const seen = await findRoom(act, consultationId)
    const here = this.#links.find((link) => link !== not && link.sfuId === seen)
    if (here?.up) return here
    // Perhaps only its line was cut: nobody moves before that is known.
    if (here?.inDoubt) throw new Fault('unavailable', { reason: 'sfuAway' })
    const freest = this.freest(not)
    const chosen = await placeRoom(act, consultationId, seen, freest.sfuId)
    const link = usable.find((one) => one.sfuId === chosen)
    // Another server chose one that we do not reach: with an sfu of our own the two sides would never meet.
    if (!link) throw new Fault('unavailable', { reason: 'sfuAway' })
    if (link === freest) {
      link.expectRoom()
      if (seen !== null) act.tell({ type: 'roomMoved', consultationId, sfuId: chosen })
    }
    return link
  }

  /** The least loaded of those that take rooms, but not this one. Throws `unavailable`. */
  freest(not?: SfuLink): SfuLink & { sfuId: string } {
    const [freest] = this.#links.filter((link) => link.up && link !== not && !link.draining).sort((a, b) => a.load - b.load)
    if (!freest?.sfuId) throw new Fault('unavailable', { reason: 'sfuAway' })
    return freest as SfuLink & { sfuId: string }
  }

  /** The sfu that carries a consultation's room now; null where it is out of reach or there is none. */
  async carrier(act: Act, consultationId: ConsultationId): Promise<SfuLink | null> {
    const seen = await findRoom(act, consultationId)
    return this.#links.find((link) => link.up && link.sfuId === seen) ?? null
  }

  /** Tells every sfu; those that do not know the room or peer say so, and that is fine. */
  tellAll<N extends SfuOrderName>(name: N, input: SfuInput<N>): void {
    for (const link of this.#links) {
      if (!link.up) continue
      link.order(name, input).catch((error: unknown) => {
        if (!(error instanceof Fault && error.code === 'notFound')) this.#log.warn({ sfu: link.sfuId, order: name, err: error }, 'sfu order failed')
      })
    }
  }

  close(): void {
    this.#closed = true
    for (const link of this.#links) link.close()
  }
}

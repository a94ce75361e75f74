import { Fault } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { SfuInput, SfuOrderName } from '@lien/contract/sfu'
import type { Act } from '../platform/act.ts'
import type { Log } from '../platform/log.ts'
import { SfuLink, type SfuListener } from './SfuLink.ts'
import { findRoom, placeRoom } from './store.ts'

/** Every sfu this server was told of, and the choice of one for a room. */
export class Sfus {
  readonly #links: SfuLink[]
  readonly #log: Log

  constructor({ urls, token, log, listener }: { urls: readonly string[]; /** Asked for at each dialling, so that it can change. */ token: () => string; log: Log; listener: SfuListener }) {
    this.#log = log
    this.#links = urls.map((url) => new SfuLink({ url, token, log, listener }))
  }

  get someUp(): boolean { return this.#links.some((link) => link.up) }

  /** The sfu of a consultation's room: where it is already, otherwise the least loaded. Throws `unavailable`. */
  async place(act: Act, consultationId: ConsultationId): Promise<SfuLink> {
    const seen = await findRoom(act, consultationId)
    const here = this.#links.find((link) => link.up && link.sfuId === seen)
    if (here) return here
    const [freest] = this.#links.filter((link) => link.up).sort((a, b) => a.load - b.load)
    if (!freest?.sfuId) throw new Fault('unavailable', { reason: 'sfuAway' })
    const chosen = await placeRoom(act, consultationId, seen, freest.sfuId)
    return this.#links.find((link) => link.up && link.sfuId === chosen) ?? freest
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

  close(): void { for (const link of this.#links) link.close() }
}

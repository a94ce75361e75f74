import type { Incident, PassedDisturbance } from '@lien/contract/call'
import { Ladder, type Repair } from './Ladder.ts'
import type { Rung, Trouble } from './ladderRules.ts'
import type { MediaLink } from './MediaLink.ts'
import type { Signalling } from './Signalling.ts'

interface Host {
  signalling: Signalling
  link: () => MediaLink | null
  /** This page is in the call, or means to be. */
  wanted: () => boolean
  /** It holds a place. */
  live: () => boolean
  /** Sends no more on the stay there is: what is shown from now on is "not heard". */
  giveUp: () => void
  join: () => void
  incident: (incident: Incident) => void
  passed: (disturbance: PassedDisturbance) => void
}

/** Notices what is broken of a stay and has the ladder climbed until it is whole. */
export class Repairs {
  readonly #host: Host
  readonly #ladder = new Ladder({ climb: (rung) => this.#climb(rung), mended: (repair) => this.#mended(repair) })

  constructor(host: Host) {
    this.#host = host
  }

  get climbing(): boolean {
    return this.#ladder.climbing
  }

  /** Only what really plays ends a series of failures; a join alone could fail again at once, for ever. */
  settled(): void {
    this.#ladder.settled()
  }

  /** Our place is not what we believe, or out of reach. */
  lost(trouble: Trouble): void {
    if (!this.#host.wanted()) return
    this.#host.giveUp()
    if (this.#ladder.rung) this.#ladder.failed(trouble)
    else this.#ladder.trouble(trouble)
  }

  /** The device is on another network: its old paths may be dead without knowing it. */
  moved(): void {
    if (!this.#host.wanted()) return
    if (this.#ladder.climbing) this.#ladder.hurry()
    else if (this.#host.link() && this.#host.signalling.open) this.#ladder.trouble('path')
  }

  assess(): void {
    const { signalling } = this.#host
    const link = this.#host.link()
    if (!link?.ready || !this.#host.live()) return
    const { health } = link
    // Where packets flow again, the server is within reach again too.
    if (health === 'whole' && this.#ladder.mended() && !signalling.open) signalling.hurry()
    else if (health === 'silent') this.#ladder.suspect()
    else if (health === 'broken') this.#ladder.trouble('path')
  }

  close(): void {
    this.#ladder.close()
  }

  #climb(rung: Rung): void {
    const { signalling } = this.#host
    const link = this.#host.link()
    if (rung === 'restart' && link && signalling.open) return this.#restart(link)
    if (rung === 'restart') return signalling.hurry()
    this.#host.giveUp()
    // The socket's handshake carries the join.
    if (rung === 'rejoin') signalling.renew()
    else if (signalling.open) this.#host.join()
    else signalling.hurry()
  }

  #restart(link: MediaLink): void {
    void link.restart().catch(() => 'refused' as const).then((restarted) => {
      if (this.#host.link() !== link || this.#ladder.rung !== 'restart') return
      if (restarted === 'refused') this.lost('stay')
      else if (restarted === 'unanswered') this.#ladder.failed('line')
      else this.assess()
    })
  }

  #mended({ trouble, from, to, tried }: Repair): void {
    if (trouble === 'path') this.#host.incident('iceFailed')
    this.#host.passed({ disturbance: `${trouble}Lost`, from, to, tried: tried.slice(-50) })
  }
}

import type { Incident, PassedDisturbance } from '@lien/contract/call'
import { Ladder, type Repair } from './Ladder.ts'
import { stillness, unanswered, type Rung, type Trouble } from './ladderRules.ts'
import type { MediaLink } from './MediaLink.ts'
import { pause } from './pause.ts'
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
  /** What is shown may have become another. */
  changed: () => void
  incident: (incident: Incident) => void
  passed: (disturbance: PassedDisturbance) => void
}

/** Notices what is broken of a stay and has the ladder climbed until it is whole. */
export class Repairs {
  readonly #host: Host
  readonly #ladder = new Ladder({ climb: (rung) => this.#climb(rung), mended: (repair) => this.#mended(repair) })

  /** Of the link whose line was lost: do its media stand still since then? */
  #standsStill: { link: MediaLink; answer: Promise<boolean> } | null = null
  /** The device has said so while the server was out of reach. */
  #elsewhere = false
  /** What this link sends was not answered, though it believes to be well. */
  #silent: MediaLink | null = null
  /** The last link whose paths were whole: when they are again, something of it was missed. */
  #whole: MediaLink | null = null
  #closed = false

  constructor(host: Host) {
    this.#host = host
  }

  get climbing(): boolean {
    return this.#ladder.climbing
  }

  /** Nobody hears what the present link sends. */
  get unheard(): boolean {
    return this.#silent !== null && this.#silent === this.#host.link()
  }

  /** Our stay may be held again by a line that comes back: its paths are whole, or silent only, which often ends with the silence of the line. */
  get keeps(): boolean {
    const link = this.#host.link()
    return link !== null && this.#host.live() && (link.health === 'whole' || link.health === 'silent')
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
    else this.#elsewhere = true
  }

  /** The line is lost: what comes meanwhile tells whether the network is too. */
  lineLost(): void {
    const link = this.#host.link()
    this.#standsStill = link && { link, answer: this.#isStill(link) }
  }

  /** The line is back, and our place is held. Media that stand still take a path that is no more, which ICE would find out seconds later. */
  async lineBack(): Promise<void> {
    const link = this.#host.link()
    const before = this.#standsStill
    const elsewhere = this.#elsewhere
    this.#elsewhere = false
    if (!link) return
    if (this.#goesOn(link)) return
    const still = elsewhere || (before?.link === link && (await before.answer)) || (await this.#isStill(link))
    if (still && this.#host.link() === link && this.#host.live() && this.#host.signalling.open && !this.#ladder.climbing) this.#ladder.anew()
  }

  /** A place of its own is on the paths of now. */
  entered(): void {
    this.#standsStill = null
    this.#elsewhere = false
  }

  /** Until `close`: a path may die while the line to the server lives (a firewall that forgets, a tunnel that ends), and believe in itself for long. */
  async watch(): Promise<void> {
    for (let times = 0; !this.#closed;) {
      const link = this.#watched()
      const silent = link ? await link.isUnanswered(unanswered.ms).catch(() => false) : await pause(unanswered.ms).then(() => false)
      times = silent && this.#watched() === link ? times + 1 : 0
      if (times < unanswered.times) continue
      times = 0
      this.#silent = link
      this.#ladder.trouble('path')
      this.#host.changed()
    }
  }

  assess(): void {
    const { signalling } = this.#host
    const link = this.#host.link()
    if (!link?.ready || !this.#host.live()) return
    const { health } = link
    const known = this.#whole === link
    if (health === 'whole') this.#whole = link
    if (health === 'whole' && !this.unheard && this.#ladder.mended()) {
      this.#standsStill = null
      if (known) link.receiver.sayAgain()
      // Where packets flow again, the server is within reach again too.
      if (!signalling.open) signalling.hurry()
    } else if (health === 'silent') this.#ladder.suspect()
    else if (health === 'broken') this.#ladder.trouble('path')
  }

  close(): void {
    this.#closed = true
    this.#ladder.close()
  }

  /** A climb that was under way while the line was away goes on from below, where there is still something to cure. */
  #goesOn(link: MediaLink): boolean {
    if (this.#ladder.climbing && (link.health !== 'whole' || this.unheard)) this.#ladder.anew()
    return this.#ladder.climbing
  }

  /** The link of which everything believes that it is well. */
  #watched(): MediaLink | null {
    const link = this.#host.link()
    return link?.ready && link.health === 'whole' && this.#host.live() && this.#host.signalling.open && !this.#ladder.climbing ? link : null
  }

  #climb(rung: Rung): void {
    const { signalling } = this.#host
    const link = this.#host.link()
    if (rung === 'restart' && link && signalling.open) return this.#restart(link)
    if (rung === 'restart') return signalling.hurry()
    // Without a line nothing can be made anew: what may be held again is not given up meanwhile.
    if (!this.keeps || (rung === 'rebuild' && signalling.open)) this.#host.giveUp()
    // The socket's handshake carries the question for our place.
    if (rung === 'rejoin') signalling.renew()
    else if (signalling.open) this.#host.join()
    else signalling.hurry()
  }

  #restart(link: MediaLink): void {
    const current = (): boolean => this.#host.link() === link && this.#ladder.rung === 'restart'
    void link.restart().catch(() => 'refused' as const).then(async (restarted) => {
      // A path that believed in itself is believed once it is answered.
      let silent = restarted === 'done' && this.unheard
      while (silent && current()) silent = await link.isUnanswered(stillness).catch(() => false)
      if (!current()) return
      if (restarted === 'refused') return this.lost('stay')
      if (restarted === 'unanswered') return this.#ladder.failed('line')
      this.#silent = null
      this.#host.changed()
      this.assess()
    })
  }

  #isStill(link: MediaLink): Promise<boolean> {
    return link.standsStill(stillness).catch(() => false)
  }

  #mended({ trouble, from, to, tried }: Repair): void {
    if (trouble === 'path') this.#host.incident('iceFailed')
    this.#host.passed({ disturbance: `${trouble}Lost`, from, to, tried: tried.slice(-50) })
  }
}

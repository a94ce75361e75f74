import type { Condition, PassedDisturbance } from '@lien/contract/call'
import type { ParticipantId } from '@lien/contract/ids'
import type { Devices } from './Devices.ts'
import type { MediaLink } from './MediaLink.ts'
import { judgeIn, judgeOut, openGate, sampleOf, step, totalsOf, type Gate, type Sample, type Totals } from './qualityRules.ts'
import { Store } from './Store.ts'

export interface QualitySnapshot {
  /** The newest measure of our own two ways; null before the first. */
  sample: Sample | null
  /** The pictures stopped so that the voice passes: our own, those of the others. */
  outStopped: boolean
  inStopped: boolean
  /** How the others say they are; who says nothing is well. */
  conditions: ReadonlyMap<ParticipantId, Condition>
}

interface Host {
  link: () => MediaLink | null
  devices: Devices
  tell: (condition: Condition) => void
  passed: (disturbance: PassedDisturbance) => void
  signal: AbortSignal
}

/** ms between two measures. */
const pace = 2_000
const well: Condition = { network: 'good', microphone: 'well' }

/** Measures both ways, keeps the pictures from drowning the voice, and tells the others how we are. */
export class Quality {
  readonly state = new Store<QualitySnapshot>({ sample: null, outStopped: false, inStopped: false, conditions: new Map() })
  readonly #host: Host
  #before: { link: MediaLink; totals: Totals } | null = null
  #out: Gate = openGate
  #in: Gate = openGate
  #weakFrom: number | null = null
  #lostFrom: number | null = null
  #told = well
  #hidden = false

  constructor(host: Host) {
    this.#host = host
    const { signal, devices } = host
    const timer = setInterval(() => void this.#measure(), pace)
    const unwatch = devices.state.subscribe(() => this.#tell())
    const seen = (): void => {
      this.#hidden = document.visibilityState === 'hidden'
      this.apply()
    }
    document.addEventListener('visibilitychange', seen, { signal })
    signal.addEventListener('abort', () => {
      clearInterval(timer)
      unwatch()
      this.end()
    }, { once: true })
  }

  heard(participantId: ParticipantId, condition: Condition): void {
    this.state.set({ conditions: new Map(this.state.get().conditions).set(participantId, condition) })
  }

  /** Somebody came who was not told yet, or our stay is a new one. */
  tellAgain(): void {
    if (this.#told !== well) this.#host.tell(this.#told)
  }

  /** A picture that nobody can look at, or that the voice has no room beside, is not carried. */
  apply(): void {
    const link = this.#host.link()
    if (!link) return
    link.stopPicture(!this.#out.open)
    link.receiver.stopPictures(!this.#in.open || this.#hidden)
  }

  async #measure(): Promise<void> {
    const link = this.#host.link()
    if (link?.health !== 'whole') {
      this.#before = null
      return
    }
    const totals = totalsOf(await link.stats(), Date.now())
    const before = this.#before
    this.#before = { link, totals }
    if (before?.link !== link || this.#host.signal.aborted) return
    const sample = sampleOf(before.totals, totals)
    const { camera } = this.#host.devices.state.get()
    this.#out = step(this.#out, judgeOut(sample, camera.effective !== null && this.#out.open), totals.at)
    this.#in = step(this.#in, judgeIn(sample), totals.at)
    this.state.set({ sample, outStopped: !this.#out.open, inStopped: !this.#in.open })
    this.apply()
    this.#note(totals.at)
    this.#tell()
  }

  /** From the moment that a picture stopped until all may pass again is one disturbance. */
  #note(at: number): void {
    const weak = !this.#out.open || !this.#in.open
    if (weak) this.#weakFrom ??= at
    else this.end()
  }

  /** Called before one leaves, while it can still be reported. */
  end(): void {
    if (this.#weakFrom !== null) this.#host.passed({ disturbance: 'weakNetwork', from: this.#weakFrom, to: Date.now(), tried: ['pictureStopped'] })
    this.#weakFrom = null
    this.#found()
  }

  #found(): void {
    if (this.#lostFrom !== null) this.#host.passed({ disturbance: 'microphoneLost', from: this.#lostFrom, to: Date.now(), tried: [] })
    this.#lostFrom = null
  }

  #tell(): void {
    const { microphone } = this.#host.devices.state.get()
    const lost = microphone.wished.on && (microphone.failure !== null || microphone.interrupted)
    if (lost) this.#lostFrom ??= Date.now()
    else this.#found()
    const condition: Condition = { network: this.#out.open && this.#in.open ? 'good' : 'weak', microphone: lost ? 'lost' : 'well' }
    if (condition.network === this.#told.network && condition.microphone === this.#told.microphone) return
    this.#told = condition
    this.#host.tell(condition)
  }
}

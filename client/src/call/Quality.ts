import type { Condition, PassedDisturbance } from '@lien/contract/call'
import type { ParticipantId } from '@lien/contract/ids'
import { isLost, type Devices } from './Devices.ts'
import { recallLine, rememberLine } from './LineMemory.ts'
import type { MediaLink } from './MediaLink.ts'
import { drowning, drowningOut, hear, isAnswered, isNarrow, judgeIn, judgeOut, newestReport, sampleOf, smoothed, step, totalsOf, type Gate, type Hearing, type Judgement, type Report, type Sample, type Totals } from './qualityRules.ts'
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
  /** A screen is shared beside the camera. */
  shares: () => boolean
  tell: (condition: Condition) => void
  passed: (disturbance: PassedDisturbance) => void
  signal: AbortSignal
}

/** ms between two looks, which see a voice drown, and between two measures, which judge and are shown. */
const [glance, pace] = [250, 2_000]
/** Measures by which stopped pictures are let in again. */
const calmMeasures = 5
/** ms: where no sound came since, a look is too old to be compared with. */
const stale = 2_000
/** ms a page may be hidden before its pictures stop: one that is reloaded is hidden too, and sees again at once. */
const hiddenPatience = 1_000
const well: Condition = { network: 'good', microphone: 'well', camera: 'well' }

/** Measures both ways, keeps the pictures from drowning the voice, and tells the others how we are. */
export class Quality {
  readonly state = new Store<QualitySnapshot>({ sample: null, outStopped: false, inStopped: false, conditions: new Map() })
  readonly #host: Host
  /** Of this link: the last look, and the last measures, oldest first. */
  #before: { link: MediaLink; look: Totals; measures: readonly Totals[] } | null = null
  #judged: { in: Judgement; out: Judgement } = { in: 'fair', out: 'fair' }
  #out: Gate
  #in: Gate
  /** Of this link. */
  #past: { link: MediaLink; report: Report | null; loss: number | null; hearing: Hearing } | null = null
  #weakFrom: number | null = null
  #lostFrom: number | null = null
  #told = well
  #hidden = false

  constructor(host: Host) {
    this.#host = host
    const { in: inward, out } = recallLine(Date.now())
    this.#in = inward
    this.#out = out
    this.state.set({ inStopped: !inward.open, outStopped: !out.open })
    const { signal, devices } = host
    const timer = setInterval(() => void this.#look(), glance)
    const unwatch = devices.state.subscribe(() => this.#tell())
    let hiding: ReturnType<typeof setTimeout> | undefined
    const hide = (hidden: boolean): void => {
      this.#hidden = hidden
      this.apply()
    }
    document.addEventListener('visibilitychange', () => {
      clearTimeout(hiding)
      if (document.visibilityState === 'hidden') hiding = setTimeout(() => hide(true), hiddenPatience)
      else hide(false)
    }, { signal })
    signal.addEventListener('abort', () => {
      clearInterval(timer)
      clearTimeout(hiding)
      unwatch()
      this.end()
    }, { once: true })
  }

  heard(participantId: ParticipantId, condition: Condition): void {
    this.state.set({ conditions: new Map(this.state.get().conditions).set(participantId, condition) })
  }

  /** Somebody came who was not told yet, or our stay is a new one. */
  tellAgain(): void {
    this.#told = this.#condition
    if (!same(this.#told, well)) this.#host.tell(this.#told)
  }

  /** A picture that nobody can look at, or that the voice has no room beside, is not carried. */
  apply(): void {
    const link = this.#host.link()
    if (!link) return
    const now = Date.now()
    link.narrow(isNarrow(this.#out, now))
    link.stopPicture(!this.#out.open)
    link.receiver.narrow(isNarrow(this.#in, now))
    link.receiver.stopPictures(!this.#in.open || this.#hidden)
    link.receiver.holdVoices(!this.#in.open)
  }

  async #look(): Promise<void> {
    const link = this.#host.link()
    // A voice may drown while the other path is still coming up, and keep it from doing so.
    if (link?.health !== 'whole' && link?.health !== 'pending') {
      this.#before = null
      // How a path was before it broke says nothing of the one that comes after.
      this.#judged = { in: 'fair', out: 'fair' }
      ;[this.#in, this.#out] = [step(this.#in, 'fair', Date.now()), step(this.#out, 'fair', Date.now())]
      return
    }
    const now = totalsOf(await link.stats(), Date.now())
    const before = this.#before
    // Closed meanwhile, it has told nothing.
    if (this.#host.signal.aborted || this.#host.link() !== link) return
    const past = this.#past?.link === link ? this.#past : null
    const [report, hearing] = [newestReport(past?.report ?? null, now), hear(past?.hearing ?? null, now)]
    const loss = report === past?.report ? past.loss : smoothed(past?.loss ?? null, now)
    this.#past = { link, report, loss, hearing }
    if (before?.link !== link) {
      this.#before = { link, look: now, measures: [now] }
      return
    }
    const [first, measured] = [before.measures[0] ?? now, before.measures.at(-1) ?? now]
    const due = now.at - measured.at >= pace - glance / 2
    // Nothing can be said of a moment in which no sound came: the next one is compared with what was before it.
    const silent = now.packets === before.look.packets && now.at - before.look.at < stale
    this.#before = { link, look: silent ? before.look : now, measures: due ? [...before.measures.slice(1 - calmMeasures), now] : before.measures }
    const { camera } = this.#host.devices.state.get()
    const sendsPicture = (camera.effective !== null || this.#host.shares()) && this.#out.open
    if (due) {
      const sample = sampleOf(measured, now)
      const [received, sent] = [this.#in.open ? sample : sampleOf(first, now), this.#out.open ? sample : { ...sample, lossSent: loss }]
      this.#judged = { in: judgeIn(received), out: judgeOut(sent, { sendsPicture, othersWeak: [...this.state.get().conditions.values()].some(({ network }) => network === 'weak') }) }
      this.state.set({ sample })
    }
    // A path that was dead, ours or the other's, has lost everything and is believed to carry nothing: no picture stops for that.
    const out = !isAnswered(report, now) ? 'fair' : drowningOut(now, sendsPicture) ? 'drowning' : this.#judged.out
    this.#out = step(this.#out, out, now.at)
    const inward = now.at < hearing.unsureUntil ? 'fair' : drowning(before.look, now) ? 'drowning' : this.#judged.in
    if (!silent) this.#in = step(this.#in, inward, now.at)
    const [outStopped, inStopped] = [!this.#out.open, !this.#in.open]
    const { state } = this
    const changed = state.get().outStopped !== outStopped || state.get().inStopped !== inStopped
    if (changed) state.set({ outStopped, inStopped })
    if (changed || due) rememberLine({ in: this.#in, out: this.#out }, now.at)
    this.apply()
    this.#note(now.at)
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

  get #condition(): Condition {
    const { microphone, camera } = this.#host.devices.state.get()
    return { network: this.#out.open && this.#in.open ? 'good' : 'weak', microphone: isLost(microphone) ? 'lost' : 'well', camera: isLost(camera) ? 'lost' : 'well' }
  }

  #tell(): void {
    const condition = this.#condition
    if (condition.microphone === 'lost') this.#lostFrom ??= Date.now()
    else this.#found()
    if (same(condition, this.#told)) return
    this.#told = condition
    this.#host.tell(condition)
  }
}

const same = (one: Condition, other: Condition): boolean => one.network === other.network && one.microphone === other.microphone && one.camera === other.camera

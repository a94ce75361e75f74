import { deadlines, isWorse, patience, proof, stepOf, type Rung, type Trouble } from './ladderRules.ts'

/** What was wrong, and all that was done about it. */
export interface Repair { trouble: Trouble; from: number; to: number; tried: readonly Rung[] }

export interface Climber {
  /** Begins a rung. `mended` or `failed` tells how it went, else its deadline does. */
  climb: (rung: Rung) => void
  mended: (repair: Repair) => void
}

/** Repairs a call step by step until it is whole or the person leaves. One rung at a time. */
export class Ladder {
  readonly #climber: Climber
  #series: { trouble: Trouble; worst: Trouble; from: number; tried: Rung[] } | null = null
  #rung: Rung | null = null
  /** Steps taken since the call last proved to be whole. */
  #steps = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #suspicion: ReturnType<typeof setTimeout> | undefined
  #proof: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(climber: Climber) {
    this.#climber = climber
  }

  /** The rung being climbed; null when there is none, or none yet. */
  get rung(): Rung | null {
    return this.#rung
  }

  get climbing(): boolean {
    return this.#series !== null
  }

  /** A path is silent: perhaps it comes back by itself. */
  suspect(): void {
    if (this.#closed || this.#series || this.#suspicion !== undefined) return
    this.#suspicion = setTimeout(() => this.trouble('path'), patience)
  }

  /** Something is broken. A worse trouble than the one being cured ends a rung that cannot cure it. */
  trouble(trouble: Trouble): void {
    if (this.#closed) return
    this.#calm()
    clearTimeout(this.#proof)
    if (!this.#series) {
      this.#series = { trouble, worst: trouble, from: Date.now(), tried: [] }
      this.#next()
    } else if (isWorse(trouble, this.#series.trouble)) {
      this.#know(trouble)
      if (this.#rung === null || this.#rung === 'restart') this.#next()
    }
  }

  /** The rung led nowhere, or only so far that `trouble` is left. Says nothing while none is being climbed. */
  failed(trouble?: Trouble): void {
    if (!this.#series || this.#rung === null) return
    if (trouble) this.#know(trouble)
    this.#next()
  }

  /** Our place is held again: how far one had climbed without it says nothing. Begins at the lowest rung. */
  anew(): void {
    this.#steps = 0
    if (!this.#series) return this.trouble('path')
    this.#series.trouble = 'path'
    this.#next()
  }

  /** There is a new reason to hope (the network is back): what was waiting for its time is done now. */
  hurry(): void {
    if (this.#series && this.#rung === null) this.#begin(stepOf(this.#steps++, this.#series.trouble, 0).rung)
  }

  /** Every path is whole. True when that was in doubt until now. */
  mended(): boolean {
    const doubt = this.#suspicion !== undefined || this.#series !== null
    this.#calm()
    const series = this.#series
    if (!series || this.#closed) return doubt
    clearTimeout(this.#timer)
    this.#series = null
    this.#rung = null
    this.#proof = setTimeout(() => this.settled(), proof)
    this.#climber.mended({ trouble: series.worst, from: series.from, to: Date.now(), tried: series.tried })
    return doubt
  }

  /** It holds: a picture or a voice really plays, or nothing broke for a while. */
  settled(): void {
    if (!this.#series) this.#steps = 0
  }

  close(): void {
    this.#closed = true
    this.#series = null
    this.#rung = null
    this.#calm()
    clearTimeout(this.#timer)
    clearTimeout(this.#proof)
  }

  #know(trouble: Trouble): void {
    if (!this.#series) return
    this.#series.trouble = trouble
    if (isWorse(trouble, this.#series.worst)) this.#series.worst = trouble
  }

  #calm(): void {
    clearTimeout(this.#suspicion)
    this.#suspicion = undefined
  }

  #next(): void {
    clearTimeout(this.#timer)
    this.#rung = null
    if (!this.#series) return
    const { rung, delay } = stepOf(this.#steps++, this.#series.trouble, Math.random())
    if (delay === 0) this.#begin(rung)
    else this.#timer = setTimeout(() => this.#begin(rung), delay)
  }

  #begin(rung: Rung): void {
    if (!this.#series) return
    clearTimeout(this.#timer)
    this.#rung = rung
    this.#series.tried.push(rung)
    this.#timer = setTimeout(() => this.failed(), deadlines[rung])
    this.#climber.climb(rung)
  }
}

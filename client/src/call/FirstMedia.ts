interface Hears { up: () => void; late: () => void }

/** Milliseconds after which a stay with something to show should have shown it. */
const patience = 15_000

/** Tells once per stay that a remote picture or sound really played, or that none did in time. */
export class FirstMedia {
  readonly #hears: Hears
  #up = true
  #framed = true
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(hears: Hears) {
    this.#hears = hears
  }

  /** A stay begins; `expected` when there is somebody to see or hear. */
  begin(expected: boolean): void {
    this.#up = false
    this.#framed = false
    clearTimeout(this.#timer)
    if (expected) this.#timer = setTimeout(this.#hears.late, patience)
  }

  played(kind: 'video' | 'audio'): void {
    if (kind === 'video' && !this.#framed) {
      this.#framed = true
      performance.mark('lien:first-remote-frame')
    }
    if (this.#up) return
    this.end()
    this.#hears.up()
  }

  end(): void {
    this.#up = true
    clearTimeout(this.#timer)
  }
}

/** Work that nobody waits for, except whoever closes the shop. */
export class InFlight {
  readonly #work = new Set<Promise<unknown>>()

  /** `work` must handle its own failures. */
  add(work: Promise<unknown>): void {
    const done = work.finally(() => this.#work.delete(done))
    this.#work.add(done)
  }

  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }
}

import type { Incident, PassedDisturbance } from '@lien/contract/call'
import type { Input, MediaCommandName } from '@lien/contract/commands'

interface Host {
  send: <N extends MediaCommandName>(name: N, input: Input<N>) => void
  live: () => boolean
  /** The server can be reached and knows our place. */
  placed: () => boolean
}

/** What this page tells of its own call for the record. */
export class Reports {
  readonly #host: Host
  readonly #untold: PassedDisturbance[] = []

  constructor(host: Host) {
    this.#host = host
  }

  incident(incident: Incident): void {
    if (this.#host.live()) this.#host.send('call.reportIncident', { incident })
  }

  /** Told once the server can be reached; clocks differ, so it is told how long ago. */
  passed(passed: PassedDisturbance): void {
    if (!this.#host.placed()) {
      this.#untold.push(passed)
      return
    }
    const { disturbance, from, to, tried } = passed
    const now = Date.now()
    const ago = (at: number): number => Math.round(Math.min(Math.max(now - at, 0), 86_400_000))
    this.#host.send('call.reportDisturbance', { disturbance, began: ago(from), ended: ago(to), tried })
  }

  /** Our place is known again: what waited is told. */
  catchUp(): void {
    for (const passed of this.#untold.splice(0)) this.passed(passed)
  }
}

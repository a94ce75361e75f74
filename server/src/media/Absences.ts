import type { ConsultationId } from '@lien/contract/ids'
import { endStay } from '../stays/commands.ts'
import type { StayPlace } from '../platform/act.ts'
import { lien } from '../platform/caller.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'

export type Absent = StayPlace & { consultationId: ConsultationId }
interface AbsencesDeps { log: Log; transact: Transact; grace: number; /** `ended`: by this; else another page holds the stay, or it was over. */ over: (stay: Absent, ended: boolean) => void }

/** Stays whose page is gone: each keeps its place for a grace, then it is given up. */
export class Absences {
  readonly #deps: AbsencesDeps
  readonly #timers = new Map<string, NodeJS.Timeout>()
  constructor(deps: AbsencesDeps) { this.#deps = deps }

  wait(stay: Absent): void {
    this.stop(stay.stayId)
    const timer = setTimeout(() => void this.#giveUp(stay), this.#deps.grace)
    timer.unref()
    this.#timers.set(stay.stayId, timer)
  }

  stop(stayId: string): void {
    clearTimeout(this.#timers.get(stayId))
    this.#timers.delete(stayId)
  }

  close(): void { for (const stayId of [...this.#timers.keys()]) this.stop(stayId) }

  async #giveUp(stay: Absent): Promise<void> {
    const { log, transact, over } = this.#deps
    this.#timers.delete(stay.stayId)
    try {
      const { value: ended } = await transact(lien, 'system', (act) => endStay(act, stay.stayId, 'lost', stay.socketId))
      over(stay, ended)
    } catch (error) {
      log.error({ stay: stay.stayId, err: error }, 'a lost stay could not be ended; tried again')
      this.wait(stay)
    }
  }
}

import { Fault } from '@lien/contract/faults'
import type { ConsultationId, ParticipantId } from '@lien/contract/ids'
import { trialSeconds } from '@lien/contract/network'
import type { Act, StayPlace } from '../platform/act.ts'
import type { Log } from '../platform/log.ts'
import type { SfuLink } from './SfuLink.ts'

/** A test room: to the sfu a stay like any other, in a room that is no consultation's. */
export interface Trial extends StayPlace { consultationId: ConsultationId; link: SfuLink; /** Nobody shares a screen in a test. */ holder?: never }

/** What tests may take from calls: at once on this server, and from one person in so many ms. */
const limits = { atOnce: 100, each: 10, within: 10 * 60_000 }

/** The test rooms of this server's pages: one a page at most, each forgotten when its time is over. */
export class Trials {
  readonly #log: Log
  readonly #bySocket = new Map<string, { trial: Trial; timer: NodeJS.Timeout }>()
  readonly #begun = new Map<ParticipantId, number[]>()

  constructor(log: Log) { this.#log = log }

  /** Throws `rateLimited`, or `unavailable` while calls need what is left. */
  begin(act: Act, { participantId, socketId, link }: { participantId: ParticipantId; socketId: string; link: SfuLink }): Trial {
    const now = act.at.getTime()
    for (const [id, times] of this.#begun) if ((times.at(-1) ?? 0) < now - limits.within) this.#begun.delete(id)
    const recent = (this.#begun.get(participantId) ?? []).filter((time) => time >= now - limits.within)
    if (recent.length >= limits.each) throw new Fault('rateLimited')
    this.end(socketId)
    if (this.#bySocket.size >= limits.atOnce) throw new Fault('unavailable')
    this.#begun.set(participantId, [...recent, now])
    // The room's name is its own: no consultation has it, so no call can be entered or overheard through it.
    const trial: Trial = { stayId: act.newId(), consultationId: act.newId(), participantId, socketId, link }
    const timer = setTimeout(() => this.end(socketId), trialSeconds * 1_000)
    timer.unref()
    this.#bySocket.set(socketId, { trial, timer })
    return trial
  }

  of(socketId: string): Trial | null { return this.#bySocket.get(socketId)?.trial ?? null }
  byStay(stayId: string): Trial | undefined { return [...this.#bySocket.values()].find(({ trial }) => trial.stayId === stayId)?.trial }

  /** Closes a page's test room; false where it had none. */
  end(socketId: string): boolean {
    const held = this.#bySocket.get(socketId)
    if (!held) return false
    clearTimeout(held.timer)
    this.#bySocket.delete(socketId)
    const { link, consultationId: roomId } = held.trial
    // Where this order does not arrive, the sfu closes it by itself.
    link.order('room.close', { roomId }).catch((error: unknown) => {
      if (!(error instanceof Fault && error.code === 'notFound')) this.#log.warn({ sfu: link.sfuId, err: error }, 'a test room was not closed')
    })
    return true
  }
}

import { Fault } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { StayPlace } from '../platform/act.ts'
import type { Log } from '../platform/log.ts'
import type { SfuLink } from './SfuLink.ts'

/** A place kept ready on an sfu for somebody who waits: no stay yet, and nothing of it is written. */
export interface ReadyPlace extends StayPlace { consultationId: ConsultationId; link: SfuLink; /** Nobody shares a screen from outside. */ holder?: never }

/** The places kept ready for this server's pages, one a page at most. */
export class ReadyPlaces {
  readonly #log: Log
  readonly #bySocket = new Map<string, ReadyPlace>()

  constructor(log: Log) { this.#log = log }

  begin(place: ReadyPlace): void {
    this.end(place.socketId)
    this.#bySocket.set(place.socketId, place)
  }

  of(socketId: string): ReadyPlace | null { return this.#bySocket.get(socketId) ?? null }
  byStay(stayId: string): ReadyPlace | undefined { return [...this.#bySocket.values()].find((place) => place.stayId === stayId) }

  /** The page has entered by it: from now on it is a stay. */
  entered(socketId: string): void { this.#bySocket.delete(socketId) }

  /** Gives a page's place up; false where it had none. */
  end(socketId: string): boolean {
    const place = this.#bySocket.get(socketId)
    if (!place) return false
    this.#bySocket.delete(socketId)
    const { link, consultationId: roomId, participantId: peerId, stayId } = place
    link.order('peer.leave', { roomId, peerId, stayId }).catch((error: unknown) => {
      if (link.up && !(error instanceof Fault && error.code === 'notFound')) this.#log.warn({ sfu: link.sfuId, err: error }, 'a place kept ready was not given up')
    })
    return true
  }

  /** Their sfu has them no more: forgotten, and returned for their pages to be told. */
  lost(which: (place: ReadyPlace) => boolean): ReadyPlace[] {
    const lost = [...this.#bySocket.values()].filter(which)
    for (const { socketId } of lost) this.#bySocket.delete(socketId)
    return lost
  }
}

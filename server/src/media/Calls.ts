import { Fault } from '@lien/contract/faults'
import type { CallCloseReason } from '@lien/contract/call'
import type { ConsultationId } from '@lien/contract/ids'
import type { NoticeName, Notices } from '@lien/contract/notices'
import type { SfuFact, SfuFactName } from '@lien/contract/sfu'
import { adoptStays, endStay, loseStay, noteLoss, openStaysOf, reclaimStays } from '../stays/commands.ts'
import type { Effect, StayPlace } from '../platform/act.ts'
import { lien } from '../platform/caller.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'
import { Absences, type Absent } from './Absences.ts'
import { ReadyPlaces, type ReadyPlace } from './ReadyPlaces.ts'
import type { SfuLink } from './SfuLink.ts'
import { Sfus } from './Sfus.ts'
import { Trials } from './Trials.ts'

/** A stay held by a page of this server, and the sfu that carries it. */
export interface HeldStay extends StayPlace { consultationId: ConsultationId; link: SfuLink; /** It is that of the professional who holds the consultation. */ holder?: boolean; /** Its page was told to join again. */ lost?: true }
export interface CallsDeps {
  log: Log
  transact: Transact
  serverId: string
  sfus: { urls: readonly string[]; token: () => string }
  send: <N extends NoticeName>(socketId: string, name: N, notice: Notices[N]) => void
  /** Is this page connected to this server? */
  isHere: (socketId: string) => boolean
  /** How long a person whose page is gone keeps their place, in ms. */
  grace?: number
}
/** The stays of this server's pages: facts of the sfus go up through it to the right page. */
export class Calls {
  readonly sfus: Sfus
  /** Network tests, which are no stays: nothing of them is written. */
  readonly trials: Trials
  /** Places kept ready for those who wait, which are no stays either. */
  readonly ready: ReadyPlaces
  readonly #deps: CallsDeps
  readonly #absences: Absences
  readonly #bySocket = new Map<string, HeldStay>()
  readonly #byStay = new Map<string, HeldStay>()
  #closed = false

  constructor(deps: CallsDeps) {
    this.#deps = deps
    this.trials = new Trials(deps.log)
    this.ready = new ReadyPlaces(deps.log)
    this.#absences = new Absences({ ...deps, grace: deps.grace ?? 20_000, over: (stay, ended) => this.#absenceOver(stay, ended) })
    this.sfus = new Sfus({
      ...deps.sfus, log: deps.log,
      listener: { onUp: (link, caughtUp) => this.#recheck(link, caughtUp), onDown: (link) => this.#gone(link), onFact: (link, name, fact) => this.#hear(link, name, fact) },
    })
  }

  /** The stay of a page. Throws `invalidState` for a page that has not joined, or not any more. */
  heldBy(socketId: string): HeldStay {
    const stay = this.#bySocket.get(socketId)
    if (!stay) throw new Fault('invalidState', { reason: 'notJoined' })
    return stay
  }

  /** What a page's media commands steer: its test while there is one, else its stay. Throws `invalidState`. */
  steeredBy(socketId: string): HeldStay { return this.trials.of(socketId) ?? this.heldBy(socketId) }

  /** Whose ways a page connects: the same, or those of its place kept ready. Throws `invalidState`. */
  connectedBy(socketId: string): HeldStay { return this.trials.of(socketId) ?? this.#bySocket.get(socketId) ?? this.ready.of(socketId) ?? this.heldBy(socketId) }

  /** Throws `invalidState` where the page is gone, or in the call, meanwhile. */
  keepReady(place: ReadyPlace): void {
    if (!this.#deps.isHere(place.socketId) || this.#bySocket.has(place.socketId)) throw new Fault('invalidState')
    this.ready.begin(place)
  }

  /** The consultation whose call a page is in, or null. */
  callOf(socketId: string): ConsultationId | null { return this.#bySocket.get(socketId)?.consultationId ?? null }

  hold(stay: HeldStay): void {
    for (const earlier of [this.#bySocket.get(stay.socketId), this.#byStay.get(stay.stayId)]) if (earlier) this.#forget(earlier)
    this.#absences.stop(stay.stayId)
    this.#bySocket.set(stay.socketId, stay)
    this.#byStay.set(stay.stayId, stay)
    // Its page was gone before there was anything to lose.
    if (!this.#deps.isHere(stay.socketId)) this.socketGone(stay.socketId).catch((error: unknown) => this.#deps.log.error({ stay: stay.stayId, err: error }, 'a lost page could not be noted'))
  }

  letGo(stay: HeldStay): void {
    this.#forget(stay)
    this.sfus.tellAll('peer.leave', { roomId: stay.consultationId, peerId: stay.participantId, stayId: stay.stayId })
  }

  /** After the commit of an act that took people out of a call. */
  closeStays(effect: Extract<Effect, { type: 'closeStays' }>): void {
    for (const stay of effect.stays) {
      this.#absences.stop(stay.stayId)
      const held = this.#byStay.get(stay.stayId)
      if (held) this.#forget(held)
      this.#deps.send(stay.socketId, 'call.closed', { stayId: stay.stayId, reason: effect.reason })
      // A replaced stay is taken over inside the sfu by the join that replaces it.
      if (effect.reason !== 'replaced') this.sfus.tellAll('peer.leave', { roomId: effect.consultationId, peerId: stay.participantId, stayId: stay.stayId })
    }
    if (effect.reason === 'ended') this.sfus.tellAll('room.close', { roomId: effect.consultationId })
  }

  /** After the commit of a move: whoever is still on the sfu that the room has left would see nobody any more. */
  roomMoved({ consultationId, sfuId }: { consultationId: ConsultationId; sfuId: string }): void {
    void this.#roomLost([...this.#byStay.values()].filter((stay) => stay.consultationId === consultationId && stay.link.sfuId !== sfuId), 'sfuLost')
  }

  /** A page is gone: its stay waits for it. The media may well go on flowing meanwhile. */
  async socketGone(socketId: string): Promise<void> {
    this.trials.end(socketId)
    this.ready.end(socketId)
    const stay = this.#bySocket.get(socketId)
    if (!stay || this.#closed) return
    this.#bySocket.delete(socketId)
    try {
      const { value: open } = await this.#deps.transact(lien, 'system', (act) => loseStay(act, stay))
      if (open) this.#absences.wait(stay)
      else this.#forget(stay)
    } catch (error) {
      // Without the database nobody can say so now; whoever is not back by then is given up all the same.
      this.#absences.wait(stay)
      throw error
    }
  }

  /** The session of a page is over: its stay ends with it. */
  async expel(socketId: string): Promise<void> {
    const stay = this.#bySocket.get(socketId)
    if (!stay) return
    this.letGo(stay)
    await this.#deps.transact(lien, 'system', (act) => endStay(act, stay.stayId, 'sessionEnded'))
  }

  /** Takes over the stays that an earlier run of this server left open. */
  async recover(): Promise<void> {
    const { value: stays } = await this.#deps.transact(lien, 'system', (act) => openStaysOf(act, this.#deps.serverId))
    for (const stay of stays) this.#absences.wait(stay)
  }

  /** Takes over the stays that servers which are no more left open. A page that comes back, here or elsewhere, holds its stay again. */
  async adopt(): Promise<void> {
    const { transact, serverId, log } = this.#deps
    const { value: stays } = await transact(lien, 'system', (act) => adoptStays(act, serverId))
    for (const stay of stays) {
      log.warn({ stay: stay.stayId }, 'stay of a dead server taken over')
      this.#absences.wait(stay)
      await transact(lien, 'system', (act) => Promise.resolve(noteLoss(act, stay)))
    }
  }

  /** Perhaps something was not heard: what became of the stays of this server's pages is read again. */
  async readAgain(): Promise<void> {
    const held = [...this.#bySocket.values()]
    if (held.length === 0) return
    const { value: stays } = await this.#deps.transact(lien, 'system', (act) => reclaimStays(act, this.#deps.serverId, held))
    for (const { stayId, over, replaced, sfuId } of stays) {
      const stay = this.#byStay.get(stayId)
      if (!stay) continue
      if (!over) {
        if (sfuId !== null) this.roomMoved({ consultationId: stay.consultationId, sfuId })
        continue
      }
      this.#forget(stay)
      // Why it is over, the page is told by the door when it asks to join again.
      this.#deps.send(stay.socketId, 'call.closed', { stayId, reason: replaced ? 'replaced' : 'sfuLost' })
    }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#absences.close()
    this.sfus.close()
  }

  #absenceOver(stay: Absent, ended: boolean): void {
    const held = this.#byStay.get(stay.stayId)
    if (held?.socketId === stay.socketId) this.#forget(held)
    if (ended) this.sfus.tellAll('peer.leave', { roomId: stay.consultationId, peerId: stay.participantId, stayId: stay.stayId })
  }

  #forget(stay: HeldStay): void {
    if (this.#byStay.get(stay.stayId) === stay) {
      this.#absences.stop(stay.stayId)
      this.#byStay.delete(stay.stayId)
    }
    if (this.#bySocket.get(stay.socketId) === stay) this.#bySocket.delete(stay.socketId)
  }

  #hear<N extends SfuFactName>(link: SfuLink, name: N, fact: SfuFact<N>): void {
    const heard = { name, fact } as { [K in SfuFactName]: { name: K; fact: SfuFact<K> } }[SfuFactName]
    if (heard.name === 'room.closed') {
      this.#readyLost((place) => place.consultationId === heard.fact.roomId && place.link === link)
      if (heard.fact.reason === 'workerDied') void this.#roomLost([...this.#byStay.values()].filter((stay) => stay.consultationId === heard.fact.roomId && stay.link === link), 'workerDied')
      return
    }
    if (heard.name === 'sfu.state') return
    const stay = this.#byStay.get(heard.fact.stayId) ?? this.trials.byStay(heard.fact.stayId) ?? this.ready.byStay(heard.fact.stayId)
    if (!stay) return
    const { socketId, stayId } = stay
    switch (heard.name) {
      case 'consumer.created': return this.#deps.send(socketId, 'consumer.created', { stayId, consumer: heard.fact.consumer })
      case 'consumer.closed': return this.#deps.send(socketId, 'consumer.closed', { stayId, consumerId: heard.fact.consumerId })
      case 'peer.condition': return this.#deps.send(socketId, 'call.condition', { stayId, participantId: heard.fact.participantId, condition: heard.fact.condition })
      case 'producer.wanted': return this.#deps.send(socketId, 'producer.wanted', { stayId, producerId: heard.fact.producerId, wanted: heard.fact.wanted })
      case 'consumer.producerPaused': return this.#deps.send(socketId, 'consumer.producerPaused', { stayId, consumerId: heard.fact.consumerId, paused: heard.fact.paused })
    }
  }

  /** The line to an sfu is back. Where it could not catch up with what it missed, its stays are no longer what their pages believe. */
  #recheck(link: SfuLink, caughtUp: boolean): void {
    if (!caughtUp) this.#gone(link)
  }

  #gone(link: SfuLink): void {
    this.#readyLost((place) => place.link === link)
    void this.#roomLost([...this.#byStay.values()].filter((stay) => stay.link === link), 'sfuLost')
  }

  /** Their pages wait on; whatever they are admitted to, they join anew. */
  #readyLost(which: (place: ReadyPlace) => boolean): void {
    for (const { socketId, stayId } of this.ready.lost(which)) this.#deps.send(socketId, 'call.closed', { stayId, reason: 'sfuLost' })
  }

  /** The media of these stays are gone: the incident is written, and their pages join again by themselves. */
  async #roomLost(stays: readonly HeldStay[], incident: Extract<CallCloseReason, 'workerDied' | 'sfuLost'>): Promise<void> {
    const untold = stays.filter((stay) => !stay.lost)
    for (const stay of untold) {
      stay.lost = true
      this.#deps.send(stay.socketId, 'call.closed', { stayId: stay.stayId, reason: incident })
    }
    for (const stay of untold) {
      try {
        await this.#deps.transact(lien, 'system', (act) => {
          act.concern(stay.consultationId)
          act.record({ type: 'call.incident', participantId: stay.participantId, stayId: stay.stayId, incident })
          return Promise.resolve()
        })
      } catch (error) {
        this.#deps.log.error({ stay: stay.stayId, incident, err: error }, 'an incident could not be written to the trail')
      }
    }
  }
}

import type { CallCloseReason, ConsumerOffer, Joined } from '@lien/contract/call'
import type { Input, MediaCommandName } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Source } from '@lien/contract/rtp'
import type { Notices } from '@lien/contract/notices'
import type { Device } from 'mediasoup-client'
import type { Devices } from './Devices.ts'
import { loadEngine } from './engine.ts'
import { FirstMedia } from './FirstMedia.ts'
import { LastPictures } from './LastPictures.ts'
import { MediaLink, type Shared } from './MediaLink.ts'
import { watchNetwork } from './network.ts'
import { Place, type Crossing } from './Place.ts'
import { Quality } from './Quality.ts'
import type { ReadyPlace } from './ReadyPlace.ts'
import type { RemoteTrack } from './Receiver.ts'
import { Repairs } from './Repairs.ts'
import { Reports } from './Reports.ts'
import { afterClose, afterRefusal, connectionOf, layerFor, type CallPhase, type Connection, type Paths } from './rules.ts'
import type { Asker, Signalling } from './Signalling.ts'
import { eitherSignal } from './signals.ts'
import { Store } from './Store.ts'
import type { LinkHost } from './transport.ts'

export interface CallSnapshot {
  phase: CallPhase
  connection: Connection
  /** Why it is over, when it is. */
  reason: CallCloseReason | 'left' | null
  fault: FaultBody | null
  remotes: readonly RemoteTrack[]
}

export interface Needs { signalling: Signalling; devices: Devices; /** The screen, for whoever may share it. */ shared?: Shared; /** What was made ready while its person waited. */ ready?: ReadyPlace | null; consultationId: ConsultationId; signal: AbortSignal }

/** What a stay that was given up is answered. */
const gone = { ok: false, fault: { code: 'invalidState' } } as const

/** This page's stay in a call, from the first join to the end, and how it truly stands. Asking for the place, repairing it and reporting on it have their own owners. */
export class CallSession implements Asker {
  readonly state = new Store<CallSnapshot>({ phase: 'joining', connection: 'joining', reason: null, fault: null, remotes: [] })
  readonly #needs: Needs
  readonly #device: Device
  /** How well this page hears and is heard, and how the others say they are. */
  readonly quality: Quality
  readonly #place: Place
  readonly #repairs: Repairs
  readonly #reports: Reports
  readonly #end = new AbortController()
  #link: MediaLink | null = null
  #stayId: StayId | null = null
  readonly #unseen = new Set<ParticipantId>()
  readonly #last = new LastPictures(() => this.#show())
  readonly #first = new FirstMedia({
    up: () => {
      this.#repairs.settled()
      this.#send('call.reportMediaUp', {})
    },
    late: () => this.#reports.incident('mediaTimeout'),
  })

  /** Joins at once when the socket is open; else the join travels with its handshake, if this session is its asker. */
  static async create(needs: Needs): Promise<CallSession> {
    return CallSession.open(needs, await loadEngine())
  }

  /** The same at once, for whoever loaded the engine beforehand: the join leaves before any screen is drawn. */
  static open(needs: Needs, device: Device): CallSession {
    const session = new CallSession(needs, device)
    if (needs.signalling.open) session.#place.join()
    return session
  }

  private constructor(needs: Needs, device: Device) {
    this.#needs = needs
    this.#device = device
    const { signalling, devices, consultationId } = needs
    const signal = eitherSignal(needs.signal, this.#end.signal)
    const wanted = (): boolean => this.#wanted
    const live = (): boolean => this.state.get().phase === 'live'
    const send = <N extends MediaCommandName>(name: N, input: Input<N>): void => this.#send(name, input)
    this.#reports = new Reports({ send, live, placed: () => signalling.open && !this.#place.asking })
    this.#repairs = new Repairs({
      signalling, wanted, live, link: () => this.#link, giveUp: () => this.#giveUp(), join: () => this.#place.join(),
      changed: () => this.#show(), incident: (incident) => this.#reports.incident(incident), passed: (disturbance) => this.#reports.passed(disturbance),
    })
    void this.#repairs.watch()
    this.#place = new Place({
      signalling, device, consultationId, wanted,
      kept: () => (this.#repairs.keeps ? this.#stayId : null),
      entered: (joined, crossed) => this.#enter(joined, crossed), held: (consumers, crossed) => this.#held(consumers, crossed), refused: (fault) => this.#refused(fault),
    })
    this.quality = new Quality({
      link: () => (live() ? this.#link : null), devices, shares: () => Boolean(needs.shared?.state.get().track), signal,
      tell: (condition) => this.#send('call.tellCondition', condition),
      passed: (disturbance) => this.#reports.passed(disturbance),
    })
    signalling.useAsker(this)
    this.#listen(signal)
    watchNetwork(() => this.#repairs.moved(), signal)
    devices.onLost((kind) => this.#reports.incident(kind === 'camera' ? 'cameraLost' : 'microphoneLost'))
    needs.signal.addEventListener('abort', () => this.#over('over', 'left'), { once: true })
  }

  #listen(signal: AbortSignal): void {
    const { signalling } = this.#needs
    signalling.on('consumer.created', ({ stayId, consumer }) => this.#withLink(stayId, (link) => {
      link.created(consumer)
      this.quality.tellAgain()
    }), signal)
    signalling.on('consumer.closed', (notice) => this.#withLink(notice.stayId, (link) => link.closedConsumer(notice)), signal)
    signalling.on('consumer.producerPaused', (notice) => this.#withLink(notice.stayId, (link) => link.paused(notice)), signal)
    signalling.on('producer.wanted', (notice) => this.#withLink(notice.stayId, (link) => link.wanted(notice)), signal)
    signalling.on('call.closed', (notice) => this.#closed(notice), signal)
    signalling.on('call.condition', ({ stayId, participantId, condition }) => {
      if (stayId === this.#stayId) this.quality.heard(participantId, condition)
    }, signal)
    this.#end.signal.addEventListener('abort', signalling.state.subscribe(() => this.#lineChanged()), { once: true })
  }

  ask(): ReturnType<Place['ask']> {
    return this.#place.ask()
  }

  answer(reply: Reply<unknown>): void {
    this.#place.answer(reply)
  }

  /** Takes the call back from another device; null unless it was taken there. */
  get takeBack(): (() => void) | null {
    if (this.state.get().phase !== 'replaced') return null
    return () => {
      this.state.set({ phase: 'joining', reason: null })
      this.#needs.signalling.useAsker(this)
      this.#place.join()
    }
  }

  leave(reason: 'left' | 'byTelephone' = 'left'): void {
    if (this.state.get().phase === 'over') return
    this.quality.end()
    void this.#needs.signalling.perform('call.leave', {})
    this.#over('over', reason)
  }

  /** The height of a person's picture on this screen, in device pixels. */
  pictureHeight(participantId: ParticipantId, source: Source, height: number): void {
    this.#link?.receiver.prefer(participantId, source, layerFor(height))
  }

  /** Whether anything of a person's tile can be seen on this page. */
  tileSeen(participantId: ParticipantId, seen: boolean): void {
    if (seen) this.#unseen.delete(participantId)
    else this.#unseen.add(participantId)
    this.#link?.receiver.outOfSight(this.#unseen)
  }

  /** The first remote picture or sound was really played. */
  mediaPlayed(kind: 'video' | 'audio'): void {
    if (this.state.get().phase === 'live') this.#first.played(kind)
  }

  autoplayBlocked(): void {
    this.#reports.incident('autoplayBlocked')
  }

  get #wanted(): boolean {
    const { phase } = this.state.get()
    return phase !== 'over' && phase !== 'replaced'
  }

  #refused(fault: FaultBody): void {
    const next = afterRefusal(fault)
    if (next === 'rejoining') return this.#repairs.lost('stay')
    this.state.set({ fault })
    this.#over(next, next === 'replaced' ? 'replaced' : fault.reason === 'byTelephone' ? 'byTelephone' : null)
  }

  #enter(joined: Joined, crossed: readonly Crossing[]): void {
    performance.mark('lien:joined')
    if (this.#link) this.#last.keep(this.#link)
    this.#first.begin(joined.consumers.length > 0)
    // `failed` may come from a stay already given up: only the current one counts.
    const host: LinkHost = {
      send: (name, input) => this.#send(name, input),
      ask: (name, input) => (this.#link === link ? this.#needs.signalling.perform(name, input) : Promise.resolve(gone)),
      incident: (incident) => (this.#link === link ? this.#reports.incident(incident) : undefined),
      changed: () => this.#show(),
      failed: () => (this.#link === link ? this.#repairs.lost('stay') : undefined),
    }
    const link = MediaLink.create({ device: this.#device, joined, after: this.#link, ready: this.#needs.ready?.enter(joined, host) ?? null, devices: this.#needs.devices, shared: this.#needs.shared, host })
    link.receiver.outOfSight(this.#unseen)
    this.#link = link
    this.#stayId = joined.stayId
    this.#repairs.entered()
    this.state.set({ phase: 'live', fault: null })
    this.quality.apply()
    link.start()
    this.#settled(link, crossed)
    this.#show()
  }

  #held(consumers: readonly ConsumerOffer[], crossed: readonly Crossing[]): void {
    const link = this.#link
    if (!link) return this.#place.join()
    link.resumed(consumers)
    // After it: what crossed the answer is newer than what the answer saw, or says the same.
    this.#settled(link, crossed)
    void this.#repairs.lineBack()
    this.#show()
  }

  /** The server knows our place: what crossed its answer is done, what waited is said. */
  #settled(link: MediaLink, crossed: readonly Crossing[]): void {
    this.quality.tellAgain()
    this.#reports.catchUp()
    for (const { stayId, act } of crossed) if (stayId === this.#stayId) act(link)
  }

  #giveUp(): void {
    this.#link?.retire()
    this.state.set({ phase: 'rejoining' })
    this.#show()
  }

  #closed({ stayId, reason }: Notices['call.closed']): void {
    // What is said of an earlier stay, or before the answer to our join, is not about the present one.
    if (!this.#wanted || stayId !== this.#stayId) return
    // A stay that our own next join replaces is no news.
    if (reason === 'replaced' && this.#place.asking === 'join') return
    const next = afterClose(reason)
    if (next === 'rejoining') this.#repairs.lost('stay')
    else this.#over(next, reason)
  }

  #over(phase: 'over' | 'replaced', reason: CallCloseReason | 'left' | null): void {
    this.#first.end()
    this.#last.drop()
    this.#needs.ready?.close()
    this.#link?.close()
    this.#link = null
    this.#needs.signalling.useAsker(null)
    this.state.set({ phase, reason, remotes: [] })
    if (phase !== 'over') return
    this.#repairs.close()
    this.#end.abort()
  }

  #withLink(stayId: StayId, act: Crossing['act']): void {
    if (this.#place.keep({ stayId, act })) return
    if (this.#link && stayId === this.#stayId) act(this.#link)
  }

  /** A path that carries no answer is broken, whatever it says of itself. */
  get #paths(): Paths | null {
    return this.#link && { ...this.#link.paths, ...(this.#repairs.unheard && { sendBroken: true }) }
  }

  /** While a new stay is being prepared, the last picture stays on screen. */
  #show(): void {
    const { phase, remotes } = this.state.get()
    const connection = connectionOf(phase, this.#needs.signalling.state.get().status === 'open', this.#paths)
    this.state.set({ connection, remotes: this.#link?.ready ? this.#last.fill(this.#link.receiver.tracks) : remotes })
    this.#repairs.assess()
  }

  /** A socket that is back and has not asked for our place must do so now. */
  #lineChanged(): void {
    const { status } = this.#needs.signalling.state.get()
    if (status === 'lost') this.#repairs.lineLost()
    if (status !== 'open') this.#place.lost()
    else if (!this.#link) this.#place.join()
    this.#show()
  }

  /** Emitted without waiting. A refusal of something that carries media means that our stay is not what we believe. */
  #send<N extends MediaCommandName>(name: N, input: Input<N>): void {
    const link = this.#link
    void this.#needs.signalling.perform(name, input).then((reply) => {
      if (reply.ok || this.#link !== link || !this.#needs.signalling.open) return
      if (name === 'transport.connect') this.#repairs.lost('stay')
    })
  }
}

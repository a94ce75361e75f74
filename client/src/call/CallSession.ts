import type { CallCloseReason, Incident, Joined, PassedDisturbance } from '@lien/contract/call'
import type { Input, MediaCommandName, Output } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId, ParticipantId, StayId } from '@lien/contract/ids'
import type { Notices } from '@lien/contract/notices'
import type { RtpCapabilities } from '@lien/contract/rtp'
import type { Device } from 'mediasoup-client'
import type { Devices } from './Devices.ts'
import { loadEngine } from './engine.ts'
import { FirstMedia } from './FirstMedia.ts'
import { Ladder, type Repair } from './Ladder.ts'
import type { Rung, Trouble } from './ladderRules.ts'
import { LastPictures } from './LastPictures.ts'
import { MediaLink } from './MediaLink.ts'
import { Quality } from './Quality.ts'
import { watchNetwork } from './network.ts'
import type { RemoteTrack } from './Receiver.ts'
import { afterClose, afterRefusal, backoff, connectionOf, layerFor, worthRetrying, type CallPhase, type Connection } from './rules.ts'
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

export interface Needs { signalling: Signalling; devices: Devices; consultationId: ConsultationId; signal: AbortSignal }
interface Crossing { stayId: StayId; act: (link: MediaLink) => void }

/** What a join says, also one on stand-by. */
export const joinInput = (device: Device, consultationId: ConsultationId): Input<'call.join'> => ({ consultationId, rtpCapabilities: device.recvRtpCapabilities as RtpCapabilities })

/** What a stay that was given up is answered. */
const gone = { ok: false, fault: { code: 'invalidState' } } as const

/** This page's place in a call: joins, joins again when it must, and says truly how it stands. */
export class CallSession implements Asker {
  readonly state = new Store<CallSnapshot>({ phase: 'joining', connection: 'joining', reason: null, fault: null, remotes: [] })
  readonly #needs: Needs
  readonly #device: Device
  /** How well this page hears and is heard, and how the others say they are. */
  readonly quality: Quality
  readonly #end = new AbortController()
  #link: MediaLink | null = null
  readonly #last = new LastPictures(() => this.#show())
  readonly #first = new FirstMedia({
    up: () => {
      // Only what really plays ends a series of failures; a join alone could fail again at once, for ever.
      this.#ladder.settled()
      this.#send('call.reportMediaUp', {})
    },
    late: () => this.#incident('mediaTimeout'),
  })
  #stayId: StayId | null = null
  #joining = false
  /** What is under way is not a join: our stay is to be held again. */
  #resuming = false
  #attempt = 0
  readonly #ladder = new Ladder({ climb: (rung) => this.#climb(rung), mended: (repair) => this.#repaired(repair) })
  readonly #untold: PassedDisturbance[] = []
  /** Notices that overtook the answer to our join. */
  #crossed: Crossing[] = []

  /** Joins at once when the socket is open; else the join travels with its handshake, if this session is its asker. */
  static async create(needs: Needs): Promise<CallSession> {
    return CallSession.open(needs, await loadEngine())
  }

  /** The same at once, for whoever loaded the engine beforehand: the join leaves before any screen is drawn. */
  static open(needs: Needs, device: Device): CallSession {
    const session = new CallSession(needs, device)
    if (needs.signalling.open) session.join()
    return session
  }

  private constructor(needs: Needs, device: Device) {
    this.#needs = needs
    this.#device = device
    const { signalling, devices } = needs
    const signal = eitherSignal(needs.signal, this.#end.signal)
    signalling.useAsker(this)
    signalling.on('consumer.created', ({ stayId, consumer }) => this.#withLink(stayId, (link) => {
      link.created(consumer)
      this.quality.tellAgain()
    }), signal)
    signalling.on('consumer.closed', (notice) => this.#withLink(notice.stayId, (link) => link.closedConsumer(notice)), signal)
    signalling.on('consumer.producerPaused', (notice) => this.#withLink(notice.stayId, (link) => link.paused(notice)), signal)
    signalling.on('call.closed', (notice) => this.#closed(notice), signal)
    const unwatch = signalling.state.subscribe(() => this.#linkChanged())
    signalling.on('call.condition', ({ stayId, participantId, condition }) => {
      if (stayId === this.#stayId) this.quality.heard(participantId, condition)
    }, signal)
    this.quality = new Quality({
      link: () => (this.state.get().phase === 'live' ? this.#link : null), devices, signal,
      tell: (condition) => this.#send('call.tellCondition', condition),
      passed: (disturbance) => this.#passed(disturbance),
    })
    watchNetwork(() => this.#moved(), signal)
    devices.onLost((kind) => this.#incident(kind === 'camera' ? 'cameraLost' : 'microphoneLost'))
    needs.signal.addEventListener('abort', () => this.#over('over', 'left'), { once: true })
    this.#end.signal.addEventListener('abort', unwatch, { once: true })
  }

  /** The command that travels with the handshake when the socket comes back: where nothing but the socket was lost, our place is only held again. */
  ask(): { name: 'call.join'; input: Input<'call.join'> } | { name: 'call.resume'; input: Input<'call.resume'> } | null {
    if (!this.#inCall) return null
    this.#joining = true
    this.#attempt++
    const resume = this.#resumeInput
    this.#resuming = resume !== null
    return resume ? { name: 'call.resume', input: resume } : { name: 'call.join', input: this.#joinInput }
  }

  answer(reply: Reply<unknown>): void {
    if (this.#resuming) this.#resumed(reply as Reply<Output<'call.resume'>>)
    else this.#answered(reply as Reply<Joined>)
  }

  join(): void {
    if (!this.#inCall || this.#joining || !this.#needs.signalling.open) return
    this.#joining = true
    const attempt = ++this.#attempt
    // An answer that comes after another attempt began says nothing any more.
    void this.#askToJoin().then((reply) => {
      if (attempt === this.#attempt) this.#answered(reply)
    })
  }

  /** Takes the call back from another device; null unless it was taken there. */
  get takeBack(): (() => void) | null {
    if (this.state.get().phase !== 'replaced') return null
    return () => {
      this.state.set({ phase: 'joining', reason: null })
      this.#needs.signalling.useAsker(this)
      this.join()
    }
  }

  leave(): void {
    if (this.state.get().phase === 'over') return
    this.quality.end()
    void this.#needs.signalling.perform('call.leave', {})
    this.#over('over', 'left')
  }

  /** The height of a person's picture on this screen, in device pixels. */
  pictureHeight(participantId: ParticipantId, height: number): void {
    this.#link?.receiver.prefer(participantId, layerFor(height))
  }

  /** The first remote picture or sound was really played. */
  mediaPlayed(kind: 'video' | 'audio'): void {
    if (this.state.get().phase === 'live') this.#first.played(kind)
  }

  autoplayBlocked(): void {
    this.#incident('autoplayBlocked')
  }

  get #inCall(): boolean {
    const { phase } = this.state.get()
    return phase !== 'over' && phase !== 'replaced'
  }

  async #askToJoin(): Promise<Reply<Joined>> {
    const { signalling } = this.#needs
    return ((await signalling.takeAhead()) as Reply<Joined> | null) ?? signalling.perform('call.join', this.#joinInput)
  }

  get #joinInput(): Input<'call.join'> {
    return joinInput(this.#device, this.#needs.consultationId)
  }

  /** Null where media are not whole: then all is made anew. */
  get #resumeInput(): Input<'call.resume'> | null {
    const whole = this.state.get().phase === 'live' && this.#link?.health === 'whole' && !this.#ladder.climbing
    return whole && this.#stayId ? { consultationId: this.#needs.consultationId, stayId: this.#stayId } : null
  }

  /** The same over an open socket. */
  #resume(): void {
    const input = this.#resumeInput
    if (!input || this.#joining || !this.#needs.signalling.open) return
    this.#joining = this.#resuming = true
    const attempt = ++this.#attempt
    void this.#needs.signalling.perform('call.resume', input).then((reply) => {
      if (attempt === this.#attempt) this.#resumed(reply)
    })
  }

  #resumed(reply: Reply<Output<'call.resume'>>): void {
    this.#joining = this.#resuming = false
    const crossed = this.#crossed.splice(0)
    const link = this.#link
    if (!this.#inCall) return
    // Media go on meanwhile: there is no reason to end them because the server cannot say so now.
    if (!reply.ok && worthRetrying(reply.fault)) return void setTimeout(() => this.#resume(), backoff(2))
    if (!reply.ok || !link) return this.join()
    for (const { stayId, act } of crossed) if (stayId === this.#stayId) act(link)
    link.resumed(reply.value.consumers)
    this.quality.tellAgain()
    for (const passed of this.#untold.splice(0)) this.#passed(passed)
    this.#show()
  }

  #answered(reply: Reply<Joined>): void {
    this.#joining = false
    if (!this.#inCall) return
    if (reply.ok) return this.#enter(reply.value)
    const next = afterRefusal(reply.fault)
    if (next === 'rejoining') return this.#lost('stay')
    this.state.set({ fault: reply.fault })
    this.#over(next, next === 'replaced' ? 'replaced' : null)
  }

  #enter(joined: Joined): void {
    performance.mark('lien:joined')
    if (this.#link) this.#last.keep(this.#link)
    this.#first.begin(joined.consumers.length > 0)
    // `failed` may come from a stay already given up: only the current one counts.
    const host: LinkHost = {
      send: (name, input) => this.#send(name, input),
      ask: (name, input) => (this.#link === link ? this.#needs.signalling.perform(name, input) : Promise.resolve(gone)),
      incident: (incident) => (this.#link === link ? this.#incident(incident) : undefined),
      changed: () => this.#show(),
      failed: () => (this.#link === link ? this.#lost('stay') : undefined),
    }
    const link = MediaLink.create({ device: this.#device, joined, devices: this.#needs.devices, host })
    this.#link = link
    this.#stayId = joined.stayId
    const crossed = this.#crossed.splice(0)
    this.state.set({ phase: 'live', fault: null })
    this.quality.apply()
    this.quality.tellAgain()
    for (const passed of this.#untold.splice(0)) this.#passed(passed)
    for (const { stayId, act } of crossed) if (stayId === joined.stayId) act(link)
    this.#show()
  }

  /** Our place is not what we believe, or out of reach. What is shown from now on is "not heard": nothing is sent. */
  #lost(trouble: Trouble): void {
    if (!this.#inCall) return
    this.#giveUp()
    if (this.#ladder.rung) this.#ladder.failed(trouble)
    else this.#ladder.trouble(trouble)
  }

  #giveUp(): void {
    this.#link?.retire()
    this.state.set({ phase: 'rejoining' })
    this.#show()
  }

  #climb(rung: Rung): void {
    const { signalling } = this.#needs
    const link = this.#link
    if (rung === 'restart' && link && signalling.open) return this.#restart(link)
    if (rung === 'restart') return signalling.hurry()
    this.#giveUp()
    // The socket's handshake carries the join.
    if (rung === 'rejoin') signalling.renew()
    else if (signalling.open) this.join()
    else signalling.hurry()
  }

  #restart(link: MediaLink): void {
    void link.restart().catch(() => 'refused' as const).then((restarted) => {
      if (this.#link !== link || this.#ladder.rung !== 'restart') return
      if (restarted === 'refused') this.#lost('stay')
      else if (restarted === 'unanswered') this.#ladder.failed('line')
      else this.#assess()
    })
  }

  /** The device is on another network: its old paths may be dead without knowing it. */
  #moved(): void {
    if (!this.#inCall) return
    if (this.#ladder.climbing) this.#ladder.hurry()
    else if (this.#link && this.#needs.signalling.open) this.#ladder.trouble('path')
  }

  #assess(): void {
    if (!this.#link?.ready || this.state.get().phase !== 'live') return
    const { health } = this.#link
    // Where packets flow again, the server is within reach again too.
    if (health === 'whole' && this.#ladder.mended() && !this.#needs.signalling.open) this.#needs.signalling.hurry()
    else if (health === 'silent') this.#ladder.suspect()
    else if (health === 'broken') this.#ladder.trouble('path')
  }

  #repaired({ trouble, from, to, tried }: Repair): void {
    if (trouble === 'path') this.#incident('iceFailed')
    this.#passed({ disturbance: `${trouble}Lost`, from, to, tried: tried.slice(-50) })
  }

  /** Told once the server can be reached; clocks differ, so it is told how long ago. */
  #passed(passed: PassedDisturbance): void {
    if (!this.#needs.signalling.open || this.#joining) {
      this.#untold.push(passed)
      return
    }
    const { disturbance, from, to, tried } = passed
    const now = Date.now()
    const ago = (at: number): number => Math.round(Math.min(Math.max(now - at, 0), 86_400_000))
    this.#send('call.reportDisturbance', { disturbance, began: ago(from), ended: ago(to), tried })
  }

  #closed({ stayId, reason }: Notices['call.closed']): void {
    // What is said of an earlier stay, or before the answer to our join, is not about the present one.
    if (!this.#inCall || stayId !== this.#stayId) return
    // A stay that our own next join replaces is no news.
    if (reason === 'replaced' && this.#joining && !this.#resuming) return
    const next = afterClose(reason)
    if (next === 'rejoining') this.#lost('stay')
    else this.#over(next, reason)
  }

  #over(phase: 'over' | 'replaced', reason: CallCloseReason | 'left' | null): void {
    this.#stopLink()
    this.#needs.signalling.useAsker(null)
    this.state.set({ phase, reason, remotes: [] })
    if (phase !== 'over') return
    this.#ladder.close()
    this.#end.abort()
  }

  #stopLink(): void {
    this.#first.end()
    this.#last.drop()
    this.#link?.close()
    this.#link = null
  }

  #withLink(stayId: StayId, act: Crossing['act']): void {
    if (this.#joining) this.#crossed.push({ stayId, act })
    else if (this.#link && stayId === this.#stayId) act(this.#link)
  }

  /** While a new stay is being prepared, the last picture stays on screen. */
  #show(): void {
    const { phase, remotes } = this.state.get()
    const connection = connectionOf(phase, this.#needs.signalling.state.get().status === 'open', this.#link?.paths ?? null)
    this.state.set({ connection, remotes: this.#link?.ready ? this.#last.fill(this.#link.receiver.tracks) : remotes })
    this.#assess()
  }

  /** A socket that is back and has not asked for our place must do so now. */
  #linkChanged(): void {
    const open = this.#needs.signalling.state.get().status === 'open'
    if (!open) {
      this.#joining = false
      this.#attempt++
    } else if (!this.#link) this.join()
    this.#show()
  }

  #incident(incident: Incident): void {
    if (this.state.get().phase === 'live') this.#send('call.reportIncident', { incident })
  }

  /** Emitted without waiting. A refusal of something that carries media means that our stay is not what we believe. */
  #send<N extends MediaCommandName>(name: N, input: Input<N>): void {
    const link = this.#link
    void this.#needs.signalling.perform(name, input).then((reply) => {
      if (reply.ok || this.#link !== link || !this.#needs.signalling.open) return
      if (name === 'transport.connect') this.#lost('stay')
    })
  }
}

import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { Opening, PendingView } from '@lien/contract/commands/links'
import type { FaultBody, Reply } from '@lien/contract/faults'
import { stageFragment, stageIn, type IdentityFailure } from '@lien/contract/identityProviders'
import type { AnsweringView } from '@lien/contract/followUps'
import type { ConsultationId, ParticipantId, PendingId, RequestId } from '@lien/contract/ids'
import { networkVerdict, type NetworkVerdict } from '@lien/contract/network'
import type { VisitView } from '@lien/contract/views'
import { questionsFragment, questionsIn, visitPath } from '@lien/contract/wire'
import type { CallSession, Needs } from '../call/CallSession.ts'
import { Devices } from '../call/Devices.ts'
import { pause } from '../call/pause.ts'
import type { Needs as ReadyNeeds, ReadyPlace } from '../call/ReadyPlace.ts'
import { Signalling, type SignallingSnapshot } from '../call/Signalling.ts'
import { Store } from '../call/Store.ts'
import { inAppOf, type InApp } from '../help/inApp.ts'
import { perform } from '../http.ts'
import { clearHint, readHint, writeHint } from './hint.ts'
import { stageOf, type Progress, type Stage } from './rules.ts'

export interface VisitSnapshot {
  view: VisitView | null
  /** The link is opened, and its second factor still owed. */
  pending: PendingView | null
  /** The link leads to questions between visits, and to no seat. */
  between: AnsweringView | null
  /** The way to an identity provider came to nothing. */
  failure: IdentityFailure | null
  /** Why there is nothing to show. */
  fault: FaultBody | null
  link: SignallingSnapshot['status']
  progress: Progress
  call: CallSession | null
  sentBack: boolean
  /** What the way to the sfu is worth; null: not tried, or it could not be. */
  network: NetworkVerdict | 'trying' | null
  /** The link, still unopened, is in a messaging application's own browser. */
  inApp: InApp | null
}

type ProvingCommand = 'link.sendCode' | 'link.confirmCode' | 'link.confirmBirthDate'

/** Where nobody looks: the camera's light goes out. */
const outside = new Set<Stage>(['telephone', 'refused', 'left', 'replaced', 'ended', 'cancelled', 'noShow'])

/** ms */
const linePatience = 8_000
/** ms until a place that was lost while its person waits is made ready again. */
const readyPause = 5_000

/** What a call needs, loaded while the person reads. */
interface CallCode {
  open: (needs: Needs) => CallSession
  join: (consultationId: ConsultationId) => Input<'call.join'>
  ready: (needs: Omit<ReadyNeeds, 'device'>) => ReadyPlace | null
}
async function loadCall(): Promise<CallCode> {
  const engine = import('../call/engine.ts').then(({ loadEngine }) => loadEngine())
  const [{ CallSession }, { joinInput }, { ReadyPlace }, device] = await Promise.all([import('../call/CallSession.ts'), import('../call/Place.ts'), import('../call/ReadyPlace.ts'), engine])
  return { open: (needs) => CallSession.open(needs, device), join: (consultationId) => joinInput(device, consultationId), ready: (needs) => ReadyPlace.keep({ ...needs, device }) }
}

/** A guest's visit: from the link to the end of the call. */
export class VisitSession {
  readonly state = new Store<VisitSnapshot>({
    view: null, pending: null, between: null, failure: null, fault: null, link: 'connecting', progress: { begun: false, testing: false, reconsider: false, here: false, outside: null, answering: null }, call: null, sentBack: false, network: null, inApp: null,
  })
  readonly devices: Devices
  readonly #signal: AbortSignal
  #seat: ParticipantId | null = null
  #signalling: Signalling | null = null
  #entering = false
  #trial: AbortController | null = null
  #ready: ReadyPlace | null = null
  #loading: Promise<CallCode> | null = null
  /** Once the call's code is here. */
  #code: CallCode | null = null

  /** The token of `/visit#<token>` is exchanged at once and forgotten; `/visit/<participantId>` uses its seat's cookie. */
  static create(location: Location, signal: AbortSignal): VisitSession {
    const session = new VisitSession(signal)
    // Another link opened in this tab changes nothing but what stands behind the #.
    addEventListener('hashchange', () => location.reload(), { signal })
    const token = location.hash.slice(1)
    const seat = decodeURIComponent(location.pathname.slice(visitPath.length + 1))
    const stage = stageIn(location.hash)
    const questions = questionsIn(location.hash)
    if (stage) void session.#resume(stage.pending, stage.failure)
    else if (questions) void session.#answerAgain(questions)
    else if (token !== '') session.#knock(token)
    else if (seat !== '') void session.#return(seat as ParticipantId)
    else session.state.set({ fault: { code: 'notFound', reason: 'linkUnknown' } })
    return session
  }

  private constructor(signal: AbortSignal) {
    this.#signal = signal
    this.devices = Devices.create(signal)
  }

  progress(patch: Partial<Progress>): void {
    this.state.set({ progress: { ...this.state.get().progress, ...patch } })
    this.#follow()
  }

  /** A command of this seat: through the socket when it is open, else over HTTP and read again. */
  async perform<N extends CommandName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    if (this.#signalling?.open) return this.#signalling.perform(name, input)
    const reply = await perform(this.#seat, name, input)
    const fresh = await perform(this.#seat, 'visit.read', {})
    if (fresh.ok) this.#changed(fresh.value)
    return reply
  }

  /** A message to everybody in the consultation. */
  say(text: string): Promise<Reply<unknown>> {
    const { view } = this.state.get()
    return view ? this.perform('message.send', { consultationId: view.consultationId, text }) : Promise.resolve({ ok: false, fault: { code: 'unavailable' } })
  }

  /** Fetches the call's code while the person reads. Never rejects: where it does not come, it is tried again when it is needed. */
  async warm(): Promise<void> {
    await this.#load().catch(() => undefined)
  }

  leave(): void {
    this.state.get().call?.leave()
  }

  /** Back into a call that was left, or taken by another device. */
  return(): void {
    this.progress({ outside: null, here: true })
    this.state.get().call?.takeBack?.()
    void this.devices.start()
  }

  /** Opens the link although it is in an application's own browser. */
  stayInApp(): void {
    this.state.set({ inApp: null })
    void this.#openLink(location.hash.slice(1))
  }

  /** Tries the way to the sfu, once: the team sees what it is worth, and so does this page. A call breaks it off. */
  async tryNetwork(): Promise<void> {
    const { network, call } = this.state.get()
    if (call || this.#entering || network !== null) return
    const trial = new AbortController()
    this.#trial = trial
    this.#giveUpPlace()
    this.state.set({ network: 'trying' })
    const [code, signalling] = await Promise.all([import('../call/NetworkTrial.ts').catch(() => null), this.#line()])
    const facts = code && signalling && (await code.tryNetwork({ signalling, devices: this.devices, signal: trial.signal }).catch(() => null))
    if (this.#trial !== trial) return
    this.state.set({ network: facts && networkVerdict(facts) })
    this.#follow()
  }

  /** The socket, once it is open; null where it does not come: whoever is quick is on the second screen before it is. */
  #line(): Promise<Signalling | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#signalling?.open) end(this.#signalling)
      }
      const end = (signalling: Signalling | null): void => {
        clearTimeout(late)
        unwatch()
        resolve(signalling)
      }
      const unwatch = this.state.subscribe(look)
      const late = setTimeout(() => end(null), linePatience)
      look()
    })
  }

  forgetNetwork(): void {
    this.#trial?.abort()
    this.#trial = null
    this.state.set({ network: null })
  }

  /** Back from a test to the first screen; the camera's light goes out. */
  endTest(): void {
    this.forgetNetwork()
    this.devices.stop()
    this.progress({ testing: false })
  }

  /** In an application's own browser nothing is exchanged before the person has heard of the real one. */
  #knock(token: string): void {
    const inApp = inAppOf(navigator.userAgent)
    if (inApp) this.state.set({ inApp })
    else void this.#openLink(token)
  }

  async #openLink(token: string): Promise<void> {
    const reply = await perform(null, 'link.open', { token })
    if (!reply.ok) return this.state.set({ fault: reply.fault })
    await this.#opened(reply.value)
  }

  /** An answer to what a link asks beside itself; the stage it leads to is shown. */
  async prove<N extends ProvingCommand>(name: N, input: Input<N>): Promise<Reply<unknown>> {
    const { pending } = this.state.get()
    if (!pending) return { ok: false, fault: { code: 'invalidState' } }
    const reply: Reply<Opening> = await perform(pending.pending, name, input)
    if (reply.ok) await this.#opened(reply.value)
    // The stage is over: its half hour, or its link.
    else if (reply.fault.code === 'unauthenticated' || reply.fault.code === 'forbidden') this.state.set({ pending: null, fault: reply.fault })
    return reply
  }

  /** A page that was reloaded, or thrown away while its person read their message, shows the same stage again. */
  async #resume(pending: PendingId, failure: IdentityFailure | null): Promise<void> {
    // Said once: a reload does not repeat it.
    if (failure) history.replaceState(null, '', `${visitPath}${stageFragment(pending)}`)
    const reply = await perform(pending, 'link.pending', {})
    this.state.set(reply.ok ? { pending: reply.value, failure } : { fault: reply.fault })
  }

  async #opened(opening: Opening): Promise<void> {
    if ('stage' in opening && opening.stage === 'answering') return this.#between(opening)
    if ('stage' in opening) {
      // The token leaves the address; what stands there instead is worth nothing without this browser's cookie.
      history.replaceState(null, '', `${visitPath}${stageFragment(opening.pending)}`)
      return this.state.set({ pending: opening, failure: null })
    }
    this.#seat = opening.me.participantId
    this.state.set({ pending: null })
    history.replaceState(null, '', `${visitPath}/${this.#seat}`)
    // The link may be opened in the tab that is in the call: then it is a reload like any other.
    const inCall = readHint(this.#seat)
    if (inCall) this.progress({ begun: true, here: true })
    this.#changed(opening)
    // The first screen is drawn before the socket's code takes the line and the processor.
    if (!inCall) await pause(50)
    await this.#connect(inCall)
  }

  /** Nobody sits anywhere: the questions are answered over HTTP, without a line. */
  #between(view: AnsweringView): void {
    history.replaceState(null, '', `${visitPath}${questionsFragment(view.request.requestId)}`)
    this.state.set({ pending: null, between: view })
  }

  async #answerAgain(requestId: RequestId): Promise<void> {
    const reply = await perform(requestId, 'answering.read', {})
    this.state.set(reply.ok ? { between: reply.value } : { fault: reply.fault })
  }

  async #return(seat: ParticipantId): Promise<void> {
    this.#seat = seat
    const join = readHint(seat)
    if (join) this.progress({ begun: true, here: true })
    const connected = this.#connect(join)
    if (join) {
      void this.devices.start()
      void this.warm()
    }
    await connected
  }

  async #connect(inCall: Input<'call.join'> | null): Promise<void> {
    const seat = this.#seat
    if (!seat) return
    const made = Signalling.create({ seat, signal: this.#signal })
    // Where socket.io is here already nothing is awaited: whatever else this page has to do would go first.
    const signalling = made instanceof Promise ? await made : made
    this.#signalling = signalling
    // A returning person's join travels with the handshake, while the call's code is still on its way.
    if (inCall) signalling.sendFirst({ name: 'call.join', input: inCall })
    signalling.on('visit.changed', (view) => this.#changed(view), this.#signal)
    signalling.on('session.ended', ({ reason }) => this.#shown({ code: 'unauthenticated', reason }), this.#signal)
    signalling.state.subscribe(() => {
      const { status, fault } = signalling.state.get()
      this.state.set({ link: status })
      // A new line knows nothing of what stood by on the old one.
      if (status === 'open') this.#follow()
      else this.#giveUpPlace()
      if (status === 'refused' && fault?.code === 'unauthenticated') this.#shown(fault)
      else if (fault && !this.state.get().view) this.state.set({ fault })
    })
    signalling.connect()
    if (inCall) this.#enter(signalling, inCall.consultationId).catch(() => undefined)
    this.#follow()
  }

  #changed(view: VisitView): void {
    if (view.me.admitted && !this.state.get().view?.me.admitted) performance.mark('lien:admitted')
    this.state.set({ view, fault: null, ...(view.me.admitted && { sentBack: false }) })
    this.#follow()
  }

  /** Whoever waits here and is admitted is in the call before any screen is drawn. */
  #follow(): void {
    const { view, progress, call } = this.state.get()
    if (!view) return
    const stage = stageOf(view, progress)
    if (stage === 'waiting' && !progress.here) return this.progress({ here: true })
    if (stage === 'waiting') this.#standBy(view.consultationId)
    if (outside.has(stage)) {
      this.devices.stop()
      this.#giveUpPlace()
    }
    if (stage === 'telephone') call?.leave('byTelephone')
    // Back to video leads straight in, whatever brought this page here.
    if (stage === 'telephone' && !(progress.begun && progress.here)) return this.progress({ begun: true, here: true })
    if (stage === 'call' && !call && !this.#entering && this.#signalling) this.#enter(this.#signalling, view.consultationId).catch(() => undefined)
  }

  /** Whoever waits, prepared, is joined by the server itself in the moment of their admission. */
  #standBy(consultationId: ConsultationId): void {
    const [code, signalling] = [this.#code, this.#signalling]
    if (!code) return void this.warm()
    if (!signalling?.open) return
    signalling.standBy({ name: 'call.join', input: code.join(consultationId) })
    // A page has one way at a time: its test comes first.
    if (this.#ready || this.#entering || this.state.get().network === 'trying') return
    this.#ready = code.ready({
      signalling, consultationId, lost: () => {
        this.#ready = null
        setTimeout(() => this.#follow(), readyPause)
      },
    })
  }

  #giveUpPlace(): void {
    this.#ready?.close()
    this.#ready = null
  }

  async #load(): Promise<CallCode> {
    this.#loading ??= loadCall()
    try {
      this.#code = await this.#loading
    } catch (error) {
      this.#loading = null
      throw error
    }
    this.#follow()
    return this.#code
  }

  async #enter(signalling: Signalling, consultationId: ConsultationId): Promise<CallSession> {
    this.#entering = true
    this.forgetNetwork()
    try {
      const code = this.#code ?? (await this.#load())
      const needs = { signalling, devices: this.devices, ready: this.#ready, consultationId, signal: this.#signal }
      this.#ready = null
      const call = code.open(needs)
      void this.devices.start()
      call.state.subscribe(() => this.#callChanged(call))
      this.state.set({ call })
      return call
    } catch (error) {
      // The call's code did not come: a button tries again, and says so.
      this.progress({ begun: false, here: false })
      throw error
    } finally {
      this.#entering = false
    }
  }

  #callChanged(call: CallSession): void {
    const { phase, reason } = call.state.get()
    if (this.state.get().call !== call || !this.#seat) return
    const { view, progress } = this.state.get()
    if (phase === 'live' && view && this.#code && readHint(this.#seat) === null) writeHint(this.#seat, this.#code.join(view.consultationId))
    if (phase === 'replaced' && progress.outside !== 'replaced') {
      clearHint(this.#seat)
      this.progress({ outside: 'replaced' })
    }
    if (phase !== 'over') return
    clearHint(this.#seat)
    this.state.set({ call: null, sentBack: reason === 'sentBack' })
    if (reason === 'left') this.progress({ outside: 'left' })
    // Refused (not admitted any more, or never): the view says where the person stands.
    else if (reason === null) {
      this.progress({ begun: false, here: false })
      void this.perform('visit.read', {}).then((reply) => reply.ok && this.#changed(reply.value))
    }
  }

  #shown(fault: FaultBody): void {
    this.state.get().call?.leave()
    if (this.#seat) clearHint(this.#seat)
    this.#signalling?.close()
    this.state.set({ view: null, call: null, fault })
  }
}

import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import { sessionEndings, type SessionEnding } from '@lien/contract/sessions'
import type { DayPerson, DayRow, DayView } from '@lien/contract/views'
import type { CallSession } from '../call/CallSession.ts'
import { Devices } from '../call/Devices.ts'
import { ScreenShare } from '../call/ScreenShare.ts'
import { Signalling, type Asker, type SignallingSnapshot } from '../call/Signalling.ts'
import { eitherSignal } from '../call/signals.ts'
import { Store } from '../call/Store.ts'
import { perform, renewWith } from '../http.ts'
import { keepRenewed, renew } from './renewal.ts'
import { arrivals, withRow } from './rules.ts'

export interface DaySnapshot {
  phase: 'opening' | 'signedOut' | 'open'
  day: DayView | null
  link: SignallingSnapshot['status']
  /** Who came in last, to be heard and read out. */
  arrived: DayPerson | null
  call: { id: ConsultationId; session: CallSession | null; failed?: true } | null
  fault: FaultBody | null
  /** Grows whenever alerts of the house have changed: whoever shows some asks again. */
  alertsTurn: number
  /** Why the session that was here is over, when its person did not end it here. */
  over: SessionEnding | null
}

const loadCall = async () => (await import('../call/CallSession.ts')).CallSession

/** A professional's day: the list, the door, and the call they are in. */
export class DaySession {
  readonly state = new Store<DaySnapshot>({ phase: 'opening', day: null, link: 'connecting', arrived: null, call: null, fault: null, alertsTurn: 0, over: null })
  readonly devices: Devices
  readonly screen = new ScreenShare()
  readonly #signal: AbortSignal
  #signalling: Signalling | null = null
  #connection = new AbortController()

  /** A page opened on a consultation joins it with the handshake itself; any other reads the day with it. */
  static create(consultationId: ConsultationId | null, signal: AbortSignal): DaySession {
    const session = new DaySession(signal)
    void session.#connect(consultationId)
    return session
  }

  private constructor(signal: AbortSignal) {
    this.#signal = signal
    renewWith(renew)
    this.devices = Devices.create(signal)
  }

  perform<N extends CommandName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    return this.#signalling?.open ? this.#signalling.perform(name, input) : perform(null, name, input)
  }

  /** Somebody has just proven who they are: the cookies are set, the day can be read. */
  async signedIn(): Promise<void> {
    this.state.set({ phase: 'opening', day: null, over: null })
    await this.#connect(null)
  }

  async signOut(): Promise<void> {
    this.leave()
    await perform(null, 'professional.signOut', {})
    this.#signedOut(null)
  }

  /** Takes a place in a consultation's call; safe to repeat. */
  async enter(id: ConsultationId): Promise<void> {
    const signalling = this.#signalling
    if (!signalling || this.state.get().call?.id === id) return
    this.leave()
    await this.#enter(signalling, id).catch(() => undefined)
  }

  leave(): void {
    const { call } = this.state.get()
    this.state.set({ call: null })
    call?.session?.leave()
    this.devices.stop()
    this.screen.stop()
    this.#signalling?.useAsker(this.#dayAsker)
  }

  takeBack(): void {
    this.state.get().call?.session?.takeBack?.()
    void this.devices.start()
  }

  /** The day as it is now; resolves once it is here. */
  async readDay(): Promise<void> { this.#read(await this.perform('day.read', {})) }

  row(id: ConsultationId): DayRow | null {
    return this.state.get().day?.rows.find(({ consultationId }) => consultationId === id) ?? null
  }

  /** Fetches the call's code while the list is read. */
  warm(): void {
    void import('../call/engine.ts').then(({ loadEngine }) => loadEngine()).catch(() => undefined)
    void loadCall().catch(() => undefined)
  }

  readonly #dayAsker: Asker = { ask: () => ({ name: 'day.read', input: {} }), answer: (reply) => this.#read(reply as Reply<DayView>) }

  async #connect(inCall: ConsultationId | null): Promise<void> {
    this.#connection.abort()
    this.#connection = new AbortController()
    const signal = eitherSignal(this.#signal, this.#connection.signal)
    const signalling = await Signalling.create({ signal, renew })
    this.#signalling = signalling
    if (inCall) signalling.useAsker(this.#enter(signalling, inCall))
    else signalling.useAsker(this.#dayAsker)
    signalling.on('day.changed', (row) => this.#rowChanged(row), signal)
    signalling.on('alerts.changed', () => this.state.set({ alertsTurn: this.state.get().alertsTurn + 1 }), signal)
    signalling.on('session.ended', ({ reason }) => this.#signedOut({ code: 'unauthenticated', reason }), signal)
    keepRenewed((fault) => this.#signedOut(fault), signal)
    let was: SignallingSnapshot['status'] = 'connecting'
    signalling.state.subscribe(() => {
      const { status, fault } = signalling.state.get()
      this.state.set({ link: status })
      if (status === 'refused' && fault?.code === 'unauthenticated') this.#signedOut(fault)
      else if (fault && this.state.get().phase === 'opening') this.state.set({ fault })
      // The handshake carries one command: in a call that is the join, so the day is read just after.
      if (status === 'open' && was !== 'open' && this.state.get().call) void this.perform('day.read', {}).then((reply) => this.#read(reply))
      was = status
    })
    signalling.connect()
  }

  async #enter(signalling: Signalling, id: ConsultationId): Promise<CallSession> {
    this.state.set({ call: { id, session: null } })
    void this.devices.start()
    const session = await this.#load(signalling, id)
    if (this.state.get().call?.id !== id) {
      session.leave()
      return session
    }
    this.state.set({ call: { id, session } })
    session.state.subscribe(() => {
      const { phase } = session.state.get()
      if (phase === 'over' || phase === 'replaced') this.screen.stop()
      if (phase === 'over') signalling.useAsker(this.#dayAsker)
    })
    return session
  }

  /** Fails where the browser cannot hold a call, or its code did not come: the page says so. */
  async #load(signalling: Signalling, id: ConsultationId): Promise<CallSession> {
    try {
      const CallSession = await loadCall()
      return await CallSession.create({ signalling, devices: this.devices, shared: this.screen, consultationId: id, signal: this.#signal })
    } catch (error) {
      this.state.set({ call: { id, session: null, failed: true } })
      throw error
    }
  }

  #read(reply: Reply<DayView>): void {
    if (reply.ok) this.#dayChanged(reply.value)
    else if (reply.fault.code === 'unauthenticated') this.#signedOut(reply.fault)
    else this.state.set({ fault: reply.fault })
  }

  #dayChanged(day: DayView): void {
    const before = this.state.get().day
    const arrived = before ? arrivals(before.rows, day.rows).at(-1) : undefined
    this.state.set({ phase: 'open', day, fault: null, ...(arrived && { arrived }) })
  }

  #rowChanged(row: DayRow): void {
    const { day } = this.state.get()
    if (day) this.#dayChanged({ ...day, rows: withRow(day.rows, row) })
  }

  #signedOut(why: FaultBody | null): void {
    this.state.get().call?.session?.leave()
    this.#connection.abort()
    this.devices.stop()
    this.screen.stop()
    const over = sessionEndings.find((ending) => ending === why?.reason && ending !== 'signedOut') ?? null
    this.state.set({ phase: 'signedOut', day: null, call: null, fault: null, over })
  }
}


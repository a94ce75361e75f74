import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import type { NoticeName, Notices } from '@lien/contract/notices'
import { socketPath } from '@lien/contract/wire'
import type { io as dial, Socket } from 'socket.io-client'
import { watchNetwork } from './network.ts'
import { backoff, worthRetrying } from './rules.ts'
import { Store } from './Store.ts'

/** A command that travels with the handshake, and who hears its answer. */
export interface Asker {
  ask: () => { name: CommandName; input: unknown } | null
  answer: (reply: Reply<unknown>) => void
}

/** Gets a new access token; null once it is there, else why there is none. */
export type Renew = () => Promise<FaultBody | null>

interface SentAhead { name: CommandName; input: unknown }
interface Standing { command: SentAhead; patience: number; answered: Promise<Reply<unknown> | null>; answer: (reply: Reply<unknown> | null) => void }

export interface SignallingSnapshot {
  status: 'connecting' | 'open' | 'lost' | 'refused' | 'closed'
  /** Why the door stayed shut, when it did. */
  fault: FaultBody | null
}

const answerTimeout = 10_000
/** How long an admitted page waits for the answer to its stand-by before it asks itself, in ms: the two notices are sent together. */
const standByTimeout = 1_200
const unavailable = { ok: false, fault: { code: 'unavailable' } } as const

let known: typeof dial | null = null
/** For a page that brought socket.io with its first script: its socket is dialled before anything else is done. */
export const dialWith = (io: typeof dial): void => {
  known = io
}

/** The socket to the server: commands out, notices in, and reconnection until the signal aborts. */
export class Signalling {
  readonly state = new Store<SignallingSnapshot>({ status: 'connecting', fault: null })
  readonly #socket: Socket
  readonly #seat: ParticipantId | undefined
  readonly #renew: Renew | undefined
  #asker: Promise<Asker> | null = null
  #answering: Asker | null = null
  /** The join that nobody asks for any more because it is on its way; null when there is none. */
  #standing: Standing | null = null
  /** What was said of the stay that it opened before anybody has taken its answer: nobody listens yet. Null while there is no such stay. */
  #unheard: { name: string; notice: unknown }[] | null = null
  #refusals = 0

  /** Loads socket.io, unless the page brought it, and prepares the socket; `connect` opens it once listeners are in place. */
  static create(options: { seat?: ParticipantId; renew?: Renew; signal: AbortSignal }): Signalling | Promise<Signalling> {
    return known ? Signalling.#with(known, options) : import('socket.io-client').then(({ io }) => Signalling.#with(io, options))
  }

  static #with(io: typeof dial, options: { seat?: ParticipantId; renew?: Renew; signal: AbortSignal }): Signalling {
    const socket = io({
      path: socketPath, transports: ['websocket'], autoConnect: false,
      reconnectionDelay: 300, reconnectionDelayMax: 3_000, timeout: 12_000,
      auth: (hand) => void signalling.#handshake().then(hand),
    })
    const signalling = new Signalling(socket, options)
    return signalling
  }

  private constructor(socket: Socket, { seat, renew, signal }: { seat?: ParticipantId; renew?: Renew; signal: AbortSignal }) {
    this.#socket = socket
    this.#seat = seat
    this.#renew = renew
    socket.on('connect', () => {
      this.#refusals = 0
      performance.mark('lien:socket-open')
      this.state.set({ status: 'open', fault: null })
    })
    socket.on('disconnect', (reason) => {
      this.#stood(null)
      if (signal.aborted) return
      this.state.set({ status: 'lost' })
      // socket.io does not come back by itself when it is the server that hung up.
      if (reason === 'io server disconnect') this.#comeBack(signal)
    })
    socket.on('connect_error', (error) => this.#refused(error, signal))
    socket.onAny((name: string, notice: unknown) => {
      if (typeof notice === 'object' && notice !== null && 'stayId' in notice) this.#unheard?.push({ name, notice })
    })
    socket.on('first', (reply: Reply<unknown>) => (this.#standing ? this.#stood(reply) : this.#answering?.answer(reply)))
    signal.addEventListener('abort', () => this.close(), { once: true })
    watchNetwork(() => this.hurry(), signal)
  }

  get open(): boolean {
    return this.#socket.connected
  }

  connect(): void {
    this.#socket.connect()
  }

  /** There is a reason to hope: a lost socket is dialled now instead of at its next turn. Not where it is open already, and the answer to its handshake on the way. */
  hurry(): void {
    if (this.state.get().status === 'lost' && this.#socket.io.engine.readyState !== 'open') this.#redial()
  }

  /** Gives up a socket that may be dead without knowing it (its network is gone), and dials anew. */
  renew(): void {
    const { status } = this.state.get()
    if (status === 'open' || status === 'lost') this.#redial()
  }

  #redial(): void {
    this.#socket.disconnect().connect()
  }

  /** From now on every (re)connection waits for this asker and carries its command. */
  useAsker(asker: Asker | Promise<Asker> | null): void {
    this.#asker = asker && Promise.resolve(asker)
  }

  /** Sent with the first handshake, before anybody is there to hear the answer. */
  sendFirst(command: SentAhead): void {
    this.#stand(command, answerTimeout)
  }

  /** The server performs this command for us the moment our person is admitted; until the socket is lost. */
  standBy(command: SentAhead): void {
    if (!this.open || this.#standing) return
    this.#stand(command, standByTimeout)
    this.#socket.emit('standBy', command)
  }

  /** The answer to what was sent ahead, at once or soon; null when there is none and one must ask. */
  async takeAhead(): Promise<Reply<unknown> | null> {
    const standing = this.#standing
    if (!standing) return null
    const late = setTimeout(() => standing.answer(null), standing.patience)
    const reply = await standing.answered
    clearTimeout(late)
    if (this.#standing === standing) this.#standing = null
    const unheard = this.#unheard ?? []
    this.#unheard = null
    for (const { name, notice } of unheard) for (const hear of this.#socket.listeners(name)) hear(notice)
    return reply
  }

  /** Never rejects: a lost socket or a late answer is the fault `unavailable`. */
  perform<N extends CommandName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    if (!this.open) return Promise.resolve(unavailable)
    return new Promise((resolve) => {
      this.#socket.timeout(answerTimeout).emit('perform', name, input, (late: Error | null, reply: Reply<Output<N>>) => resolve(late ? unavailable : reply))
    })
  }

  /** Hears a notice until the signal aborts. */
  on<N extends NoticeName>(name: N, listener: (notice: Notices[N]) => void, signal: AbortSignal): void {
    const event: string = name
    const hear = (notice: Notices[NoticeName]): void => listener(notice as Notices[N])
    this.#socket.on(event, hear)
    signal.addEventListener('abort', () => this.#socket.off(event, hear), { once: true })
  }

  close(): void {
    if (this.state.get().status === 'closed') return
    this.#socket.disconnect()
    this.state.set({ status: 'closed' })
  }

  #stand(command: SentAhead, patience: number): void {
    let answer: Standing['answer'] = () => undefined
    const answered = new Promise<Reply<unknown> | null>((resolve) => {
      answer = resolve
    })
    this.#standing = { command, patience, answered, answer }
  }

  #stood(reply: Reply<unknown> | null): void {
    this.#unheard = reply && []
    this.#standing?.answer(reply)
    if (reply === null) this.#standing = null
  }

  async #handshake(): Promise<object> {
    if (this.#standing) return { ...(this.#seat && { seat: this.#seat }), first: this.#standing.command }
    this.#answering = (await this.#asker?.catch(() => null)) ?? null
    const first = this.#answering?.ask() ?? null
    return { ...(this.#seat && { seat: this.#seat }), ...(first && { first }) }
  }

  /** A refusal by the server carries a fault; a mere network failure does not, and socket.io retries it. */
  #refused(error: Error & { data?: unknown }, signal: AbortSignal): void {
    const fault = error.data as FaultBody | undefined
    if (!fault) {
      if (this.state.get().status !== 'lost') this.state.set({ status: 'connecting', fault: { code: 'unavailable' } })
      return
    }
    if (fault.reason === 'accessExpired' && this.#renew) void this.#renewed(this.#renew, signal)
    else this.#shut(fault, signal)
  }

  #shut(fault: FaultBody, signal: AbortSignal): void {
    this.state.set({ status: 'refused', fault })
    if (worthRetrying(fault)) this.#comeBack(signal)
  }

  /** The next upgrade request carries the new cookie. */
  async #renewed(renew: Renew, signal: AbortSignal): Promise<void> {
    const fault = await renew()
    if (signal.aborted) return
    if (fault) this.#shut(fault, signal)
    else if (this.#refusals++ === 0) this.#socket.connect()
    else this.#comeBack(signal)
  }

  #comeBack(signal: AbortSignal): void {
    setTimeout(() => {
      if (!signal.aborted && this.state.get().status !== 'closed') this.#socket.connect()
    }, backoff(this.#refusals++))
  }
}

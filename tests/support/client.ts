import { io, type Socket } from 'socket.io-client'
import type { Opening, PendingView } from '@lien/contract/commands/links'
import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ParticipantId, PendingId, RequestId } from '@lien/contract/ids'
import type { AnsweringView } from '@lien/contract/followUps'
import type { NoticeName, Notices } from '@lien/contract/notices'
import type { VisitView } from '@lien/contract/views'
import { apiPath, noSeat, seatHeader, socketPath, type ClientToServer, type ServerToClient } from '@lien/contract/wire'

/** A browser without a screen: its cookies, its HTTP calls, its sockets. */
export class TestBrowser {
  readonly #address: string
  readonly #cookies = new Map<string, string>()
  readonly #sockets: TestSocket[] = []
  constructor(address: string) { this.#address = address }

  get cookies(): ReadonlyMap<string, string> { return this.#cookies }
  setCookie(name: string, held: string): void { this.#cookies.set(name, held) }
  takeCookiesFrom(other: TestBrowser): void { for (const [name, value] of other.cookies) this.#cookies.set(name, value) }

  async post<N extends CommandName>(name: N, input: Input<N>, seat: ParticipantId | PendingId | RequestId | null = null): Promise<Reply<Output<N>>> {
    return (await this.raw(name, JSON.stringify(input), { [seatHeader]: seat ?? noSeat })).body as Reply<Output<N>>
  }

  async raw(path: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
    const response = await fetch(`${this.#address}${apiPath}/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', cookie: this.#cookieHeader(), ...headers } })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return { status: response.status, body: await response.json(), headers: response.headers }
  }

  async signIn(email: string, password: string): Promise<Reply<Output<'professional.signIn'>>> { return this.post('professional.signIn', { email, password }) }
  /** Takes the seat of a link that asks for nothing more. */
  async open(token: string): Promise<VisitView> { return seated(value(await this.post('link.open', { token }))) }
  /** Opens a link that asks for a second factor. */
  async openPending(token: string): Promise<PendingView> {
    const opening = value(await this.post('link.open', { token }))
    if (!('stage' in opening) || opening.stage !== 'secondFactor') throw new Error('The link asked for no second factor.')
    return opening
  }

  /** Opens a link to questions that asks for nothing more. */
  async openQuestions(token: string): Promise<AnsweringView> {
    const opening = value(await this.post('link.open', { token }))
    if (!('stage' in opening) || opening.stage !== 'answering') throw new Error('The link leads to no questions.')
    return opening
  }

  async connect(seat: ParticipantId | RequestId | null, first?: { name: string; input: unknown }): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.#address, this.#cookieHeader(), { ...(seat && { seat }), ...(first && { first }) })
    this.#sockets.push(socket)
    return socket
  }
  close(): void { for (const socket of this.#sockets) socket.close() }

  #cookieHeader(): string { return [...this.#cookies].map(([name, held]) => `${name}=${held}`).join('; ') }
}

export class TestSocket {
  readonly #socket: Socket<ServerToClient, ClientToServer>
  readonly #heard: { name: string; notice: unknown }[] = []
  #waiters: (() => void)[] = []
  private constructor(socket: Socket<ServerToClient, ClientToServer>) {
    this.#socket = socket
    socket.onAny((name: string, notice: unknown) => this.#hear(name, notice))
    socket.on('disconnect', (reason) => this.#hear('disconnect', reason))
  }

  static connect(address: string, cookie: string, auth: object): Promise<TestSocket> {
    const socket: Socket<ServerToClient, ClientToServer> = io(address, { path: socketPath, transports: ['websocket'], extraHeaders: { cookie }, auth, forceNew: true, reconnection: false })
    const made = new TestSocket(socket)
    return new Promise((resolve, reject) => {
      socket.on('connect', () => resolve(made))
      socket.on('connect_error', (error) => { socket.close(); reject(new RefusedSocket((error as { data?: FaultBody }).data ?? null)) })
    })
  }

  get id(): string { return this.#socket.id ?? '' }
  get heard(): readonly { name: string; notice: unknown }[] { return this.#heard }
  perform<N extends CommandName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    return this.#socket.timeout(20_000).emitWithAck('perform', name, input) as Promise<Reply<Output<N>>>
  }
  /** Sends whatever it is given. */
  performAnything(name: unknown, input: unknown): Promise<Reply<unknown>> { return this.#socket.timeout(20_000).emitWithAck('perform', name as never, input as never) as Promise<Reply<unknown>> }
  emitAnything(...args: unknown[]): void { (this.#socket.emit as (...args: unknown[]) => void)(...args) }

  /** The first notice of that name, past or to come, that fits. */
  async notice<N extends NoticeName | 'first' | 'disconnect'>(name: N, fits: (notice: N extends NoticeName ? Notices[N] : unknown) => boolean = () => true): Promise<N extends NoticeName ? Notices[N] : unknown> {
    type Notice = N extends NoticeName ? Notices[N] : unknown
    for (;;) {
      const found = this.#heard.find((one) => one.name === name && fits(one.notice as Notice))
      if (found) return found.notice as Notice
      await new Promise<void>((resolve) => { this.#waiters.push(resolve) })
    }
  }
  close(): void { this.#socket.close() }

  #hear(name: string, notice: unknown): void {
    this.#heard.push({ name, notice })
    const waiters = this.#waiters
    this.#waiters = []
    for (const wake of waiters) wake()
  }
}

export class RefusedSocket extends Error {
  readonly fault: FaultBody | null
  constructor(fault: FaultBody | null) { super(fault?.code ?? 'refused'); this.fault = fault }
}

/** The value of a reply; a fault fails the test with its code. */
export function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`fault: ${reply.fault.code} ${reply.fault.reason ?? ''} ${reply.fault.fields?.join(',') ?? ''}`)
  return reply.value
}
export const faultOf = (reply: Reply<unknown>): FaultBody | null => (reply.ok ? null : reply.fault)
/** The visit behind an opening; a link that asks for more fails the test. */
export function seated(opening: Opening): VisitView {
  if ('stage' in opening) throw new Error('The link asks for a second factor, or leads to questions alone.')
  return opening
}

import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { Fault, type Reply } from '@lien/contract/faults'
import { Handshake, StandBy } from '@lien/contract/handshake'
import { alertCommands } from '@lien/contract/commands/alerts'
import type { ConsultationId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { NoticeName, Notices } from '@lien/contract/notices'
import { maxMessageBytes, socketPath, type ServerToClient } from '@lien/contract/wire'
import type { Views } from '../consultations/queries.ts'
import { establishmentOf, type Caller } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { faultOfDatabase } from '../platform/dbFaults.ts'
import type { InFlight } from '../platform/InFlight.ts'
import type { Log } from '../platform/log.ts'
import type { Presence } from '../presence/Presence.ts'
import type { Present, Who } from '../presence/store.ts'
import type { OverSession } from '../sessions/queries.ts'
import { addressKey, addressOf } from './address.ts'
import type { Limits } from './limits.ts'
import { isOwnOrigin } from './origin.ts'
import type { Perform } from './perform.ts'
import { SessionSweep, type Held } from './SessionSweep.ts'
import { callerOf, unauthenticated, type Sessions } from './sessions.ts'

export interface SocketDeps {
  perform: Perform; sessions: Sessions; limits: Limits; db: Db; clock: Clock; log: Log; publicUrl: string; trustProxy: boolean; presence: Presence; inFlight: InFlight
  gone: (socketId: string) => Promise<void>
  /** A page whose session is over gives its place in a call up at once: the grace is for lost pages. */
  expel: (socketId: string) => Promise<void>
}
interface SocketData { caller: Caller; first: Handshake['first']; standBy: StandBy }
// Arguments from a browser are unknown until the door has parsed them.
interface FromClient { perform: (name: unknown, input: unknown, reply: unknown) => void; standBy: (command: unknown) => void }
type Io = Server<FromClient, ServerToClient, Record<string, never>, SocketData>
type Line = Socket<FromClient, ServerToClient, Record<string, never>, SocketData>

/** ms: whoever only reloads their page, or whose line was cut for a moment, is back before anybody need hear of it. */
const reloadPatience = 700

/** ms that the screens wait for a join that an admission began; usually it takes some tens. */
const joinPatience = 500

const alertReaders: readonly AccountRole[] = alertCommands['alerts.count'].by
const roomOf = (who: Who): string => ('accountId' in who ? `account:${who.accountId}` : `participant:${who.participantId}`)

/** Commands and notices over the signalling socket. */
export class SocketDoor {
  readonly #io: Io
  readonly #deps: SocketDeps
  readonly #sweep: SessionSweep
  readonly #closing = new AbortController()
  /** Of each consultation: the joins that an admission of this moment began. */
  readonly #joining = new Map<ConsultationId, Promise<void>>()

  constructor(server: HttpServer, deps: SocketDeps) {
    this.#deps = deps
    setMaxListeners(0, this.#closing.signal)
    this.#io = new Server(server, {
      path: socketPath, transports: ['websocket'], serveClient: false, maxHttpBufferSize: maxMessageBytes,
      // A line that says nothing is not kept open.
      pingInterval: 10_000, pingTimeout: 8_000, connectTimeout: 10_000,
      allowRequest: (request, decide) => decide(null, isOwnOrigin(request, deps.publicUrl)),
    })
    this.#io.use((socket, next) => {
      this.#admit(socket).then(() => next(), (error: unknown) => next(refusal(error, deps.log)))
    })
    this.#io.on('connection', (socket) => this.#serve(socket))
    this.#sweep = new SessionSweep({ ...deps, held: () => this.#held(), cut: (over) => this.cut(over) })
  }

  send<N extends NoticeName>(socketId: string, name: N, notice: Notices[N]): void {
    this.#io.to(socketId).emit(name, ...([notice] as Parameters<ServerToClient[N]>))
  }

  /** Every page that is connected here. */
  pages(): Present[] {
    return [...this.#io.of('/').sockets.values()].flatMap(({ id, data: { caller } }) => {
      const [who, establishmentId] = [whoIs(caller), establishmentOf(caller)]
      return who && establishmentId ? [{ socketId: id, who, establishmentId }] : []
    })
  }

  get somebodyHere(): boolean { return this.#io.of('/').sockets.size > 0 }
  isHere(socketId: string): boolean { return this.#io.of('/').sockets.has(socketId) }

  /** Each person of a consultation is sent what they, and nobody else, should see. */
  sendViews({ visits, rows }: Views): void {
    for (const { participantId, view } of visits) this.#io.to(roomOf({ participantId })).emit('visit.changed', view)
    for (const { accountId, row } of rows) this.#io.to(roomOf({ accountId })).emit('day.changed', row)
  }

  /** The pages that may show a work list of this house, or of every one: each asks for what it may see. */
  tellAlerts(establishmentId: EstablishmentId | null): void {
    for (const socket of this.#io.of('/').sockets.values()) {
      const { caller } = socket.data
      if (caller.kind === 'professional' && (establishmentId === null || caller.establishmentId === establishmentId) && alertReaders.includes(caller.role)) socket.emit('alerts.changed', {})
    }
  }

  /** Performs what the pages of somebody just admitted have on stand-by; the door checks it as if they had sent it now. */
  letIn(participantId: ParticipantId): void {
    const joins: Promise<void>[] = []
    let about: ConsultationId | null = null
    for (const id of this.#io.of('/').adapter.rooms.get(roomOf({ participantId })) ?? []) {
      const socket = this.#io.of('/').sockets.get(id)
      const command = socket?.data.standBy
      if (!socket || !command || socket.data.caller.kind !== 'guest') continue
      about = socket.data.caller.consultationId
      socket.data.standBy = null
      joins.push(this.#perform(socket, command.name, command.input).then((reply) => void socket.emit('first', reply)))
    }
    if (about) this.#join(about, joins)
  }

  #join(consultationId: ConsultationId, joins: readonly Promise<void>[]): void {
    const done = Promise.all(joins).then(() => { if (this.#joining.get(consultationId) === done) this.#joining.delete(consultationId) })
    this.#joining.set(consultationId, done)
    this.#deps.inFlight.add(done)
  }

  /** Resolves once whoever was just let in has been joined, or after a moment: their pages draw the call when its first picture is on the way. */
  async joined(consultationId: ConsultationId): Promise<void> {
    const joining = this.#joining.get(consultationId)
    if (joining) await Promise.race([joining, pause(joinPatience)])
  }

  endSession(who: Who, reason: Notices['session.ended']['reason']): void {
    this.#io.to(roomOf(who)).emit('session.ended', { reason })
    this.#io.in(roomOf(who)).disconnectSockets(true)
  }

  /** Ends the pages of these sessions (or links) that are connected here, and tells them why. */
  cut(over: readonly OverSession[]): void {
    const reasons = new Map(over.map(({ id, why }) => [id, why]))
    for (const socket of over.length > 0 ? this.#io.of('/').sockets.values() : []) {
      const why = reasons.get(carrierOf(socket.data.caller) ?? '')
      if (!why) continue
      // A page that did not refresh for long only has to come again: nobody ended its session.
      if (why !== 'accessExpired') {
        socket.emit('session.ended', { reason: why })
        this.#deps.inFlight.add(this.#deps.expel(socket.id).catch((error: unknown) => this.#deps.log.error({ socket: socket.id, err: error }, 'a place in a call could not be given up')))
      }
      this.#deps.log.info({ socket: socket.id, why }, 'page cut off')
      socket.disconnect(true)
    }
  }

  async #left(socketId: string, who: Who): Promise<void> {
    const { presence, gone, log } = this.#deps
    await pause(reloadPatience, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    await Promise.all([presence.left(socketId, who), gone(socketId).catch((error: unknown) => log.error({ socket: socketId, err: error }, 'a lost page could not be noted'))])
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#sweep.close()
    await this.#io.close()
  }

  #held(): Held {
    const held: Held = { sessions: [], links: [] }
    for (const { data: { caller } } of this.#io.of('/').sockets.values()) {
      if (caller.kind === 'professional') held.sessions.push(caller.sessionId)
      if (caller.kind === 'guest') held.links.push(caller.linkId)
    }
    return held
  }

  async #admit(socket: Line): Promise<void> {
    const { sessions, db, clock, limits, trustProxy } = this.#deps
    await limits.count('http', addressKey(addressOf(socket.request, trustProxy)))
    const handshake = Handshake.safeParse(socket.handshake.auth)
    if (!handshake.success) throw new Fault('invalidInput')
    const caller = await callerOf(sessions.claims(socket.handshake.headers.cookie, handshake.data.seat ?? null), db, clock())
    if (caller.kind === 'anonymous') throw unauthenticated(caller)
    // A link whose second factor is owed has no line of its own yet.
    if (whoIs(caller) === null) throw new Fault('unauthenticated')
    socket.data = { caller, first: handshake.data.first, standBy: null }
  }

  #serve(socket: Line): void {
    const { presence, log, inFlight } = this.#deps
    const { caller, first } = socket.data
    const who = whoIs(caller)
    const establishmentId = establishmentOf(caller)
    if (!who || !establishmentId) { socket.disconnect(true); return }
    log.info({ socket: socket.id, ...who }, 'page connected')
    void socket.join(roomOf(who))
    const answer = async (name: unknown, input: unknown, reply: (reply: Reply<unknown>) => void) => reply(await this.#perform(socket, name, input))
    socket.on('perform', (name, input, reply) => inFlight.add(answer(name, input, typeof reply === 'function' ? (reply as (reply: Reply<unknown>) => void) : () => undefined)))
    socket.on('standBy', (raw) => inFlight.add(this.#standBy(socket, raw)))
    // A returning person's join comes first: its answer is what they wait for.
    const begin = async () => {
      if (first) await answer(first.name, first.input, (reply) => socket.emit('first', reply))
      if (caller.kind === 'guest') await answer('visit.read', {}, (reply) => { if (reply.ok) socket.emit('visit.changed', reply.value as Notices['visit.changed']) })
    }
    const arrived = presence.arrived(socket.id, who, establishmentId)
    inFlight.add(arrived)
    socket.on('disconnect', (reason) => {
      log.info({ socket: socket.id, reason }, 'page gone')
      inFlight.add(arrived.then(() => this.#left(socket.id, who)))
    })
    inFlight.add(begin())
  }

  /** Past the limit, or not a command, it is not kept: the page asks for itself once it is admitted. */
  async #standBy(socket: Line, raw: unknown): Promise<void> {
    const { limits, log } = this.#deps
    try {
      await limits.count('socket', socket.id)
      socket.data.standBy = StandBy.parse(raw)
    } catch (error) {
      log.debug({ socket: socket.id, err: error }, 'a command on stand-by was not kept')
    }
  }

  async #perform(socket: Line, name: unknown, input: unknown): Promise<Reply<unknown>> {
    const { limits, perform, log } = this.#deps
    try {
      await limits.count('socket', socket.id)
    } catch (error) {
      return { ok: false, fault: refusal(error, log).data }
    }
    return (await perform(name, socket.data.caller, input, socket.id)).reply
  }
}

function whoIs(caller: Caller): Who | null {
  if (caller.kind === 'professional') return { accountId: caller.accountId }
  return caller.kind === 'guest' ? { participantId: caller.participantId } : null
}

/** The session or link by which a page came in. */
const carrierOf = (caller: Caller): string | null => (caller.kind === 'professional' ? caller.sessionId : caller.kind === 'guest' ? caller.linkId : null)

/** socket.io hands `data` to the page as the reason of its connect_error. */
class Refusal extends Error {
  readonly data
  constructor(fault: Fault) { super(fault.code); this.data = fault.toBody() }
}
function refusal(error: unknown, log: Log): Refusal {
  const fault = error instanceof Fault ? error : faultOfDatabase(error)
  if (!fault) log.error({ err: error }, 'internal fault at the socket door')
  return new Refusal(fault ?? new Fault('internal'))
}

import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Fault, type Reply } from '@lien/contract/faults'
import { type ServerToSfu, type SfuInput, type SfuOrderName, sfuOrders, type SfuOutput, sfuPath, type SfuToServer } from '@lien/contract/sfu'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { type Config, StartFailure } from './config.ts'
import type { Tell } from './facts.ts'
import { orders } from './orders.ts'
import type { Sfu } from './Sfu.ts'

/** bytes; well above a browser's largest message, since one too many would cut the line that all rooms share. */
const maxHttpBufferSize = 1_000_000
/** ms; a silent server is given up, and a silent sfu noticed, after the sum. */
const heartbeat = { pingInterval: 5_000, pingTimeout: 5_000 }
/** ms during which a server that lost its connection gets the facts it missed (socket.io's own recovery). */
const maxDisconnectionDuration = 60_000

export interface Control {
  url: string
  tell: Tell
  /** From now on; lines that are open stay open. */
  accept: (tokens: readonly string[]) => void
  close: () => Promise<void>
}
export interface ControlOptions { config: Config; log: Logger; getSfu: () => Sfu | undefined }

/** The one endpoint servers speak to. @throws StartFailure where the port is taken */
export async function openControl({ config, log, getSfu }: ControlOptions): Promise<Control> {
  const http = createServer((_request, response) => response.writeHead(404).end())
  const io = new Server<ServerToSfu, SfuToServer>(http, {
    path: sfuPath, transports: ['websocket'], maxHttpBufferSize, serveClient: false, ...heartbeat,
    connectionStateRecovery: { maxDisconnectionDuration, skipMiddlewares: false },
  })
  let tokens = config.tokens
  io.use((socket, next) => {
    if (isToken(tokens, (socket.handshake.auth as { token?: unknown }).token)) return next()
    log.warn({ from: socket.handshake.address }, 'server refused')
    next(new Error('unauthenticated'))
  })
  io.on('connection', (socket) => {
    log.info({ socketId: socket.id, recovered: socket.recovered }, 'server connected')
    // Through the room of its own: only what is broadcast tells socket.io from where a lost line is to be caught up.
    if (!socket.recovered) io.to(socket.id).emit('sfu.state', { draining: getSfu()?.draining ?? false })
    socket.on('disconnect', (reason) => log.info({ socketId: socket.id, reason }, 'server disconnected'))
    socket.on('order', (name: unknown, input: unknown, reply: unknown) => {
      if (typeof reply === 'function') void answer(getSfu(), name, input, log).then((value) => { (reply as (value: Reply<unknown>) => void)(value) })
    })
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => reject(new StartFailure(`The sfu cannot listen on ${config.host}:${config.port} (${cause.code ?? cause.message}): LIEN_SFU_HOST and LIEN_SFU_PORT choose another place.`, { cause })))
    http.listen(config.port, config.host, resolve)
  })
  const { port } = http.address() as AddressInfo
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  return {
    url,
    // One turn of the loop later: a fact never overtakes the answer of the order that it follows.
    tell: (...fact) => { setImmediate(() => { (io as Server).emit(...fact) }) },
    accept: (fresh) => { tokens = fresh },
    close: () => io.close(),
  }
}

/** Performs one order. Never rejects: what nobody expected is `internal`, its stack in the log. */
async function answer(sfu: Sfu | undefined, name: unknown, input: unknown, log: Logger): Promise<Reply<unknown>> {
  try {
    if (!sfu) throw new Fault('unavailable', { reason: 'sfuAway' })
    if (!isOrder(name)) throw new Fault('invalidInput', { reason: 'malformed', fields: ['name'] })
    return { ok: true, value: await perform(sfu, name, input) }
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('internal', { cause: error })
    if (fault.code === 'internal') log.error({ err: fault.cause ?? fault, order: name }, 'order failed')
    else log.debug({ order: name, code: fault.code, cause: fault.cause }, 'order refused')
    return { ok: false, fault: fault.toBody() }
  }
}

function perform<N extends SfuOrderName>(sfu: Sfu, name: N, raw: unknown): Promise<SfuOutput<N>> {
  const parsed = sfuOrders[name].input.safeParse(raw)
  if (!parsed.success) throw new Fault('invalidInput', { reason: 'malformed', fields: parsed.error.issues.map(({ path }) => path.join('.')) })
  return orders[name](sfu, parsed.data as SfuInput<N>)
}

const isOrder = (name: unknown): name is SfuOrderName => typeof name === 'string' && Object.hasOwn(sfuOrders, name)

/** Compares digests, in constant time and at equal lengths, with every token that is accepted. */
function isToken(accepted: readonly string[], given: unknown): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (typeof given !== 'string') return false
  const matches = accepted.map((one) => timingSafeEqual(digest(one), digest(given)))
  return matches.includes(true)
}

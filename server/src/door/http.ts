import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express'
import { commands, type CommandName } from '@lien/contract/commands'
import { faults, Fault, type Reply } from '@lien/contract/faults'
import { identityPath } from '@lien/contract/identityProviders'
import { ParticipantId } from '@lien/contract/ids'
import { apiPath, maxMessageBytes, noSeat, seatHeader } from '@lien/contract/wire'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { faultOfDatabase } from '../platform/dbFaults.ts'
import type { Log } from '../platform/log.ts'
import { addressKey } from './address.ts'
import { boundUrl, type Bounds } from './bounds.ts'
import { identity, type IdentityDeps } from './identity.ts'
import type { Limits } from './limits.ts'
import { isOwnOrigin } from './origin.ts'
import { pages } from './pages.ts'
import type { Perform } from './perform.ts'
import { reports } from './reports.ts'
import { securityHeaders } from './securityHeaders.ts'
import { callerOf, type Sessions } from './sessions.ts'
import { wellKnown } from './wellKnown.ts'

export interface HttpDeps { perform: Perform; sessions: Sessions; limits: Limits; db: Db; clock: Clock; log: Log; publicUrl: string; securityContact: string | null; trustProxy: boolean; bounds: Bounds; clientFolder: string | null; ready: () => boolean; identity: Pick<IdentityDeps, 'providers' | 'refuse' | 'sessionKeys'> }

/** Commands over HTTP: `POST /api/<command>`, and the client's pages. */
export function createHttp(deps: HttpDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', deps.trustProxy ? 1 : false)
  app.use(securityHeaders(deps.publicUrl))
  app.use(boundUrl(deps.bounds))
  app.get('/health', (_request, response) => void response.status(deps.ready() ? 200 : 503).json({ ready: deps.ready() }))
  app.use(reports(deps))
  app.use(wellKnown(deps))
  app.post(`${apiPath}/:command`, body(deps), command(deps))
  app.use(apiPath, (_request, response) => answer(response, { ok: false, fault: { code: 'notFound' } }))
  app.use(identityPath, identity({ ...deps, ...deps.identity }))
  if (deps.clientFolder) app.use(pages(deps.clientFolder))
  app.use(onError(deps.log))
  return app
}

/** A document is read for somebody who holds a session; nobody else can make the server hold so much. */
function body({ sessions }: HttpDeps): RequestHandler {
  const upTo = (limit: number): RequestHandler => express.json({ limit, strict: true })
  const usual = upTo(maxMessageBytes)
  const larger = new Map(Object.entries(commands).flatMap(([name, one]) => ('maxBytes' in one ? [[name, upTo(one.maxBytes)] as const] : [])))
  return (request, response, next) => {
    const name = request.params['command']
    const large = typeof name === 'string' ? larger.get(name) : undefined
    const read = large && seatOf(request) === null && sessions.claims(request.headers.cookie, null) ? large : usual
    read(request, response, next)
  }
}

/** What a thief would try again and again. */
const attempts: ReadonlySet<string> = new Set([
  'link.open', 'link.sendCode', 'link.confirmCode', 'link.confirmBirthDate', 'link.askAgain',
  'professional.signIn', 'professional.confirmSignIn', 'passkey.ask', 'passkey.signIn', 'enrolment.begin', 'enrolment.confirm', 'account.setPassword', 'account.requestPasswordReset',
] satisfies CommandName[])

function command({ perform, sessions, limits, db, clock, publicUrl }: HttpDeps): RequestHandler {
  return async (request, response) => {
    const seat = seatOf(request)
    if (seat === undefined || !isOwnOrigin(request, publicUrl)) throw new Fault('forbidden', { reason: 'foreignOrigin' })
    const name = request.params['command']
    const address = addressKey(request.ip)
    await limits.count('http', address)
    if (typeof name === 'string' && attempts.has(name)) await limits.count('attempts', address)
    if (name === 'link.askAgain') await limits.count('askAgain', address)
    const body: unknown = request.body ?? {}
    if (name === 'professional.signIn' || name === 'account.requestPasswordReset') await limits.count('signIn', `${emailOf(body)} ${address}`)
    const { cookie } = request.headers
    const caller = await callerOf(sessions.claims(cookie, seat), db, clock())
    const { reply, grant } = await perform(name, caller, body, null, { refreshToken: sessions.refreshToken(cookie), ticket: sessions.ticket(cookie), seats: sessions.seats(cookie), network: address, userAgent: request.get('user-agent') ?? null })
    if (grant) sessions.apply(response, grant)
    answer(response, reply)
  }
}

/** Null: the professional; undefined: the header is missing or is nobody's seat. */
function seatOf(request: Request): ParticipantId | null | undefined {
  const header = request.get(seatHeader)
  return header === noSeat ? null : ParticipantId.safeParse(header).data
}

function emailOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : ''
}

function answer(response: Response, reply: Reply<unknown>): void {
  response.set('cache-control', 'no-store').status(reply.ok ? 200 : faults[reply.fault.code].status).json(reply)
}

/** What the body parser refuses comes here too: too large, not JSON, a broken encoding. */
const onError = (log: Log): ErrorRequestHandler => (error: unknown, _request, response, next) => {
  if (response.headersSent) { next(error); return }
  answer(response, { ok: false, fault: faultOf(error, log).toBody() })
}

function faultOf(error: unknown, log: Log): Fault {
  if (error instanceof Fault) return error
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null
  if (status === 413) return new Fault('invalidInput', { reason: 'tooLarge' })
  if (typeof status === 'number' && status >= 400 && status < 500) return new Fault('invalidInput', { reason: 'malformed' })
  const fault = faultOfDatabase(error)
  if (fault) return fault
  log.error({ err: error }, 'internal fault at the HTTP door')
  return new Fault('internal')
}

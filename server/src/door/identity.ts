import { parse } from 'cookie'
import { Router, type Request, type Response } from 'express'
import { v7 } from 'uuid'
import { Fault, type FaultBody } from '@lien/contract/faults'
import { ParticipantId, PendingId, RequestId } from '@lien/contract/ids'
import { failureFragment, identityPath, stageFragment, type IdentityFailure } from '@lien/contract/identityProviders'
import { questionsFragment, visitPath } from '@lien/contract/wire'
import { patientProofOf, professionalProofOf } from '../identityProviders/commands.ts'
import { ProviderFailure, ProviderLink } from '../identityProviders/ProviderLink.ts'
import type { Provider } from '../identityProviders/configuration.ts'
import { readTransaction, signTransaction, transactionLife, type Transaction } from '../identityProviders/transaction.ts'
import { lien } from '../platform/caller.ts'
import { noKnock } from '../platform/act.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { SessionKeys } from '../platform/session.ts'
import type { Refuse } from '../platform/transact.ts'
import { addressKey } from './address.ts'
import type { LimitName, Limits } from './limits.ts'
import type { Perform } from './perform.ts'
import type { Sessions } from './sessions.ts'

export interface IdentityDeps { providers: readonly Provider[]; perform: Perform; refuse: Refuse; sessions: Sessions; limits: Limits; clock: Clock; log: Log; publicUrl: string; sessionKeys: SessionKeys }

/** Whose proof it is decides which command takes it. Lien itself performs it: what it says has been proven to Lien, not claimed by a browser. */
const commandOf = { professionals: 'professional.signInByProvider', patients: 'link.confirmByProvider' } as const

/**
 * The way to an identity provider and back (decision 0023): `/identity/<provider>/start` and `/callback`. Both always
 * end on a page of ours; a failure travels as a code in the fragment. A patient's way begins at the stage where their
 * link owes the second factor (`?pending=`), in the browser that holds it, and ends there.
 */
export function identity(deps: IdentityDeps): Router {
  const { publicUrl, clock, log, limits, sessionKeys } = deps
  const secure = publicUrl.startsWith('https:')
  // The __Host- prefix keeps a neighbouring host from planting a sign-in of its own. Lax: it must come back with the person.
  const cookie = `${secure ? '__Host-' : ''}lien-identity`
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const links = new Map(deps.providers.map((provider) => [provider.id, new ProviderLink({ provider, clock, redirectUri: `${publicUrl}${identityPath}/${provider.id}/callback` })]))
  const router = Router()

  router.get('/:provider/start', guarded('http', async (link, request, response) => {
    const pending = link.provider.kind === 'patients' ? pendingOf(request) : null
    const { url, transaction } = await link.begin()
    response.cookie(cookie, signTransaction(sessionKeys[0].secret, { ...transaction, pending }, clock()), { ...options, maxAge: transactionLife * 1000 })
    response.redirect(303, url.href)
  }))

  router.get('/:provider/callback', guarded('attempts', async (link, request, response) => {
    const transaction = transactionOf(request)
    // It serves once, whatever comes of it.
    response.clearCookie(cookie, options)
    if (transaction?.provider !== link.provider.id) throw new ProviderFailure('expired', 'noTransaction')
    const { reply, grant } = await deps.perform(commandOf[link.provider.kind], lien, await prove(link, request, transaction), null, { ...noKnock, userAgent: request.get('user-agent') ?? null })
    if (!reply.ok) throw new ProviderFailure(failureOfFault(reply.fault), 'command')
    // The stage again, and no seat: the provider named somebody else.
    if (!grant) throw new ProviderFailure('unknownPerson', 'notThePatient')
    deps.sessions.apply(response, grant)
    response.redirect(303, `${identityPath}/done${grant.type === 'seat' ? `/${grant.participantId}` : grant.type === 'answering' ? `/questions/${grant.requestId}` : ''}`)
  }))

  // A page of ours between the provider and the first page: what follows is a navigation within our site, so that its
  // strict cookies travel in every browser. No script, so that the content policy has nothing to say.
  router.get(['/done', '/done/:seat'], (request, response) => {
    const seat = ParticipantId.safeParse(request.params['seat']).data
    response.set('cache-control', 'no-store').type('html').send(arrivedAt(seat ? `${visitPath}/${seat}` : '/'))
  })
  router.get('/done/questions/:request', (request, response) => {
    const asked = RequestId.safeParse(request.params.request).data
    response.set('cache-control', 'no-store').type('html').send(arrivedAt(asked ? `${visitPath}${questionsFragment(asked)}` : '/'))
  })
  return router

  function transactionOf(request: Request): Transaction | null {
    return readTransaction(sessionKeys.map(({ secret }) => secret), parse(request.headers.cookie ?? '')[cookie] ?? '', clock())
  }

  /** The stage that the browser says it is at, and holds the cookie of. */
  function pendingOf(request: Request): PendingId {
    const pending = PendingId.safeParse(request.query['pending']).data
    if (!pending || deps.sessions.claims(request.headers.cookie, pending)?.claims.kind !== 'pending') throw new ProviderFailure('expired', 'noStage')
    return pending
  }

  /** What the provider's answer proves. What it fails to prove leaves a row: the command itself is never reached. */
  async function prove(link: ProviderLink, request: Request, transaction: Transaction) {
    try {
      const query = request.originalUrl.indexOf('?')
      const proven = await link.finish(query < 0 ? '' : request.originalUrl.slice(query), transaction)
      if (link.provider.kind === 'professionals') return professionalProofOf(link.provider, proven)
      if (transaction.pending === null) throw new ProviderFailure('expired', 'noStage')
      return patientProofOf(link.provider, transaction.pending, proven)
    } catch (error) {
      if (error instanceof ProviderFailure && error.failure !== 'providerDown' && error.failure !== 'cancelled') await deps.refuse(lien, commandOf[link.provider.kind], new Fault('forbidden', { reason: 'providerRefused' }), null, v7())
      throw error
    }
  }

  function guarded(limit: LimitName, work: (link: ProviderLink, request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response): Promise<void> => {
      response.set('cache-control', 'no-store')
      const link = links.get(String(request.params['provider']))
      try {
        await limits.count(limit, addressKey(request.ip))
        if (!link) throw new ProviderFailure('failed', 'unknownProvider')
        await work(link, request, response)
      } catch (error) {
        const failure = failureOf(error, link?.provider.id ?? null, log)
        const pending = link?.provider.kind === 'patients' ? (transactionOf(request)?.pending ?? PendingId.safeParse(request.query['pending']).data) : null
        response.redirect(303, link?.provider.kind === 'patients' ? `${visitPath}${pending ? stageFragment(pending, failure) : ''}` : `/${failureFragment}${failure}`)
      }
    }
  }
}

function failureOf(error: unknown, provider: string | null, log: Log): IdentityFailure {
  if (error instanceof ProviderFailure) {
    log.warn({ provider, failure: error.failure, detail: error.detail }, 'a sign-in at an identity provider failed')
    return error.failure
  }
  if (error instanceof Fault) return failureOfFault(error.toBody())
  // Its cause may hold a provider's answer: the log has its name and place, not what it carries.
  log.error({ provider, error: error instanceof Error ? error.name : 'unknown', stack: error instanceof Error ? error.stack : undefined }, 'internal fault at the identity door')
  return 'failed'
}

function failureOfFault({ code, reason }: FaultBody): IdentityFailure {
  if (reason === 'accountUnknown') return 'unknownPerson'
  if (reason === 'identityMismatch' || reason === 'providerRefused') return 'refused'
  if (reason === 'identityUnproven') return 'notProven'
  return code === 'rateLimited' ? 'limited' : 'failed'
}

const arrivedAt = (page: string): string => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="0;url=${page}"><title>Lien</title></head><body><p><a href="${page}">Continuer · <span lang="en">Continue</span></a></p></body></html>\n`

import { parse } from 'cookie'
import { Router, type Request, type Response } from 'express'
import { v7 } from 'uuid'
import { Fault, type FaultBody } from '@lien/contract/faults'
import { failureFragment, identityPath, type IdentityFailure } from '@lien/contract/identityProviders'
import { proofOf } from '../identityProviders/commands.ts'
import { ProviderFailure, ProviderLink } from '../identityProviders/ProviderLink.ts'
import type { Provider } from '../identityProviders/configuration.ts'
import { readTransaction, signTransaction, transactionLife, type Transaction } from '../identityProviders/transaction.ts'
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

/** Lien itself performs the command: what it says has been proven to Lien, not claimed by a browser. */
const lien = { kind: 'system', establishmentId: null } as const
const command = 'professional.signInByProvider'

/**
 * The way to an identity provider and back (decision 0023): `/identity/<provider>/start` and `/callback`. Both always
 * end on a page of ours; a failure travels as a code in the fragment.
 */
export function identity(deps: IdentityDeps): Router {
  const { publicUrl, clock, log, limits, sessionKeys } = deps
  const secure = publicUrl.startsWith('https:')
  // The __Host- prefix keeps a neighbouring host from planting a sign-in of its own. Lax: it must come back with the person.
  const cookie = `${secure ? '__Host-' : ''}lien-identity`
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const links = new Map(deps.providers.filter(({ kind }) => kind === 'professionals').map((provider) => [provider.id, new ProviderLink({ provider, clock, redirectUri: `${publicUrl}${identityPath}/${provider.id}/callback` })]))
  const router = Router()

  router.get('/:provider/start', guarded('http', async (link, _request, response) => {
    const { url, transaction } = await link.begin()
    response.cookie(cookie, signTransaction(sessionKeys[0].secret, { ...transaction, seat: null }, clock()), { ...options, maxAge: transactionLife * 1000 })
    response.redirect(303, url.href)
  }))

  router.get('/:provider/callback', guarded('attempts', async (link, request, response) => {
    const transaction = readTransaction(sessionKeys.map(({ secret }) => secret), parse(request.headers.cookie ?? '')[cookie] ?? '', clock())
    // It serves once, whatever comes of it.
    response.clearCookie(cookie, options)
    if (transaction?.provider !== link.provider.id) throw new ProviderFailure('expired', 'noTransaction')
    const { reply, grant } = await deps.perform(command, lien, await prove(link, request, transaction), null, { ...noKnock, userAgent: request.get('user-agent') ?? null })
    if (!reply.ok) throw new ProviderFailure(failureOfFault(reply.fault), 'command')
    if (grant) deps.sessions.apply(response, grant)
    response.redirect(303, `${identityPath}/done`)
  }))

  // A page of ours between the provider and the first page: what follows is a navigation within our site, so that its
  // strict cookies travel in every browser. No script, so that the content policy has nothing to say.
  router.get('/done', (_request, response) => void response.set('cache-control', 'no-store').type('html').send(arrived))
  return router

  /** What the provider's answer proves. What it fails to prove leaves a row: the command itself is never reached. */
  async function prove(link: ProviderLink, request: Request, transaction: Transaction) {
    try {
      const query = request.originalUrl.indexOf('?')
      return proofOf(link.provider, await link.finish(query < 0 ? '' : request.originalUrl.slice(query), transaction))
    } catch (error) {
      if (error instanceof ProviderFailure && error.failure !== 'providerDown' && error.failure !== 'cancelled') await deps.refuse(lien, command, new Fault('forbidden', { reason: 'providerRefused' }), null, v7())
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
        response.redirect(303, `/${failureFragment}${failureOf(error, link?.provider.id ?? null, log)}`)
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

const arrived = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="0;url=/"><title>Lien</title></head><body><p><a href="/">Continuer · <span lang="en">Continue</span></a></p></body></html>\n'

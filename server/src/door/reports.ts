import express, { Router } from 'express'
import { z } from 'zod'
import type { Log } from '../platform/log.ts'
import { addressKey } from './address.ts'
import type { Limits } from './limits.ts'

/** Where browsers tell which rule of the content security policy something broke. */
export const reportPath = '/csp-report'
/** bytes; a report quotes the whole policy, and no more. */
const longest = 16 * 1024

const Legacy = z.object({ 'csp-report': z.object({ 'effective-directive': z.string().optional(), 'violated-directive': z.string().optional(), 'blocked-uri': z.string().optional() }) })
const Modern = z.array(z.object({ type: z.literal('csp-violation'), body: z.object({ effectiveDirective: z.string().optional(), blockedURL: z.string().optional() }) })).min(1).max(20)

/** What is worth a line of log: the rule, and whose code it was. Never a path: a page's own holds a seat's id. */
export interface Violation { directive: string; blocked: string }

/** Reads either format that browsers send; anything else is no violation. */
export function violationsOf(body: unknown): Violation[] {
  const legacy = Legacy.safeParse(body).data?.['csp-report']
  if (legacy) return [{ directive: wordOf(legacy['effective-directive'] ?? legacy['violated-directive']), blocked: originOf(legacy['blocked-uri']) }]
  return (Modern.safeParse(body).data ?? []).map((one) => ({ directive: wordOf(one.body.effectiveDirective), blocked: originOf(one.body.blockedURL) }))
}

const wordOf = (text = ''): string => /^[a-z-]{1,40}/.exec(text)?.[0] ?? 'unknown'

/** The origin of an address, or the bare word that stands for one ("inline", "eval", "data"). */
function originOf(text = ''): string {
  if (/^[a-z-]{1,40}$/.test(text)) return text
  if (!URL.canParse(text)) return 'unknown'
  const { origin, protocol } = new URL(text)
  return origin === 'null' ? protocol.slice(0, 40) : origin.slice(0, 200)
}

/** `POST /csp-report`: anybody may send one, so it is small, counted, and only ever becomes a line of log. */
export function reports({ limits, log }: { limits: Limits; log: Log }): Router {
  const router = Router()
  router.post(reportPath, async (request, _response, next) => {
    await limits.count('report', addressKey(request.ip))
    next()
  }, express.json({ limit: longest, type: ['application/csp-report', 'application/reports+json'] }), (request, response) => {
    for (const violation of violationsOf(request.body)) log.warn(violation, 'a browser refused what the content security policy forbids')
    response.status(204).end()
  })
  return router
}

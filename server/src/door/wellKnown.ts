import { Router } from 'express'
import type { Clock } from '../platform/clock.ts'

/** ms; RFC 9116 §2.5.5 wants a date that is less than a year away. */
const halfYear = 182 * 24 * 3600 * 1000

/** `robots.txt`, and `security.txt` (RFC 9116) where the site has named a contact. */
export function wellKnown({ publicUrl, securityContact, clock }: { publicUrl: string; securityContact: string | null; clock: Clock }): Router {
  const router = Router()
  router.get('/robots.txt', (_request, response) => void response.type('text/plain').send('User-agent: *\nDisallow: /\n'))
  router.get(['/.well-known/security.txt', '/security.txt'], (_request, response) => {
    if (securityContact === null) { response.status(404).end(); return }
    const expires = new Date(clock().getTime() + halfYear).toISOString()
    response.type('text/plain').send(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: fr, en\nCanonical: ${publicUrl}/.well-known/security.txt\n`)
  })
  return router
}

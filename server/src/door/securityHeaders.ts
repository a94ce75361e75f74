import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Nothing but our own code runs, nobody frames us, and the camera and microphone are for our pages alone. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const self = ["'self'"]
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: self, styleSrc: self, fontSrc: self, imgSrc: [...self, 'data:', 'blob:'], mediaSrc: [...self, 'blob:'],
        // Safari before 15.4 does not take a socket of the same host for 'self'.
        connectSrc: [...self, new URL(publicUrl).origin.replace(/^http/, 'ws')],
        manifestSrc: self, baseUri: ["'none'"], formAction: self, frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  return (request, response, next) => {
    response.setHeader('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), screen-wake-lock=(self), geolocation=()')
    protect(request, response, next)
  }
}

import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { reportPath } from './reports.ts'

/** Ours alone: no frame, no other origin is ever given them. What we never use is refused to ourselves too. */
const permissions = {
  self: ['camera', 'microphone', 'display-capture', 'fullscreen', 'screen-wake-lock', 'autoplay', 'picture-in-picture', 'publickey-credentials-get', 'publickey-credentials-create'],
  nobody: ['accelerometer', 'browsing-topics', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'],
}
const permissionsPolicy = [...permissions.self.map((feature) => `${feature}=(self)`), ...permissions.nobody.map((feature) => `${feature}=()`)].join(', ')

/**
 * Nothing but our own files runs, nobody frames us or holds our window, and the camera and microphone are for our
 * pages alone. Nothing inline, no eval, and no string becomes code or markup: none of our libraries needs a Trusted
 * Types policy, so none may be made. What a browser refuses it reports to `reportPath`.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const self = ["'self'"]
  const none = ["'none'"]
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none, scriptSrc: self, scriptSrcAttr: none, styleSrc: self, styleSrcAttr: none, fontSrc: self, imgSrc: [...self, 'data:', 'blob:'], mediaSrc: [...self, 'blob:'],
        // Safari before 15.4 does not take a socket of the same host for 'self'.
        connectSrc: [...self, new URL(publicUrl).origin.replace(/^http/, 'ws')],
        manifestSrc: self, baseUri: none, formAction: self, frameAncestors: none,
        requireTrustedTypesFor: ["'script'"], trustedTypes: none,
        reportUri: [reportPath],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    // Other hosts of the hospital's domain are not ours to command.
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    originAgentCluster: true,
    referrerPolicy: { policy: 'no-referrer' },
    xContentTypeOptions: true,
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.setHeader('permissions-policy', permissionsPolicy)
    // A personal link that somebody publishes must not be found again.
    response.setHeader('x-robots-tag', 'noindex, nofollow')
    protect(request, response, next)
  }
}

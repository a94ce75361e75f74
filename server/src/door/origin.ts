import type { IncomingMessage } from 'node:http'

/**
 * May this request come from the page that says it sends it? Same host as it was sent to, or the public address when a
 * proxy stands between. Requests without an Origin are not a browser's cross-site ones.
 */
export function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host || origin === new URL(publicUrl).origin
}

import type { RequestHandler } from 'express'
import type { Server, ServerOptions } from 'node:http'
import type { Socket } from 'node:net'
import { Fault } from '@lien/contract/faults'

/** How much of a server one visitor may hold, and for how long. Bodies and socket messages: `maxMessageBytes` of the contract. */
export interface Bounds {
  /** Bytes of a request's line and headers together (431 past it). */
  headerBytes: number
  headers: number
  /** Bytes of an address; a provider's answer to a sign-in is the longest honest one. */
  urlBytes: number
  /** ms to send all headers, and the whole request. */
  headersTimeout: number
  requestTimeout: number
  /** ms between two looks at slow requests. */
  interval: number
  /** Open connections of one address; a hospital stands behind one address, so this only stops a machine. */
  connections: number
}
export const usualBounds: Bounds = { headerBytes: 16 * 1024, headers: 100, urlBytes: 4096, headersTimeout: 10_000, requestTimeout: 20_000, interval: 2_000, connections: 1_000 }

export const serverOptions = ({ headerBytes, headersTimeout, requestTimeout, interval }: Bounds): ServerOptions =>
  ({ maxHeaderSize: headerBytes, headersTimeout, requestTimeout, connectionsCheckingInterval: interval, keepAliveTimeout: 5_000 })

/** Cuts surplus headers, and connections past their number. `proxied`: they all come from the proxy, which must count them itself. */
export function bound(server: Server, { headers, connections }: Bounds, proxied: boolean): void {
  server.maxHeadersCount = headers
  if (proxied) return
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    if (count > connections) { socket.destroy(); return }
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
  })
}

/** Refuses addresses that no page of ours makes. */
export const boundUrl = ({ urlBytes }: Bounds): RequestHandler => (request, _response, next) => {
  if (request.originalUrl.length > urlBytes) throw new Fault('invalidInput', { reason: 'tooLarge' })
  next()
}

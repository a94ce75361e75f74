import { createServer, connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Transform } from 'node:stream'

/** Holds every chunk for `ms`, keeping their order; the end waits its turn too. */
function delayLine(ms: number): Transform {
  const wait = (then: () => void) => void setTimeout(then, ms)
  return new Transform({
    // Chunks may overlap in flight: the line is as long as a round trip, not one message wide.
    transform(chunk: Buffer, _encoding, done) { wait(() => this.push(chunk)); done() },
    flush(done) { wait(() => done()) },
  })
}

export interface DelayProxy { port: number; close: () => void }

/**
 * Passes TCP on to `target`, and adds a round trip of `ms` to the connections that open with a request for a path in
 * `slow`: once for the TCP handshake, then half of it in each direction. Everything else passes at once.
 */
export async function delayProxy(target: number, ms: number, slow: readonly string[]): Promise<DelayProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    sockets.add(near)
    near.once('close', () => sockets.delete(near))
    near.once('data', (opening) => {
      near.pause()
      const late = ms > 0 && slow.some((path) => opening.toString('latin1').startsWith(`GET ${path}`))
      const far = connect(target, '127.0.0.1')
      const end = () => { near.destroy(); far.destroy() }
      near.on('error', end)
      far.on('error', end)
      const begin = () => {
        if (late) {
          const out = delayLine(ms / 2)
          out.write(opening)
          near.pipe(out).pipe(far)
          far.pipe(delayLine(ms / 2)).pipe(near)
        } else {
          far.write(opening)
          near.pipe(far)
          far.pipe(near)
        }
        near.resume()
      }
      if (late) setTimeout(begin, ms)
      else begin()
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

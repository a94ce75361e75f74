import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { freePort } from '../../scripts/free-port.mjs'

/** Debian's Redis on the loopback, which keeps nothing: after `kill` and `again` it has forgotten everything. */
export interface Redis { url: string; kill: () => Promise<void>; again: () => Promise<void>; line: () => Promise<RedisLine> }
/** A way to it that can be made to swallow what is said, as a network does that breaks without a word. */
interface RedisLine { url: string; swallow: () => void; close: () => void }

export async function startRedis(): Promise<Redis> {
  const port = await freePort()
  let child = await launch(port)
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return {
    url: `redis://127.0.0.1:${port}`, kill,
    again: async () => { child = await launch(port) },
    line: async () => {
      let swallows = false
      const sockets = new Set<Socket>()
      const proxy = createServer((caller) => {
        const server = connect(port, '127.0.0.1')
        caller.on('data', (said) => { if (!swallows) server.write(said) })
        server.pipe(caller)
        for (const [one, other] of [[caller, server], [server, caller]] as const) {
          sockets.add(one)
          one.on('error', () => other.destroy()).on('close', () => other.destroy())
        }
      })
      await once(proxy.listen(0, '127.0.0.1'), 'listening')
      return {
        url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        swallow: () => { swallows = true },
        close: () => {
          for (const socket of sockets) socket.destroy()
          proxy.close()
        },
      }
    },
  }
}

async function launch(port: number): Promise<ChildProcess> {
  const child = spawn(process.env['LIEN_REDIS_SERVER'] ?? 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept connections')) break
  child.stdout.resume()
  return child
}

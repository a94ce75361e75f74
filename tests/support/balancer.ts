import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/**
 * One address for several servers, as a load balancer without sticky sessions: each connection goes to the next server
 * that takes it, and is cut when that server dies. Nothing waits to be sent: an answer of two packets would take 40 ms.
 */
export async function balance(port: number, backends: readonly number[], host = 'localhost'): Promise<{ close: () => Promise<void> }> {
  let turn = 0
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client)
    client.on('error', () => client.destroy())
    client.on('close', () => open.delete(client))
    const attempt = (left: number): void => {
      const backend = connect({ port: backends[turn++ % backends.length] ?? 0, host: '127.0.0.1', noDelay: true })
      backend.once('error', () => {
        if (left > 1 && !client.destroyed) attempt(left - 1)
        else client.destroy()
      })
      backend.once('connect', () => {
        backend.removeAllListeners('error').on('error', () => client.destroy())
        backend.on('close', () => client.destroy())
        client.on('close', () => backend.destroy())
        client.pipe(backend).pipe(client)
      })
    }
    attempt(backends.length)
  })
  await once(server.listen(port, host), 'listening')
  return {
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

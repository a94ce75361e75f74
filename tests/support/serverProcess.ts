import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../scripts/free-port.mjs'

export interface RunningServer { address: string; port: number; serverId: string; process: ChildProcess; /** SIGKILL: no goodbye. */ kill: () => Promise<void>; /** The same settings at the same place. */ again: () => Promise<RunningServer>; close: () => Promise<void> }

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** A real server process, with settings as an operator gives them; it can be killed. */
export async function startServer(env: Record<string, string>, at?: number): Promise<RunningServer> {
  const port = at ?? (await freePort())
  const serverId = env['LIEN_SERVER_ID'] ?? `server-${port}`
  const child = fork(main, { execArgv: ['--import', 'tsx'], cwd: root, env: { ...process.env, LIEN_LOG_LEVEL: 'error', ...env, LIEN_SERVER_ID: serverId, LIEN_PORT: String(port) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  const [message] = (await Promise.race([once(child, 'message'), exited])) as [{ type?: string; sentence?: string } | number | null]
  if (typeof message !== 'object' || message?.type !== 'ready') throw new Error(typeof message === 'object' ? message?.sentence ?? 'A server did not start.' : `A server ended with ${String(message)}.`)
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
    child.kill(signal)
    await exited
  }
  return { address: `http://127.0.0.1:${port}`, port, serverId, process: child, kill: end('SIGKILL'), again: () => startServer(env, port), close: end('SIGTERM') }
}

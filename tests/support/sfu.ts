import { type ChildProcess, fork } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { randomBytes, randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'

/** One line of the sfu's log. */
export interface LogLine { msg: string; level: number; workerPid?: number }

export interface RunningSfu {
  /** What a server dials, with `token`. */
  url: string
  token: string
  sfuId: string
  /** Its first worker's, for UDP and TCP; the others' follow. */
  mediaPort: number
  process: ChildProcess
  /** What it has logged so far, from `info` up. */
  log: readonly LogLine[]
  /** Resolves with the first line, past or to come, that `match` accepts. */
  logged: (match: (line: LogLine) => boolean) => Promise<LogLine>
  /** Stops it at once, whatever it carries, and resolves with its exit code. */
  close: () => Promise<number | null>
}

/** Its sentence is what the sfu told whoever started it. */
export class SfuNotStarted extends Error {
  override readonly name = 'SfuNotStarted'
}

const main = fileURLToPath(new URL('../../sfu/src/main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Starts a real sfu process with real workers (MEDIASOUP_WORKER_BIN) on free ports of 127.0.0.1.
 * `env` overrides what it is told. @throws SfuNotStarted
 */
export async function startSfu({ workers = 1, env = {} }: { workers?: number; env?: Record<string, string> } = {}): Promise<RunningSfu> {
  if (!process.env['MEDIASOUP_WORKER_BIN']) throw new Error('MEDIASOUP_WORKER_BIN must name the media worker: `npm test` sets it.')
  for (let attempt = 1; ; attempt++) {
    const mediaPort = env['LIEN_MEDIA_PORT'] ?? String(await freeMediaPorts(workers))
    const settings = { LIEN_SFU_ID: 'sfu-test', LIEN_SFU_PORT: '0', LIEN_SFU_TOKEN: randomBytes(32).toString('hex'), LIEN_WORKERS: String(workers), ...env, LIEN_MEDIA_PORT: mediaPort }
    try {
      return await launch(settings)
    } catch (error) {
      // Between being found free and being opened, a port may be taken by another process.
      if (attempt === 3 || env['LIEN_MEDIA_PORT'] || !(error instanceof SfuNotStarted && error.message.includes('media port'))) throw error
    }
  }
}

async function launch(settings: Record<string, string> & { LIEN_SFU_TOKEN: string; LIEN_MEDIA_PORT: string }): Promise<RunningSfu> {
  const child = fork(main, { execArgv: ['--import', 'tsx'], cwd: root, env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const log: LogLine[] = []
  const waiting = new Set<() => void>()
  if (child.stdout) createInterface(child.stdout).on('line', (text) => {
    const line = JSON.parse(text) as LogLine
    log.push(line)
    if (line.level >= 50) process.stderr.write(`sfu: ${text}\n`)
    for (const look of waiting) look()
  })
  child.stderr?.resume()
  const exited = once(child, 'exit') as Promise<[number | null]>
  const message = await Promise.race([
    once(child, 'message').then(([told]) => told as { type: 'ready'; url: string; sfuId: string } | { type: 'failed'; sentence: string }),
    exited.then(([code]) => ({ type: 'failed' as const, sentence: `It exited with ${String(code)}.` })),
  ])
  if (message.type === 'failed') {
    await exited
    throw new SfuNotStarted(message.sentence)
  }
  return {
    url: message.url, token: settings.LIEN_SFU_TOKEN, sfuId: message.sfuId, mediaPort: Number(settings.LIEN_MEDIA_PORT), process: child, log,
    logged: (match) => new Promise((resolve) => {
      const look = () => {
        const line = log.find(match)
        if (!line) return
        waiting.delete(look)
        resolve(line)
      }
      waiting.add(look)
      look()
    }),
    close: async () => {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
  }
}

/** The first of `count` neighbouring ports that are free for both UDP and TCP. */
async function freeMediaPorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(20_000, 30_000)
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)))
    if (free.every(Boolean)) return first
  }
}

async function isFree(port: number): Promise<boolean> {
  const tcp = createServer()
  const udp = createSocket('udp4')
  try {
    await Promise.all([
      once(tcp.listen(port, '127.0.0.1'), 'listening'),
      new Promise<void>((resolve, reject) => udp.once('error', reject).bind(port, '127.0.0.1', resolve)),
    ])
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  } finally {
    if (tcp.listening) await new Promise((resolve) => tcp.close(resolve))
    udp.close()
  }
}

import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../scripts/free-port.mjs'
import { keepCertificate } from '../../scripts/start/certificate.mjs'

/** Debian's coturn on the loopback, which checks Lien's credentials by the shared secret alone. */
export interface Relay {
  /** What the server is told. */
  settings: { LIEN_TURN_URLS: string; LIEN_TURN_SECRET: string }
  /** Its log so far. */
  log: readonly string[]
  close: () => Promise<void>
}

export async function startRelay(): Promise<Relay> {
  const secret = randomBytes(32).toString('base64url')
  const [port, folder, first] = [await freePort(), mkdtempSync(join(tmpdir(), 'lien-relay-')), randomInt(50_000, 64_000)]
  const { cert, key } = await keepCertificate(folder, '127.0.0.1')
  const child = spawn(process.env['LIEN_TURNSERVER'] ?? 'turnserver', [
    '-n', '--listening-ip=127.0.0.1', `--listening-port=${port}`, '--relay-ip=127.0.0.1', `--min-port=${first}`, `--max-port=${first + 500}`,
    '--use-auth-secret', `--static-auth-secret=${secret}`, '--realm=lien.test', '--no-cli', `--cert=${cert}`, `--pkey=${key}`, '--no-dtls', '--allow-loopback-peers',
    // As docs/operating.md says: it carries nothing to anybody but the sfu.
    '--denied-peer-ip=0.0.0.0-255.255.255.255', '--denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '--allowed-peer-ip=127.0.0.1', '--user-quota=24',
    '--log-file=stdout', '--simple-log', `--pidfile=${join(folder, 'pid')}`, `--userdb=${join(folder, 'db')}`,
  ], { stdio: ['ignore', 'pipe', 'inherit'] })
  const log: string[] = []
  createInterface(child.stdout).on('line', (line) => log.push(line))
  const exited = once(child, 'exit')
  const close = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  const until = Date.now() + 10_000
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      await close()
      throw new Error(`coturn does not run: ${log.slice(-5).join(' | ')}`)
    }
    await setTimeout(50)
  }
  return { settings: { LIEN_TURN_URLS: `turn:127.0.0.1:${port}?transport=udp,turn:127.0.0.1:${port}?transport=tcp,turns:127.0.0.1:${port}?transport=tcp`, LIEN_TURN_SECRET: secret }, log, close }
}

const listens = (port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
  socket.once('error', () => resolve(false))
})

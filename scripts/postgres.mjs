import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.mjs'
import { databaseAccount, makeDataFolder, runAs } from './postgres/account.mjs'
import { databaseBinaries } from './postgres/binaries.mjs'
import { DATABASE, ENV, openCluster, ROLE } from './postgres/cluster.mjs'
import { answers, exists, hasWorkers, identity, isAlive, readPidFile, worksIn } from './postgres/postmaster.mjs'
import { diskFull, Hint, saysDiskFull } from './setup/hint.mjs'
import { withLock } from './setup/lock.mjs'

// Statements and values stay out of the technical log.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
const START_MS = 60_000
const STOP_MS = 10_000

/** The owner of one PostgreSQL server that lives in a data folder of Lien. */
export class EmbeddedPostgres {
  #pid
  #shared
  /** @type {Promise<void> | undefined} */
  #stopping

  /**
   * Starts the server, or takes back one that outlived its starter. Safe to call at any time.
   * @param {{ dataDir: string, log?: (line: string) => void, settings?: Record<string, string> }} options
   *   dataDir: Lien's data folder; settings: postgresql.conf overrides, e.g. `{ fsync: 'off' }` in tests
   * @returns {Promise<EmbeddedPostgres>}
   */
  static async start({ dataDir, log = () => {}, settings = {} }) {
    const folder = resolve(dataDir)
    const cluster = join(folder, 'postgres')
    const account = databaseAccount(cluster)
    makeDataFolder(folder, account)
    return withLock(join(folder, '.postgres-starting'), async () => {
      const binaries = await databaseBinaries(account)
      const password = await openCluster({ dataDir: folder, cluster, binaries, account, log })
      const living = await survivor(cluster)
      const { pid, port } = living ?? (await launch({ folder, cluster, binaries, account, settings: { ...SETTINGS, ...settings } }))
      const shared = living !== undefined && hasOtherOwner(folder)
      if (living && !shared) log('the database was still running: taken back')
      if (!shared) writeFileSync(ownerFile(folder), identity(process.pid), { mode: 0o600 })
      return new EmbeddedPostgres({ pid, shared, url: `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}` })
    })
  }

  /** @param {{ pid: number, shared: boolean, url: string }} parts use `start` */
  constructor({ pid, shared, url }) {
    this.#pid = pid
    this.#shared = shared
    /** Connection string of the owner and superuser. */
    this.url = url
  }

  /** Stops the server and waits for its end; end your pools before. A server that another program started stays. @returns {Promise<void>} */
  stop() {
    return (this.#stopping ??= this.#shared ? Promise.resolve() : stopProcess(this.#pid))
  }

  /** For the impatient: the server leaves at once and repairs itself at its next start. */
  kill() {
    if (!this.#shared && isAlive(this.#pid)) process.kill(this.#pid, 'SIGQUIT')
  }
}

/** @param {string} folder */
const ownerFile = (folder) => join(folder, 'postgres.owner')

/** @param {string} folder */
function hasOtherOwner(folder) {
  if (!existsSync(ownerFile(folder))) return false
  const owner = readFileSync(ownerFile(folder), 'utf8')
  const pid = Number(owner.split(':')[0])
  return pid !== process.pid && isAlive(pid) && identity(pid) === owner
}

/** @param {string} cluster */
async function survivor(cluster) {
  const found = readPidFile(cluster)
  if (!found) return undefined
  if (!worksIn(found.pid, cluster)) {
    // Its number now belongs to a foreign process or to a zombie, which PostgreSQL would take for a living server.
    if (exists(found.pid)) await removePidFile(cluster)
    return undefined
  }
  for (const until = Date.now() + STOP_MS; Date.now() < until; await sleep(50)) {
    const now = readPidFile(cluster)
    if (!now || !isAlive(found.pid)) return undefined // it was just stopping
    if (now.ready && (await answers(now.port))) return now
  }
  await stopProcess(found.pid)
  return undefined
}

/** Only once nobody writes to the files any more: the pid file is what keeps two servers apart. @param {string} cluster */
async function removePidFile(cluster) {
  for (const until = Date.now() + STOP_MS; hasWorkers(cluster); await sleep(100))
    if (Date.now() > until) throw new Hint(`Processes of a killed database still use ${cluster}: end them, or restart the machine, then run again.`)
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/** @param {{ folder: string, cluster: string, binaries: import('./postgres/binaries.mjs').Binaries, account: import('./postgres/account.mjs').Account, settings: Record<string, string> }} options */
async function launch({ folder, cluster, binaries, account, settings }) {
  const logPath = join(folder, 'postgres.log')
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    // A file, not a pipe: the server must survive the death of this process.
    const log = openSync(logPath, existsSync(logPath) && statSync(logPath).size > 5_000_000 ? 'w' : 'a', 0o600)
    const from = statSync(logPath).size
    // Its own session, so that Ctrl-C reaches it through stop() only, after its users have left.
    const child = spawn(binaries.postgres, ['-D', cluster, ...flags], { ...runAs(account), cwd: '/', env: ENV, detached: true, stdio: ['ignore', log, log] })
    closeSync(log)
    const pid = await started(child, cluster)
    if (pid) return { pid, port }
    const said = readFileSync(logPath).subarray(from).toString()
    if (saysDiskFull(said)) throw diskFull()
    // The port may be lost to another program in between; memory of a killed server lingers for a moment.
    if (attempt < 8 && /could not bind|Address already in use|still in use/i.test(said)) await sleep(500)
    else throw new Hint(`The database did not start: ${/(?:FATAL|PANIC): *(.*)/.exec(said)?.[1] ?? 'it gave no reason'}. Its log is ${logPath}.`)
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {string} cluster @returns {Promise<number | undefined>} undefined when it ended instead */
async function started(child, cluster) {
  /** @type {Error | true | undefined} */
  let ended
  child.once('error', (error) => (ended = error))
  child.once('exit', () => (ended = true))
  child.unref()
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(20)) {
    if (ended instanceof Error) throw ended
    if (ended) return undefined
    const now = readPidFile(cluster)
    if (now?.ready && now.pid === child.pid) return now.pid
  }
  await stopProcess(/** @type {number} */ (child.pid))
  throw new Hint(`The database was not ready within ${START_MS / 1000} s: look at the machine's load and disk, then run again.`)
}

/** PostgreSQL's own ladder: fast, immediate, then by force. @param {number} pid */
async function stopProcess(pid) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGKILL'])) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (const until = Date.now() + STOP_MS; Date.now() < until; await sleep(20)) if (!isAlive(pid)) return
  }
}

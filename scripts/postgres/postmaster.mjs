import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

/** @typedef {{ pid: number, port: number, ready: boolean }} Postmaster */

/** What postmaster.pid says: line 1 the process, 4 the port, 8 the status. @param {string} cluster @returns {Postmaster | undefined} */
export function readPidFile(cluster) {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** @param {number} pid */
export function isAlive(pid) {
  return exists(pid) && processStat(pid)?.[0] !== 'Z' // a killed process that nobody has collected yet
}

/** What PostgreSQL itself takes for alive, zombies included. @param {number} pid */
export function exists(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EPERM') return true
    if (code === 'ESRCH') return false
    throw error
  }
}

/** Tells a process from a later one that got the same number. @param {number} pid @returns {string} */
export function identity(pid) {
  return `${pid}:${processStat(pid)?.[19] ?? ''}`
}

/** Linux only: the fields after the name, the first of which is the state. @param {number} pid */
function processStat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}

/** A living postmaster works in its own data folder; elsewhere than on Linux its answer must do. @param {number} pid @param {string} cluster */
export function worksIn(pid, cluster) {
  return isAlive(pid) && (process.platform !== 'linux' || folderOf(pid) === realpathSync(cluster))
}

/** Whether children of a killed postmaster still write there (Linux). @param {string} cluster */
export function hasWorkers(cluster) {
  if (process.platform !== 'linux') return false
  const folder = realpathSync(cluster)
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && folderOf(Number(name)) === folder)
}

/** @param {number} pid */
function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ESRCH') return undefined
    throw error
  }
}

/** Whether PostgreSQL answers there: it replies S or N to a request for TLS. @param {number} port @returns {Promise<boolean>} */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (/** @type {boolean} */ result) => {
      socket.destroy()
      resolve(result)
    }
    socket.setTimeout(2_000, () => end(false))
    socket.once('error', () => end(false))
    socket.once('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])))
    socket.once('data', (reply) => end(reply[0] === 0x53 || reply[0] === 0x4e))
  })
}

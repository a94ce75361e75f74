import { rmSync } from 'node:fs'
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BEAT_MS = 2_000
const STALE_MS = 20_000

/**
 * Runs `body` while holding a folder as a lock. Its holder touches it regularly: a lock left
 * by a killed process grows old and is taken over, whichever container or host it ran in.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} body
 * @param {() => void} [onWait] told once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(path, body, onWait) {
  await mkdir(dirname(path), { recursive: true })
  for (let told = false; !(await take(path)); told = true) {
    if (!told) onWait?.()
    await removeStale(path)
    await sleep(300)
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => clearInterval(beat)) // taken over: the new holder keeps it
  }, BEAT_MS)
  const letGo = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', letGo) // after a Ctrl-C, the next one need not wait for the lock to grow old
  try {
    return await body()
  } finally {
    clearInterval(beat)
    process.off('exit', letGo)
    await rm(path, { recursive: true, force: true })
  }
}

/** @param {string} path */
async function take(path) {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} path */
async function removeStale(path) {
  try {
    if (Date.now() - (await stat(path)).mtimeMs < STALE_MS) return
    const aside = `${path}.stale-${process.pid}`
    await rename(path, aside) // atomic: only one of several waiters succeeds
    await rm(aside, { recursive: true, force: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
}

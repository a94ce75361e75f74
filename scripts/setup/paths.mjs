import { createHash } from 'node:crypto'
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '..', '..'))
export const isRoot = process.getuid?.() === 0

const clone = `${basename(root).replace(/[^\w.-]+/g, '-')}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`

/** What can be made again: the worker, logs, stamps. Shared by every clone of this account. */
export const cacheDir = resolve(process.env.LIEN_CACHE_DIR ?? (isRoot ? '/var/cache/lien' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lien')))

/** What must be kept: database, secrets, certificate. Outside the clone, since its folder may be closed to the database's user. */
export const dataDir = resolve(
  process.env.LIEN_DATA_DIR ?? join(isRoot ? '/var/lib/lien' : join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'lien'), clone),
)

/** Stamps and locks that belong to this clone only. */
export const cloneCache = join(cacheDir, 'clones', clone)

/** @param {string} name */
export function logFile(name) {
  const folder = join(cloneCache, 'logs')
  mkdirSync(folder, { recursive: true })
  return join(folder, `${name}.log`)
}

/** Fails early, with the path in the message, where the account may not keep a cache. */
export function openCache() {
  mkdirSync(cloneCache, { recursive: true })
  accessSync(cloneCache, constants.W_OK)
}

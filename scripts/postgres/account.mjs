import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Hint } from '../setup/hint.mjs'

/** Whom the database runs as: PostgreSQL refuses root. @typedef {{ name: string, uid: number, gid: number } | undefined} Account */

const OWN_USER = 'lien'

/**
 * Undefined means "as ourselves".
 * @param {string} cluster an existing cluster keeps its owner, whatever users appeared since
 * @returns {Account}
 */
export function databaseAccount(cluster) {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { name: nameOf(uid), uid, gid }
  }
  return find('postgres') ?? find(OWN_USER) ?? create()
}

function create() {
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', OWN_USER], {
    encoding: 'utf8',
  })
  const account = find(OWN_USER)
  if (account) return account
  throw new Hint(
    `The database may not run as root and the system user ${OWN_USER} could not be made (${(made.stderr || made.error?.message || '').trim()}): run Lien as an ordinary user, or set DATABASE_URL.`,
  )
}

/** @param {string} name @returns {Account} */
function find(name) {
  const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { name, uid: id('-u'), gid: id('-g') }
  } catch (error) {
    if (/** @type {{ status?: number }} */ (error).status) return undefined // no such user
    throw error
  }
}

/** @param {number} uid */
function nameOf(uid) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.split(':')[2] === String(uid))
  return line?.split(':')[0] ?? String(uid)
}

/** @param {Account} account the spawn options that make a process run as this account */
export function runAs(account) {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** @param {Account} account @param {string} path @returns {boolean} whether this account reaches the folder */
export function canEnter(account, path) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { ...runAs(account), stdio: 'ignore' }).status === 0
}

/**
 * Makes the data folder. For root it is 0711: the database's user must cross it, and nobody may list it.
 * @param {string} path @param {Account} account
 */
export function makeDataFolder(path, account) {
  const first = mkdirSync(path, { recursive: true })
  const mode = account ? 0o711 : 0o700
  // A strict umask (077) would close the parents that we just made as well.
  if (first && account) for (let folder = path; folder.length >= first.length; folder = dirname(folder)) chmodSync(folder, 0o711)
  chmodSync(path, mode)
  if (account && !canEnter(account, path))
    throw new Hint(
      `The database runs as the user ${account.name}, who cannot reach ${path}: set LIEN_DATA_DIR to a folder whose parents everyone may enter (for example below /var/lib), or run Lien as an ordinary user.`,
    )
}

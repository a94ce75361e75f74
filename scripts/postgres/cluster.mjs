import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFull, Hint, saysDiskFull } from '../setup/hint.mjs'
import { runAs } from './account.mjs'

export const ROLE = 'lien'
export const DATABASE = 'lien'

/**
 * Makes the database's files unless they exist, and gives its password.
 * @param {{ dataDir: string, cluster: string, binaries: import('./binaries.mjs').Binaries, account: import('./account.mjs').Account, log: (line: string) => void }} options
 * @returns {Promise<string>}
 */
export async function openCluster({ dataDir, cluster, binaries, account, log }) {
  const passwordFile = join(dataDir, 'postgres.password')
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries.major)
    if (!existsSync(passwordFile))
      throw new Hint(
        `The database in ${cluster} has lost its password file ${passwordFile}: put it back from a backup, or set LIEN_DATA_DIR to another folder to begin with an empty database.`,
      )
    return readFile(passwordFile, 'utf8')
  }
  log('making the database (a few seconds, only this once)')
  const password = randomBytes(24).toString('base64url')
  const fresh = await mkdtemp(join(dataDir, 'new-postgres-'))
  try {
    if (account) chownSync(fresh, account.uid, account.gid)
    const files = join(fresh, 'files')
    await initialise(binaries, files, password, account)
    await program(binaries.postgres, ['--single', '-D', files, 'postgres'], account, `CREATE DATABASE ${DATABASE};\n`)
    await writeFile(passwordFile, password, { mode: 0o600 })
    await chmod(passwordFile, 0o600)
    await rename(files, cluster) // last: a half-made database is never mistaken for one
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return password
}

/** @param {string} cluster @param {string} major */
function checkVersion(cluster, major) {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== major)
    throw new Hint(
      `The database in ${cluster} was made by PostgreSQL ${found} and this Lien brings PostgreSQL ${major}: dump it with version ${found}'s pg_dump and restore it into a server of version ${major}, or set LIEN_DATA_DIR to another folder to begin with an empty database.`,
    )
}

/** @param {import('./binaries.mjs').Binaries} binaries @param {string} files @param {string} password @param {import('./account.mjs').Account} account */
async function initialise(binaries, files, password, account) {
  const passing = join(files, '..', 'password')
  await writeFile(passing, password, { mode: 0o600 })
  if (account) chownSync(passing, account.uid, account.gid)
  // The built-in locale provider sorts and folds alike on every system, whatever locales it has.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  await program(binaries.initdb, ['-D', files, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passing}`, ...locale], account)
}

/** The variables a PostgreSQL program may see: PGPORT and its like would lead it astray. */
export const ENV = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

/** @param {string} command @param {string[]} args @param {import('./account.mjs').Account} account @param {string} [input] */
async function program(command, args, account, input = '') {
  const child = spawn(command, args, { ...runAs(account), cwd: '/', env: ENV, stdio: 'pipe' })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0 && !/^.*(ERROR|FATAL):/m.test(said)) return
  if (saysDiskFull(said)) throw diskFull()
  throw new Hint(
    `The database could not be made: ${
      said
        .trim()
        .split('\n')
        .find((line) => /error|fatal|could not/i.test(line)) ?? said.trim()
    }`,
  )
}

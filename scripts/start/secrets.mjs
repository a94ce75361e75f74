import { randomBytes, randomInt } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hint } from '../setup/hint.mjs'

const KEYS = ['LIEN_SESSION_KEY', 'LIEN_TRAIL_KEY', 'LIEN_OUTBOX_KEY', 'LIEN_FACTOR_KEY', 'LIEN_SFU_TOKEN']

/**
 * The demo's own secrets, made once and kept: sessions and the trail's seals must survive a restart.
 * @param {string} dataDir an existing folder
 * @returns {Promise<Record<string, string>>}
 */
export async function keepSecrets(dataDir) {
  const path = join(dataDir, 'secrets.json')
  const kept = existsSync(path) ? await read(path) : {}
  const secrets = { ...kept }
  for (const key of KEYS) secrets[key] ??= randomBytes(32).toString('base64url')
  secrets.LIEN_DEMO_PASSWORD ??= speakable()
  if (Object.keys(secrets).length !== Object.keys(kept).length) {
    const fresh = `${path}.${process.pid}`
    await writeFile(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    await rename(fresh, path)
  }
  await chmod(path, 0o600)
  return secrets
}

/** @param {string} path @returns {Promise<Record<string, string>>} */
async function read(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Hint(`${path} is damaged: put it back from a backup, or remove it to have new secrets made (the old trail can then no longer be verified).`)
  }
}

/** Typed by hand on a phone: syllables and digits, no letter that looks like another. About 39 bits. */
function speakable() {
  const pick = (/** @type {string} */ letters) => letters[randomInt(letters.length)]
  const word = () => Array.from({ length: 2 }, () => `${pick('bdfghkmnprstvz')}${pick('aeiu')}`).join('')
  return `${word()}-${word()}-${word()}-${randomInt(1000, 10_000)}`
}

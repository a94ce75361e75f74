import { hostname } from 'node:os'
import { join } from 'node:path'
import { Hint } from '../setup/hint.mjs'
import { dataDir } from '../setup/paths.mjs'
import { lanAddress } from './addresses.mjs'

const REQUIRED = ['DATABASE_URL', 'LIEN_PUBLIC_URL', 'LIEN_SESSION_KEY', 'LIEN_TRAIL_KEY', 'LIEN_OUTBOX_KEY', 'LIEN_FACTOR_KEY', 'LIEN_SFU_TOKEN', 'LIEN_MEDIA_ADDRESSES']

export const production = process.env.NODE_ENV === 'production'

/** Whether a file holds a setting: what we would have invented for it would then be a second answer. */
export const inFile = (/** @type {string} */ name) => Boolean(process.env[`${name}_FILE`])

/** Nothing secret has a default where real patients are. */
export function checkProduction() {
  const missing = REQUIRED.filter((name) => !process.env[name] && !inFile(name))
  if (production && missing.length > 0)
    throw new Hint(`NODE_ENV is production, where Lien invents nothing: set ${missing.join(', ')} (docs/operating.md says what each one is).`)
}

/** @param {string} name @param {number} fallback */
export function portOf(name, fallback) {
  const value = Number(process.env[name] || fallback)
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Hint(`${name} must be a port from 1 to 65535; it is "${process.env[name]}".`)
  return value
}

/** Where sound and picture arrive: this machine's browsers, and those of its network. */
export function mediaAddresses() {
  const address = lanAddress()
  return process.env.LIEN_MEDIA_ADDRESSES || ['127.0.0.1', ...(address ? [address] : [])].join(',')
}

/**
 * What the programs are told; whatever the person set is kept.
 * @param {{ lan: boolean, secrets: Record<string, string>, databaseUrl: string, worker: string, certificate?: { cert: string, key: string } }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function programsEnvironment({ lan, secrets, databaseUrl, worker, certificate }) {
  const port = portOf('LIEN_PORT', 3000)
  const address = lanAddress()
  const own = {
    LIEN_HOST: lan ? '0.0.0.0' : '127.0.0.1',
    LIEN_PORT: String(port),
    LIEN_PUBLIC_URL: lan ? `https://${address ?? hostname()}:${port}` : `http://localhost:${port}`,
    LIEN_SFUS: `http://127.0.0.1:${portOf('LIEN_SFU_PORT', 3100)}`,
    LIEN_MEDIA_ADDRESSES: mediaAddresses(),
    MEDIASOUP_WORKER_BIN: worker,
    DATABASE_URL: databaseUrl,
    ...secrets,
    ...(certificate && { LIEN_TLS_CERT: certificate.cert, LIEN_TLS_KEY: certificate.key }),
    ...(production ? {} : { LIEN_DEMO: '1', LIEN_OUTBOX_DIR: join(dataDir, 'outbox') }),
  }
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => !inFile(name))), ...given }
}

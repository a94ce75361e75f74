import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { secretsOf, shortestSecret, weakness } from '@lien/contract/secrets'

/** Something expected went wrong: `message` is one plain sentence for whoever starts the process. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

/** One address to receive media on; `announced` is what browsers are told (another one behind a NAT). */
export interface MediaAddress { listen: string; announced: string }

export interface Config {
  sfuId: string
  host: string
  /** 0: any free port. */
  port: number
  /** Each is accepted; a new one comes in beside the old one. */
  tokens: readonly string[]
  /** The first worker's port, UDP and TCP; each further worker takes the next one. */
  mediaPort: number
  mediaAddresses: MediaAddress[]
  workers: number
  /** mediasoup's own when undefined. */
  workerBin: string | undefined
  logLevel: string
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** The only reader of the environment. Throws `StartFailure` naming the variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const workers = integer(env, 'LIEN_WORKERS', availableParallelism(), 1, 256)
  const logLevel = env['LIEN_LOG_LEVEL'] || 'info'
  if (!logLevels.includes(logLevel)) throw new StartFailure(`LIEN_LOG_LEVEL must be one of ${logLevels.join(', ')}.`)
  return {
    sfuId: env['LIEN_SFU_ID'] || 'sfu-1',
    host: env['LIEN_SFU_HOST'] || '127.0.0.1',
    port: integer(env, 'LIEN_SFU_PORT', 3100, 0, 65_535),
    tokens: tokens(env),
    mediaPort: integer(env, 'LIEN_MEDIA_PORT', 44_400, 1, 65_536 - workers),
    mediaAddresses: (env['LIEN_MEDIA_ADDRESSES'] || '127.0.0.1').split(',').map(address),
    workers,
    workerBin: env['MEDIASOUP_WORKER_BIN'] || undefined,
    logLevel,
  }
}

function tokens(env: NodeJS.ProcessEnv): string[] {
  const found = secretsOf(fromFile(env, 'LIEN_SFU_TOKEN') ?? '')
  if (found.length === 0) throw new StartFailure('LIEN_SFU_TOKEN is missing: set the same secret of at least 32 characters for the sfu and its servers.')
  if (found.some((one) => one.length < shortestSecret)) throw new StartFailure('LIEN_SFU_TOKEN is too short: it must have at least 32 characters.')
  const weak = env['NODE_ENV'] === 'production' ? found.map(weakness).find((why) => why !== null) : null
  if (weak) throw new StartFailure(`LIEN_SFU_TOKEN ${weak}. Make one with: openssl rand -base64 32`)
  return found
}

/** The setting, or the content of the file that NAME_FILE names. */
function fromFile(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = env[`${name}_FILE`]
  if (!path) return env[name]
  if (env[name]) throw new StartFailure(`${name} is given twice: set it or ${name}_FILE, not both.`)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new StartFailure(`${name}_FILE cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'}).`, { cause })
  }
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) throw new StartFailure(`${name} must be a whole number from ${min} to ${max}.`)
  return value
}

function address(text: string): MediaAddress {
  const [listen = '', announced = listen] = text.split('=').map((part) => part.trim())
  if (!listen || !announced) throw new StartFailure('LIEN_MEDIA_ADDRESSES must be addresses separated by commas, each "address" or "listen=announced".')
  // Browsers cannot reach "any address": only a name or number that leads here is worth announcing.
  if (announced === '0.0.0.0' || announced === '::') throw new StartFailure(`LIEN_MEDIA_ADDRESSES: ${announced} needs the address that browsers will use, as in "${listen}=203.0.113.7".`)
  return { listen, announced }
}

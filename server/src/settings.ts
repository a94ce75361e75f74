import { readFileSync } from 'node:fs'
import { secretsOf, weakness } from '@lien/contract/secrets'

/** An expected failure at start: one sentence for the person at the keyboard, no stack. */
export class StartFailure extends Error { override readonly name = 'StartFailure' }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Each setting X may stand in a file named by X_FILE instead (a container's secret, a systemd credential): its content
 * without the line's end. Throws a `StartFailure` that names every file that cannot be used, and every setting given twice.
 */
export function withFiles(env: Environment, names: readonly string[]): Environment {
  const whole: Record<string, string | undefined> = { ...env }
  const wrong: string[] = []
  for (const name of names) {
    const path = env[`${name}_FILE`]
    if (!path) continue
    if (env[name]) { wrong.push(`${name} is given twice: set it or ${name}_FILE, not both.`); continue }
    try {
      whole[name] = readFileSync(path, 'utf8').trim()
    } catch (error) {
      wrong.push(`${name}_FILE cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}).`)
    }
  }
  if (wrong.length > 0) throw new StartFailure(wrong.join(' '))
  return whole
}

/** Every setting of ours that is a key or token; a certificate's key is a file's name. */
const isSecret = (name: string): boolean => /^LIEN_(?!TLS_)\w+_(KEY|TOKEN|SECRET)$/.test(name)
/** A key may be written with its name before it, "2026a:…". */
const bare = (secret: string): string => secret.replace(/^[\w-]{1,32}:/, '')

/**
 * In production a secret is one that a generator made, and serves one purpose. Throws a `StartFailure` that names
 * those that are not, never what they are.
 */
export function refuseWeak(env: Environment, names: readonly string[]): void {
  const purposes = new Map<string, string>()
  const wrong: string[] = []
  for (const name of names.filter(isSecret)) {
    for (const secret of secretsOf(env[name] ?? '').map(bare)) {
      const why = weakness(secret)
      const other = purposes.get(secret)
      if (why) wrong.push(`${name} ${why}.`)
      else if (other && other !== name) wrong.push(`${name} is the same as ${other}.`)
      purposes.set(secret, name)
    }
  }
  if (wrong.length > 0) throw new StartFailure(`${[...new Set(wrong)].join(' ')} Make one with: openssl rand -base64 32`)
}

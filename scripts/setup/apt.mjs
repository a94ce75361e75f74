import { execFileSync, spawnSync } from 'node:child_process'
import { Hint } from './hint.mjs'
import { isRoot, logFile } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'

export function hasApt() {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
}

/** @param {readonly string[]} packages @returns {string[]} those not installed */
export function missingPackages(packages) {
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages], { encoding: 'utf8' })
  const installed = new Set(
    (asked.stdout ?? '')
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return packages.filter((name) => !installed.has(name))
}

/** The lists of what there is, read once for all that this set-up installs. @type {Promise<void> | undefined} */
let refreshed

/**
 * Installs what is missing, with the rights this account has.
 * @param {readonly string[]} packages
 * @param {string} purpose completes "… needs the Debian packages …"
 */
export async function installPackages(packages, purpose) {
  const missing = missingPackages(packages)
  if (missing.length === 0) return
  const install = ['install', '-y', '--no-install-recommends', '--no-remove', '-o', 'DPkg::Lock::Timeout=300', ...missing]
  const prefix = isRoot ? [] : mayUseSudo() ? ['sudo', '-n'] : undefined
  if (!prefix)
    throw new Hint(
      `${purpose} needs the Debian packages ${missing.join(' ')}, and this account may not install them. Ask an administrator to type:\n\n  apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}\n\nthen run the same command again.`,
    )
  const apt = (/** @type {string[]} */ args, /** @type {string} */ log) => {
    const [command = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', 'apt-get', ...args]
    return run(command, rest, { log })
  }
  const log = logFile('apt')
  try {
    // Old lists name packages that mirrors no longer hold; a failed refresh may still leave usable ones.
    refreshed ??= apt(['update'], logFile('apt-update')).catch((error) => {
      if (!(error instanceof CommandFailed)) throw error
    })
    await refreshed
    await apt(install, log)
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    throw new Hint(`The Debian packages ${missing.join(' ')} could not be installed (${reason(error.tail)}); all of apt's words are in ${log}.`)
  }
}

function mayUseSudo() {
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false // no sudo, or it asks for a password: the caller says what to type
  }
}

/** @param {string} tail */
function reason(tail) {
  if (/Could not resolve|Failed to fetch|Unable to connect|Temporary failure/i.test(tail)) return 'the Debian mirror cannot be reached: check the network or the proxy'
  if (/Unable to locate package/i.test(tail)) return 'this release of Debian does not offer them'
  if (/Could not get lock/i.test(tail)) return 'another installation is running: wait for its end, then run again'
  return (
    tail
      .split('\n')
      .filter((line) => line.startsWith('E:'))[0]
      ?.slice(3) ?? 'apt-get failed'
  )
}

import { accessSync, constants } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { hasApt, installPackages } from './apt.mjs'
import { Hint } from './hint.mjs'
import { isRoot } from './paths.mjs'

/** A server of somebody else's that tests start for themselves; `variable` overrides where it is. @typedef {{ program: string, variable: string, debian: string, service: string, purpose: string }} TestProgram */

/** The relay (TURN server) that calls are tried through. @type {TestProgram} */
export const turnserver = { program: 'turnserver', variable: 'LIEN_TURNSERVER', debian: 'coturn', service: 'coturn', purpose: 'The test of relayed calls' }
/** What the servers of a larger site tell each other through. @type {TestProgram} */
export const redisServer = { program: 'redis-server', variable: 'LIEN_REDIS_SERVER', debian: 'redis-server', service: 'redis-server', purpose: 'The test of servers that tell each other through Redis' }

/** @param {TestProgram} wanted @param {(line: string) => void} say @returns {Promise<string>} its path */
export async function ensureTestProgram({ program, variable, debian, service, purpose }, say) {
  const path = () => {
    const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/opt/homebrew/bin')
    return process.env[variable] ?? folders.map((folder) => join(folder, program)).find(executable)
  }
  const found = path()
  if (found && !executable(found)) throw new Hint(`${variable} names ${found}, which is not a program: correct it or unset it.`)
  if (found) {
    say('already there')
    return found
  }
  if (!hasApt()) throw new Hint(`The tests need ${program}: install it with this system's means and set ${variable} to its path.`)
  say(`installing Debian's ${debian}`)
  await installPackages([debian], purpose)
  // The tests start their own; nobody asked for one that runs on this machine for good.
  spawnSync(isRoot ? 'systemctl' : 'sudo', [...(isRoot ? [] : ['-n', 'systemctl']), 'disable', '--now', service], { stdio: 'ignore' })
  const installed = path()
  if (!installed) throw new Hint(`${debian} was installed but ${program} is not found: set ${variable} to its path.`)
  return installed
}

/** @param {string} path */
function executable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not here, or somebody else's: look further
  }
}

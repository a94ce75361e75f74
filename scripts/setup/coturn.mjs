import { accessSync, constants } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { hasApt, installPackages } from './apt.mjs'
import { Hint } from './hint.mjs'
import { isRoot } from './paths.mjs'

/** The relay (TURN server) for the tests; LIEN_TURNSERVER overrides. @returns {string | undefined} */
export function turnserverPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/opt/homebrew/bin')
  return process.env.LIEN_TURNSERVER ?? folders.map((folder) => join(folder, 'turnserver')).find(executable)
}

/** @param {(line: string) => void} say @returns {Promise<string>} */
export async function ensureTurnserver(say) {
  const found = turnserverPath()
  if (found && !executable(found)) throw new Hint(`LIEN_TURNSERVER names ${found}, which is not a program: correct it or unset it.`)
  if (found) {
    say('already there')
    return found
  }
  if (!hasApt()) throw new Hint("The tests need coturn: install it with this system's means and set LIEN_TURNSERVER to its program turnserver.")
  say("installing Debian's coturn")
  await installPackages(['coturn'], 'The test of relayed calls')
  // The tests start their own; nobody asked for a relay that runs on this machine for good.
  spawnSync(isRoot ? 'systemctl' : 'sudo', [...(isRoot ? [] : ['-n', 'systemctl']), 'disable', '--now', 'coturn'], { stdio: 'ignore' })
  const installed = turnserverPath()
  if (!installed) throw new Hint('coturn was installed but is not found: set LIEN_TURNSERVER to the path of turnserver.')
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

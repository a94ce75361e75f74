import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hint } from './hint.mjs'
import { withLock } from './lock.mjs'
import { cloneCache, logFile, root } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'

export const PNPM = 'pnpm@12.21.0'
const STAMP = join(root, 'node_modules', '.lien-install')

/** @param {(line: string) => void} say */
export async function installDependencies(say) {
  if (current()) return say('already there')
  await withLock(
    join(cloneCache, 'install.lock'),
    async () => {
      if (current()) return
      const log = logFile('install')
      try {
        // -y: an .npmrc may say yes=false, and there is nobody to ask. CI: pnpm must not ask either.
        await run('npx', ['-y', PNPM, 'install', '--frozen-lockfile'], { cwd: root, log, env: { ...process.env, CI: 'true' } })
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error
        throw new Hint(`The npm packages could not be installed (${reason(error.tail)}); what the package manager said is in ${log}.`)
      }
      writeFileSync(STAMP, fingerprint())
    },
    () => say('another set-up is installing them: waiting'),
  )
}

function current() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()
}

function fingerprint() {
  const manifests = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.name, 'package.json'))
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${PNPM}`)
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...manifests.sort()])
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} tail */
function reason(tail) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network|ERR_SOCKET|certificate/i.test(tail))
    return 'the npm registry cannot be reached: check the network, the proxy or the registry in your .npmrc'
  if (/EACCES|EPERM|permission denied/i.test(tail)) return 'this account may not write to the clone or to its own npm folder'
  if (/OUTDATED_LOCKFILE|frozen-lockfile/i.test(tail))
    return 'pnpm-lock.yaml does not match the package.json files: run npx -y ' + PNPM + ' install and commit the lockfile'
  return (
    tail
      .trim()
      .split('\n')
      .find((line) => /ERR/.test(line))
      ?.trim() ?? 'it gave no reason'
  )
}

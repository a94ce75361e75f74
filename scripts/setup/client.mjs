import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Hint } from './hint.mjs'
import { withLock } from './lock.mjs'
import { cloneCache, logFile, root } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'

const client = join(root, 'client')
const dist = join(client, 'dist')
const STAMP = join(root, 'node_modules', '.lien-client')

/** Builds the pages into client/dist when anything they are made of has changed. @param {(line: string) => void} say */
export async function buildClient(say) {
  if (current()) return say('already there')
  await withLock(
    join(cloneCache, 'client.lock'),
    async () => {
      if (current()) return
      const made = fingerprint()
      const fresh = join(root, 'node_modules', '.lien-client-dist')
      const vite = join(dirname(createRequire(join(client, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js')
      const log = logFile('client')
      try {
        await run(process.execPath, [vite, 'build', '--outDir', fresh, '--emptyOutDir'], { cwd: client, log })
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error
        const lines = error.tail.split('\n')
        const reason = lines.find((line) => /^\w*Error: /.test(line)) ?? lines.find((line) => /^\[.*\] \S/.test(line))
        throw new Hint(`The pages could not be built: ${reason ?? 'vite failed'}; all that vite said is in ${log}.`)
      }
      await rm(dist, { recursive: true, force: true })
      await rename(fresh, dist) // a running server never serves half a build for long
      writeFileSync(STAMP, made)
    },
    () => say('another set-up is building them: waiting'),
  )
}

function current() {
  return existsSync(join(dist, 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()
}

function fingerprint() {
  const hash = createHash('sha256')
  const sources = [...filesIn(client), ...filesIn(join(root, 'contract')), join(root, 'pnpm-lock.yaml'), join(root, 'tsconfig.base.json')]
  for (const file of sources) if (existsSync(file)) hash.update(relative(root, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'dist' && !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
}

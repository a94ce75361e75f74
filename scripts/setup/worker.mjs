import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Hint } from './hint.mjs'
import { withLock } from './lock.mjs'
import { cacheDir, root } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'
import { fetchPrebuilt } from './workerPrebuilt.mjs'
import { buildFromSource } from './workerSource.mjs'

const overlay = join(root, 'sfu', 'worker-overlay')
const BIN = 'mediasoup-worker'

/** The mediasoup package that the sfu runs. @returns {{ folder: string, version: string }} */
export function mediasoupPackage() {
  const folder = realpathSync(join(root, 'sfu', 'node_modules', 'mediasoup'))
  return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
}

/** Absolute path of the worker to run; it exists once the set-up has passed. */
export function workerBin() {
  const given = process.env.MEDIASOUP_WORKER_BIN
  return given ? resolve(given) : join(cachedFolder(), BIN)
}

/**
 * Makes sure that a trusted worker exists: the given one, the cached one, the published one, or one built here.
 * @param {(line: string) => void} say
 */
export async function ensureWorker(say) {
  const given = process.env.MEDIASOUP_WORKER_BIN
  if (given) {
    if (!runsHere(resolve(given))) throw new Hint(`MEDIASOUP_WORKER_BIN names ${given}, which is not a mediasoup worker that runs on this machine.`)
    return say('given by MEDIASOUP_WORKER_BIN')
  }
  const folder = cachedFolder()
  if (trusted(folder)) return say('already there')
  await withLock(
    `${folder}.lock`,
    async () => {
      if (trusted(folder)) return say('made meanwhile by another set-up')
      if (!runsHere(join(folder, BIN))) await obtain(folder, say)
      else if (!(await passes(folder, say))) throw new Hint(UNFIT(folder))
    },
    () => say('another set-up is making it: waiting'),
  )
}

const UNFIT = (/** @type {string} */ folder) =>
  `The media worker failed its test call on this machine (see above), so it is not used. If the machine was only busy, run again; otherwise remove ${folder} to build it anew, or set MEDIASOUP_WORKER_BIN to a worker that works here.`

/** @param {string} folder @param {(line: string) => void} say */
async function obtain(folder, say) {
  const { folder: source } = mediasoupPackage()
  // We hold the lock: whatever lies there was left by an interrupted build.
  for (const name of readdirSync(dirname(folder)).filter((entry) => entry.startsWith(`${basename(folder)}.work-`)))
    await rm(join(dirname(folder), name), { recursive: true })
  const work = await mkdtemp(`${folder}.work-`)
  // One step, so that nobody ever sees half a worker.
  const publish = async (/** @type {string} */ origin) => {
    await writeFile(join(work, 'result', 'origin'), origin)
    await rm(folder, { recursive: true, force: true })
    await rename(join(work, 'result'), folder)
  }
  const binary = join(work, 'result', BIN)
  await mkdir(join(work, 'result'))
  try {
    say('trying the published binary')
    if (await fetchPrebuilt(source, work, binary)) {
      await publish('published binary')
      if (await passes(folder, say)) return
      await mkdir(join(work, 'result'))
    }
    say('the published binary cannot be used here: building from source')
    await buildFromSource({ source, overlay, work, binary, say })
    await publish('built from source')
    if (!(await passes(folder, say))) throw new Hint(UNFIT(folder))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** A real call must succeed before the worker is trusted. @param {string} folder @param {(line: string) => void} say */
async function passes(folder, say) {
  try {
    await run(process.execPath, [join(root, 'scripts', 'setup', 'smoke.mjs'), join(folder, BIN)])
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    say(`its test call failed: ${error.tail.trim().split('\n').at(-1)}`)
    return false
  }
  await writeFile(join(folder, 'trusted'), new Date().toISOString())
  say('its test call passed')
  return true
}

/** @param {string} folder */
function trusted(folder) {
  return existsSync(join(folder, 'trusted')) && runsHere(join(folder, BIN))
}

/** The worker ends with 41 when it is started without its channel: it loads and finds its libraries. @param {string} binary */
function runsHere(binary) {
  return spawnSync(binary, [], { env: {}, stdio: 'ignore', timeout: 5_000 }).status === 41
}

/** @type {string | undefined} */
let folderMemo

function cachedFolder() {
  if (folderMemo) return folderMemo
  const hash = createHash('sha256')
  for (const entry of readdirSync(overlay, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name !== 'README.md')
    .map((e) => join(e.parentPath ?? e.path, e.name))
    .sort())
    hash.update(entry.slice(overlay.length)).update(readFileSync(entry))
  const name = [mediasoupPackage().version, hash.digest('hex').slice(0, 10), platform(), arch(), osRelease()].join('-')
  return (folderMemo = join(cacheDir, 'worker', name))
}

function osRelease() {
  if (platform() !== 'linux') return ''
  if (!existsSync('/etc/os-release')) return 'linux'
  const text = readFileSync('/etc/os-release', 'utf8')
  const field = (/** @type {string} */ key) => new RegExp(`^${key}="?([\\w.-]*)`, 'm').exec(text)?.[1] ?? ''
  return `${field('ID')}${field('VERSION_ID')}`
}

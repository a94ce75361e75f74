import { spawnSync } from 'node:child_process'
import { cp, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasApt, installPackages } from './apt.mjs'
import { Hint } from './hint.mjs'
import { logFile } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'

/**
 * Compiles the worker from the npm package's source against the system's libraries.
 * @param {{ source: string, overlay: string, work: string, binary: string, say: (line: string) => void }} options
 */
export async function buildFromSource({ source, overlay, work, binary, say }) {
  await ensureTools(overlay, say)
  const copy = join(work, 'worker')
  await cp(join(source, 'worker'), copy, { recursive: true })
  await cp(overlay, join(copy, 'subprojects'), { recursive: true })
  await cp(join(overlay, 'added'), copy, { recursive: true })
  await applyPatches(overlay, copy)
  const out = join(work, 'out')
  // Several files at once, so that what they share is read and compiled once (sfu/worker-overlay/README.md).
  const configure = ['setup', '--buildtype', 'release', '-Db_ndebug=true', '--unity', 'on', '--unity-size', '8', '--wrap-mode', 'nodownload', out]
  await step('meson', configure, copy, logFile('worker-configure'))
  const started = Date.now()
  say('compiling (about a minute and a half on 2 cores, only this once)')
  await step('ninja', ['-C', out, 'mediasoup-worker'], copy, logFile('worker-build'), counting(say))
  await rename(join(out, 'mediasoup-worker'), binary)
  say(`compiled in ${Math.round((Date.now() - started) / 1000)} s`)
}

/** @param {string} overlay @param {(line: string) => void} say */
async function ensureTools(overlay, say) {
  const needs = JSON.parse(await readFile(join(overlay, 'packages.json'), 'utf8'))
  const lacking = () => [
    ...needs.commands.filter((/** @type {string} */ command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error),
    ...needs.modules.filter((/** @type {string} */ name) => spawnSync('pkg-config', ['--exists', name], { stdio: 'ignore' }).status !== 0),
  ]
  if (lacking().length === 0) return
  if (!hasApt())
    throw new Hint(
      `mediasoup's published worker cannot be fetched here and this system lacks what building it takes: ${lacking().join(', ')}. Open the network to mediasoup's published binaries, set MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL to a mirror, set MEDIASOUP_WORKER_BIN to a worker you have, or install what is missing.`,
    )
  say('installing the compiler and libraries (about a minute)')
  await installPackages(needs.debian, 'Building the media worker')
  if (lacking().length > 0)
    throw new Hint(
      `This release of the system does not provide what building the media worker takes: ${lacking().join(', ')}. Set MEDIASOUP_WORKER_BIN to a worker made elsewhere.`,
    )
}

/** @param {string} overlay @param {string} copy */
async function applyPatches(overlay, copy) {
  for (const { file, from, to } of JSON.parse(await readFile(join(overlay, 'patches.json'), 'utf8'))) {
    const path = join(copy, file)
    const pieces = (await readFile(path, 'utf8')).split(from)
    if (pieces.length !== 2)
      throw new Hint(
        `The worker's source changed: "${from}" was found ${pieces.length - 1} times in ${file} instead of once; sfu/worker-overlay/patches.json must be reviewed for this mediasoup.`,
      )
    await writeFile(path, pieces.join(to))
  }
}

/** @param {string} command @param {string[]} args @param {string} cwd @param {string} log @param {(line: string) => void} [onLine] */
async function step(command, args, cwd, log, onLine) {
  try {
    await run(command, args, { cwd, log, onLine })
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    throw new Hint(`The media worker could not be built; what ${command} said is in ${log}.`)
  }
}

/** Turns ninja's "[12/300]" into a line every 20 s. @param {(line: string) => void} say */
function counting(say) {
  let last = Date.now()
  return (/** @type {string} */ line) => {
    const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? []
    if (!done || Date.now() - last < 20_000) return
    last = Date.now()
    say(`${done} of ${all} files compiled`)
  }
}

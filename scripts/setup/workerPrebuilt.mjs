import { existsSync } from 'node:fs'
import { chmod, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hint } from './hint.mjs'
import { logFile } from './paths.mjs'
import { CommandFailed, run } from './run.mjs'

const ANSWER_MS = 8_000
const DOWNLOAD_MS = 120_000

/**
 * Asks mediasoup's own install script for the published worker. The script writes below its
 * working folder; PYTHON=false ends it at once where it would start building by itself.
 * @param {string} source the mediasoup package
 * @param {string} work a folder to work in
 * @param {string} binary where to put the worker
 * @returns {Promise<boolean>} false when it cannot be had within a short time
 */
export async function fetchPrebuilt(source, work, binary) {
  const folder = join(work, 'prebuilt')
  // The script makes one level of folders only.
  await mkdir(join(folder, 'worker', 'out'), { recursive: true })
  const downloaded = join(folder, 'worker', 'out', 'Release', 'mediasoup-worker')
  const patience = new AbortController()
  const done = new AbortController()
  void giveUp(downloaded, patience, done.signal)
  try {
    await run(process.execPath, [join(source, 'npm-scripts.mjs'), 'postinstall'], {
      cwd: folder,
      env: { ...process.env, PYTHON: 'false' },
      log: logFile('worker-prebuilt'),
      signal: patience.signal,
    })
  } catch (error) {
    if (error instanceof Hint || !(error instanceof CommandFailed)) throw error
    return false
  } finally {
    done.abort()
  }
  if (!existsSync(downloaded)) return false
  await rename(downloaded, binary)
  await chmod(binary, 0o755)
  return true
}

/** A network that swallows packets answers nothing for minutes: stop early unless data is arriving. @param {string} file @param {AbortController} patience @param {AbortSignal} done */
async function giveUp(file, patience, done) {
  try {
    await sleep(ANSWER_MS, undefined, { signal: done })
    if (existsSync(file)) await sleep(DOWNLOAD_MS, undefined, { signal: done })
    patience.abort()
  } catch (error) {
    if (!done.aborted) throw error
  }
}

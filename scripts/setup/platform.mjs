import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Hint } from './hint.mjs'
import { cacheDir, dataDir, root } from './paths.mjs'

const NODE = [20, 19]

export function checkPlatform() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1]))
    throw new Hint(`Lien needs Node ${NODE.join('.')} or newer and this is ${process.versions.node}: install a newer Node, then run the same command again.`)
  if (process.platform !== 'linux' && process.platform !== 'darwin')
    throw new Hint(`Lien runs on Linux and macOS; this is ${process.platform}. On Windows, use the Windows Subsystem for Linux.`)
}

/** Says so before an hour of work fails on the last megabyte. */
export function checkDisk() {
  const fresh = !existsSync(join(root, 'node_modules', '.lien-install'))
  const needed = [
    { path: root, megabytes: fresh ? 1_200 : 150 },
    { path: cacheDir, megabytes: fresh ? 800 : 50 },
    { path: dataDir, megabytes: 200 },
  ]
  for (const { path, megabytes } of needed) {
    const there = nearestExisting(path)
    const { bavail, bsize } = statfsSync(there)
    const free = Math.floor((bavail * bsize) / 1_000_000)
    if (free < megabytes)
      throw new Hint(
        `Only ${free} MB are free on the disk of ${there}, and about ${megabytes} MB are needed: make room, or point LIEN_CACHE_DIR and LIEN_DATA_DIR to a larger disk.`,
      )
  }
}

/** @param {string} path @returns {string} */
function nearestExisting(path) {
  return existsSync(path) ? path : nearestExisting(dirname(path))
}

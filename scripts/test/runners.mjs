import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { cloneCache, root } from '../setup/paths.mjs'
import { followParent } from '../setup/run.mjs'
import { BROKEN, counted, readPlaywright, readVitest } from './reports.mjs'

/** @typedef {import('./reports.mjs').Counts} Counts */
/** `why`: what a runner that could not run says of itself. @typedef {(env: NodeJS.ProcessEnv) => Promise<Counts & { why?: string }>} Runner */

const LIMIT_MS = 20 * 60_000
/** A check gives way to whatever runs beside it: nothing in it is timed. */
const YIELDS = 10
const VITEST = join(root, 'tests', 'node_modules', 'vitest', 'vitest.mjs')
const PLAYWRIGHT = join(root, 'tests', 'node_modules', '@playwright', 'test', 'cli.js')

/** @type {Record<string, Runner>} */
export const runners = {
  typecheck: (env) => check('typecheck', env),
  lint: (env) => check('lint', env),
  unit: (env) => vitest('unit', env),
  contract: (env) => vitest('contract', env),
  audit,
  media: (env) => vitest('media', env),
  integration: (env) => vitest('integration', env),
  pages: (env) => playwright('pages', 2, env),
  calls: (env) => playwright('calls', 2, env),
}

/** Stage after stage, the quick ones first: the first answer comes early. The rows of a stage go side by side, a core each. */
export const stages = [
  [['lint'], ['typecheck', 'unit', 'contract', 'audit', 'media']],
  [['integration']],
  [['pages']],
  [['calls']],
]

/** @param {string} script of package.json @param {NodeJS.ProcessEnv} env @returns {Promise<Counts>} */
async function check(script, env) {
  return (await follow('npm', ['run', '--silent', script], env, YIELDS)) === 0 ? { passed: 1, failed: 0, skipped: 0 } : BROKEN
}

/** Known weaknesses of what we depend on; a registry that does not answer is nobody's failure, and no success. @type {Runner} */
async function audit(env) {
  const code = await follow(process.execPath, ['scripts/audit.mjs'], env)
  if (code === 3) return { passed: 0, failed: 0, skipped: 1, why: 'the registry gives no advisories here' }
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : BROKEN
}

/** @param {string} project @param {NodeJS.ProcessEnv} env @returns {Promise<Counts>} */
async function vitest(project, env) {
  const report = reportFile(project)
  const args = [VITEST, 'run', '--config', 'tests/vitest.config.ts', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return counted(report, readVitest, await follow(process.execPath, args, env))
}

/** @param {'pages' | 'calls'} project @param {number} workers @param {NodeJS.ProcessEnv} env @returns {Promise<Counts>} */
async function playwright(project, workers, env) {
  const report = reportFile(project)
  const args = [PLAYWRIGHT, 'test', '--config', 'tests/playwright.config.ts', '--project', project, '--workers', String(workers), '--reporter=list,json']
  return counted(report, readPlaywright, await follow(process.execPath, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }))
}

/** @param {string} name */
function reportFile(name) {
  const folder = join(cloneCache, 'reports')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  rmSync(path, { force: true }) // yesterday's report must not speak for today's crash
  return path
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env @param {number} [niceness] @returns {Promise<number>} */
async function follow(command, args, env, niceness) {
  const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
  if (niceness && child.pid) setPriority(child.pid, niceness)
  const release = followParent(child, AbortSignal.timeout(LIMIT_MS))
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    release()
  }
}

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { judge, readReport } from './audit/judge.mjs'
import { PNPM } from './setup/packages.mjs'
import { root } from './setup/paths.mjs'

/** The exit code of an audit that could not be made: neither good news nor bad. */
const NOT_POSSIBLE = 3
const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`)

// Known weaknesses of what runs in production, from the registry's own list; docs/audit-exceptions.json names those we live with, why, and until when.
const output = await promisify(execFile)('npx', ['-y', PNPM, 'audit', '--prod', '--json'], { cwd: root, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 }).then(
  ({ stdout }) => stdout,
  // It ends badly when it found something, too.
  ({ stdout, stderr }) => stdout || stderr || '',
)
const report = readReport(output)
if ('why' in report) {
  say(`The audit was not possible: ${report.why}. Nothing is known about new weaknesses of our dependencies.`)
  process.exitCode = NOT_POSSIBLE
} else {
  const exceptions = JSON.parse(readFileSync(join(root, 'docs', 'audit-exceptions.json'), 'utf8'))
  const { refused, accepted } = judge(report.advisories, exceptions, new Date())
  for (const line of accepted) say(`accepted: ${line}`)
  for (const line of refused) say(`refused: ${line}`)
  say(`${report.advisories.length} advisories, ${refused.length} refused, ${accepted.length} accepted for now`)
  process.exitCode = refused.length > 0 ? 1 : 0
}

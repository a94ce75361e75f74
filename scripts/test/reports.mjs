import { existsSync, readFileSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '../setup/paths.mjs'

/** `failures`: which, and the first words of why. @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts */

/** A runner that left no readable report, or ran nothing, has not proved anything. @type {Counts} */
export const BROKEN = { passed: 0, failed: 1, skipped: 0 }

/**
 * @param {string} path of the JSON report
 * @param {(report: any) => Counts} read
 * @param {number} code the runner's exit code
 * @returns {Counts}
 */
export function counted(path, read, code) {
  if (!existsSync(path)) return BROKEN
  let counts
  try {
    counts = read(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    process.stderr.write(`unreadable report ${path}: ${error}\n`)
    return BROKEN
  }
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1 }
  // An error outside of any test (an unhandled rejection, a failed set-up) shows in the exit code only.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** @param {any} report @returns {Counts} */
export function readVitest(report) {
  // A file that failed to load lists no test.
  const unloaded = report.testResults.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failures = report.testResults.flatMap((/** @type {any} */ file) => [
    ...(file.status === 'failed' && file.assertionResults.length === 0 ? [named(file.name, [], file.message)] : []),
    ...file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed').map((/** @type {any} */ test) => named(file.name, [...test.ancestorTitles, test.title], test.failureMessages[0])),
  ])
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests + (report.numTodoTests ?? 0), failures }
}

/** @param {any} report @returns {Counts} */
export function readPlaywright({ stats, errors = [], suites }) {
  const failures = [...errors.map((/** @type {any} */ error) => named('outside of any test', [], error.message)), ...suites.flatMap((/** @type {any} */ suite) => unexpected(suite, []))]
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped, failures }
}

/** @param {any} suite @param {string[]} within @returns {string[]} */
function unexpected({ file, specs = [], suites = [] }, within) {
  return [
    ...specs.flatMap((/** @type {any} */ spec) => spec.tests.filter((/** @type {any} */ test) => test.status === 'unexpected').map((/** @type {any} */ test) => named(file, [...within, spec.title], test.results.at(-1)?.error?.message))),
    ...suites.flatMap((/** @type {any} */ inner) => unexpected(inner, [...within, inner.title])),
  ]
}

/** @param {string} file @param {string[]} titles @param {string | undefined} message */
function named(file, titles, message = 'no word of why') {
  const why = stripVTControlCharacters(message).split('\n').filter((line) => line.trim() !== '' && !/node_modules|at new Promise/.test(line)).slice(0, 6).map((line) => `    ${line.slice(0, 300)}`)
  return [`  ${[isAbsolute(file) ? relative(root, file) : file, ...titles].join(' › ')}`, ...why].join('\n')
}

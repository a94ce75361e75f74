import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

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
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests + (report.numTodoTests ?? 0) }
}

/** @param {any} report @returns {Counts} */
export function readPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + (errors?.length ?? 0), skipped: stats.skipped }
}

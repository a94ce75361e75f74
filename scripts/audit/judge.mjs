/** @typedef {{ id: string, package: string, severity: string, title: string }} Advisory */
/** @typedef {{ id: string, package: string, reason: string, expires: string }} Exception as in docs/audit-exceptions.json; `expires` is a day, YYYY-MM-DD */

/** Worse than these, nothing is shipped. */
const GRAVE = ['high', 'critical']

/**
 * What `pnpm audit --json` wrote: its advisories, or why there are none to read.
 * @param {string} output
 * @returns {{ advisories: Advisory[] } | { why: string }}
 */
export function readReport(output) {
  const start = output.search(/^\{/m)
  let report
  try {
    report = JSON.parse(output.slice(start))
  } catch {
    const status = /responded with (\d{3})/.exec(output)?.[1]
    return { why: status ? `the registry answers ${status} instead of advisories` : 'the registry does not answer' }
  }
  if (typeof report.advisories !== 'object' || report.advisories === null) return { why: `the registry gave no advisories (${report.error?.code ?? 'unknown answer'})` }
  return {
    advisories: Object.entries(report.advisories).map(([key, one]) => ({ id: one.github_advisory_id ?? String(one.id ?? key), package: one.module_name ?? one.name ?? 'unknown', severity: one.severity ?? 'critical', title: one.title ?? '' })),
  }
}

/**
 * Which advisories stop us, and which are lived with for now. An exception holds for one advisory of one package until its day.
 * @param {readonly Advisory[]} advisories @param {readonly Exception[]} exceptions @param {Date} today
 */
export function judge(advisories, exceptions, today) {
  const refused = []
  const accepted = []
  for (const { id, package: name, severity, title } of advisories.filter((one) => GRAVE.includes(one.severity))) {
    const exception = exceptions.find((one) => one.id === id && one.package === name)
    const line = `${name} ${id} (${severity}) ${title}`
    if (!exception) refused.push(line)
    else if (Date.parse(`${exception.expires}T23:59:59Z`) < today.getTime()) refused.push(`${line}: its exception ended on ${exception.expires}`)
    else accepted.push(`${line}: until ${exception.expires}, ${exception.reason}`)
  }
  return { refused, accepted }
}

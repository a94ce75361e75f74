import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judge, readReport } from '../../scripts/audit/judge.mjs'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
interface Manifest { dependencies?: Record<string, string>; devDependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }
const folders = ['.', 'contract', 'migrations', 'server', 'sfu', 'client', 'tests']
const manifests = folders.map((folder) => [folder, JSON.parse(read(`${folder}/package.json`)) as Manifest] as const)
const wanted = manifests.flatMap(([folder, one]) => Object.entries({ ...one.dependencies, ...one.devDependencies, ...one.optionalDependencies }).map(([name, version]) => ({ folder, name, version })))
const foreign = wanted.filter(({ name }) => !name.startsWith('@lien/'))
/** The first column of the page's tables. */
const told = [...read('docs/dependencies.md').matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim())).filter((name) => name !== 'package' && !name.startsWith('---'))
const fits = (pattern: string, name: string) => (pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name)

describe('dependencies', () => {
  it('every folder with a manifest is looked at', () => {
    const found = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && readdirSync(new URL(`${entry.name}/`, root)).includes('package.json')).map(({ name }) => name)
    expect([...found].sort()).toEqual(folders.filter((folder) => folder !== '.').sort())
  })

  it('every version is pinned exactly: what was reviewed is what is installed', () => {
    // Under another name too: `npm:name@1.2.3`.
    expect(foreign.filter(({ version }) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    expect(wanted.filter(({ name, version }) => name.startsWith('@lien/') && !version.startsWith('workspace:'))).toEqual([])
  })

  it('one package has one version in all folders', () => {
    expect(foreign.filter(({ name, version }) => foreign.some((other) => other.name === name && other.version !== version))).toEqual([])
  })

  it('each has its line in docs/dependencies.md, and the page names none that is gone', () => {
    expect([...new Set(foreign.map(({ name }) => name))].filter((name) => !told.some((pattern) => fits(pattern, name)))).toEqual([])
    expect(told.filter((pattern) => !foreign.some(({ name }) => fits(pattern, name)))).toEqual([])
  })

  it('no package runs a script at install unless it is named', () => {
    expect(read('pnpm-workspace.yaml')).toMatch(/^allowBuilds:$/m)
    expect(read('.npmrc')).toMatch(/^save-exact=true$/m)
  })
})

describe('audit', () => {
  const today = new Date('2026-11-22T12:00:00Z')
  const grave = { id: 'GHSA-aaaa-bbbb-cccc', package: 'thing', severity: 'high', title: 'breaks' }
  const exception = { id: grave.id, package: 'thing', reason: 'the vulnerable function is never called', expires: '2026-11-22' }

  it('a grave advisory is refused, unless an exception names it, its package and a day still to come', () => {
    expect(judge([grave, { ...grave, id: 'x', severity: 'moderate' }], [], today).refused).toHaveLength(1)
    expect(judge([grave], [exception], today)).toMatchObject({ refused: [], accepted: [expect.stringContaining(exception.reason)] })
    expect(judge([grave], [{ ...exception, expires: '2026-11-21' }], today).refused).toEqual([expect.stringContaining('ended on 2026-11-21')])
    expect(judge([grave], [{ ...exception, package: 'other' }], today).refused).toHaveLength(1)
  })

  it('a registry that answers anything but advisories is no good news', () => {
    expect(readReport('ERR_PNPM_AUDIT_BAD_RESPONSE The audit endpoint responded with 405:')).toEqual({ why: 'the registry answers 405 instead of advisories' })
    expect(readReport('npm error ENOTFOUND')).toEqual({ why: 'the registry does not answer' })
    expect(readReport('{"error":{"code":"ERR_PNPM_X"}}')).toEqual({ why: 'the registry gave no advisories (ERR_PNPM_X)' })
    expect(readReport(`npm warn x\n{"advisories":{"1":{"module_name":"thing","severity":"high","title":"breaks","github_advisory_id":"${grave.id}"}}}`)).toEqual({ advisories: [grave] })
    // An advisory that does not say how grave it is counts as the worst.
    expect(readReport('{"advisories":{"7":{"module_name":"thing"}}}')).toEqual({ advisories: [{ id: '7', package: 'thing', severity: 'critical', title: '' }] })
  })

  it('every exception has its reason and a day within a year', () => {
    const exceptions = JSON.parse(read('docs/audit-exceptions.json')) as Record<string, string>[]
    for (const one of exceptions) {
      expect(Object.keys(one).sort()).toEqual(['expires', 'id', 'package', 'reason'])
      expect(one['reason']?.length).toBeGreaterThan(20)
      expect(one['expires']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(Date.parse(one['expires'] ?? '')).toBeLessThan(Date.now() + 366 * 24 * 3600 * 1000)
    }
  })
})

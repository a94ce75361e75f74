import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** Titles as they are written in the tests' sources, describe blocks left out: they prove nothing. */
const title = /\b(?:it|test)(?:\.\w+)*(?:<[^>]*>)?(?:\((?:\[[\s\S]*?\]|[^'"`()]*\([^'"`]*?\)[^'"`]*?)(?: as const| as [\w[\]]+)?\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])+)\1/g
function titlesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts') && !entry.parentPath.includes('node_modules') && entry.name !== 'securityPage.test.ts')
    .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(title)].map(([, , text = '']) => text.replaceAll('\\\'', '\'')))
}
const titles = new Set(['contract/src', 'server/src', 'sfu/src', 'client/src', 'tests'].flatMap(titlesBelow))
const quoted = [...page.matchAll(/“([^”]+)”/g)].map(([, text = '']) => text)

it('every test that the security page quotes exists', () => {
  expect(titles.size).toBeGreaterThan(150)
  expect(quoted.length).toBeGreaterThan(60)
  expect([...new Set(quoted)].filter((text) => !titles.has(text))).toEqual([])
})

it('every path that the security page names exists', () => {
  const paths = [...page.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)+|[\w-]+\.(?:yaml|md|json))`/g)].map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

it('every line of the security page’s tables that claims something names its test', () => {
  const claims = page.slice(page.indexOf('## Who attacks'), page.indexOf('## What is missing')).split('\n').filter((line) => line.startsWith('| ') && !/^\| (attacker|chapter|asked) /.test(line))
  expect(claims.length).toBeGreaterThan(30)
  expect(claims.filter((line) => !line.includes('“'))).toEqual([])
})

it('every chapter of ASVS 5.0 has its line', () => {
  const chapters = [...page.matchAll(/^\| V(\d+) /gm)].map(([, number]) => Number(number))
  expect(chapters).toEqual(Array.from({ length: 17 }, (_, index) => index + 1))
})

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './setup/paths.mjs'

// Requirement ids stand in test titles, "[R6316-4] incidents reach the record": this prints which tests answer for which.
const title = /\b(?:it|test|describe)(?:\.\w+)*\(\s*(['"`])(\[[^\]]+\][^'"`]*)\1/g

/** @type {Map<string, string[]>} */
const matrix = new Map()
for (const folder of ['contract/src', 'server/src', 'sfu/src', 'client/src', 'tests'])
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !path.endsWith('.test.ts') || path.includes('node_modules')) continue
    for (const [, , text] of readFileSync(path, 'utf8').matchAll(title))
      for (const [, id] of text.matchAll(/\[([^\]]+)\]/g)) matrix.set(id, [...(matrix.get(id) ?? []), `${text.replace(/^\[[^\]]+\]\s*/, '')} (${relative(root, path)})`])
  }
for (const [id, tests] of [...matrix].sort()) console.log([id, ...tests.map((test) => `  ${test}`)].join('\n'))

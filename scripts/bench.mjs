import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Hint, main } from './setup/hint.mjs'
import { root } from './setup/paths.mjs'
import { runTool } from './tool.mjs'

const folder = join(root, 'tests', 'bench')

await main(async () => {
  const [names, args] = split(process.argv.slice(2))
  const known = existsSync(folder) ? readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : [])) : []
  const unknown = names.filter((name) => !known.includes(name))
  if (names.length === 0 || unknown.length > 0)
    throw new Hint(`${unknown.length > 0 ? `There is no bench ${unknown.join(', ')}. ` : ''}Name one or more: npm run bench -- ${known.join(' ') || '(none exists yet)'}`)
  let worst = 0
  for (const name of names) worst = Math.max(worst, await runTool({ program: `tests/bench/${name}.ts`, args, needs: 'browser' }))
  return worst
})

/** Names come first, the bench's own options after them. @param {string[]} words @returns {[string[], string[]]} */
function split(words) {
  const first = words.findIndex((word) => word.startsWith('-'))
  return first < 0 ? [words, []] : [words.slice(0, first), words.slice(first)]
}

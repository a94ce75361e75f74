import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../setup/paths.mjs'

/** Node's arguments that let it run TypeScript; a URL, since paths may hold spaces. */
export function tsxArguments() {
  return ['--import', pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href]
}

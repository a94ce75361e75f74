import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildClient } from './setup/client.mjs'
import { ensureChromium, ensureShell } from './setup/chromium.mjs'
import { main } from './setup/hint.mjs'
import { installDependencies } from './setup/packages.mjs'
import { cacheDir, openCache } from './setup/paths.mjs'
import { checkDisk, checkPlatform } from './setup/platform.mjs'
import { progress } from './setup/progress.mjs'
import { ensureTestProgram, redisServer, turnserver } from './setup/testPrograms.mjs'
import { ensureWorker, workerBin } from './setup/worker.mjs'

export { workerBin }

/** How much of it: the npm packages, all that runs Lien, a browser as well, or all that the tests ask for. @typedef {'packages' | 'programs' | 'browser' | 'tests'} Needs */

/**
 * Everything that `npm start` and `npm test` share; what is there already is left alone.
 * Imports Node's own modules only, since it runs before anything is installed.
 * @param {{ needs: Needs, out?: NodeJS.WritableStream }} options
 * @returns {Promise<{ worker: string, chromium?: string, shell?: string | undefined, turnserver?: string, redis?: string }>}
 */
export async function setup({ needs, out }) {
  const { step } = progress({ packages: 2, programs: 4, browser: 5, tests: 8 }[needs], out)
  await step('Checking this machine', () => {
    checkPlatform()
    checkDisk()
    openCache()
  })
  await step('npm packages (first time: about half a minute)', installDependencies)
  if (needs === 'packages') return { worker: workerBin() }
  await step(`Media worker, kept in ${cacheDir} (first time: seconds if it can be fetched, a minute and a half if it must be built)`, ensureWorker)
  await step('Pages for the browser (after a change: about 10 seconds)', buildClient)
  if (needs === 'programs') return { worker: workerBin() }
  const chromium = await step('Chromium for the tests (first time: about half a minute)', ensureChromium)
  if (needs === 'browser') return { worker: workerBin(), chromium }
  return {
    worker: workerBin(), chromium,
    shell: await step('Its headless shell (first time: some seconds)', ensureShell),
    turnserver: await step('Relay for the tests (first time: some seconds)', (say) => ensureTestProgram(turnserver, say)),
    redis: await step('Redis for the tests (first time: some seconds)', (say) => ensureTestProgram(redisServer, say)),
  }
}

if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1] ?? '.')) {
  await main(async () => {
    await setup({ needs: process.argv.includes('--browser') ? 'tests' : 'programs' })
    process.stdout.write('\nReady. Type npm start to open Lien, npm test to prove it.\n')
  })
}

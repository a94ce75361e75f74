import { openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setup } from './setup.mjs'
import { Hint, main } from './setup/hint.mjs'
import { dataDir, root } from './setup/paths.mjs'
import { lanAddress } from './start/addresses.mjs'
import { keepCertificate } from './start/certificate.mjs'
import { Child } from './start/Child.mjs'
import { closingWords } from './start/closing.mjs'
import { checkProduction, inFile, mediaAddresses, production, programsEnvironment } from './start/environment.mjs'
import { checkPorts } from './start/ports.mjs'
import { keepSecrets } from './start/secrets.mjs'
import { serverFlags } from './start/serverFlags.mjs'
import { onStop } from './start/signals.mjs'

const started = Date.now()
const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`)

await main(async () => {
  const lan = lanWanted(process.argv.slice(2))
  checkProduction()
  const localSfu = !process.env.LIEN_SFUS
  await checkPorts({ host: process.env.LIEN_HOST || (lan ? '0.0.0.0' : '127.0.0.1'), localSfu, mediaAddresses: mediaAddresses() })
  const { worker } = await setup({ needs: 'programs' })
  say('Starting (a few seconds)')

  /** What runs, in the order of its start; it is stopped the other way round. @type {{ stop: () => Promise<void>, kill?: () => void }[]} */
  const running = []
  const lost = failure()
  const stop = onStop(running, say)
  try {
    const databaseUrl = process.env.DATABASE_URL || (inFile('DATABASE_URL') ? '' : await ownDatabase(running))
    const secrets = production ? {} : await keepSecrets(dataDir)
    const certificate = lan ? await keepCertificate(dataDir, /** @type {string} */ (lanAddress())) : undefined
    const env = programsEnvironment({ lan, secrets, databaseUrl, worker, certificate })
    const log = logOfPrograms()
    const launch = async (/** @type {string} */ name, /** @type {string} */ path, /** @type {readonly string[]} */ flags = []) => {
      const { child, ready } = await Child.start({ name, main: join(root, path), flags, env, ...log, say, onLost: lost.reject })
      running.push(child)
      return ready
    }
    if (localSfu && !stop.asked) await launch('media server', 'sfu/src/main.ts')
    if (stop.asked) return
    const ready = await launch('server', 'server/src/main.ts', serverFlags)
    say(closingWords({ ready, dataDir, log: log.outputName, lan, database: !process.env.DATABASE_URL && !inFile('DATABASE_URL'), seconds: (Date.now() - started) / 1000 }))
    await Promise.race([stop.promise, lost.promise])
  } catch (error) {
    if (!stop.asked) throw error // a program that was interrupted while starting is no news
  } finally {
    await stop.now()
  }
})

/** @param {string[]} args */
function lanWanted(args) {
  const unknown = args.filter((argument) => argument !== '--lan')
  if (unknown.length > 0) throw new Hint(`npm start does not know ${unknown.join(' ')}; it knows: npm start -- --lan (other devices of this network may open Lien).`)
  const lan = args.includes('--lan')
  if (lan && !lanAddress()) throw new Hint('This machine has no address on a network: connect it, or leave --lan away.')
  return lan
}

/** @param {{ stop: () => Promise<void> }[]} running @returns {Promise<string>} */
async function ownDatabase(running) {
  const { EmbeddedPostgres } = await import('./postgres.mjs')
  const database = await EmbeddedPostgres.start({ dataDir, log: (line) => say(`      ${line}`) })
  running.push(database)
  return database.url
}

/** In the demo the programs' log would bury the links; a hospital's supervisor wants it on stdout. @returns {{ output: number | 'inherit', outputName: string }} */
function logOfPrograms() {
  if (production) return { output: 'inherit', outputName: 'the log above' }
  const path = join(dataDir, 'lien.log')
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 20_000_000) rmSync(path)
  return { output: openSync(path, 'a', 0o600), outputName: path }
}

function failure() {
  /** @type {(reason: unknown) => void} */
  let reject = () => {}
  const promise = new Promise((_, no) => (reject = no))
  return { promise, reject }
}

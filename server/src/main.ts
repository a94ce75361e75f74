import { fileURLToPath } from 'node:url'
import { createApp, type App } from './app.ts'
import { readConfig, StartFailure } from './config.ts'
import { seedDemo } from './demo/seed.ts'
import { migrate } from './platform/db.ts'
import { createLog } from './platform/log.ts'

/** The signalling server's process: migrates, listens, and says so to whoever started it. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog(config.logLevel)
  await reachDatabase(config.databaseUrl)
  const app = await createApp(config, log, { clientFolder: fileURLToPath(new URL('../../client/dist', import.meta.url)) })
  stopWith(app)
  process.on('SIGHUP', () => {
    try {
      app.reload(readConfig())
      log.info('certificate and sfu token read again')
    } catch (error) {
      log.error({ err: error }, 'settings not read again: the earlier ones stay')
    }
  })
  const demo = config.demo ? await seedDemo(app, config.publicUrl, config.demo.password) : undefined
  log.info({ address: app.address, url: config.publicUrl }, 'server ready')
  process.send?.({ type: 'ready', url: config.publicUrl, ...(demo && { demo }) })
}

async function reachDatabase(url: string): Promise<void> {
  try {
    await migrate(url)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|28|3D000)/.test(code)) throw new StartFailure(`The database of DATABASE_URL does not let us in (${code}): check its address, name, user and password.`)
    if (code === '42501') throw new StartFailure('The database user may not create what Lien needs. As the database\'s administrator, run: CREATE ROLE lien_app NOLOGIN; GRANT lien_app TO the user of DATABASE_URL; and make that user owner of the database.')
    throw error
  }
}

function stopWith(app: App): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    app.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Our launcher is gone: so are we.
  process.once('disconnect', stop)
}

main().catch((error: unknown) => {
  if (!(error instanceof StartFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  const leave = () => process.exit(1)
  if (process.send) process.send({ type: 'failed', sentence: error.message }, undefined, {}, leave)
  else leave()
})

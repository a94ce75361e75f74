import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hint, main } from './setup/hint.mjs'
import { dataDir } from './setup/paths.mjs'
import { production } from './start/environment.mjs'
import { keepSecrets } from './start/secrets.mjs'
import { runTool } from './tool.mjs'

await main(async () => {
  /** @type {import('./postgres.mjs').EmbeddedPostgres | undefined} */
  let database
  const env = async () => {
    if (process.env.DATABASE_URL) return {}
    if (production) throw new Hint('NODE_ENV is production: set DATABASE_URL and LIEN_TRAIL_KEY, as for the server.')
    if (!existsSync(join(dataDir, 'postgres'))) throw new Hint(`There is no trail yet in ${dataDir}: run npm start first, or set DATABASE_URL and LIEN_TRAIL_KEY.`)
    const { EmbeddedPostgres } = await import('./postgres.mjs')
    database = await EmbeddedPostgres.start({ dataDir })
    const { LIEN_TRAIL_KEY } = { ...(await keepSecrets(dataDir)), ...process.env }
    return { LIEN_TRAIL_KEY, DATABASE_URL: database.url }
  }
  try {
    return await runTool({ program: 'server/src/trail.main.ts', args: process.argv.slice(2), needs: 'packages', env })
  } finally {
    await database?.stop()
  }
})

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { PatientFactor } from '@lien/contract/factors'
import type { TrailActor, TrailEvent } from '@lien/contract/trail'
import { createApp, type App } from '@lien/server/app.ts'
import { readConfig } from '@lien/server/config.ts'
import type { LimitTable } from '@lien/server/door/limits.ts'
import { migrate, openDatabase } from '@lien/server/platform/db.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { verifyTrail, type Verdict } from '@lien/server/platform/trailVerify.ts'
import { freePort } from '../../scripts/free-port.mjs'
import { EmbeddedPostgres } from '../../scripts/postgres.mjs'
import { noLimits } from './noLimits.ts'
import { Letters } from './letters.ts'
import { startSfu, type RunningSfu } from './sfu.ts'
import { balance } from './balancer.ts'
import { startServer, type RunningServer } from './serverProcess.ts'
import { oncologist, World, type House } from './world.ts'

export interface TrailLine { event: TrailEvent; actor: TrailActor }

/** A whole Lien: PostgreSQL, an sfu process with real workers, and the server in this process with the built pages. */
export interface Lien {
  /** `http://localhost:<port>`, the address of the professionals' page. */
  url: string
  app: App
  /** Signs access tokens: a test makes one that has grown old. */
  sessionKey: string
  world: World
  /** A first establishment and its oncologist; `newHouse` makes others, so that tests do not see each other's day. */
  house: House
  newHouse: (factor?: PatientFactor) => Promise<House>
  /** Every message that was sent, unless the settings name ways out. */
  letters: Letters
  sfu: RunningSfu
  sfus: RunningSfu[]
  /** The server processes behind the address, where there are any. */
  servers: RunningServer[]
  /** Gone, it refuses every connection of the servers, and has cut those that were open; `query` is not among them. */
  database: { goAway: () => Promise<void>; comeBack: () => Promise<void>; url: string; query: <R extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<R[]> }
  trail: (consultationId: string) => Promise<TrailLine[]>
  verify: () => Promise<Verdict>
  close: () => Promise<void>
}

interface Options { workers?: number; /** How many sfu processes. */ sfus?: number; /** How many server processes share the address; otherwise the one of this process. */ servers?: number; demo?: boolean; limits?: LimitTable; /** Settings beyond the usual, once the address is known. */ env?: (url: string) => Promise<Record<string, string>> }

const builtPages = fileURLToPath(new URL('../../client/dist', import.meta.url))
const secret = () => randomBytes(32).toString('hex')

/** Starts it on free ports. `MEDIASOUP_WORKER_BIN` names the media worker, and client/dist must be built: `npm test` sees to both. */
export async function openLien({ workers = 1, sfus: count = 1, servers: serverCount = 0, demo = false, limits = noLimits, env }: Options = {}): Promise<Lien> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lien-e2e-'))
  // A build beside a run must not change the pages under test.
  const clientFolder = join(dataDir, 'pages')
  cpSync(builtPages, clientFolder, { recursive: true })
  const closers: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })]
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    const token = secret()
    const startOne = (index: number) => startSfu({ workers, env: { LIEN_SFU_TOKEN: token, LIEN_SFU_ID: `sfu-${index + 1}` } })
    const [postgres, sfu, port] = await Promise.all([EmbeddedPostgres.start({ dataDir, settings: { fsync: 'off', full_page_writes: 'off' } }), startOne(0), freePort()])
    closers.push(() => postgres.stop(), () => sfu.close())
    const sfus = [sfu, ...(await Promise.all(Array.from({ length: count - 1 }, (_, index) => startOne(index + 1))))]
    for (const one of sfus.slice(1)) closers.push(() => one.close())
    await migrate(postgres.url)
    const pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
    pool.on('error', (error) => console.error('test pool', error.message))
    closers.push(() => pool.end())
    const [trailKey, sessionKey] = [secret(), secret()]
    const url = `http://localhost:${port}`
    const around = new URL(postgres.url)
    const behind = Number(around.port)
    around.port = String(await freePort())
    const detour = () => balance(Number(around.port), [behind], '127.0.0.1')
    let way = await detour()
    closers.push(() => way.close())
    const environment = {
      DATABASE_URL: around.href, LIEN_PUBLIC_URL: url, LIEN_SERVER_ID: 'e2e',
      LIEN_SESSION_KEY: sessionKey, LIEN_TRAIL_KEY: trailKey, LIEN_OUTBOX_KEY: secret(), LIEN_FACTOR_KEY: secret(), LIEN_SFUS: sfus.map(({ url: at }) => at).join(','), LIEN_SFU_TOKEN: sfu.token,
      ...(demo && { LIEN_DEMO: '1', LIEN_DEMO_PASSWORD: oncologist.password }),
      ...(await env?.(url)),
    }
    const config = readConfig({ ...environment, LIEN_PORT: serverCount > 0 ? '0' : String(port) })
    const letters = new Letters()
    const app = await createApp(config, createLog('error'), { clientFolder, limits, askEvery: null, ...(!env && { senders: letters.senders }) })
    closers.push(() => app.close())
    const servers: RunningServer[] = []
    for (let index = 0; index < serverCount; index++) {
      servers.push(await startServer({ ...environment, LIEN_SERVER_ID: `server-${index + 1}` }))
      closers.push(() => servers[index]?.close())
    }
    if (servers.length > 0) {
      const balancer = await balance(port, servers.map((one) => one.port))
      closers.push(() => balancer.close())
    }
    const world = new World(app.transact, url)
    let houses = 0
    const newHouse = (factor: PatientFactor = 'none') => world.house({ finess: String(++houses).padStart(9, '0'), email: `dre.essai${houses}@lien.test`, factor })
    const query = async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await pool.query<R>(sql, values)).rows
    const trail = async (id: string) => (await query<{ body: string }>('SELECT body FROM trail WHERE chain = $1 ORDER BY seq', [id])).map(({ body }) => JSON.parse(body) as TrailLine)
    const verify = async () => {
      const trailDb = openDatabase(postgres.url, createLog('error'), { role: 'lien_trail' })
      try { return await verifyTrail(trailDb, trailKey) } finally { await trailDb.destroy() }
    }
    return { url, app, sessionKey, world, house: await newHouse(), newHouse, letters, sfu, sfus, servers, database: { url: postgres.url, query, goAway: () => way.close(), comeBack: async () => { way = await detour() } }, trail, verify, close }
  } catch (error) {
    await close()
    throw error
  }
}

import { inject } from 'vitest'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { Reply } from '@lien/contract/faults'
import type { Output } from '@lien/contract/commands'
import type { SessionId } from '@lien/contract/ids'
import { createApp, type App } from '@lien/server/app.ts'
import type { Caller } from '@lien/server/platform/caller.ts'
import { readConfig, type Config } from '@lien/server/config.ts'
import type { Bounds } from '@lien/server/door/bounds.ts'
import type { Pace } from '@lien/server/fleet/Fleet.ts'
import type { LimitTable } from '@lien/server/door/limits.ts'
import { createLog, type Log } from '@lien/server/platform/log.ts'
import { TestBrowser, type TestSocket } from './client.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'
import { FakeSfu } from './fakeSfu.ts'
import { noLimits } from './noLimits.ts'
import { Letters } from './letters.ts'
import { startServer, type RunningServer } from './serverProcess.ts'
import { oncologist, World, tokenOf, type House, type PlannedVisit } from './world.ts'

export { noLimits }
export const trailKey = 'trail-key-trail-key-trail-key-0000'
export const outboxKey = 'outbox-key-outbox-key-outbox-key-0'

/** A whole server on its own database, with an sfu that carries nothing. */
export interface TestHouse {
  app: App; config: Config; database: TestDatabase; sfu: FakeSfu; sfus: FakeSfu[]; world: World; house: House
  /** Every message that was sent. */
  letters: Letters
  browser: (at?: { address: string }) => TestBrowser
  /** Another server on the same database, as a load balancer would know it. */
  secondApp: (other?: { pace?: Pace; grace?: number }) => Promise<App>
  /** The same as a process of its own, which can be killed. */
  serverProcess: (other?: Record<string, string>) => Promise<RunningServer>
  /** A signed-in oncologist's browser. */
  doctor: (email?: string, at?: { address: string }) => Promise<TestBrowser>
  /** The caller that an oncologist's fresh session stands for, for acts performed without the door. */
  oncologist: (of: House) => Promise<Caller>
  trail: (consultationId: string) => Promise<{ type: string; event: Record<string, unknown>; actor: Record<string, unknown> }[]>
  close: () => Promise<void>
}

interface HouseOptions { pace?: Pace; /** How many media servers. */ sfus?: number; limits?: LimitTable; bounds?: Bounds; clock?: () => Date; grace?: number; /** Settings beyond the usual. */ env?: Record<string, string>; log?: Log; /** False: this server carries no message. `configured`: by the ways out that `env` names. */ courier?: boolean | 'configured' }

export async function openHouse({ sfus: count = 1, limits = noLimits, bounds, clock, grace, pace, env, log = createLog('fatal'), courier = true }: HouseOptions = {}): Promise<TestHouse> {
  const [database, sfu, ...others] = await Promise.all([cloneDatabase(inject('databaseUrl')), FakeSfu.start(), ...Array.from({ length: count - 1 }, (_, index) => FakeSfu.start(`fake-${index + 2}`))])
  const sfus = [sfu, ...others]
  const environment = {
    DATABASE_URL: database.url, LIEN_PORT: '0', LIEN_PUBLIC_URL: 'http://localhost:3000', LIEN_SESSION_KEY: 'session-key-session-key-session-00', LIEN_TRAIL_KEY: trailKey, LIEN_OUTBOX_KEY: outboxKey,
    LIEN_FACTOR_KEY: 'factor-key-factor-key-factor-key-0',
    LIEN_SFUS: sfus.map(({ url }) => url).join(','), LIEN_SFU_TOKEN: sfu.token, LIEN_SERVER_ID: 'test', ...env,
  }
  const config = readConfig(environment)
  const letters = new Letters()
  const options = { clientFolder: null, askEvery: null, ...(pace && { pace }), ...(courier !== 'configured' && { senders: courier ? letters.senders : null }), limits, ...(bounds && { bounds }), ...(clock && { clock }), ...(grace !== undefined && { grace }) }
  const app = await createApp(config, log, options)
  const apps = [app]
  const world = new World(app.transact, config.publicUrl)
  const house = await world.house()
  const browsers: TestBrowser[] = []
  const processes: RunningServer[] = []
  const browser = (at: { address: string } = app) => { const one = new TestBrowser(at.address); browsers.push(one); return one }
  return {
    app, config, database, sfu, sfus, world, house, browser, letters,
    secondApp: async (other = {}) => {
      const another = await createApp(readConfig({ ...environment, LIEN_SERVER_ID: `test-${apps.length + 1}` }), log, { ...options, ...other })
      apps.push(another)
      return another
    },
    serverProcess: async (other = {}) => {
      const another = await startServer({ ...environment, ...other, LIEN_SERVER_ID: 'test-process' })
      processes.push(another)
      return another
    },
    doctor: async (email = oncologist.email, at = app) => {
      const one = browser(at)
      await one.signIn(email, oncologist.password)
      return one
    },
    oncologist: async ({ email, accountId, establishmentId }) => {
      await browser().signIn(email, oncologist.password)
      const [session] = await database.query<{ id: SessionId }>('SELECT id FROM sessions WHERE account_id = $1 ORDER BY id DESC LIMIT 1', [accountId])
      if (!session) throw new Error('Signed in without a session.')
      return { kind: 'professional', accountId, sessionId: session.id, role: 'oncologist', establishmentId }
    },
    trail: async (id) => (await database.query<{ type: string; body: string }>('SELECT type, body FROM trail WHERE chain = $1 ORDER BY seq', [id])).map(({ type, body }) => ({ type, ...(JSON.parse(body) as { event: Record<string, unknown>; actor: Record<string, unknown> }) })),
    close: async () => {
      for (const one of browsers) one.close()
      for (const one of apps) await one.close()
      for (const one of processes) await one.close()
      for (const one of sfus) await one.close()
      await database.drop()
    },
  }
}

/** Takes a guest from their link to the waiting room. */
export async function arrive(house: TestHouse, visit: PlannedVisit, seat = 'patient', at: { address: string } = house.app): Promise<{ browser: TestBrowser; socket: TestSocket }> {
  const guest = visit.guest(seat)
  const browser = house.browser(at)
  await browser.open(tokenOf(guest.link))
  const socket = await browser.connect(guest.participantId)
  await socket.notice('visit.changed')
  if (seat === 'patient') await socket.perform('consent.decide', { decision: 'given' })
  await socket.perform('devices.report', { camera: 'ok', microphone: 'ok' })
  await socket.perform('participant.checkIn', {})
  return { browser, socket }
}

export const join = (socket: TestSocket, visit: PlannedVisit): Promise<Reply<Output<'call.join'>>> => socket.perform('call.join', { consultationId: visit.consultationId, rtpCapabilities: routerRtpCapabilities })

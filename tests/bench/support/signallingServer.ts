import type { AccountId, ConsultationId, ParticipantId } from '@lien/contract/ids'
import { createApp } from '@lien/server/app.ts'
import { readConfig } from '@lien/server/config.ts'
import { usualBounds } from '@lien/server/door/bounds.ts'
import { migrate } from '@lien/server/platform/db.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { signSession } from '@lien/server/platform/session.ts'
import { openSession } from '@lien/server/sessions/commands.ts'
import { noLimits } from '../../support/noLimits.ts'
import { tokenOf, World } from '../../support/world.ts'
import { serve } from './child.ts'
import { steadily } from './pace.ts'

/** One server process of the signalling bench, as `server/src/main.ts` runs it; only what stops a single address from playing everybody is off. */
const config = readConfig()
await migrate(config.databaseUrl)
const app = await createApp(config, createLog('error'), { clientFolder: null, limits: noLimits, bounds: { ...usualBounds, connections: 100_000 }, senders: null })
const world = new World(app.transact, config.publicUrl)

/** What two people begin with: the doctor's cookie, the patient's link. */
export interface Planned { consultationId: ConsultationId; participantId: ParticipantId; token: string; cookie: string }

/** s; the bench's pages do not refresh. */
const sessionLife = 3_600

const actions = {
  address: () => app.address,
  /** Consultations of one establishment, each with a doctor and a patient of its own. */
  prepare: async (consultations: number): Promise<Planned[]> => {
    const house = await world.house()
    // One hash for all: what a sign-in costs is not asked here.
    const { value: doctors } = await world.act(house.establishmentId, async (act) => {
      const { rows } = await act.db.raw<{ rows: { id: AccountId }[] }>(`
        INSERT INTO accounts (id, establishment_id, email, password_hash, name, role, specialty, created_at)
        SELECT gen_random_uuid(), a.establishment_id, 'medecin.' || n || '@lien.test', a.password_hash, a.name, a.role, a.specialty, a.created_at
        FROM accounts a, generate_series(1, ?) n WHERE a.id = ? RETURNING id`, [consultations, house.accountId])
      return rows.map(({ id }) => id)
    })
    const plan = async (accountId: AccountId): Promise<Planned> => {
      const visit = await world.visit({ ...house, accountId }, { in: 0 })
      const { value: { sessionId } } = await world.act(house.establishmentId, (act) => openSession(act, accountId))
      const now = new Date()
      const session = signSession(config.sessionKeys, { kind: 'professional', accountId, sessionId }, now, new Date(now.getTime() + sessionLife * 1000))
      const { participantId, link } = visit.guest('patient')
      return { consultationId: visit.consultationId, participantId, token: tokenOf(link), cookie: session }
    }
    const planned: Planned[] = []
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let accountId = doctors.pop(); accountId; accountId = doctors.pop()) planned.push(await plan(accountId))
    }))
    return planned
  },
  /** ms that a transaction that only has to reach the disk takes at such a pace: what this machine's database gives anybody just now. */
  floor: async ({ perSecond, seconds }: { perSecond: number; seconds: number }) => (await steadily(perSecond, seconds, () => app.db.transaction((trx) => trx.raw("SELECT pg_logical_emit_message(true, 'bench', 'x')")))).ms,
  /** Bytes, after everything that nobody holds any more was given back. */
  memory: () => {
    globalThis.gc?.()
    const { rss, heapUsed, external } = process.memoryUsage()
    return { rss, heap: heapUsed + external }
  },
}
export type SignallingServer = typeof actions
serve(actions)

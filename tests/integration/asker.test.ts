import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RequestId } from '@lien/contract/ids'
import { createLog } from '@lien/server/platform/log.ts'
import { Asker } from '@lien/server/responses/Asker.ts'
import { shortForm } from '../support/forms.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import type { House, PlannedVisit } from '../support/world.ts'
import { value } from '../support/client.ts'

const hours = 3600_000
const days = 24 * 60
const start = new Date('2026-11-20T09:00:00Z')
let time = start
let house: TestHouse
let askers: Asker[]
let missing: RequestId[] = []
let here: House
let phones = 10
beforeAll(async () => {
  house = await openHouse({ clock: () => time })
  here = house.house
  await house.world.questionnaire(here, shortForm)
  const { db, transact } = house.app
  const make = () => Asker.create({ db, transact, clock: () => time, log: createLog('fatal'), publicUrl: 'http://localhost:3000', poll: 3600_000, reportMissing: (_, { requestId }) => Promise.resolve(missing.push(requestId)) })
  askers = [make(), make()]
})
afterAll(async () => {
  for (const one of askers) await one.close()
  await house.close()
})
beforeEach(() => {
  time = start
  missing = []
})

const look = () => Promise.all(askers.map((one) => one.look()))
const at = async (before: number, visit: Planned) => {
  time = new Date(visit.at.getTime() - before)
  await look()
}
interface Planned { visit: PlannedVisit; phone: string; at: Date }
async function plan(minutes: number): Promise<Planned> {
  const phone = `+336399800${++phones}`
  const visit = await house.world.visit(here, { in: minutes, contacts: { patient: { phone, mail: null, preferred: 'sms', language: 'fr' } } })
  return { visit, phone, at: new Date(time.getTime() + minutes * 60_000) }
}
const sent = async ({ visit }: Planned) => (await house.database.query<{ template: string }>('SELECT template FROM outbox WHERE consultation_id = $1 ORDER BY created_at', [visit.consultationId])).map(({ template }) => template)
const requests = ({ visit }: Planned) => house.database.query<{ id: RequestId; state: string }>('SELECT id, state FROM questionnaire_requests WHERE consultation_id = $1', [visit.consultationId])
const told = async ({ visit }: Planned) => (await house.trail(visit.consultationId)).map(({ type }) => type).filter((type) => type.startsWith('request.'))

it('asks three days before, once, whichever of two servers looks; reminds the day before, once; says once that nothing came', async () => {
  const one = await plan(7 * days)
  await at(73 * hours, one)
  expect(await requests(one)).toEqual([])
  await at(72 * hours, one)
  await look()
  expect(await requests(one)).toMatchObject([{ state: 'asked' }])
  expect(await sent(one)).toEqual(['questionnaire'])
  await at(25 * hours, one)
  expect(await sent(one)).toEqual(['questionnaire'])
  expect(missing).toEqual([])
  await at(24 * hours, one)
  await look()
  await at(20 * hours, one)
  expect(await sent(one)).toEqual(['questionnaire', 'questionnaireReminder'])
  expect(missing).toEqual((await requests(one)).map(({ id }) => id))
  expect(await told(one)).toEqual(['request.asked', 'request.reminded'])
  await house.letters.to(one.phone, 2)
})

it('asks at once what is planned late, and does not remind whoever was just asked', async () => {
  const one = await plan(20 * 60)
  await look()
  expect(await sent(one)).toEqual(['questionnaire'])
  await at(15 * hours, one)
  expect(missing).toEqual([])
  await at(10 * hours, one)
  expect(await sent(one)).toEqual(['questionnaire'])
  expect(missing).toHaveLength(1)
})

it('leaves whoever has answered in peace', async () => {
  const one = await plan(3 * days)
  await look()
  const [request] = await requests(one)
  const browser = house.browser()
  await browser.open(new URL(one.visit.guest('patient').link).hash.slice(1))
  value(await browser.post('request.complete', { requestId: request?.id as RequestId }, one.visit.guest('patient').participantId))
  await at(23 * hours, one)
  expect(await sent(one)).toEqual(['questionnaire'])
  expect(missing).toEqual([])
  await house.database.query(`UPDATE consultations SET state = 'ended', started_at = now(), ended_at = now() WHERE id = $1`, [one.visit.consultationId])
  await look()
  expect(await requests(one)).toMatchObject([{ state: 'completed' }])
})

it('is missed when the visit is over, cancelled with it, and missed a day after its hour', async () => {
  const [over, cancelled, forgotten] = [await plan(2 * days), await plan(2 * days), await plan(2 * days)]
  await look()
  await house.database.query(`UPDATE consultations SET state = 'noShow' WHERE id = $1`, [over.visit.consultationId])
  await house.database.query(`UPDATE consultations SET state = 'cancelled' WHERE id = $1`, [cancelled.visit.consultationId])
  await at(-23 * hours, forgotten)
  expect(await requests(over)).toMatchObject([{ state: 'missed' }])
  expect(await requests(cancelled)).toMatchObject([{ state: 'cancelled' }])
  expect(await requests(forgotten)).toMatchObject([{ state: 'asked' }])
  await at(-25 * hours, forgotten)
  expect(await requests(forgotten)).toMatchObject([{ state: 'missed' }])
  expect(await told(over)).toContain('request.missed')
  expect(await told(cancelled)).not.toContain('request.missed')
})

it('asks nobody where nothing is published, and nobody whose visit was cancelled', async () => {
  const elsewhere = await house.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
  const visit = await house.world.visit(elsewhere, { in: days })
  const cancelled = await plan(days)
  await house.database.query(`UPDATE consultations SET state = 'cancelled' WHERE id = $1`, [cancelled.visit.consultationId])
  await look()
  expect(await house.database.query('SELECT 1 FROM questionnaire_requests WHERE consultation_id = ANY($1)', [[visit.consultationId, cancelled.visit.consultationId]])).toEqual([])
})

it('two rounds and a person asking at the same time make one request and lose no message', async () => {
  const one = await plan(days)
  const doctor = await house.doctor()
  const [, , reply] = await Promise.all([askers[0]?.look(), askers[1]?.look(), doctor.post('request.ask', { consultationId: one.visit.consultationId })])
  expect(await requests(one)).toHaveLength(1)
  expect(reply.ok).toBe(true)
})

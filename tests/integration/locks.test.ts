import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { oncologist } from '../support/world.ts'

let [house, writer]: [TestHouse, pg.Client] = [undefined as never, undefined as never]
beforeEach(async () => {
  house = await openHouse()
  writer = new pg.Client({ connectionString: house.database.url })
  await writer.connect()
})
afterEach(async () => {
  await writer.end()
  await house.close()
})

it('what refers to a row waits for nobody who changes it, and holds up nobody: an act holds rows without their keys', async () => {
  const visit = await house.world.visit(house.house)
  await house.world.colleague(house.house, 'administrator', 'admin@lien.test')
  const secretaryId = await house.world.colleague(house.house, 'secretary', 'secretariat@lien.test')
  const administrator = await house.doctor('admin@lien.test')
  const doctor = await (await house.doctor(oncologist.email)).connect(null)
  const { socket: patient } = await arrive(house, visit)

  // What PostgreSQL holds of every row that an insert elsewhere refers to, until that insert's transaction ends.
  const { rows: tables } = await writer.query<{ name: string }>(`SELECT DISTINCT confrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f'`)
  await writer.query('BEGIN')
  for (const { name } of tables) await writer.query(`SELECT FROM ${name} FOR KEY SHARE`)

  const { consultationId } = visit
  value(await administrator.post('staff.change', { accountId: secretaryId, name: 'Ida Test', role: 'secretary', rpps: null, specialty: null, language: 'fr', services: [] }))
  value(await doctor.perform('participant.admit', { consultationId, participantId: visit.guest('patient').participantId }))
  value(await join(doctor, visit))
  value(await join(patient, visit))
  value(await doctor.perform('consultation.end', { consultationId, reason: 'completed' }))
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['establishments', 'consultations', 'participants']))
})

import { openLien, type Lien } from '../support/lien.ts'
import { expectMedia, flows, watchGaps } from '../support/pages/media.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import type { RunningSfu } from '../support/sfu.ts'
import type { PlannedVisit } from '../support/world.ts'
import { expect, patientName, test as base } from './fixtures.ts'

interface Call { visit: PlannedVisit; doctor: DoctorPage; patient: GuestPage }

/** Two of each process that carries calls. */
const test = base.extend<{ call: Call }, { lien: Lien }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  lien: [async ({}, use) => {
    const lien = await openLien({ sfus: 2, servers: 2 })
    await use(lien)
    await lien.close()
  }, { scope: 'worker', timeout: 120_000 }],
  call: async ({ visit: plan, guest, doctor: signIn }, use) => {
    const visit = await plan()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    await patient.arrive(visit.guest('patient').link)
    await doctor.admitFromDay(patientName)
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
    await use({ visit, doctor, patient })
  },
})
test.slow()

/** The sfu process that carries a consultation's room. */
async function carrierOf(lien: Lien, { consultationId }: PlannedVisit): Promise<RunningSfu> {
  const [room] = await lien.database.query<{ sfu_id: string }>('SELECT sfu_id FROM rooms WHERE consultation_id = $1', [consultationId])
  const found = lien.sfus.find(({ sfuId }) => sfuId === room?.sfu_id)
  if (!found) throw new Error('Nobody carries this room.')
  return found
}

/** Does what is to happen, and waits until both sides decode new pictures and hear new sound. */
async function bothAgain({ doctor, patient }: Call, happen: () => unknown): Promise<void> {
  const [seen, heard] = await Promise.all([flows(doctor.page), flows(patient.page)])
  await happen()
  await Promise.all([expectMedia(doctor.page, { newerThan: seen }), expectMedia(patient.page, { newerThan: heard })])
}

test('[R6316-4] the worker that carries the call is killed: both see and hear each other again by themselves', async ({ lien, call }) => {
  const carrier = await carrierOf(lien, call.visit)
  await bothAgain(call, () => process.kill(carrier.log.findLast(({ msg }) => msg === 'room opened')?.workerPid ?? 0, 'SIGKILL'))
  expect((await lien.trail(call.visit.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.incident', incident: 'workerDied' }))
})

test('[R6316-4] the sfu that carries the call is killed: the room moves to the other one, nobody is admitted again, and the record says it happened', async ({ lien, call }) => {
  const dead = await carrierOf(lien, call.visit)
  await bothAgain(call, () => dead.process.kill('SIGKILL'))
  expect((await carrierOf(lien, call.visit)).sfuId).not.toBe(dead.sfuId)
  await expect(call.patient.bar).toBeVisible()
  const told = (await lien.trail(call.visit.consultationId)).map(({ event }) => event)
  expect(told).toContainEqual(expect.objectContaining({ type: 'call.incident', incident: 'sfuLost' }))
  expect(told.filter(({ type }) => type === 'participant.admitted')).toHaveLength(1)
})

test('[R6316-4] the server that holds both pages is killed: not a frame is lost, they come back to the other one, and every control works again', async ({ lien, call }) => {
  const { doctor, patient, visit } = call
  const pages = () => lien.database.query<{ server_id: string; seats: number }>('SELECT server_id, count(*)::int AS seats FROM stays WHERE consultation_id = $1 AND left_at IS NULL AND lost_at IS NULL GROUP BY 1', [visit.consultationId])
  const stays = () => lien.database.query('SELECT id FROM stays WHERE consultation_id = $1 ORDER BY id', [visit.consultationId])
  const streams = () => Promise.all([doctor, patient].map(async ({ page }) => (await flows(page)).map(({ id }) => id)))
  const [one, other] = lien.servers
  if (!one || !other) throw new Error('Two servers are needed.')
  const before = await stays()
  const carried = await streams()
  const gaps = await Promise.all([watchGaps(doctor.page), watchGaps(patient.page)])

  // Wherever the balancer had sent them: with one server gone, both are at the other, and that one dies too.
  await one.kill()
  await expect.poll(pages, { timeout: 20_000 }).toEqual([{ server_id: other.serverId, seats: 2 }])
  lien.servers[0] = await one.again()
  await other.kill()
  await expect.poll(pages, { timeout: 20_000 }).toEqual([{ server_id: one.serverId, seats: 2 }])
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  // The very same stays and streams, without a gap worth the name.
  expect(await streams()).toEqual(carried)
  expect(await stays()).toEqual(before)
  const longest = await Promise.all(gaps.map((gap) => gap()))
  const machine = Math.max(...longest.map(({ own }) => own))
  // A camera that stood still throughout would excuse everything.
  expect(machine).toBeLessThan(5_000)
  for (const { seen } of longest) expect(seen).toBeLessThan(1_000 + machine)

  await patient.microphone()
  await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.mutedMic)
  await patient.microphone()
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(doctor.words.call.mutedMic)
  await doctor.write('Toujours là.')
  await expect(patient.page.getByText('Toujours là.')).toBeVisible()
  lien.servers[1] = await other.again()
})

test('PostgreSQL is away for 30 s: the call goes on, what is asked meanwhile is refused in plain words, and no row of the trail is missing', async ({ lien, call }) => {
  test.setTimeout(150_000)
  const { doctor, patient } = call
  await doctor.write('Avant.')
  const streams = () => Promise.all([doctor, patient].map(async ({ page }) => (await flows(page)).map(({ id }) => id)))
  const carried = await streams()
  const rows = async () => (await lien.trail(call.visit.consultationId)).map(({ event }) => event)
  const before = await rows()

  await lien.database.goAway()
  const gone = Date.now()
  const field = doctor.page.getByRole('textbox', { name: doctor.words.call.messages.label })
  await field.fill('Pendant.')
  await doctor.press(doctor.words.call.messages.send)
  await expect(doctor.page.getByText(doctor.words.common.failedAway)).toBeVisible({ timeout: 20_000 })
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  // Muting needs no database.
  await patient.microphone()
  await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.mutedMic)
  await patient.microphone()
  await doctor.page.waitForTimeout(Math.max(0, 30_000 - (Date.now() - gone)))
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  await lien.database.comeBack()

  await expect(async () => {
    await field.fill('Après.')
    await doctor.press(doctor.words.call.messages.send)
    await expect(patient.page.getByText('Après.')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await expect(patient.page.getByText('Pendant.')).toBeHidden()
  expect(await streams()).toEqual(carried)
  expect((await rows()).slice(0, before.length)).toEqual(before)
  expect(await lien.verify()).toMatchObject({ breaks: [] })
})

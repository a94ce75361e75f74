import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { quality } from '../../client/src/i18n/fr/quality.ts'
import { clean, MediaRelay } from '../support/mediaRelay.ts'
import { giveDeviceBack, holdTracks, silenceMicrophone, takeDevice } from '../support/pages/tracks.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { Wire } from '../support/pages/Wire.ts'
import type { PlannedVisit } from '../support/world.ts'
import { expect, patientName, test as base } from './fixtures.ts'

interface Call { planned: PlannedVisit; doctor: DoctorPage; patient: GuestPage; relay: MediaRelay; wire: Wire }

/** Doctor and patient in the call, all of the patient's media in the test's hands. */
const test = base.extend<{ call: Call }>({
  call: async ({ lien, visit, guest, doctor: signIn }, use) => {
    const planned = await visit()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    const [relay, wire] = await Promise.all([MediaRelay.open(lien.sfu.mediaPort), Wire.of(patient.page)])
    await relay.through(patient.page.context())
    await holdTracks(patient.page)
    await patient.arrive(planned.guest('patient').link)
    await doctor.admitFromDay(patientName)
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
    await use({ planned, doctor, patient, relay, wire })
    relay.close()
  },
})

test.slow()

declare global {
  interface Window { lienStates?: RTCPeerConnectionState[] }
}

const connections = ({ page }: GuestPage): Promise<number> => page.evaluate(() => (window.lienConnections ?? []).length)

test('media that stop for a moment come back on the same paths, and the patient was told that nobody heard them', async ({ call: { doctor, patient, relay } }) => {
  const before = await connections(patient)
  relay.cut()
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeVisible()
  relay.mend()
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  expect(await connections(patient)).toBe(before)
  await expect(doctor.bar).toBeVisible()
})

/** What the browser says of each path whenever it is negotiated anew, from now on: a restart that it did not ask for itself finds it content. */
const watchStates = ({ page }: GuestPage): Promise<void> => page.evaluate(() => {
  window.lienStates = []
  for (const one of window.lienConnections ?? []) one.addEventListener('signalingstatechange', () => one.signalingState !== 'stable' && window.lienStates?.push(one.connectionState))
})
async function expectContent({ page }: GuestPage): Promise<void> {
  const states = () => page.evaluate(() => window.lienStates ?? [])
  await expect.poll(states).not.toEqual([])
  expect(new Set(await states())).toEqual(new Set(['connected']))
}

/** How often a page has asked for paths anew. */
const restarts = (wire: Wire): number => wire.said.filter((packet) => packet.includes('transport.restartIce')).length

test('a path that dies without a word while the socket lives: ICE is restarted in place before the browser itself sees it, and media flow again', async ({ call: { planned, doctor, patient, relay, wire }, lien }) => {
  const before = await connections(patient)
  expect(restarts(wire)).toBe(0)
  await watchStates(patient)
  relay.strandClients()
  await expect.poll(() => restarts(wire)).toBeGreaterThan(0)
  await expectContent(patient)
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  expect(await connections(patient)).toBe(before)
  const repaired = (await lien.trail(planned.consultationId)).map(({ event }) => event).find((event) => event.type === 'call.disturbed')
  expect(repaired).toMatchObject({ disturbance: 'pathLost', tried: ['restart'] })
  expect(Date.parse(repaired?.to ?? '')).toBeGreaterThan(Date.parse(repaired?.from ?? ''))
})

/** Frames that a page has decoded. */
const decoded = async ({ page }: DoctorPage): Promise<number> => (await flows(page)).reduce((sum, { kind, amount }) => sum + (kind === 'video' ? amount : 0), 0)

test('a device that says it is on another network is believed: ICE is restarted though nothing is silent yet, and media go on', async ({ call: { planned, doctor, patient, wire }, lien }) => {
  const [before, connected] = [await decoded(doctor), await connections(patient)]
  await patient.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => restarts(wire)).toBeGreaterThan(0)
  // More than what was still on its way.
  await expect.poll(async () => (await decoded(doctor)) - before).toBeGreaterThan(12)
  expect(await connections(patient)).toBe(connected)
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.disturbed', disturbance: 'pathLost', tried: ['restart'] }))
})

test('a network that changes without a word and takes the socket along: media that stand still are noticed at once, and nothing is joined anew', async ({ call: { planned, doctor, patient, relay, wire }, lien }) => {
  const connected = await connections(patient)
  await watchStates(patient)
  relay.strandClients()
  await wire.cut()
  wire.mend()
  await expect.poll(() => restarts(wire)).toBeGreaterThan(0)
  await expectContent(patient)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  expect(await connections(patient)).toBe(connected)
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.disturbed', disturbance: 'pathLost', tried: ['restart'] }))
})

test('a socket that is cut alone is no trouble of the media: nothing is restarted', async ({ call: { planned, doctor, patient, wire }, lien }) => {
  const told = async () => (await lien.trail(planned.consultationId)).map(({ event }) => event.type)
  await wire.cut()
  wire.mend()
  await expect.poll(told).toContain('call.reconnected')
  const [before, heard] = [await decoded(doctor), await flows(patient.page)]
  await expect.poll(async () => (await decoded(doctor)) - before).toBeGreaterThan(40)
  expect((await flows(patient.page)).map(({ id }) => id)).toEqual(heard.map(({ id }) => id))
  expect(await told()).not.toContain('call.disturbed')
})

test('paths that a restart cannot save are rebuilt, then everything is joined anew, until media flow', async ({ call: { doctor, patient, relay } }) => {
  const [seenByDoctor, seenByPatient, before] = await Promise.all([flows(doctor.page), flows(patient.page), connections(patient)])
  relay.cut()
  // Long enough for the restart to fail, and for a rebuild to have begun.
  await expect.poll(() => connections(patient), { timeout: 40_000 }).toBeGreaterThan(before)
  // A path that is being made anew carries no voice either.
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeVisible()
  await expect(patient.bar).toBeVisible()
  await expect(doctor.tile(patientName, 'patient')).toBeVisible()
  relay.mend()
  await Promise.all([expectMedia(doctor.page, { newerThan: seenByDoctor }), expectMedia(patient.page, { newerThan: seenByPatient })])
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
})

test('everything gone for a while, socket and media: both come back without a click, the doctor never left the call', async ({ call: { doctor, patient, relay, wire, planned }, lien }) => {
  relay.cut()
  await wire.cut()
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeVisible()
  await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.reconnecting)
  relay.mend()
  wire.mend()
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(doctor.words.call.reconnecting)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  const types = (await lien.trail(planned.consultationId)).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'participant.admitted')).toHaveLength(1)
})

test('everything gone for ten seconds, socket and media: the paths that come back by themselves are kept, and nothing is joined anew', async ({ call: { doctor, patient, relay, wire, planned }, lien }) => {
  const [before, seenByPatient] = [await connections(patient), await flows(patient.page)]
  relay.cut()
  await wire.cut()
  await patient.page.waitForTimeout(10_000)
  relay.mend()
  wire.mend()
  await expect(patient.page.getByText(patient.words.call.connection.notHeard)).toBeHidden()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  expect(await connections(patient)).toBe(before)
  expect((await flows(patient.page)).map(({ id }) => id)).toEqual(seenByPatient.map(({ id }) => id))
  const joined = (await lien.trail(planned.consultationId)).filter(({ event }) => event.type === 'call.joined')
  expect(joined).toHaveLength(2)
})

test('a weak way out: the picture stops by itself, both are told whose network it is, the voice goes on and the record says it', async ({ call: { planned, doctor, patient, relay }, lien }) => {
  relay.up = { ...clean, rate: 90, queue: 400, delay: 50 }
  await expect(patient.page.getByText(quality.weak.out)).toBeVisible({ timeout: 30_000 })
  const tile = doctor.tile(patientName, 'patient')
  await expect(tile).toContainText(quality.theirs.weak)
  await expect(tile).toContainText(quality.picturesStopped)
  const sum = async (wanted: string) => (await flows(doctor.page)).reduce((total, { kind, amount }) => total + (kind === wanted ? amount : 0), 0)
  const [heard, seen] = [await sum('audio'), await sum('video')]
  await expect.poll(async () => (await sum('audio')) - heard, { message: 'the voice goes on' }).toBeGreaterThan(0.5)
  expect(await sum('video')).toBe(seen)
  await patient.leave()
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.disturbed', disturbance: 'weakNetwork', tried: ['pictureStopped'] }))
})

test('a microphone that a telephone call takes: the patient is told, the doctor too, and one touch takes it back', async ({ call: { doctor, patient } }) => {
  await silenceMicrophone(patient.page)
  await expect(patient.page.getByRole('alert')).toContainText(quality.away.microphone)
  const tile = doctor.tile(patientName, 'patient')
  await expect(tile).toContainText(quality.theirs.microphoneLost)
  await patient.press(quality.resume.microphone)
  await expect(patient.page.getByText(quality.away.microphone)).toBeHidden()
  await expect(tile).not.toContainText(quality.theirs.microphoneLost)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
})

for (const [kind, device] of [['audio', 'microphone'], ['video', 'camera']] as const) {
  test(`a ${device} that another program takes for good: both are told, and one touch brings it back once it is free`, async ({ call: { doctor, patient } }) => {
    const tile = doctor.tile(patientName, 'patient')
    await takeDevice(patient.page, kind)
    await expect(patient.page.getByRole('alert')).toContainText(quality.gone[device])
    await expect(tile).toContainText(quality.theirs[`${device}Lost`])
    await giveDeviceBack(patient.page)
    await patient.press(quality.resume[device])
    await expect(patient.page.getByText(quality.gone[device])).toBeHidden()
    await expect(tile).not.toContainText(quality.theirs[`${device}Lost`])
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  })
}

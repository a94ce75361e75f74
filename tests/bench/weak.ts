import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { openLien } from '../support/lien.ts'
import { MediaRelay, clean, type Path } from '../support/mediaRelay.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { GuestPage } from '../support/pages/GuestPage.ts'
import { keepConnections } from '../support/pages/media.ts'
import { startFloor } from './floor/server.ts'
import { phone } from './support/browser.ts'
import { freeUdpPort } from './support/ports.ts'
import { listen, type Heard } from './support/listen.ts'
import { printResult } from './support/stats.ts'

/**
 * What is heard and seen over a weak network, in both directions, Lien and a bare floor in turn. The patient's media
 * passes a relay that loses, delays and narrows it, the same way in every run; a voice speaks all the time.
 */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60)
const wanted = process.env['BENCH_PROFILES']?.split(',')
const profiles: Record<string, Path> = {
  'a: 300 kbit/s, 5 % loss, 150 ms': { rate: 300, loss: 0.05, delay: 75, queue: 400 },
  'b: 100 kbit/s, 10 % loss, 600 ms': { rate: 100, loss: 0.1, delay: 300, queue: 600 },
  'c: 1 Mbit/s clean': { rate: 1000, loss: 0, delay: 20, queue: 200 },
}

interface Call { doctor: Page; patient: Page; relay: MediaRelay; close: () => Promise<void> }
const browser = await chromium.launch(chromiumOptions())
const context = async (viewport = { width: 1280, height: 800 }): Promise<BrowserContext> => {
  const made = await browser.newContext({ locale: 'fr-FR', permissions: ['camera', 'microphone'], viewport })
  await keepConnections(made)
  return made
}

async function callOfLien(lien: Awaited<ReturnType<typeof openLien>>, seed: number): Promise<Call> {
  const house = await lien.newHouse()
  const visit = await lien.world.visit(house, { in: 5 })
  const relay = await MediaRelay.open(lien.sfu.mediaPort, seed)
  const [near, far] = [await context(), await context(phone)]
  await relay.through(far)
  const doctor = new DoctorPage({ page: await near.newPage() })
  const patient = new GuestPage({ page: await far.newPage() })
  await doctor.signIn(lien.url, house.email)
  await patient.arrive(visit.guest('patient').link)
  await doctor.admitFromDay('Claire Rivière')
  return { doctor: doctor.page, patient: patient.page, relay, close: async () => { await near.close(); await far.close(); relay.close() } }
}

async function callOfFloor(floor: Awaited<ReturnType<typeof startFloor>>, mediaPort: number, seed: number): Promise<Call> {
  const relay = await MediaRelay.open(mediaPort, seed)
  const [near, far] = [await context(), await context(phone)]
  await relay.through(far)
  const [doctor, patient] = [await near.newPage(), await far.newPage()]
  await doctor.goto(`http://localhost:${floor.port}/#joins`)
  await patient.goto(`http://localhost:${floor.port}/#waits`)
  await floor.somebodyWaits()
  floor.admit()
  return { doctor, patient, relay, close: async () => { await near.close(); await far.close(); await floor.empty(); relay.close() } }
}

/** A good start, then the weak network for as long as it is listened to. */
async function endure({ doctor, patient, relay, close }: Call, path: Path): Promise<{ patient: Heard; doctor: Heard }> {
  const flowing = (page: Page) => page.waitForFunction(async () => {
    for (const connection of window.lienConnections ?? []) for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) if (report.type === 'inbound-rtp' && (report.framesDecoded ?? 0) > 30) return true
    return false
  }, undefined, { timeout: 30_000 })
  try {
    await Promise.all([flowing(doctor), flowing(patient)])
    Object.assign(relay, { up: path, down: path })
    const [atPatient, atDoctor] = await Promise.all([listen(patient, seconds), listen(doctor, seconds)])
    return { patient: atPatient, doctor: atDoctor }
  } finally {
    Object.assign(relay, { up: clean, down: clean })
    await close()
  }
}

const floorPort = await freeUdpPort()
const [lien, floor] = await Promise.all([openLien(), startFloor(floorPort)])
try {
  for (const [profile, path] of Object.entries(profiles)) {
    if (wanted && !wanted.some((name) => profile.startsWith(name))) continue
    const seed = profile.charCodeAt(0)
    const mine = await endure(await callOfLien(lien, seed), path)
    const bare = await endure(await callOfFloor(floor, floorPort, seed), path)
    for (const who of ['patient', 'doctor'] as const) printResult({ bench: 'weak', profile, heard_by: who, seconds, lien: mine[who], floor: bare[who] })
  }
} finally {
  await browser.close()
  floor.close()
  await lien.close()
}
process.exit(0)

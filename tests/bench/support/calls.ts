import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Lien } from '../../support/lien.ts'
import { clean, MediaRelay, type Path } from '../../support/mediaRelay.ts'
import { DoctorPage } from '../../support/pages/DoctorPage.ts'
import { GuestPage } from '../../support/pages/GuestPage.ts'
import { keepConnections } from '../../support/pages/media.ts'
import { withinToday } from '../../support/pages/today.ts'
import { Wire } from '../../support/pages/Wire.ts'
import type { Floor } from '../floor/server.ts'
import { phone } from './browser.ts'

/** Two pages in a call; the patient's media passes the relay, and their signalling the wire. */
export interface Call { consultationId: string; doctor: Page; patient: Page; /** Of the first sfu. */ relay: MediaRelay; /** Of each sfu: a room may be on any. */ relays: readonly MediaRelay[]; wire: Wire; close: () => Promise<void> }

/** Without an application there is nothing to cut but the media. */
export type Bare = Omit<Call, 'wire' | 'consultationId' | 'relays'>

/** How a call begins: the network of its patient, and what must have come on both sides before it counts as begun. */
export interface Beginning { path: Path; until: 'seen' | 'heard' }
const well: Beginning = { path: clean, until: 'seen' }

async function openContext(browser: Browser, viewport = { width: 1280, height: 800 }): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'fr-FR', permissions: ['camera', 'microphone'], viewport })
  await keepConnections(context)
  return context
}

async function twoPages(browser: Browser, mediaPorts: readonly [number, ...number[]], seed: number, path: Path) {
  const relay = await MediaRelay.open(mediaPorts[0], seed)
  const relays = [relay, ...(await Promise.all(mediaPorts.slice(1).map((port) => MediaRelay.open(port, seed))))]
  for (const one of relays) Object.assign(one, { up: path, down: path })
  const [near, far] = [await openContext(browser), await openContext(browser, phone)]
  for (const one of relays) await one.through(far)
  const [doctor, patient] = [await near.newPage(), await far.newPage()]
  const close = async (): Promise<void> => {
    await near.close()
    await far.close()
    for (const one of relays) one.close()
  }
  return { relay, relays, doctor, patient, close }
}

/** A doctor and a patient of Lien, seeing or hearing each other; the patient's line was tried before. */
export async function callOfLien(browser: Browser, lien: Lien, seed: number, { path, until }: Beginning = well): Promise<Call> {
  const house = await lien.newHouse()
  const visit = await lien.world.visit(house, { in: withinToday(5) })
  const { relay, relays, doctor, patient, close } = await twoPages(browser, [lien.sfu.mediaPort, ...lien.sfus.slice(1).map(({ mediaPort }) => mediaPort)], seed, path)
  const wire = await Wire.of(patient)
  const desk = new DoctorPage({ page: doctor })
  await desk.signIn(lien.url, house.email)
  await new GuestPage({ page: patient }).arrive(visit.guest('patient').link)
  if (path !== clean) await tried(lien, visit.guest('patient').participantId)
  await desk.admitFromDay('Claire Rivière')
  for (const page of [doctor, patient]) await page.waitForFunction(() => performance.getEntriesByName('lien:joined').length > 0)
  await Promise.all([flowing(doctor, until), flowing(patient, until)])
  return { consultationId: visit.consultationId, doctor, patient, relay, relays, wire, close }
}

/** The same without an application. */
export async function callOfFloor(browser: Browser, floor: Floor, mediaPort: number, seed: number, { path, until }: Beginning = well): Promise<Bare> {
  const { relay, doctor, patient, close } = await twoPages(browser, [mediaPort], seed, path)
  await doctor.goto(`http://localhost:${floor.port}/#joins`)
  await patient.goto(`http://localhost:${floor.port}/#waits`)
  await floor.somebodyWaits()
  floor.admit()
  await Promise.all([flowing(doctor, until), flowing(patient, until)])
  return {
    doctor, patient, relay, close: async () => {
      await close()
      await floor.empty()
    },
  }
}

/** The test before the call is over. */
async function tried(lien: Lien, participantId: string): Promise<void> {
  const until = Date.now() + 30_000
  while ((await lien.database.query('SELECT 1 FROM participants WHERE id = $1 AND network IS NOT NULL', [participantId])).length === 0) {
    if (Date.now() > until) throw new Error('The test before the call did not end.')
    await pause(200)
  }
}

/** Enough to say that it came: frames decoded, and a second of true sound. */
const enough = { seen: 30, heard: 48_000 } as const

/** Resolves once another's picture or voice came over the newest two connections, those of the call: the trial before it shows one's own. */
async function flowing(page: Page, wanted: keyof typeof enough): Promise<void> {
  // Asked from here: `waitForFunction` takes the promise of an answer for the answer.
  const came = () => page.evaluate(async (seen) => {
    let most = 0
    for (const connection of (window.lienConnections ?? []).slice(-2)) {
      if (connection.connectionState !== 'connected') continue
      for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
        if (report.type !== 'inbound-rtp') continue
        most = Math.max(most, seen ? (report.framesDecoded ?? 0) : (report.totalSamplesReceived ?? 0) - (report.concealedSamples ?? 0))
      }
    }
    return most
  }, wanted === 'seen')
  const until = Date.now() + 40_000
  while ((await came()) <= enough[wanted]) {
    if (Date.now() > until) throw new Error(`Nothing was ${wanted} of the other side.`)
    await pause(100)
  }
}

import type { Browser, BrowserContext, Page } from '@playwright/test'
import { seatHeader } from '@lien/contract/wire'
import { TestBrowser, value, type TestSocket } from '../../support/client.ts'
import type { Lien } from '../../support/lien.ts'
import { oncologist, tokenOf } from '../../support/world.ts'
import type { Floor } from '../floor/server.ts'
import { clearMarks, markedAt, navigationStart, openContext, phone } from './browser.ts'

/** One join, in ms: from the start to the first remote picture, and from the open socket where there was one to open. */
export interface Join { total: number; afterOpen: number | null }

/** What is measured, Lien or the floor: somebody who publishes, and somebody who joins through a slow line. */
export interface Side {
  /** Opens both pages; `port` is the joiner's way to the signalling. */
  begin: (port: number) => Promise<void>
  /** Brings the joiner to where the next join starts from: waiting, or in the call. */
  ready: (start: Start) => Promise<void>
  /** From the moment of the admission of somebody who waits, prepared. */
  admission: () => Promise<Join>
  /** From the navigation of somebody who was in the call. */
  navigation: () => Promise<Join>
  end: () => Promise<void>
}

export type Start = 'admission' | 'navigation'

const firstFrame = 'lien:first-remote-frame'

/** Reloads, and takes the marks of the page that came. */
async function reload(page: Page): Promise<Join> {
  await page.reload({ waitUntil: 'commit' })
  const at = await markedAt(page, firstFrame)
  const open = await page.evaluate(() => performance.getEntriesByName('lien:socket-open')[0]?.startTime ?? null)
  const start = await navigationStart(page)
  return { total: at - start, afterOpen: open === null ? null : at - start - open }
}

async function admitted(page: Page, admit: () => unknown): Promise<Join> {
  await clearMarks(page)
  const start = Date.now()
  await admit()
  return { total: (await markedAt(page, firstFrame)) - start, afterOpen: null }
}

export function lienSide(browser: Browser, lien: Lien): Side {
  let contexts: BrowserContext[] = []
  let doctor: TestBrowser
  let socket: TestSocket
  let patient: Page
  let who: { consultationId: Awaited<ReturnType<Lien['world']['visit']>>['consultationId']; participantId: ReturnType<Awaited<ReturnType<Lien['world']['visit']>>['guest']>['participantId'] }
  let inCall = false
  const sendBack = async () => {
    if (!inCall) return
    value(await socket.perform('participant.sendBack', who))
    await patient.getByRole('heading', { level: 1 }).waitFor()
    await patient.waitForFunction(() => document.querySelector('article') === null)
    inCall = false
  }
  const admit = async () => {
    inCall = true
    value(await socket.perform('participant.admit', who))
  }
  return {
    async begin(port) {
      inCall = false
      const visit = await lien.world.visit(lien.house)
      who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
      doctor = new TestBrowser(lien.url)
      value(await doctor.signIn(lien.house.email, oncologist.password))
      socket = await doctor.connect(null)
      const [near, far] = [await openContext(browser), await openContext(browser, phone)]
      contexts = [near, far]
      await near.request.post(`${lien.url}/api/professional.signIn`, { headers: { [seatHeader]: '-' }, data: { email: lien.house.email, password: oncologist.password } })
      const page = await near.newPage()
      await page.goto(`${lien.url}/consultation/${visit.consultationId}`)
      const slow = `http://localhost:${port}`
      const headers = { [seatHeader]: who.participantId }
      await far.request.post(`${slow}/api/link.open`, { headers: { [seatHeader]: '-' }, data: { token: tokenOf(visit.guest('patient').link) } })
      await far.request.post(`${slow}/api/consent.decide`, { headers, data: { decision: 'given' } })
      await far.request.post(`${slow}/api/participant.checkIn`, { headers, data: {} })
      patient = await far.newPage()
      await patient.goto(`${slow}/visit/${who.participantId}`)
      await socket.notice('day.changed', (row) => row.consultationId === visit.consultationId && row.people.filter(({ online, seat, inCall }) => online && (seat === 'patient' || inCall)).length === 2)
      await patient.locator('video').first().waitFor()
    },
    async ready(start) {
      if (start === 'admission') await sendBack()
      else if (!inCall) await admitted(patient, admit)
    },
    admission: () => admitted(patient, admit),
    navigation: () => reload(patient),
    async end() {
      doctor.close()
      for (const context of contexts) await context.close()
    },
  }
}

export function floorSide(browser: Browser, floor: Floor): Side {
  let contexts: BrowserContext[] = []
  let address = ''
  let waits: Page
  let joins: Page | null = null
  let far: BrowserContext
  return {
    async begin(port) {
      address = `http://localhost:${port}`
      const near = await openContext(browser)
      far = await openContext(browser, phone)
      contexts = [near, far]
      joins = null
      await (await near.newPage()).goto(`http://localhost:${floor.port}/#joins`)
      waits = await far.newPage()
      await waits.goto(`${address}/#waits`)
      await floor.somebodyWaits()
      await floor.somebodyPublishes()
    },
    async ready(start) {
      if (start === 'admission') return floor.sendBack()
      if (joins) return
      await waits.close()
      joins = await far.newPage()
      await joins.goto(`${address}/#joins`)
      await markedAt(joins, firstFrame)
    },
    admission: () => admitted(waits, () => floor.admit()),
    async navigation() {
      if (!joins) throw new Error('Nobody is in the call.')
      return reload(joins)
    },
    async end() {
      for (const context of contexts) await context.close()
      await floor.empty()
    },
  }
}

import { expect, test as base, type BrowserContext, type BrowserContextOptions } from '@playwright/test'
import { openLien, type Lien } from '../support/lien.ts'
import { allowed } from '../support/pages/chromium.ts'
import { giveCamera, modest, type Frame } from '../support/pages/camera.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { GuestPage } from '../support/pages/GuestPage.ts'
import { expectMedia, keepConnections } from '../support/pages/media.ts'
import { watchPolicy } from '../support/pages/policy.ts'
import { withinToday } from '../support/pages/today.ts'
import type { Person } from '../support/pages/SeatPage.ts'
import type { House, PlannedVisit, VisitOptions } from '../support/world.ts'

export { expect }

export const patientName = 'Claire Rivière'
export const nurseName = 'Personne townNurse'

type Browsing = BrowserContextOptions & Omit<Person, 'page'>

interface Fixtures {
  /** What browsers refused by the content security policy or Trusted Types: a test in which there is any fails. */
  violations: string[]
  /** What everybody's camera films; null: as much as the page asks for. */
  camera: Frame | null
  /** A browser of somebody's own. */
  open: (options: BrowserContextOptions) => Promise<BrowserContext>
  /** An establishment of this test's own: nobody else's consultations are in its oncologist's day. */
  house: House
  visit: (options?: VisitOptions) => Promise<PlannedVisit>
  /** Somebody with a browser of their own, on no page yet. */
  guest: (browsing?: Browsing) => Promise<GuestPage>
  /** The oncologist in front of the day's list. */
  doctor: (browsing?: Browsing) => Promise<DoctorPage>
  /** Both in a call, seeing and hearing each other. */
  pair: Pair
}

interface Pair { planned: PlannedVisit; doctor: DoctorPage; patient: GuestPage }

export const test = base.extend<Fixtures, { lien: Lien }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  lien: [async ({}, use) => {
    const lien = await openLien()
    await use(lien)
    await lien.close()
  }, { scope: 'worker', timeout: 120_000 }],
  house: async ({ lien }, use) => use(await lien.newHouse()),
  visit: async ({ lien, house }, use) => use(({ in: minutes = 5, ...rest } = {}) => lien.world.visit(house, { ...rest, in: withinToday(minutes) })),
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  violations: async ({}, use) => {
    const violations: string[] = []
    await use(violations)
    expect(violations, 'every page keeps to the content security policy').toEqual([])
  },
  // Closed with its test: a call left open would take half a core from those that follow.
  camera: [modest, { option: true }],
  open: async ({ browser, violations, camera }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...allowed, ...options })
      contexts.push(context)
      await keepConnections(context)
      if (camera) await giveCamera(context, camera)
      await watchPolicy(context, violations)
      return context
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  guest: async ({ open }, use) => {
    await use(async ({ words, hand, ...options } = {}) => {
      const context = await open(options)
      return new GuestPage({ page: await context.newPage(), ...(words && { words }), ...(hand && { hand }) })
    })
  },
  doctor: async ({ open, lien, house }, use) => {
    await use(async ({ words, hand, ...options } = {}) => {
      const context = await open(options)
      const doctor = new DoctorPage({ page: await context.newPage(), ...(words && { words }), ...(hand && { hand }) })
      await doctor.signIn(lien.url, house.email)
      await doctor.day()
      return doctor
    })
  },
  pair: async ({ visit, guest, doctor: signIn }, use) => {
    const planned = await visit()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    await patient.arrive(planned.guest('patient').link)
    await doctor.admitFromDay(patientName)
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
    await use({ planned, doctor, patient })
  },
})

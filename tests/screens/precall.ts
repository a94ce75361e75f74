import type { Page } from '@playwright/test'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import type { Scene, Screen } from './Scene.ts'

const threeDays = 3 * 24 * 60
const facebook = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.38.109;FBDV/iPhone14,5]'

/** In front of the first screen, days before the appointment. */
async function early(scene: Scene, before: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<GuestPage> {
  const visit = await scene.lien.world.visit(scene.house, { in: threeDays })
  const patient = await scene.guest()
  await before(patient.page)
  await patient.open(visit.guest('patient').link)
  await patient.button(scene.words.visit.test).waitFor()
  return patient
}

async function tested(scene: Scene, before?: (page: Page) => Promise<unknown>): Promise<GuestPage> {
  const patient = await early(scene, before)
  await patient.press(scene.words.visit.test)
  await patient.preview.waitFor()
  await patient.page.getByText(scene.words.visit.devices.heard).waitFor()
  return patient
}

const noMedia = (page: Page) => page.addInitScript(() => {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration: RTCConfiguration = {}) { super({ ...configuration, iceServers: [], iceTransportPolicy: 'relay' }) }
  }
})

/** The test before the call, and the browsers in which there is none. */
export const precallScreens: readonly Screen[] = [
  { name: 'precall-1-welcome-early', show: async (scene) => (await early(scene)).page },
  { name: 'precall-2-test', show: async (scene) => (await tested(scene)).page },
  {
    name: 'precall-3-not-heard',
    async show(scene) {
      const patient = await tested(scene)
      await patient.press(patient.precallWords.notHeard)
      await patient.page.getByRole('alert').waitFor()
      return patient.page
    },
  },
  {
    name: 'precall-4-passed',
    async show(scene) {
      const patient = await tested(scene)
      await patient.press(patient.precallWords.heard)
      await patient.button(patient.precallWords.done).waitFor()
      return patient.page
    },
  },
  {
    name: 'precall-5-network-blocked',
    async show(scene) {
      const patient = await tested(scene, noMedia)
      await patient.press(patient.precallWords.heard)
      await patient.button(patient.precallWords.retry).waitFor()
      return patient.page
    },
  },
  {
    name: 'precall-6-in-app-browser',
    async show(scene) {
      const visit = await scene.visit()
      const patient = await scene.guest()
      await patient.page.addInitScript((agent) => Object.defineProperty(navigator, 'userAgent', { get: () => agent }), facebook)
      await patient.open(visit.guest('patient').link)
      await patient.heading(patient.precallWords.inApp.title).waitFor()
      return patient.page
    },
  },
]

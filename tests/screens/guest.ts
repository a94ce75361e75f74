import type { Page } from '@playwright/test'
import { Wire } from '../support/pages/Wire.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import type { Progress, Scene, Screen } from './Scene.ts'

const opened = async (scene: Scene, progress: Progress | null = null, minutes = 12): Promise<GuestPage> => {
  const visit = await scene.visit({ in: minutes })
  if (progress) await scene.bring(visit, progress)
  return (await scene.guest()).open(visit.guest('patient').link)
}

/** In front of camera and sound; `before` breaks what this screen shows broken. */
async function devices(scene: Scene, before: (page: Page) => Promise<unknown>): Promise<GuestPage> {
  const visit = await scene.visit()
  await scene.bring(visit, 'consented')
  const patient = await scene.guest()
  await before(patient.page)
  await patient.open(visit.guest('patient').link)
  await patient.prepare()
  return patient
}

const refuses = (kinds: readonly ('audio' | 'video')[], name: string) => (page: Page) =>
  page.addInitScript(([broken, error]) => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (wanted = {}) => (broken.some((kind) => wanted[kind]) ? Promise.reject(new DOMException('', error)) : real(wanted))
  }, [kinds, name] as const)

const failure = (name: string, kinds: readonly ('audio' | 'video')[], error: string): Screen => ({
  name,
  async show(scene) {
    const { page } = await devices(scene, refuses(kinds, error))
    await page.getByRole('alert').waitFor()
    return page
  },
})

export const guestScreens: readonly Screen[] = [
  {
    name: '01-welcome',
    async show(scene) {
      const { page } = await opened(scene)
      await page.getByRole('list').waitFor()
      return page
    },
  },
  {
    name: '02-welcome-nurse',
    async show(scene) {
      const visit = await scene.visit({ guests: ['patient', 'townNurse'] })
      const { page } = await (await scene.guest('townNurse')).open(visit.guest('townNurse').link)
      await page.getByRole('list').waitFor()
      return page
    },
  },
  {
    name: '03-consent',
    async show(scene) {
      const patient = await opened(scene)
      await patient.prepare()
      await patient.heading(scene.words.visit.consent.title).waitFor()
      return patient.page
    },
  },
  {
    name: '04-consent-refused',
    async show(scene) {
      const patient = await opened(scene, 'refused')
      await patient.heading(scene.words.visit.refused.title).waitFor()
      return patient.page
    },
  },
  {
    name: '05-devices-question',
    async show(scene) {
      const patient = await devices(scene, (page) => page.addInitScript(() => {
        navigator.permissions.query = () => Promise.reject(new TypeError())
      }))
      await patient.button(scene.words.visit.devices.start).waitFor()
      return patient.page
    },
  },
  {
    name: '06-devices',
    async show(scene) {
      const patient = await devices(scene, () => Promise.resolve())
      await patient.tryDevices()
      return patient.page
    },
  },
  failure('07-devices-denied', ['audio', 'video'], 'NotAllowedError'),
  failure('08-devices-no-camera', ['video'], 'NotFoundError'),
  failure('09-devices-busy-microphone', ['audio'], 'NotReadableError'),
  {
    name: '10-old-browser',
    async show(scene) {
      const { page } = await devices(scene, (made) => made.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection')))
      await page.getByRole('alert').waitFor()
      return page
    },
  },
  {
    name: '11-waiting',
    async show(scene) {
      const patient = await opened(scene, 'checkedIn')
      await patient.waiting()
      await patient.page.getByLabel(scene.words.visit.waiting.self).waitFor()
      return patient.page
    },
  },
  {
    name: '12-waiting-late-with-message',
    async show(scene) {
      const visit = await scene.visit({ in: -20 })
      await scene.bring(visit, 'checkedIn')
      const [said = ''] = scene.words.professional.messageDialog.presets
      await scene.order('message.send', { consultationId: visit.consultationId, text: said })
      const { page } = await (await scene.guest()).open(visit.guest('patient').link)
      await page.getByText(said).waitFor()
      await page.getByLabel(scene.words.visit.waiting.self).waitFor()
      return page
    },
  },
  {
    name: '13-waiting-out-of-reach',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'checkedIn')
      const patient = await scene.guest()
      const wire = await Wire.of(patient.page)
      await patient.open(visit.guest('patient').link)
      await patient.waiting()
      await wire.cut()
      await patient.page.getByText(scene.words.common.offline).waitFor()
      return patient.page
    },
  },
]

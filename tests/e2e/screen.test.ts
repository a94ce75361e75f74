import type { Locator } from '@playwright/test'
import { expect, patientName, test } from './fixtures.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { holdScreen, stopScreenByBrowser } from '../support/pages/tracks.ts'
import { oncologist } from '../support/world.ts'
import { small as smallCamera } from '../support/pages/camera.ts'

test.use({ camera: smallCamera })

/** Waits until a picture is drawn again and again; its own size in pixels. */
const seen = (picture: Locator): Promise<{ width: number; height: number }> => picture.evaluate(async (element) => {
  const video = element as HTMLVideoElement
  for (let frame = 0; frame < 5; frame++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
  return { width: video.videoWidth, height: video.videoHeight }
})
const frames = async (page: Parameters<typeof flows>[0]) => (await flows(page)).filter(({ kind }) => kind === 'video').reduce((sum, { amount }) => sum + amount, 0)

test('the doctor shares the screen: the patient sees it large and whole, the face beside it; stopped here or by the browser, the face is back', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await holdScreen(doctor.page)
  await patient.arrive(planned.guest('patient').link)
  await doctor.page.reload()
  await doctor.day()
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await expectMedia(patient.page)
  const { share } = doctor.words.professional
  const [face, screen] = ['.face video', '.screen video'].map((path) => patient.tile(oncologist.name, 'oncologist').locator(path)) as [Locator, Locator]
  const faceAlone = await face.boundingBox()
  // Nobody else is offered it.
  await expect(patient.bar.getByRole('button', { name: share.button })).toHaveCount(0)

  await doctor.hand.press(doctor.barButton(share.button))
  await doctor.page.getByText(share.sharing).waitFor()
  await expect(doctor.barButton(share.button)).toHaveAttribute('aria-pressed', 'true')
  await screen.waitFor()
  // What is captured arrives in its own size: detail, not motion.
  expect(await seen(screen)).toEqual({ width: 1920, height: 1080 })
  await seen(face)
  await expect(screen).toHaveCSS('object-fit', 'contain')
  const [large, small, own] = await Promise.all([screen.boundingBox(), face.boundingBox(), patient.page.getByLabel(patient.words.call.self).boundingBox()])
  if (!faceAlone || !large || !small || !own) throw new Error('A picture has no place.')
  expect(large.width * large.height).toBeGreaterThan(5 * small.width * small.height)
  expect(small.width).toBeLessThan(faceAlone.width / 2)
  for (const beside of [small, own]) expect(large.x + large.width <= beside.x || large.y + large.height <= beside.y, 'nothing lies over the screen').toBe(true)
  await expectAccessible(patient.page)
  await expectAccessible(doctor.page)

  await doctor.press(share.stop)
  await expect(screen).toHaveCount(0)
  await seen(face)
  expect(await face.boundingBox()).toEqual(faceAlone)
  await expect(doctor.page.getByText(share.sharing)).toHaveCount(0)

  await doctor.hand.press(doctor.barButton(share.button))
  await seen(screen)
  await stopScreenByBrowser(doctor.page)
  await expect(screen).toHaveCount(0)
  await expect(doctor.page.getByText(share.sharing)).toHaveCount(0)
  await expectMedia(patient.page)

  await doctor.hand.press(doctor.barButton(share.button))
  await seen(screen)
  await doctor.leave()
  await expect(patient.tiles).toHaveCount(0)
  expect(await doctor.page.evaluate(() => window.lienScreens?.map(({ readyState }) => readyState))).toEqual(['ended', 'ended', 'ended'])
})

test('a screen refused in the browser’s own window changes nothing', async ({ visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await doctor.page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
  })
  await doctor.page.reload()
  await doctor.day()
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await expectMedia(doctor.page)
  await doctor.hand.press(doctor.barButton(doctor.words.professional.share.button))
  await expectMedia(patient.page)
  await expect(doctor.barButton(doctor.words.professional.share.button)).toHaveAttribute('aria-pressed', 'false')
  await expect(doctor.page.getByText(doctor.words.professional.share.sharing)).toHaveCount(0)
  await expect(doctor.page.getByRole('alert')).toHaveCount(0)
})

test('a face that the panel hides on a telephone is not carried, its voice is; it comes back with the faces', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest({ viewport: { width: 390, height: 844 } })])
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await expectMedia(patient.page)
  await patient.hand.press(patient.barButton(patient.words.call.write))
  let before = -1
  const since = async (): Promise<number> => {
    const now = await frames(patient.page)
    const more = now - before
    before = now
    return more
  }
  await expect.poll(since, { message: 'no frame is decoded any more', timeout: 15_000, intervals: [1_000] }).toBe(0)
  const voice = async (): Promise<number> => (await flows(patient.page)).filter(({ kind }) => kind === 'audio').reduce((sum, { amount }) => sum + amount, 0)
  const heard = await voice()
  await expect.poll(voice).toBeGreaterThan(heard)
  await expectMedia(doctor.page)
  await patient.press(patient.words.common.close)
  await expectMedia(patient.page)
})

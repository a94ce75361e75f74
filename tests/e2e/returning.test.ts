import { patience } from '../../client/src/callview/firstPicture.ts'
import { expectMedia } from '../support/pages/media.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { expect, patientName, test } from './fixtures.ts'

test.slow()

const picture = ({ page }: GuestPage) => page.locator('.first-picture')

test('whoever comes back in mid-call sees the face before any screen is there; the screens then show it themselves', async ({ pair: { doctor, patient } }) => {
  // However slow this machine is, the face has its time; and the screens do not come before they are let.
  await patient.page.addInitScript((ms) => {
    const real = window.setTimeout.bind(window)
    window.setTimeout = ((act: () => void, after?: number) => real(act, after === ms ? 60_000 : after)) as typeof setTimeout
  }, patience)
  let letScreensCome = (): void => undefined
  const screens = new Promise<void>((resolve) => {
    letScreensCome = resolve
  })
  await patient.page.route('**/assets/main-*.js', async (route) => {
    await screens
    await route.continue()
  })
  await patient.page.reload()
  await expect(picture(patient)).toBeVisible()
  await expect.poll(() => picture(patient).evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0)
  await expect(patient.bar).toBeHidden()
  letScreensCome()
  await patient.inCall()
  await expect(picture(patient)).toHaveCount(0)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  await patient.microphone()
  await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.mutedMic)
})

test('where there is no face to see, the screens come by themselves', async ({ pair: { doctor, patient } }) => {
  await doctor.camera()
  await expect(patient.page.getByText(patient.words.call.noCamera)).toBeVisible()
  await patient.page.reload()
  await patient.inCall()
  await expect(patient.page.getByText(patient.words.call.noCamera)).toBeVisible()
  await expect(picture(patient)).toHaveCount(0)
})

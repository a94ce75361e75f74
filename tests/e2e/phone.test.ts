import { devices, type Page } from '@playwright/test'
import { smallTargets, sideways } from '../support/pages/measure.ts'
import { expectMedia } from '../support/pages/media.ts'
import { finger } from '../support/pages/hands.ts'
import { expect, patientName, test } from './fixtures.ts'

const size = { width: 390, height: 844 }
const narrowest = { width: 320, height: 640 }
const phone = { ...devices['Pixel 7'], viewport: size, deviceScaleFactor: 2, hand: finger }

/** Everything can be touched, nothing sticks out: upright at 390 pixels, and at 320. */
async function expectFits(page: Page): Promise<void> {
  for (const each of [narrowest, size]) {
    await page.setViewportSize(each)
    await expect.poll(() => sideways(page), `at ${each.width} px`).toBe(0)
    expect(await smallTargets(page, 48), `at ${each.width} px`).toEqual([])
  }
}

test('the patient’s whole way on a phone held upright, by touch: everything fits and can be touched', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest(phone)])
  const { page, words } = patient
  await patient.open(planned.guest('patient').link)
  await patient.button(words.visit.prepare).waitFor()
  await expectFits(page)
  await patient.prepare()
  await patient.heading(words.visit.consent.title).waitFor()
  await expectFits(page)
  await patient.agree()
  await patient.tryDevices()
  await expectFits(page)
  await page.getByText(words.call.settings, { exact: true }).tap()
  await expectFits(page)
  await patient.enterWaiting()
  await doctor.message(patientName, 'Un message assez long pour tenir sur plusieurs lignes d’un petit écran, sans rien pousser dehors.')
  await expect(page.getByText(/Un message assez long/)).toBeVisible()
  await expectFits(page)

  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await Promise.all([expectMedia(page), expectMedia(doctor.page)])
  await expectFits(page)
  await patient.write('Je vous entends bien.')
  await expectFits(page)
  await patient.press(words.common.close)
  await expect(doctor.page.getByText('Je vous entends bien.')).toBeVisible()
  await patient.microphone()
  await expect(page.getByText(words.call.device.muted)).toBeVisible()
  await expectFits(page)
  await patient.microphone()
  await finger.press(patient.barButton(words.call.settings))
  await patient.dialog.waitFor()
  await expectFits(page)
  await finger.press(patient.dialog.getByRole('button', { name: words.common.close, exact: true }))
  await patient.leave()
  await expectFits(page)
  await patient.press(words.visit.left.back)
  await patient.inCall()
  await expectMedia(page)
  await doctor.end('completed')
  await expect(patient.heading(words.visit.ended.title)).toBeVisible()
  await expectFits(page)
})

import type { Page } from '@playwright/test'
import { hasFocus, keyboard } from '../support/pages/hands.ts'
import { expectMedia } from '../support/pages/media.ts'
import { expect, patientName, test } from './fixtures.ts'
import type { SeatPage } from '../support/pages/SeatPage.ts'

/** After a change of screen the keyboard is in the new one, not lost at the top of the document. */
async function expectFocusInside(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main, dialog, aside, [role=toolbar]') !== null), 'the focus is in the screen').toBe(true)
}

/** A dialog takes the focus, keeps it, and gives it back. */
async function expectDialogKeepsFocus(seat: SeatPage, opener: string): Promise<void> {
  await keyboard.press(seat.barButton(opener))
  await seat.dialog.waitFor()
  for (let stop = 0; stop < 12; stop++) {
    await seat.page.keyboard.press('Tab')
    expect(await seat.page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true)
  }
  await seat.page.keyboard.press('Escape')
  await seat.dialog.waitFor({ state: 'detached' })
  expect(await hasFocus(seat.barButton(opener))).toBe(true)
}

test('a whole consultation by keyboard alone, patient and doctor', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn({ hand: keyboard }), guest({ hand: keyboard })])
  const { words } = patient
  await expectFocusInside(doctor.page)

  await patient.open(planned.guest('patient').link)
  await patient.prepare()
  await expectFocusInside(patient.page)
  await patient.refuse()
  await expectFocusInside(patient.page)
  await patient.press(words.visit.refused.change)
  await patient.agree()
  await expectFocusInside(patient.page)
  await patient.tryDevices()
  await patient.enterWaiting()
  await expectFocusInside(patient.page)

  await doctor.message(patientName, 'Je suis à vous dans cinq minutes.')
  expect(await hasFocus(doctor.button(words.professional.moreFor(patientName))), 'the focus is back where the dialog came from').toBe(true)
  await expect(patient.page.getByText('Je suis à vous dans cinq minutes.')).toBeVisible()
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await Promise.all([expectFocusInside(doctor.page), expectFocusInside(patient.page)])
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])

  await patient.page.keyboard.press('m')
  await expect(doctor.tile(patientName, 'patient')).toContainText(words.call.mutedMic)
  await patient.page.keyboard.press('c')
  await expect(doctor.tile(patientName, 'patient')).toContainText(words.call.noCamera)
  await patient.microphone()
  await patient.camera()
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(words.call.mutedMic)

  await patient.page.keyboard.press('e')
  await patient.write('Je m’appelle Claire.')
  await expect(doctor.page.getByText('Je m’appelle Claire.')).toBeVisible()
  // The keyboard is still in the message, where letters are no shortcuts.
  await patient.page.keyboard.type('merci')
  await expect(patient.page.getByRole('textbox', { name: words.call.messages.label })).toHaveValue('merci')
  await expect(patient.dialog).toHaveCount(0)
  await expectDialogKeepsFocus(patient, words.call.settings)

  await doctor.sendBack(patientName)
  await patient.waiting()
  await expectFocusInside(patient.page)
  await doctor.admit(patientName)
  await patient.inCall()
  await doctor.end('patientWish')
  await expectFocusInside(doctor.page)
  await expect(patient.page.getByText(words.visit.ended.reasons.patientWish)).toBeVisible()
  await expectFocusInside(patient.page)
  await doctor.press(words.professional.backToDay)
  await doctor.day()
  await expectFocusInside(doctor.page)
})

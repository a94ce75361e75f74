import type { Locator } from '@playwright/test'
import { ringing } from '../../client/src/i18n/fr/ringing.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { holdTracks } from '../support/pages/tracks.ts'
import { Wire } from '../support/pages/Wire.ts'
import { mobile, type PlannedVisit } from '../support/world.ts'
import { expect, patientName, test as base } from './fixtures.ts'

interface Call { planned: PlannedVisit; doctor: DoctorPage; patient: GuestPage; wire: Wire }

/** Doctor and patient in the call; where the patient is reached is known. */
const test = base.extend<{ call: Call }>({
  call: async ({ visit, guest, doctor: signIn }, use) => {
    const planned = await visit({ contacts: { patient: mobile } })
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    const wire = await Wire.of(patient.page)
    for (const { page } of [doctor, patient]) await holdTracks(page)
    // The doctor's page was opened before: it is opened again so that what it captures is seen.
    await doctor.page.reload()
    await doctor.day()
    await patient.arrive(planned.guest('patient').link)
    await doctor.admitFromDay(patientName)
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
    await use({ planned, doctor, patient, wire })
  },
})

test.slow()

const live = ({ page }: DoctorPage | GuestPage): Promise<number> => page.evaluate(() => (window.lienTracks ?? []).filter(({ readyState }) => readyState === 'live').length)
const bell = ({ page }: GuestPage): Locator => page.getByRole('heading', { name: ringing.title(true) })
const masked = '06 •• •• •• 42'.replaceAll(' ', '\u00a0')

async function stepDown(doctor: DoctorPage): Promise<void> {
  const { button, dialog, rule } = doctor.words.telephone
  await doctor.press(button)
  await expect(doctor.dialog.getByText(rule)).toBeVisible()
  await expect(doctor.dialog.getByRole('link', { name: doctor.words.telephone.call('+33 6 39 98 00 42') })).toHaveAttribute('href', 'tel:+33639980042')
  await doctor.hand.press(doctor.dialog.getByRole('button', { name: dialog.confirm, exact: true }))
  await doctor.heading(doctor.words.telephone.title(patientName)).waitFor()
}

test('[R6316-1] down to the telephone and back up: media stop on both sides, the seats stay, and both see and hear each other again by themselves', async ({ lien, call: { planned, doctor, patient } }) => {
  const words = doctor.words.telephone
  await doctor.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await stepDown(doctor)
  await expect(bell(patient)).toBeVisible()
  await expect(patient.page.getByText(ringing.near)).toBeVisible()
  await expect(patient.page.getByText(ringing.rings(masked))).toBeVisible()
  for (const page of [doctor, patient]) {
    await expect.poll(() => live(page)).toBe(0)
    await expect.poll(() => flows(page.page)).toEqual([])
  }
  await expect(doctor.page.getByText(words.here)).toBeVisible()
  await expect(doctor.page.getByText(words.rule)).toBeVisible()
  await doctor.press(words.copy)
  await expect(doctor.page.getByText(words.copied)).toBeVisible()
  expect(await doctor.page.evaluate(() => navigator.clipboard.readText())).toBe('+33639980042')
  await doctor.write('Je vous appelle.')
  await expect(patient.page.getByText('Je vous appelle.')).toBeVisible()
  // A reload of either page shows the same again.
  await Promise.all([doctor.page.reload(), patient.page.reload()])
  await Promise.all([expect(bell(patient)).toBeVisible(), doctor.heading(words.title(patientName)).waitFor()])
  expect(await live(patient)).toBe(0)

  await doctor.press(words.back)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  await expect(doctor.tile(patientName, 'patient')).toBeVisible()
  const types = (await lien.trail(planned.consultationId)).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'participant.admitted')).toHaveLength(1)
  expect(types.filter((type) => type.startsWith('consultation.'))).toEqual(['consultation.scheduled', 'consultation.continuedByTelephone', 'consultation.steppedBackUp'])
})

test('a patient whose network is dead: the doctor goes on by telephone, the page says so once it is back, and the consultation ends from there', async ({ call: { doctor, patient, wire } }) => {
  await wire.cut()
  await expect(patient.page.getByText(patient.words.call.connection.signallingLost)).toBeVisible()
  await stepDown(doctor)
  await expect(doctor.page.getByText(doctor.words.telephone.away)).toBeVisible()
  wire.mend()
  await expect(bell(patient)).toBeVisible()
  await expect(doctor.page.getByText(doctor.words.telephone.here)).toBeVisible()
  await expect.poll(() => live(patient)).toBe(0)
  await doctor.end('completed')
  await expect(patient.heading(patient.words.visit.ended.title)).toBeVisible()
})

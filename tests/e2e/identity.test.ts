import { devices, type Locator } from '@playwright/test'
import { office as en } from '../../client/src/i18n/en/office.ts'
import { office as fr } from '../../client/src/i18n/fr/office.ts'
import { Scene } from '../screens/Scene.ts'
import { giveCamera, small } from '../support/pages/camera.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import { finger, keyboard } from '../support/pages/hands.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import { testIns } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

const place = '12 rue de l’Essai, 3e étage, 13005 Marseille'
const insOnCard = testIns.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7')

const panel = ({ page, words }: DoctorPage): Locator => page.getByRole('region', { name: words.identity.title })
const reminder = (doctor: DoctorPage): Locator => doctor.button(doctor.words.identity.toCheck)
const callBack = ({ page, words }: DoctorPage, number: string): Locator => page.getByRole('main').getByRole('link', { name: words.identity.callBack(number) })

async function fill(doctor: DoctorPage, { number, where = place }: { number: string; where?: string }): Promise<void> {
  const { form } = doctor.words.identity
  const section = panel(doctor)
  await doctor.hand.type(section.getByRole('textbox', { name: form.place }), where)
  await doctor.hand.type(section.getByRole('textbox', { name: form.callback }), number)
}

async function choose(doctor: DoctorPage, document: 'identityCard' | 'passport'): Promise<void> {
  const { form, documents } = doctor.words.identity
  await panel(doctor).getByRole('checkbox', { name: form.match }).check()
  await panel(doctor).getByRole('combobox', { name: form.document }).selectOption(documents[document])
}
const record = (doctor: DoctorPage): Promise<void> => doctor.hand.press(panel(doctor).getByRole('button', { name: doctor.words.identity.form.confirm }))

test('[R6316-3] the doctor admits, recognises the patient, and keeps place and number in sight; a correction is another row', async ({ lien, visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const { words } = doctor
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()

  const section = panel(doctor)
  for (const trait of ['TESTEMONT', 'Rivière', 'Claire Anne Fictive', words.identity.sexes.F, '14/03/1956', words.identity.place.code('13055'), insOnCard, words.identity.statuses.qualified]) {
    await expect(section.getByText(trait).first()).toBeVisible()
  }
  await expect(reminder(doctor)).toBeVisible()
  // It reminds, and never stands in the way.
  await doctor.write('Bonjour, je vous entends.')

  await choose(doctor, 'identityCard')
  await fill(doctor, { number: '06 39' })
  // A message does not take what is being filled in from under one's eyes.
  await patient.write('Je suis chez moi.')
  await expect(section.getByRole('textbox', { name: words.identity.form.callback })).toBeInViewport()
  await record(doctor)
  await expect(section.getByRole('alert')).toHaveText(words.identity.form.wrongPhone)
  await expect(reminder(doctor)).toBeVisible()
  await fill(doctor, { number: '06 39 98 00 01' })
  await record(doctor)
  await expect(section.getByText(/^Identité vérifiée par Dre Ada Essai/)).toBeVisible()
  await expect(reminder(doctor)).toHaveCount(0)
  await expect(callBack(doctor, '+33 6 39 98 00 01')).toHaveAttribute('href', 'tel:+33639980001')

  // With the panel closed, and after a reload in mid-call.
  await doctor.hand.press(doctor.barButton(words.call.write))
  await expect(section).toHaveCount(0)
  await expect(callBack(doctor, '+33 6 39 98 00 01')).toBeVisible()
  await expect(doctor.page.getByRole('main').getByText(place)).toBeVisible()
  await doctor.page.reload()
  await doctor.inCall()
  await expect(callBack(doctor, '+33 6 39 98 00 01')).toBeVisible()

  await doctor.press(words.identity.correct)
  await choose(doctor, 'passport')
  await fill(doctor, { number: '0692 12 34 56', where: 'Chez sa fille, 3 chemin Fictif, Arles' })
  await record(doctor)
  await expect(callBack(doctor, '+262 692 12 34 56')).toHaveAttribute('href', 'tel:+262692123456')
  const rows = await lien.database.query<{ document: string; place: string }>('SELECT document, place FROM identity_checks WHERE consultation_id = $1 ORDER BY at', [planned.consultationId])
  expect(rows.map(({ document }) => document)).toEqual(['identityCard', 'passport'])
  const trail = (await lien.trail(planned.consultationId)).map(({ event }) => event)
  expect(trail.filter(({ type }) => type === 'identity.confirmed')).toHaveLength(2)
  expect(JSON.stringify(trail)).not.toMatch(/TESTEMONT|Marseille|Arles|639980001|692123456/)

  // The patient's page was told nothing of it.
  await expect(patient.page.getByText(/TESTEMONT|Marseille|39 98/)).toHaveCount(0)
})

test('by keyboard alone: the reminder leads to the identity, and the whole check is made there', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn({ hand: keyboard }), guest()])
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  const { form } = doctor.words.identity
  const { page } = doctor
  await doctor.hand.press(reminder(doctor))
  await expect(doctor.heading(doctor.words.identity.title)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(panel(doctor).getByRole('checkbox', { name: form.match })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await expect(panel(doctor).getByRole('combobox', { name: form.document })).toBeFocused()
  await page.keyboard.type('Passeport')
  await fill(doctor, { number: '06 39 98 00 01' })
  await record(doctor)
  await expect(doctor.heading(doctor.words.identity.title)).toBeFocused()
  await doctor.hand.press(panel(doctor).getByText(doctor.words.identity.show))
  await expect(panel(doctor).getByText(doctor.words.identity.documents.passport)).toBeVisible()
})

test('on a phone: what was begun is kept while the panel makes way for the face; everything fits', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn({ ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hand: finger }), guest()])
  const { words, page } = doctor
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await doctor.hand.press(reminder(doctor))
  await expect(doctor.heading(words.identity.title)).toBeInViewport()
  await choose(doctor, 'identityCard')
  await doctor.hand.type(panel(doctor).getByRole('textbox', { name: words.identity.form.place }), place)
  expect(await sideways(page)).toBe(0)
  expect(await smallTargets(page, 40)).toEqual([])
  await doctor.press(words.common.close)
  await expect(panel(doctor)).toHaveCount(0)
  await doctor.hand.press(reminder(doctor))
  await expect(panel(doctor).getByRole('textbox', { name: words.identity.form.place })).toHaveValue(place)
  await doctor.hand.type(panel(doctor).getByRole('textbox', { name: words.identity.form.callback }), '06 39 98 00 01')
  await record(doctor)
  await doctor.press(words.common.close)
  await expect(callBack(doctor, '+33 6 39 98 00 01')).toBeVisible()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 })
    await expect.poll(() => sideways(page)).toBe(0)
  }
})

for (const [language, words] of [['fr', fr], ['en', en]] as const) {
  test(`[RGAA] axe finds nothing in the panel, before and after the check (${language})`, async ({ lien, browser }) => {
    test.slow()
    const scene = await Scene.create({ lien, browser, language, options: { viewport: { width: 1280, height: 800 } }, prepare: (context) => giveCamera(context, small) })
    try {
      const { doctor } = await scene.call()
      await panel(doctor).getByRole('button', { name: words.identity.form.confirm }).waitFor()
      await expectAccessible(doctor.page)
      await choose(doctor, 'identityCard')
      await fill(doctor, { number: '06 39' })
      await record(doctor)
      await panel(doctor).getByRole('alert').waitFor()
      await expectAccessible(doctor.page)
      await fill(doctor, { number: '06 39 98 00 01' })
      await record(doctor)
      await callBack(doctor, '+33 6 39 98 00 01').waitFor()
      await expectAccessible(doctor.page)
    } finally {
      await scene.close()
    }
  })
}

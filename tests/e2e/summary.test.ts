import { readFile } from 'node:fs/promises'
import { devices, type Locator } from '@playwright/test'
import { expectAccessible } from '../support/pages/axe.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import { finger, keyboard } from '../support/pages/hands.ts'
import { sideways } from '../support/pages/measure.ts'
import { feel } from '../support/felt.ts'
import { readPdf } from '../support/pdf.ts'
import { oncologist } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

const panel = ({ page, words }: DoctorPage): Locator => page.getByRole('region', { name: words.summary.title })
const box = (doctor: DoctorPage, name: string): Locator => panel(doctor).getByRole('checkbox', { name: doctor.words.summary.discussedOf(name) })

test('the doctor reads the panel in the live call, ticks what was discussed, grades, and the document says so', async ({ lien, house, visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  await feel(lien.world, house, lien.database.query, planned)
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const { words, page } = doctor
  const { summary } = words
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()

  const section = panel(doctor)
  // Who, how completely, the treatment's day, red flags, topics; then the worst first, in number, word, change and date.
  await expect(section.getByText(/^Répondu le .* par un proche$/)).toBeVisible()
  await expect(section.getByText(/^FOLFOX, cycle 4, jour \d+/)).toBeVisible()
  for (const flag of [summary.flags.fever, summary.flags.breathlessness]) await expect(section.getByText(flag, { exact: true })).toBeVisible()
  await expect(section.getByText('Le résultat du scanner')).toBeVisible()
  const names = await section.getByRole('listitem').getByRole('heading').allTextContents()
  expect(names.slice(0, 3)).toEqual(['Essoufflement', 'Nausées', 'Fatigue'])
  await expect(section.getByText(/^\+3 depuis le \d\d\/\d\d/)).toBeVisible()
  await expect(section.getByRole('img', { name: /^Nausées.*: le .*, 0 ; le .*, 1 ; le .*, sans réponse ; le .*, 1 ; le .*, 3$/ })).toBeVisible()
  await expect(section.getByText('plus sévère')).toHaveCount(1)
  await expect(section.getByText(/Absents.*Toux/)).toBeVisible()
  await expect(section.getByText(/Sans réponse.*Tristesse/)).toBeVisible()
  await expect(section.getByText(summary.weight.reached)).toBeVisible()
  await expect(section.getByText(/dénutrition/i)).toHaveCount(0)
  await expectAccessible(page)

  await box(doctor, 'Nausées').check()
  await box(doctor, 'Le résultat du scanner').check()
  const grade = section.getByRole('combobox', { name: summary.clinicianOf('Nausées') })
  await grade.selectOption('2')
  await expect.poll(async () => (await lien.database.query('SELECT grade FROM clinician_grades WHERE consultation_id = $1', [planned.consultationId])).length).toBe(1)
  // The same as a real table, with the same ticks.
  await section.getByRole('switch', { name: summary.asTable }).check()
  const row = section.getByRole('row', { name: /^Nausées/ })
  await expect(row.getByRole('combobox')).toHaveValue('2')
  await expect(row.getByRole('checkbox')).toBeChecked()
  await expect(section.getByRole('columnheader', { name: summary.columns.composite })).toBeVisible()
  await expectAccessible(page)

  const [download] = await Promise.all([page.waitForEvent('download'), doctor.press(summary.pdf)])
  expect(download.suggestedFilename()).toMatch(/^synthese-\d{4}-\d\d-\d\d\.pdf$/)
  const text = (await readPdf(await readFile(await download.path()))).text.replaceAll(/\s+/g, ' ')
  expect(text).toMatch(/Nausées 3 – Presque tous les jours ▲ \+2 depuis le [\d/]+ 0 \([\d/]+\) 2 2 \(Dre Ada Essai\) ✓ oui/)
  expect(text).toContain(`Le résultat du scanner ✓ oui`)
  expect(text).toContain(oncologist.name)

  // Kept: after a reload in mid-call both are there, the patient's answer and the doctor's grade.
  await page.reload()
  await doctor.inCall()
  await expect(box(doctor, 'Nausées')).toBeChecked()
  await expect(panel(doctor).getByRole('combobox', { name: summary.clinicianOf('Nausées') })).toHaveValue('2')
  // The patient's page was told nothing of it, and the call went on.
  await expect(patient.page.getByText(/grade|Nausées|Synthèse/)).toHaveCount(0)
  await patient.inCall()
  const trail = JSON.stringify(await lien.trail(planned.consultationId))
  expect(trail).toContain('summary.graded')
  expect(trail).not.toMatch(/nausea|Nausées|scanner|FOLFOX/)
})

test('before the call, by keyboard alone: from the list to the answers, a tick, all visits', async ({ lien, house, visit, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  await feel(lien.world, house, lien.database.query, planned)
  const doctor = await signIn({ hand: keyboard })
  const { words, page } = doctor
  await doctor.press(words.summary.of(patientName))
  await doctor.heading(words.summary.symptoms).waitFor()
  const topic = box(doctor, 'Le résultat du scanner')
  await topic.focus()
  await page.keyboard.press('Space')
  await expect(topic).toBeChecked()
  await expectAccessible(page)
  await doctor.press(words.summary.allVisits)
  await expect(doctor.heading(words.summary.history.table)).toBeVisible()
  await expect(page.getByRole('table', { name: words.summary.history.table }).getByRole('rowheader')).toHaveCount(5)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(doctor.heading(words.summary.history.table)).toHaveCount(0)
  await expect(doctor.heading(words.summary.symptoms)).toBeVisible()
})

test('on a phone the summary opens by a button over the face; where nothing was asked, it is asked now', async ({ lien, house, visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  await feel(lien.world, house, lien.database.query, planned)
  const [doctor, patient] = await Promise.all([signIn({ ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hand: finger }), guest()])
  const { words, page } = doctor
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await doctor.press(words.summary.button)
  await expect(doctor.heading(words.summary.title)).toBeFocused()
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 })
    await expect.poll(() => sideways(page)).toBe(0)
  }
})

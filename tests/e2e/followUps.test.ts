import { devices } from '@playwright/test'
import { AdminPage } from '../support/pages/AdminPage.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { finger, keyboard } from '../support/pages/hands.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import { askNow, follow, switchOn } from '../support/followed.ts'
import { fullForm } from '../support/forms.ts'
import type { FollowUpId } from '@lien/contract/ids'
import { expect, patientName, test } from './fixtures.ts'

const small = { ...devices['Pixel 7'], viewport: { width: 320, height: 720 }, hand: finger }

test('between visits: an administrator reads and switches on, the doctor begins, the patient is asked, answers on a phone, and the nurse sees it', async ({ lien, house, guest, doctor: signIn, open }) => {
  test.slow()
  const mobile = `+336399812${Math.floor(Math.random() * 90 + 10)}`
  const service = await lien.world.service(house, 'Oncologie')
  await lien.world.questionnaire(house, fullForm)
  const admin = `admin.${house.email}`
  await lien.world.colleague(house, 'administrator', admin)
  await lien.world.colleague(house, 'coordinatingNurse', `ide.${house.email}`, [service])
  const planned = await lien.world.visit(house, { service, contacts: { patient: { phone: mobile, mail: null, preferred: 'sms', language: 'fr' } } })

  const page = await (await open({ viewport: { width: 320, height: 720 } })).newPage()
  const administrator = new AdminPage({ page, hand: keyboard })
  await administrator.signIn(lien.url, admin)
  await administrator.go('monitoring')
  const { switch: words } = administrator.words.followUps
  await expect(page.getByText(words.off)).toBeVisible()
  await expect(administrator.button(words.turnOn)).toBeDisabled()
  expect(await sideways(page)).toBe(0)
  await page.getByRole('checkbox', { name: words.read }).press('Space')
  await administrator.press(words.turnOn)
  await expect(page.getByText(words.on)).toBeVisible()
  await expect(page.getByText(/^Décidé par Personne administrator, le /)).toBeVisible()
  await expectAccessible(page)

  const doctor = await signIn({ hand: keyboard })
  const { followUps, summary } = doctor.words
  await doctor.hand.press(doctor.row(patientName).getByRole('button', { name: summary.of(patientName) }))
  await expect(doctor.page.getByText(followUps.nobody)).toBeVisible()
  await doctor.press(followUps.begin)
  const dialog = doctor.page.getByRole('dialog', { name: followUps.form.title })
  await dialog.getByRole('combobox', { name: followUps.form.weekday }).selectOption('1')
  await doctor.hand.press(dialog.getByRole('button', { name: followUps.form.preview, exact: true }))
  await expect(dialog.getByRole('listitem').first()).toHaveText(/^lundi \d+ \S+ 20\d\d$/)
  await expectAccessible(doctor.page)
  const { width, height } = doctor.page.viewportSize() ?? { width: 1280, height: 720 }
  await doctor.page.setViewportSize({ width: 320, height: 720 })
  expect(await sideways(doctor.page)).toBe(0)
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  await doctor.page.setViewportSize({ width, height })
  await doctor.hand.press(dialog.getByRole('button', { name: followUps.form.start, exact: true }))
  await expect(doctor.page.getByText(/^Interrogé chaque lundi, jusqu’au /)).toBeVisible()
  const [followUp] = await lien.database.query<{ id: FollowUpId }>('SELECT id FROM follow_ups WHERE consultation_id = $1', [planned.consultationId])

  const link = await askNow(lien, house, followUp?.id as FollowUpId, mobile)
  const patient = await guest(small)
  const { questionWords } = patient
  await patient.open(link)
  await expect(patient.heading('Bonjour Madame Rivière')).toBeVisible()
  await expectAccessible(patient.page)
  expect(await sideways(patient.page)).toBe(0)
  expect(await smallTargets(patient.page, 48)).toEqual([])
  await patient.press(questionWords.between.start)
  await patient.press(questionWords.intro.me)
  const choose = (name: string) => patient.hand.choose(patient.page.getByRole('radio', { name, exact: true }))
  for (const answer of ['Jamais', 'Jamais', 'Aucune gêne']) {
    await choose(answer)
    await patient.press(questionWords.next)
  }
  await patient.hand.type(patient.page.getByRole('textbox', { name: 'Votre température' }), '38,4')
  await patient.press(questionWords.next)
  await expect(patient.page.getByRole('alertdialog', { name: questionWords.between.warning })).toBeVisible()
  await patient.press(questionWords.warning.goOn)
  // The page is closed and opened again: the same questions, without the link.
  await expect(patient.page.getByText(questionWords.saved.saved, { exact: true })).toBeVisible()
  await patient.page.reload()
  await patient.press(questionWords.between.goOn)
  for (let left = 0; left < 10 && !(await patient.button(questionWords.summary.send).isVisible()); left++) await patient.press(questionWords.next)
  await patient.press(questionWords.summary.send)
  await expect(patient.heading(questionWords.thanks.title)).toBeVisible()
  await expect(patient.page.getByText(/^La prochaine fois\s: lundi \d+ \S+ à 9\sh\. Vous recevrez un nouveau lien\.$/)).toBeVisible()
  await expect(patient.page.getByText(/consultation|rendez-vous/)).toHaveCount(0)
  await expectAccessible(patient.page)
  expect(await sideways(patient.page)).toBe(0)

  const nurse = new DoctorPage({ page: await (await open({})).newPage() })
  await nurse.signIn(lien.url, `ide.${house.email}`)
  await nurse.day()
  await nurse.page.goto(`${lien.url}/alertes`)
  await nurse.page.getByRole('link', { name: new RegExp(patientName) }).first().click()
  await expect(nurse.page.getByText(new RegExp(followUps.between))).toBeVisible()
  await expect(nurse.page.getByText(/fièvre/).first()).toBeVisible()

  await administrator.press(words.turnOff)
  await administrator.confirm(words.offConfirm)
  await expect(page.getByText(words.off)).toBeVisible()
  expect(await lien.database.query('SELECT ending FROM follow_ups WHERE id = $1', [followUp?.id])).toEqual([{ ending: 'switchedOff' }])
})

test('a nurse who has taken on that nothing came asks the questions by telephone; a stopped follow-up closes the patient’s page', async ({ lien, house, visit, guest, open }) => {
  test.slow()
  const mobile = `+336399813${Math.floor(Math.random() * 90 + 10)}`
  const service = await lien.world.service(house, 'Oncologie')
  await lien.world.questionnaire(house, fullForm)
  await switchOn(lien, house)
  await lien.world.colleague(house, 'coordinatingNurse', `ide.${house.email}`, [service])
  const planned = await visit({ service, contacts: { patient: { phone: mobile, mail: null, preferred: 'sms', language: 'fr' } } })
  const link = await askNow(lien, house, await follow(lien, house, planned), mobile)
  const patient = await guest(small)
  await patient.open(link)
  await expect(patient.button(patient.questionWords.between.start)).toBeVisible()
  await lien.database.query(`UPDATE questionnaire_requests SET due_at = now() - interval '1 minute' WHERE consultation_id = $1`, [planned.consultationId])
  await expect.poll(async () => (await lien.database.query('SELECT 1 FROM alerts WHERE consultation_id = $1 AND technical', [planned.consultationId])).length, { timeout: 60_000 }).toBe(1)

  const nurse = new DoctorPage({ page: await (await open({})).newPage() })
  await nurse.signIn(lien.url, `ide.${house.email}`)
  await nurse.day()
  await nurse.page.goto(`${lien.url}/alertes`)
  await nurse.page.getByRole('link', { name: new RegExp(patientName) }).first().click()
  await nurse.press(nurse.words.alerts.claim)
  await nurse.page.getByRole('link', { name: nurse.words.followUps.fill }).click()
  await expect(nurse.page.getByText(patient.questionWords.nurse.lead(patientName))).toBeVisible()
  await nurse.press(patient.questionWords.nurse.start)
  await nurse.hand.choose(nurse.page.getByRole('radio', { name: 'Jamais', exact: true }))
  await expect(nurse.page.getByText(patient.questionWords.saved.saved, { exact: true })).toBeVisible()
  expect(await lien.database.query('SELECT answered_by FROM questionnaire_requests WHERE consultation_id = $1', [planned.consultationId])).toEqual([{ answered_by: 'nurse' }])

  await nurse.page.goto(lien.url)
  await nurse.hand.press(nurse.row(patientName).getByRole('button', { name: nurse.words.summary.of(patientName) }))
  await nurse.press(nurse.words.followUps.stop)
  await nurse.press(nurse.words.followUps.stopConfirm)
  await expect(nurse.page.getByText(nurse.words.followUps.nobody)).toBeVisible()
  await patient.page.reload()
  await expect(patient.heading(patient.words.visit.fault.revoked.title)).toBeVisible()
})

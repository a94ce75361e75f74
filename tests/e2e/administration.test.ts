import { expect, patientName, test } from './fixtures.ts'
import { enqueue } from '@lien/server/delivery/commands.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { AdminPage } from '../support/pages/AdminPage.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { withinToday } from '../support/pages/today.ts'

const mailOf = (who: string): string => `${who}.${Math.random().toString(36).slice(2)}@lien.test`
const heading = 'rpps;nom;prenom;mail;role;service;specialite'

for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 720 }]) {
  test(`an administrator imports a file with one wrong line, corrects it, and sees the people (${viewport.width} px)`, async ({ lien, house, open }) => {
    const email = mailOf('admin')
    await lien.world.colleague(house, 'administrator', email)
    const page = await (await open({ viewport })).newPage()
    const admin = new AdminPage({ page })
    await admin.signIn(lien.url, email)
    await admin.heading(admin.admin.sections.establishment).waitFor()
    await expectAccessible(page)

    await admin.go('services')
    await admin.press(admin.admin.services.create)
    await page.getByLabel(admin.admin.services.name).fill('Oncologie médicale')
    await expectAccessible(page)
    await admin.confirm(admin.admin.save)
    await expect(admin.row('Oncologie médicale')).toBeVisible()

    const words = admin.admin.import
    await admin.go('import')
    const suffix = email.split('@')[0] ?? ''
    const lines = (key: string) => [heading, `1000000001${key};Essai;Zoé;zoe.${suffix}@lien.test;oncologue;Oncologie médicale;cancérologue`, `;Exemple;Hugo;hugo.${suffix}@lien.test;secrétaire;Oncologie médicale;`].join('\r\n')
    await page.getByLabel(words.file).setInputFiles({ name: 'professionnels.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines('8')}`) })
    await admin.press(words.check)
    await expect(page.getByText(words.wrongCount(1))).toBeVisible()
    await expect(page.getByText(words.problems.rppsKey)).toBeVisible()
    await expect(admin.button(words.run(2))).toHaveCount(0)
    await expectAccessible(page)

    await page.getByLabel(words.paste).fill(lines('7'))
    await admin.press(words.check)
    await admin.press(words.run(2))
    await admin.confirm(words.run(2))
    await expect(page.getByText(words.done(2))).toBeVisible()
    await admin.go('staff')
    await expect(admin.row('Zoé Essai')).toContainText('10000000017')
    await expect(admin.row('Hugo Exemple')).toContainText('Oncologie médicale')
    await expectAccessible(page)
    await admin.press(admin.admin.staff.disableOf('Hugo Exemple'))
    await admin.confirm(admin.admin.staff.disable)
    await expect(admin.row('Hugo Exemple')).toContainText(admin.admin.staff.disabled)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
}

test('an administrator stops a link in force without reading a name', async ({ lien, house, visit, open }) => {
  const email = mailOf('admin')
  await lien.world.colleague(house, 'administrator', email)
  await visit()
  const page = await (await open({})).newPage()
  const admin = new AdminPage({ page })
  await admin.signIn(lien.url, email)
  await admin.go('links')
  const revoke = page.getByRole('button', { name: /^Révoquer le lien/ })
  await expect(revoke).toHaveCount(1)
  await expectAccessible(page)
  expect(await page.locator('body').innerText()).not.toMatch(/Rivière|TESTEMONT|Claire/)
  await revoke.click()
  await admin.confirm(admin.admin.links.revoke)
  await expect(page.getByText(admin.admin.links.empty)).toBeVisible()
})

test('an administrator signs a lost device out, and has a message sent again', async ({ lien, house, doctor: signIn, open }) => {
  const email = mailOf('admin')
  await lien.world.colleague(house, 'administrator', email)
  await lien.world.act(house.establishmentId, async (act) => {
    const id = await enqueue(act, { channel: 'mail', to: 'personne@exemple.test', lang: 'fr', template: 'code', params: { code: '493817', minutes: 10 } })
    await act.db('outbox').where({ id }).update({ state: 'uncertain', last_error: 'interrupted' })
  })
  const doctor = await signIn()
  await doctor.day()
  const page = await (await open({ viewport: { width: 390, height: 844 } })).newPage()
  const admin = new AdminPage({ page })
  await admin.signIn(lien.url, email)
  await admin.go('sessions')
  const { devices } = admin.words.account
  await expectAccessible(page)
  await page.getByRole('row', { name: /oncologue/ }).getByRole('button').click()
  await admin.confirm(devices.end)
  await expect(page.getByRole('row', { name: /oncologue/ })).toHaveCount(0)
  await expect(doctor.page.getByRole('alert').filter({ hasText: doctor.words.account.over.endedByAdministrator })).toBeVisible({ timeout: 5_000 })

  const words = admin.admin.outbox
  await admin.go('outbox')
  const line = page.getByRole('row', { name: /p•••@exemple\.test/ })
  await expect(line).toContainText(words.states.uncertain)
  await expectAccessible(page)
  await line.getByRole('button', { name: /^Bien arrivé/ }).click()
  await admin.confirm(words.confirm)
  await expect(line).toContainText(words.states.sent)
  await expect(line.getByRole('button')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test('a secretary of the service re-issues a link, and may not admit', async ({ lien, house, guest, open }) => {
  const email = mailOf('secretaire')
  const service = await lien.world.service(house, 'Oncologie')
  await lien.world.colleague(house, 'secretary', email, [service])
  await lien.world.visit(house, { in: withinToday(5), service })
  const page = await (await open({ permissions: ['clipboard-read', 'clipboard-write'] })).newPage()
  const secretary = new DoctorPage({ page })
  await secretary.signIn(lien.url, email)
  await secretary.day()
  const { actions, linkDialog, admit } = secretary.words.professional
  await secretary.press(secretary.words.professional.moreFor(patientName))
  await expect(secretary.dialog.getByRole('button', { name: actions.message, exact: true })).toHaveCount(0)
  await secretary.dialog.getByRole('button', { name: actions.issue, exact: true }).click()
  await secretary.press(actions.issue)
  const url = await page.getByRole('textbox', { name: linkDialog.label }).inputValue()
  await page.keyboard.press('Escape')
  const patient = await guest()
  await patient.arrive(url)
  await expect(secretary.row(patientName)).toContainText(secretary.words.professional.justArrived)
  await expect(secretary.button(admit)).toHaveCount(0)
  await expectAccessible(page)
})

test('[L1110-4] a colleague breaks the glass: the team sees who and why, the auditor reads it', async ({ lien, house, doctor: signIn, open }) => {
  const [outsider, auditor] = [mailOf('dr.autre'), mailOf('audit')]
  const service = await lien.world.service(house, 'Oncologie')
  await lien.world.colleague(house, 'oncologist', outsider)
  await lien.world.colleague(house, 'auditor', auditor)
  const planned = await lien.world.visit(house, { in: withinToday(5), service })
  const doctor = await signIn()
  const page = await (await open({})).newPage()
  const colleague = new DoctorPage({ page })
  await colleague.signIn(lien.url, outsider)
  await colleague.day()
  await expect(colleague.row(patientName)).toHaveCount(0)
  const { glass, reasons } = colleague.words.administration
  await colleague.press(glass.find)
  await page.getByLabel(glass.birthName).fill('Testemont')
  await page.getByLabel(glass.birthDate).fill('1956-03-14')
  await colleague.press(glass.search)
  await page.getByRole('radio', { name: reasons.replacement }).check()
  await page.getByLabel(glass.explanation).fill('Garde de nuit, collègue absente')
  await expectAccessible(page)
  await colleague.press(glass.open)
  await colleague.dialog.waitFor({ state: 'detached' })
  await expect(colleague.row(patientName)).toContainText('Accès exceptionnel')
  await expect(doctor.row(patientName)).toContainText(/Ouverte hors équipe par Personne oncologist.*remplacement d’un collègue/)
  await expectAccessible(doctor.page)
  const opened = (await lien.trail(planned.consultationId)).flatMap(({ event }) => (event.type === 'access.opened' ? [event.reason] : []))
  expect(opened).toEqual(['replacement'])

  const reader = new AdminPage({ page: await (await open({})).newPage() })
  await reader.signIn(lien.url, auditor)
  await expect(reader.row('Personne oncologist')).toContainText('Garde de nuit, collègue absente')
  await expectAccessible(reader.page)
  expect(await reader.page.locator('body').innerText()).not.toMatch(/Rivière|TESTEMONT/)
})

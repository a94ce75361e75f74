import { devices, type Page } from '@playwright/test'
import { codes as words } from '../../client/src/i18n/fr/codes.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { codeIn, linkIn } from '../support/letters.ts'
import type { Lien } from '../support/lien.ts'
import { AdminPage } from '../support/pages/AdminPage.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { finger } from '../support/pages/hands.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import { mobile, type House, type PlannedVisit } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

const telephone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hand: finger }
/** Six digits that are not these. */
const other = (code: string) => (code === '000000' ? '111111' : '000000')
const spaced = (masked: string) => masked.replaceAll(' ', '\u00a0')

interface Planned { house: House; visit: PlannedVisit; phone: string }
let people = 0
/** A consultation whose patient has a number of their own. */
async function planned(lien: Lien, factor: 'code' | 'birthDate', { mail = mobile.mail } = {}): Promise<Planned> {
  people += 1
  const phone = `+3363998${String(5000 + people)}`
  const house = await lien.newHouse(factor)
  return { house, phone, visit: await lien.world.visit(house, { contacts: { patient: { ...mobile, phone, mail } } }) }
}

/** Accessible in both languages, touchable, and no wider than the telephone. */
async function expectSound(page: Page): Promise<void> {
  await expect.poll(() => sideways(page)).toBe(0)
  expect(await smallTargets(page, 48)).toEqual([])
  for (const press of ['English', 'Français']) {
    await expectAccessible(page)
    await page.getByRole('button', { name: press }).tap()
    await expect(page.locator('html')).toHaveAttribute('lang', press === 'English' ? 'en' : 'fr')
  }
}

async function askedForCode(patient: GuestPage, link: string): Promise<void> {
  await patient.open(link)
  await patient.heading(words.ask.title).waitFor()
  expect(await patient.page.locator('body').innerText()).not.toMatch(/Rivière|Essai\b|cancérologue/)
}

/** The screen after the first button, and the code that has come. */
async function begin(lien: Lien, patient: GuestPage, { visit, phone }: Planned): Promise<string> {
  await askedForCode(patient, visit.guest('patient').link)
  await patient.press(words.ask.send('sms'))
  await patient.heading(words.enter.title).waitFor()
  return codeIn(await lien.letters.to(phone))
}

async function type(patient: GuestPage, code: string): Promise<void> {
  await patient.page.getByLabel(words.enter.label).fill(code)
  await patient.press(words.enter.submit)
}

test('a patient gives the code that came; a reload asks nothing more, another browser does', async ({ lien, guest }) => {
  const one = await planned(lien, 'code')
  const { link } = one.visit.guest('patient')
  const patient = await guest(telephone)
  await askedForCode(patient, link)
  await expect(patient.page.getByText(spaced(`06 •• •• •• ${one.phone.slice(-2)}`)).first()).toBeVisible()
  await expectSound(patient.page)
  const code = await begin(lien, patient, one)
  const field = patient.page.getByLabel(words.enter.label)
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(field).toHaveAttribute('inputmode', 'numeric')
  await expectSound(patient.page)
  // The telephone threw the page away while its person read the message.
  await patient.page.reload()
  await patient.heading(words.enter.title).waitFor()
  expect(patient.page.url()).not.toContain(link.split('#')[1])
  await type(patient, `${code.slice(0, 3)} ${code.slice(3)}`)
  await patient.button(patient.words.visit.prepare).waitFor()
  await patient.page.reload()
  await patient.button(patient.words.visit.prepare).waitFor()
  await patient.page.goto('about:blank')
  await patient.open(link)
  await patient.button(patient.words.visit.prepare).waitFor()
  await askedForCode(await guest(), link)
})

test('the code is given with the keyboard alone', async ({ lien, guest }) => {
  const one = await planned(lien, 'code')
  const patient = await guest()
  const { page } = patient
  await askedForCode(patient, one.visit.guest('patient').link)
  await patient.button(words.ask.send('sms')).focus()
  await page.keyboard.press('Enter')
  await patient.heading(words.enter.title).waitFor()
  const code = codeIn(await lien.letters.to(one.phone))
  const field = page.getByLabel(words.enter.label)
  await field.focus()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(words.enter.missing)
  await expect(field).toBeFocused()
  await field.fill('')
  await page.keyboard.type(other(code))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(words.enter.wrong)
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(words.enter.wrong)
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await patient.button(patient.words.visit.prepare).waitFor()
})

test('five wrong codes lock the link, and say until when and whom to call', async ({ lien, guest }) => {
  const one = await planned(lien, 'code')
  const patient = await guest(telephone)
  const wrong = other(await begin(lien, patient, one))
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await type(patient, wrong)
    await expect(patient.page.getByRole('alert')).toHaveText(words.enter.wrong)
    await expect(patient.page.getByLabel(words.enter.label)).toHaveValue('')
  }
  await expectSound(patient.page)
  await type(patient, wrong)
  await patient.heading(words.locked.title).waitFor()
  await expect(patient.page.getByRole('link', { name: patient.words.common.callWard('+33 1 99 00 00 01') })).toBeVisible()
  await expect(patient.page.getByText(words.locked.call)).toBeVisible()
  await expectSound(patient.page)
  // Locked in every browser.
  const elsewhere = await guest()
  await elsewhere.open(one.visit.guest('patient').link)
  await elsewhere.heading(words.locked.title).waitFor()
})

test('the code of another link opens nothing', async ({ lien, guest }) => {
  const [mine, theirs] = [await planned(lien, 'code'), await planned(lien, 'code')]
  const [me, them] = [await guest(), await guest()]
  const own = await begin(lien, me, mine)
  const foreign = await begin(lien, them, theirs)
  await type(me, foreign === own ? other(own) : foreign)
  await expect(me.page.getByRole('alert')).toHaveText(words.enter.wrong)
  await type(them, foreign)
  await them.button(them.words.visit.prepare).waitFor()
})

test('a birth date opens, where the establishment so decided', async ({ lien, guest }) => {
  const { visit } = await planned(lien, 'birthDate')
  const patient = await guest({ ...telephone, viewport: { width: 320, height: 640 } })
  await patient.open(visit.guest('patient').link)
  await patient.heading(words.birth.title).waitFor()
  await expectSound(patient.page)
  const fill = async (...values: string[]) => {
    for (const [index, label] of [words.birth.day, words.birth.month, words.birth.year].entries()) await patient.page.getByLabel(label).fill(values[index] ?? '')
    await patient.press(words.birth.submit)
  }
  await fill('31', '2', '1956')
  await expect(patient.page.getByRole('alert')).toHaveText(words.birth.impossible)
  await fill('15', '3', '1956')
  await expect(patient.page.getByRole('alert')).toHaveText(words.birth.wrong)
  await expectSound(patient.page)
  await fill('14', '3', '1956')
  await patient.button(patient.words.visit.prepare).waitFor()
  await patient.page.reload()
  await patient.button(patient.words.visit.prepare).waitFor()
})

test('a lost link: one sentence for everybody, and a fresh link to the known number alone', async ({ lien, guest }) => {
  const one = await planned(lien, 'code', { mail: null })
  const patient = await guest({ ...telephone, viewport: { width: 320, height: 640 } })
  await patient.open(`${lien.url}/visit#${'A'.repeat(43)}`)
  await finger.press(patient.page.getByRole('link', { name: patient.words.visit.again }))
  await patient.heading(words.lost.title).waitFor()
  await expectSound(patient.page)
  for (const [index, typed] of ['06 39 98 49 99', `0${one.phone.slice(3)}`].entries()) {
    await patient.page.getByLabel(words.lost.label).fill(typed)
    await patient.press(words.lost.submit)
    await patient.heading(words.lost.sentTitle).waitFor()
    await expect(patient.page.getByRole('status')).toHaveText(words.lost.sent)
    if (index === 0) {
      await expectSound(patient.page)
      await patient.press(words.lost.change)
    }
  }
  const fresh = linkIn(await lien.letters.to(one.phone))
  expect(fresh).not.toBe(one.visit.guest('patient').link)
  expect(lien.letters.all.filter(({ to }) => to === '+33639984999')).toEqual([])
  // The fresh one asks too: whoever typed the number has proved nothing.
  await askedForCode(await guest(), fresh)
})

test('the ward sends a link again to the known contact, and adds one where there is none', async ({ lien, guest, doctor: signIn, house }) => {
  await lien.world.visit(house)
  const doctor: DoctorPage = await signIn()
  const { actions, linkDialog } = doctor.words.professional
  await doctor.more(patientName, actions.issue)
  await doctor.press(linkDialog.add)
  const field = doctor.page.getByLabel(linkDialog.contact)
  await field.fill('06 39')
  await doctor.press(linkDialog.save)
  await expect(doctor.page.getByRole('alert')).toHaveText(linkDialog.wrongContact)
  await field.fill('06 39 98 47 01')
  const { language } = doctor.words.professional
  await doctor.page.getByLabel(language.label).selectOption(language.names.en)
  await doctor.press(linkDialog.save)
  await expect(doctor.dialog).toContainText(linkDialog.send(linkDialog.by.sms(spaced('06 •• •• •• 01'))))
  await expectAccessible(doctor.page)
  await doctor.press(linkDialog.sendButton)
  await expect(doctor.dialog.getByRole('status')).toContainText(linkDialog.sent(linkDialog.by.sms(spaced('06 •• •• •• 01'))))
  const patient = await guest()
  const letter = await lien.letters.to('+33639984701')
  expect(letter.words.text).toContain('Video appointment')
  await patient.open(linkIn(letter))
  await patient.button(patient.words.visit.prepare).waitFor()

  // The language alone: nothing is typed again, and the number stays.
  await doctor.dialog.getByRole('button', { name: doctor.words.common.close }).last().click()
  await doctor.more(patientName, actions.issue)
  await doctor.press(linkDialog.change)
  await expect(field).toHaveAccessibleDescription(linkDialog.keepContact)
  await expect(doctor.page.getByLabel(language.label)).toHaveValue('en')
  await doctor.page.getByLabel(language.label).selectOption(language.names.fr)
  await expectAccessible(doctor.page)
  await doctor.press(linkDialog.save)
  await expect(doctor.dialog).toContainText(linkDialog.send(linkDialog.by.sms(spaced('06 •• •• •• 01'))))
  await doctor.press(linkDialog.sendButton)
  await expect(doctor.dialog.getByRole('status')).toContainText(linkDialog.sent(linkDialog.by.sms(spaced('06 •• •• •• 01'))))
  expect((await lien.letters.to('+33639984701', 2)).words.text).toContain('Rendez-vous vid')
})

test('an administrator decides what patients give beside their link', async ({ lien, guest, open, house }) => {
  const email = `admin.${house.email}`
  await lien.world.colleague(house, 'administrator', email)
  const visit = await lien.world.visit(house)
  const admin = new AdminPage({ page: await (await open({})).newPage() })
  await admin.signIn(`${lien.url}/administration/establishment`, email)
  const { establishment: { patientRules }, save, saved } = admin.admin
  await admin.page.getByRole('radio', { name: patientRules.birthDate }).check()
  await admin.press(save)
  await expect(admin.page.getByRole('status').filter({ hasText: saved })).toBeVisible()
  await admin.page.reload()
  await expect(admin.page.getByRole('radio', { name: patientRules.birthDate })).toBeChecked()
  const patient = await (await guest()).open(visit.guest('patient').link)
  await patient.heading(words.birth.title).waitFor()
})

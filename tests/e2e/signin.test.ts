import type { BrowserContextOptions } from '@playwright/test'
import { expectAccessible } from '../support/pages/axe.ts'
import { TestBrowser, value } from '../support/client.ts'
import { openLien } from '../support/lien.ts'
import { AccessPage } from '../support/pages/AccessPage.ts'
import { AdminPage } from '../support/pages/AdminPage.ts'
import { keyboard, type Hand } from '../support/pages/hands.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import { openMailServer, type MailServer } from '../support/receivers.ts'
import { oncologist } from '../support/world.ts'
import { expect, test as base } from './fixtures.ts'

let mails: MailServer

/** A Lien whose mails go out by SMTP, as a house's do. */
const test = base.extend<{ person: (browsing?: BrowserContextOptions & { hand?: Hand }) => Promise<AccessPage> }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  lien: [async ({}, use) => {
    mails = await openMailServer()
    const lien = await openLien({ env: () => Promise.resolve({ LIEN_SMTP_URL: mails.url, LIEN_MAIL_FROM: 'Téléconsultation <lien@hopital.test>' }) })
    await use(lien)
    await lien.close()
    await mails.close()
  }, { scope: 'worker', timeout: 120_000 }],
  /** Somebody with a browser of their own, in front of the sign-in. */
  person: async ({ open, lien }, use) => {
    await use(async ({ hand, ...options } = {}) => {
      const page = await (await open(options)).newPage()
      await page.goto(lien.url)
      return new AccessPage({ page, ...(hand && { hand }) })
    })
  },
})

/** The link in the n-th mail to an address, once it has arrived. */
async function linkTo(email: string, n = 1): Promise<string> {
  await expect.poll(() => mails.received.all.filter(({ to }) => to === email).length).toBeGreaterThanOrEqual(n)
  return /http\S+/.exec(mails.received.all.filter(({ to }) => to === email)[n - 1]?.mail.text ?? '')?.[0] ?? ''
}

test('[R6316-3] a doctor adds a passkey, and then signs in with password and passkey, or with the passkey alone', async ({ lien, house, person }) => {
  const doctor = await person()
  await doctor.authenticator()
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  await doctor.account()
  const { access, page } = doctor
  await doctor.press(access.factors.add.passkey)
  await doctor.dialog.getByLabel(access.enrol.label).fill('Poste 3')
  await doctor.prove(access.factors.proof)
  await expect(doctor.dialog.getByRole('heading', { name: access.codes.title })).toBeVisible()
  expect(await doctor.recoveryCodes()).toHaveLength(10)
  await doctor.press(access.codes.done)
  await expect(page.getByRole('listitem').filter({ hasText: 'Poste 3' })).toBeVisible()

  await page.goto(lien.url)
  await doctor.day()
  await doctor.press(doctor.words.professional.signOut)
  await doctor.signIn(lien.url, house.email)
  await expect(doctor.title(access.second.title)).toBeVisible()
  await doctor.press(access.second.passkey)
  await doctor.day()

  await doctor.press(doctor.words.professional.signOut)
  await doctor.press(access.passkey)
  await doctor.day()
})

test('where a second factor is required, the first sign-in makes it with an application; each recovery code opens once', async ({ lien, house, person }) => {
  await lien.database.query(`UPDATE establishments SET second_factor = 'required' WHERE id = $1`, [house.establishmentId])
  const doctor = await person()
  const { access } = doctor
  await doctor.signIn(lien.url, house.email)
  await expect(doctor.title(access.enrol.title)).toBeVisible()
  await doctor.press(access.enrol.totp)
  await expect(doctor.page.getByRole('img', { name: access.enrol.qr })).toBeVisible()
  const secret = await doctor.secret()
  await doctor.page.getByLabel(access.enrol.code).fill('000000')
  await doctor.press(access.enrol.confirm)
  await expect(doctor.alert(access.enrol.wrong)).toBeVisible()
  await doctor.page.getByLabel(access.enrol.code).fill(doctor.codeOf(secret))
  await doctor.press(access.enrol.confirm)
  await expect(doctor.title(access.codes.title)).toBeVisible()
  const [recovery = ''] = await doctor.recoveryCodes()
  await doctor.press(access.codes.done)
  await doctor.day()

  // The step just used serves no more; the next one does, half a minute early.
  await doctor.press(doctor.words.professional.signOut)
  await doctor.signIn(lien.url, house.email)
  await doctor.code(doctor.codeOf(secret, 1))
  await doctor.day()

  const byRecovery = async () => {
    await doctor.press(doctor.words.professional.signOut)
    await doctor.signIn(lien.url, house.email)
    await doctor.press(access.second.useRecovery)
    await doctor.page.getByLabel(access.second.recovery).fill(recovery)
    await doctor.press(access.second.confirm)
  }
  await byRecovery()
  await doctor.day()
  await byRecovery()
  await expect(doctor.alert(access.second.wrongRecovery)).toBeVisible()
})

test('after five wrong passwords the page says that one waits, the right one included, and a passkey still opens', async ({ lien, house, person }) => {
  const doctor = await person()
  const { access, words } = doctor
  await doctor.authenticator()
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  await doctor.account()
  await doctor.press(access.factors.add.passkey)
  await doctor.prove(access.factors.proof)
  await doctor.press(access.codes.done)
  await doctor.page.goto(lien.url)
  await doctor.press(words.professional.signOut)
  for (let n = 1; n <= 5; n++) {
    const answered = doctor.page.waitForResponse(/professional\.signIn/)
    await (n === 1 ? doctor.signIn(lien.url, house.email, 'pas celui-ci') : doctor.press(words.professional.signIn.submit))
    expect((await answered).status()).toBe(401)
    await expect(doctor.alert(words.professional.signIn.wrong)).toBeVisible()
    await expect(doctor.alert(access.waitLonger)).toHaveCount(n === 5 ? 1 : 0)
  }
  await doctor.page.getByLabel(words.professional.signIn.password).fill(oncologist.password)
  await doctor.press(words.professional.signIn.submit)
  await expect(doctor.alert(`${words.professional.signIn.wrong} ${access.waitLonger}`)).toBeVisible()
  await doctor.press(access.passkey)
  await doctor.day()
})

test('an invitation by mail: whoever is added chooses a password, and is in; its token leaves the address bar and serves once', async ({ lien, house, person }) => {
  const administrator = new TestBrowser(lien.url)
  await lien.world.colleague(house, 'administrator', `administratrice.${house.email}`)
  value(await administrator.signIn(`administratrice.${house.email}`, oncologist.password))
  const email = `nouvelle.${house.email}`
  value(await administrator.post('staff.add', { name: 'Ida Essai', role: 'oncologist', rpps: null, specialty: null, language: 'fr', services: [], email }))
  const link = await linkTo(email)
  const invited = await person()
  const { access, page } = invited
  await page.goto(link)
  await expect(invited.title(access.welcome.title)).toBeVisible()
  expect(page.url()).toBe(`${lien.url}/`)
  const choose = async (password: string, again = password) => {
    await page.getByLabel(access.welcome.password, { exact: true }).fill(password)
    await page.getByLabel(access.welcome.again).fill(again)
    await invited.press(access.welcome.save)
  }
  await choose('trois pommes vertes', 'trois pommes rouges')
  await expect(invited.alert(access.welcome.different)).toBeVisible()
  await choose('motdepasse2026')
  await expect(invited.alert(access.welcome.weak)).toBeVisible()
  await choose('trois pommes vertes')
  await invited.day()

  const late = await person()
  await late.page.goto(link)
  await late.page.getByLabel(access.welcome.password, { exact: true }).fill('quatre pommes vertes')
  await late.page.getByLabel(access.welcome.again).fill('quatre pommes vertes')
  await late.press(access.welcome.save)
  await expect(late.alert(access.welcome.gone)).toBeVisible()
  await late.press(access.welcome.another)
  await late.page.getByLabel(late.words.professional.signIn.email).fill(email)
  await late.press(access.forgot.send)
  await expect(late.page.getByText(access.forgot.sent)).toBeVisible()
  // By the new mail a new password: where the first one was in use, one is told.
  await late.page.goto(await linkTo(email, 2))
  await late.page.getByLabel(access.welcome.password, { exact: true }).fill('quatre pommes vertes')
  await late.page.getByLabel(access.welcome.again).fill('quatre pommes vertes')
  await late.press(access.welcome.save)
  await late.day()
  await expect(invited.alert(invited.words.account.over.credentialsChanged)).toBeVisible()
})

test('an administrator invites once more, and takes a lost second factor away: its owner is shown out, and signs in with the password', async ({ lien, house, person }) => {
  const doctor = await person()
  const { access } = doctor
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  await doctor.account()
  await doctor.press(access.factors.add.totp)
  await doctor.prove(access.factors.proof)
  await doctor.page.getByLabel(access.enrol.code).fill(doctor.codeOf(await doctor.secret()))
  await doctor.press(access.enrol.confirm)
  await doctor.press(access.codes.done)

  await lien.world.colleague(house, 'administrator', `administrateur.${house.email}`)
  const admin = new AdminPage({ page: (await person()).page })
  const { staff } = admin.admin
  await admin.signIn(lien.url, `administrateur.${house.email}`)
  await admin.day()
  await admin.go('staff')
  const email = `invitee.${house.email}`
  await admin.press(staff.add)
  await admin.dialog.getByLabel(staff.name).fill('Ida Essai')
  await admin.dialog.getByLabel(staff.mail).fill(email)
  await admin.dialog.getByLabel(staff.role).selectOption('secretary')
  await admin.confirm(admin.admin.save)
  await expect(admin.row('Ida Essai')).toContainText(staff.invited)
  await linkTo(email)
  await admin.press(staff.inviteOf('Ida Essai'))
  await admin.confirm(staff.invite)
  expect(await linkTo(email, 2)).not.toBe(await linkTo(email))

  await admin.press(staff.resetOf(oncologist.name))
  await expectAccessible(admin.page)
  await admin.confirm(staff.reset)
  await expect(admin.button(staff.resetOf(oncologist.name))).toHaveCount(0)
  await expect(doctor.alert(doctor.words.account.over.credentialsChanged)).toBeVisible()
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  // Without an identity provider, passwords cannot be done without.
  await admin.page.getByRole('checkbox', { name: admin.admin.passwords.allowed }).uncheck()
  await admin.press(admin.admin.save)
  await expect(admin.page.getByRole('alert').filter({ hasText: admin.admin.passwords.noProvider })).toBeVisible()
})

test('[RGAA] by keyboard alone, on a phone’s width: an application is added, asked for at the next sign-in, and taken away', async ({ lien, house, person }) => {
  const doctor = await person({ hand: keyboard, viewport: { width: 320, height: 700 } })
  const { access, page } = doctor
  const fits = async () => {
    await expectAccessible(page)
    expect(await sideways(page)).toBe(0)
    expect(await smallTargets(page, 24)).toEqual([])
  }
  await doctor.button(doctor.words.professional.signIn.submit).waitFor()
  await fits()
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  await doctor.account()
  await fits()
  await doctor.press(access.factors.add.totp)
  await doctor.prove(access.factors.proof)
  await page.getByRole('img', { name: access.enrol.qr }).waitFor()
  await fits()
  const secret = await doctor.secret()
  await doctor.hand.type(page.getByLabel(access.enrol.code), doctor.codeOf(secret))
  await doctor.press(access.enrol.confirm)
  await doctor.dialog.getByRole('heading', { name: access.codes.title }).waitFor()
  await fits()
  await doctor.press(access.codes.done)
  await expect(page.getByText(access.factors.saved)).toBeVisible()
  await page.goto(lien.url)
  await doctor.press(doctor.words.professional.signOut)
  await doctor.signIn(lien.url, house.email)
  await expect(page.getByRole('textbox', { name: access.second.totp })).toBeFocused()
  await fits()
  await doctor.code(doctor.codeOf(secret, 1))
  await doctor.day()
  await doctor.account()
  const application = access.factors.kinds.totp
  await doctor.press(access.factors.removeOf(application))
  await doctor.prove(access.factors.remove)
  await expect(page.getByText(access.factors.none)).toBeVisible()
})

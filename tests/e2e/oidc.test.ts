import { devices, type Page } from '@playwright/test'
import { identityFailures } from '@lien/contract/identityProviders'
import { codes } from '../../client/src/i18n/fr/codes.ts'
import { office as en } from '../../client/src/i18n/en/office.ts'
import { office as fr } from '../../client/src/i18n/fr/office.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { proSanteConnectPath, proSanteConnectPerson, TestProvider } from '../support/identityProvider.ts'
import { openLien } from '../support/lien.ts'
import { sideways } from '../support/pages/measure.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { providersFile } from '../support/providerWalk.ts'
import { mobile } from '../support/world.ts'
import { expect, test as base } from './fixtures.ts'

const rpps = '99900000017'
const button = 'S’identifier avec Pro Santé Connect'
const citizens = 'S’identifier avec FranceConnect'
/** The house whose patients may use the second provider. */
const guardedFiness = '000000777'
let provider: TestProvider

/** A Lien whose professionals sign in at a provider of another site: 127.0.0.1 is not localhost to a browser. */
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  lien: [async ({}, use) => {
    const lien = await openLien({
      env: async (url) => {
        provider = await TestProvider.start([`${url}/identity/psc/callback`, `${url}/identity/citizens/callback`])
        provider.people.set('claire', { claims: { family_name: 'TESTEMONT', given_name: 'CLAIRE ANNE', birthdate: '1956-03-14' } })
        provider.people.set('twin', { claims: { family_name: 'TESTEMONT', given_name: 'ANNE', birthdate: '1956-03-14' } })
        provider.people.set('ada', { acr: 'eidas1', claims: proSanteConnectPerson({ rpps }) })
        provider.people.set('stranger', { acr: 'eidas1', claims: proSanteConnectPerson({ rpps: '99900000025' }) })
        return { LIEN_OIDC_PROVIDERS: providersFile(provider.configuration('psc', '000000001', { profile: 'proSanteConnect', discoveryUrl: `${provider.issuer}${proSanteConnectPath}`, label: { fr: button, en: 'Sign in with Pro Santé Connect' } }), provider.configuration('citizens', guardedFiness, { kind: 'patients', label: { fr: citizens, en: 'Sign in with FranceConnect' } })) }
      },
    })
    await lien.database.query('UPDATE accounts SET rpps = $1 WHERE id = $2', [rpps, lien.house.accountId])
    await use(lien)
    await lien.close()
    await provider.close()
  }, { scope: 'worker', timeout: 120_000 }],
})

/** From the sign-in page, through the provider's own page. */
async function signInAs(page: Page, url: string, login: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('link', { name: button }).click()
  await expect(page.getByRole('heading', { name: 'Test provider' })).toBeVisible()
  expect(new URL(page.url()).hostname).toBe('127.0.0.1')
  await page.getByRole('textbox', { name: 'Login' }).fill(login)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page)
  expect(await sideways(page)).toBe(0)
}

test('[R6316-3] a doctor signs in at the provider’s own page and lands in the day, signed in at once', async ({ lien, guest }) => {
  const doctor = new DoctorPage({ page: (await guest()).page })
  await doctor.page.goto(lien.url)
  await expect(doctor.page.getByRole('link', { name: button })).toBeVisible()
  await expectSound(doctor.page)
  await signInAs(doctor.page, lien.url, 'ada')
  await doctor.day()
  expect(doctor.page.url()).toBe(`${lien.url}/`)
  const cookies = await doctor.page.context().cookies(lien.url)
  expect(cookies.map(({ name }) => name)).not.toContain('lien-identity')
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict')).toBe(true)
  await doctor.page.reload()
  await doctor.day()
  await doctor.press(doctor.words.professional.signOut)
  await expect(doctor.page.getByRole('link', { name: button })).toBeVisible()
})

test('somebody whom the house does not know is told whom to ask, and comes back to the sign-in', async ({ lien, guest }) => {
  const { page } = await guest({ viewport: { width: 320, height: 640 } })
  await signInAs(page, lien.url, 'stranger')
  await expect(page.getByRole('heading', { name: fr.providers.failures.unknownPerson.title })).toBeVisible()
  await expect(page.getByText(fr.providers.failures.unknownPerson.body)).toBeVisible()
  await expect(page.getByRole('link', { name: /Appeler le \+33/ })).toBeVisible()
  await expectSound(page)
  await page.getByRole('button', { name: fr.providers.back }).click()
  await expect(page.getByRole('heading', { name: fr.professional.signIn.title })).toBeVisible()
  expect(page.url()).toBe(`${lien.url}/`)
})

test('a provider that does not answer, and somebody who cancels, get a plain sentence', async ({ lien, guest }) => {
  const { page } = await guest()
  provider.tokenDown = true
  await signInAs(page, lien.url, 'ada')
  await expect(page.getByRole('heading', { name: fr.providers.failures.providerDown.title })).toBeVisible()
  provider.tokenDown = false
  await page.context().clearCookies()
  await page.goto(`${lien.url}/identity/psc/start`)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: fr.providers.failures.cancelled.title })).toBeVisible()
})

test('[RGAA] axe finds nothing on any of the error screens, in either language, 320 px wide', async ({ lien, guest }) => {
  test.slow()
  for (const [locale, words] of [['fr-FR', fr], ['en-GB', en]] as const) {
    const { page } = await guest({ locale, viewport: { width: 320, height: 640 } })
    for (const failure of identityFailures) {
      await page.goto('about:blank')
      await page.goto(`${lien.url}/#identity=${failure}`)
      await expect(page.getByRole('heading', { name: words.providers.failures[failure].title })).toBeVisible()
      await expectSound(page)
    }
  }
})

test('[R6316-3] a patient proves who they are at a provider instead of a code; somebody else is told so, and may still give the code', async ({ lien, guest }) => {
  const house = await lien.world.house({ finess: guardedFiness, email: 'dr.garde@lien.test', factor: 'code' })
  const visit = await lien.world.visit(house, { contacts: { patient: mobile } })
  const { link, participantId } = visit.guest('patient')
  const patient = await guest({ ...devices['Pixel 7'], viewport: { width: 390, height: 844 } })
  const { page } = patient
  const at = async (login: string): Promise<void> => {
    await page.getByRole('link', { name: citizens }).click()
    if (await page.getByRole('textbox', { name: 'Login' }).isVisible()) await page.getByRole('textbox', { name: 'Login' }).fill(login)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await patient.open(link)
  await patient.heading(codes.ask.title).waitFor()
  await expectSound(page)
  await at('twin')
  await expect(page.getByRole('alert').filter({ hasText: codes.provider.otherPerson })).toBeVisible()
  await expect(page.getByRole('button', { name: codes.ask.send('sms') })).toBeVisible()
  await expectSound(page)
  // The provider remembers who was there: another person's turn begins without them.
  await page.context().clearCookies({ domain: '127.0.0.1' })
  await at('claire')
  await expect(patient.button(patient.words.visit.prepare)).toBeVisible()
  expect(page.url()).toBe(`${lien.url}/visit/${participantId}`)
  await page.reload()
  await expect(patient.button(patient.words.visit.prepare)).toBeVisible()
})

import { office as fr } from '../../client/src/i18n/fr/office.ts'
import { readSession, readSessionKeys, signSession } from '@lien/server/platform/session.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { TestBrowser, value } from '../support/client.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import { oncologist } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

/** What a person at another device of theirs may wait for it to take effect, in ms. */
const promised = 5_000

test('[PGSSI-S imputability] a session ended from another device is out of a live call within five seconds, and is told why', async ({ lien, house, visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()

  const elsewhere = new TestBrowser(lien.url)
  value(await elsewhere.signIn(house.email, oncologist.password))
  value(await elsewhere.post('session.revoke', { which: 'others' }))
  await expect(doctor.page.getByRole('alert').filter({ hasText: fr.account.over.endedElsewhere })).toBeVisible({ timeout: promised })
  await expect(doctor.page.getByRole('button', { name: fr.professional.signIn.submit, exact: true })).toBeVisible()
  // The patient keeps the room, and the doctor's place in it is free.
  await expect.poll(async () => (await lien.trail(planned.consultationId)).some(({ event }) => event.type === 'call.left' && event.participantId === planned.doctor), { timeout: promised }).toBe(true)
})

test('an access token that has grown old is renewed without a word: on a reload, and by the next command', async ({ lien, doctor: signIn, visit }) => {
  await visit()
  const doctor = await signIn()
  await doctor.day()
  const context = doctor.page.context()
  /** Puts in its place a token of the same session whose five minutes were over an hour ago. */
  const grow = async () => {
    const cookie = (await context.cookies()).find(({ name }) => name === 'lien-professional')
    const keys = readSessionKeys(lien.sessionKey)
    const claims = keys && cookie && readSession(keys, cookie.value, new Date())
    if (!keys || !cookie || !claims) throw new Error('The doctor holds no access token.')
    const hourAgo = Date.now() - 3_600_000
    const value = signSession(keys, claims.claims, new Date(hourAgo - 300_000), new Date(hourAgo))
    await context.addCookies([{ ...cookie, value }])
    return value
  }
  const old = await grow()
  await doctor.page.reload()
  await doctor.day()
  await expect(doctor.row(patientName)).toBeVisible()
  const renewed = (await context.cookies()).find(({ name }) => name === 'lien-professional')?.value
  expect(renewed).not.toBe(old)
  await grow()
  await doctor.page.getByRole('link', { name: fr.account.link }).click()
  await doctor.page.reload()
  await expect(doctor.page.getByText(fr.account.devices.here)).toBeVisible()
})

test('[RGAA] one’s own devices: another is signed out from the account page, by keyboard, on a phone too', async ({ lien, house, doctor: signIn }) => {
  const doctor = await signIn()
  const elsewhere = new TestBrowser(lien.url)
  value(await elsewhere.signIn(house.email, oncologist.password))
  await doctor.day()
  const { page } = doctor
  await page.getByRole('link', { name: fr.account.link }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: fr.account.title })).toBeVisible()
  await expect(page.getByText(fr.account.devices.here)).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await sideways(page)).toBe(0)
  expect(await smallTargets(page, 24)).toEqual([])
  const { label, names } = fr.professional.language
  await page.getByText(fr.account.messages.lead(house.email)).waitFor()
  await page.getByLabel(label).selectOption(names.en)
  await page.getByRole('button', { name: fr.professional.linkDialog.save }).press('Enter')
  await expect(page.getByText(fr.account.messages.saved)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(label)).toHaveValue('en')
  await page.getByRole('button', { name: fr.account.devices.endOthers }).press('Enter')
  await expect(page.getByText(fr.account.devices.othersEnded)).toBeVisible()
  expect(await elsewhere.post('day.read', {})).toMatchObject({ ok: false, fault: { code: 'unauthenticated', reason: 'endedElsewhere' } })
})

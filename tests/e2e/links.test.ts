import { value, TestBrowser } from '../support/client.ts'
import { oncologist, tokenOf } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'

/** What to do and whom to call, and nothing of what lies behind. */
async function expectRefusal(patient: GuestPage, kind: 'unknown' | 'expired' | 'revoked' | 'usedUp' | 'session'): Promise<void> {
  const { title, body } = patient.words.visit.fault[kind]
  await expect(patient.heading(title)).toBeVisible()
  await expect(patient.page.getByRole('alert')).toHaveText(body)
  await expect(patient.page.getByRole('link', { name: patient.words.common.callWard('+33 1 99 00 00 01') })).toHaveAttribute('href', 'tel:+33199000001')
  const text = await patient.page.locator('body').innerText()
  expect(text).not.toMatch(/Rivière|Essai\b|cancérologue/)
}

test('a wrong link says so and reveals nothing', async ({ lien, guest }) => {
  const patient = await guest()
  await patient.open(`${lien.url}/visit#${'A'.repeat(43)}`)
  await expectRefusal(patient, 'unknown')
  await patient.open(`${lien.url}/visit`)
  await expectRefusal(patient, 'unknown')
})

test('an expired link says so', async ({ lien, visit, guest }) => {
  const planned = await visit()
  const { participantId, link } = planned.guest('patient')
  await lien.database.query(`UPDATE links SET expires_at = now() - interval '1 minute' WHERE participant_id = $1`, [participantId])
  await expectRefusal(await (await guest()).open(link), 'expired')
})

test('a link whose consultation is over says that it has been used', async ({ lien, house, visit, guest }) => {
  const planned = await visit()
  const office = new TestBrowser(lien.app.address)
  await office.signIn(house.email, oncologist.password)
  value(await office.post('consultation.cancel', { consultationId: planned.consultationId }))
  await expectRefusal(await (await guest()).open(planned.guest('patient').link), 'usedUp')
})

test('a revoked link shows out whoever is waiting with it, and does not open again; the fresh one does', async ({ visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const { link } = planned.guest('patient')
  await patient.arrive(link)
  const { actions, linkDialog } = doctor.words.professional
  await doctor.more(patientName, actions.revoke)
  await doctor.press(actions.revoke)
  await expectRefusal(patient, 'revoked')
  await patient.page.reload()
  await expectRefusal(patient, 'revoked')
  await expectRefusal(await (await guest()).open(link), 'revoked')

  await doctor.more(patientName, actions.issue)
  await doctor.press(actions.issue)
  const fresh = await doctor.page.getByRole('textbox', { name: linkDialog.label }).inputValue()
  expect(tokenOf(fresh)).not.toBe(tokenOf(link))
  await patient.open(fresh)
  await patient.waiting()
})

test('a link revoked in the call ends it for its holder at once', async ({ lien, visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await expect(doctor.tile(patientName, 'patient')).toBeVisible()
  await doctor.leave()
  const { actions } = doctor.words.professional
  await doctor.more(patientName, actions.revoke)
  await doctor.press(actions.revoke)
  await expectRefusal(patient, 'revoked')
  await expect(patient.bar).toHaveCount(0)
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.left', reason: 'linkRevoked' }))
})

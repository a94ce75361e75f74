import { expect, patientName, test } from './fixtures.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'

test('a wrong password and an unknown address get the same sentence, and no way in', async ({ lien, house, guest }) => {
  const { page } = await guest()
  const doctor = new DoctorPage({ page })
  for (const [email, password] of [[house.email, 'pas celui-ci'], ['personne@lien.test', 'pas celui-ci']] as const) {
    await doctor.signIn(lien.url, email, password)
    await expect(page.getByRole('alert')).toHaveText(doctor.words.professional.signIn.wrong)
    await expect(doctor.button(doctor.words.professional.signOut)).toHaveCount(0)
  }
  await doctor.signIn(lien.url, house.email)
  await doctor.day()
  await doctor.press(doctor.words.professional.signOut)
  await expect(doctor.heading(doctor.words.professional.signIn.title)).toBeVisible()
  await page.reload()
  await expect(doctor.heading(doctor.words.professional.signIn.title)).toBeVisible()
})

test('somebody else’s seat address reveals nothing, neither to a stranger nor to another patient', async ({ lien, visit, guest }) => {
  const [mine, theirs] = [await visit(), await visit()]
  const address = `${lien.url}/visit/${theirs.guest('patient').participantId}`
  const stranger = await (await guest()).open(address)
  const patient = await (await guest()).open(mine.guest('patient').link)
  await patient.button(patient.words.visit.prepare).waitFor()
  await patient.page.goto(address)
  for (const one of [stranger, patient]) {
    await expect(one.heading(one.words.visit.fault.session.title)).toBeVisible()
    expect(await one.page.locator('body').innerText()).not.toMatch(/Rivière|Dre|cancérologue/)
  }
})

test('another doctor’s consultation is not found', async ({ lien, visit, guest }) => {
  const planned = await visit()
  const other = await lien.newHouse()
  const doctor = new DoctorPage({ page: (await guest()).page })
  await doctor.signIn(lien.url, other.email)
  await doctor.day()
  await expect(doctor.row(patientName)).toHaveCount(0)
  await doctor.page.goto(`${lien.url}/consultation/${planned.consultationId}`)
  await expect(doctor.heading(doctor.words.professional.unknown.title)).toBeVisible()
})

for (const [action, title, state] of [['cancel', 'cancelled', 'cancelled'], ['noShow', 'noShow', 'noShow']] as const) {
  test(`${state}: the waiting patient is told, and has the telephone`, async ({ visit, guest, doctor: signIn }) => {
    const planned = await visit()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    await patient.arrive(planned.guest('patient').link)
    const { actions, states } = doctor.words.professional
    await doctor.more(patientName, actions[action])
    await doctor.press(actions[action])
    await expect(doctor.row(patientName)).toContainText(states[state])
    await expect(patient.heading(patient.words.visit[title].title)).toBeVisible()
    await expect(patient.page.getByRole('link', { name: /Appeler le \+33/ })).toBeVisible()
  })
}

test('[HAS-2019] a refused consent is kept, can be changed, and only then leads on', async ({ lien, visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await patient.open(planned.guest('patient').link)
  await patient.prepare()
  await patient.refuse()
  await expect(doctor.row(patientName)).toContainText(doctor.words.professional.consentRefused)
  await patient.page.reload()
  await expect(patient.heading(patient.words.visit.refused.title)).toBeVisible()
  await patient.press(patient.words.visit.refused.change)
  await patient.agree()
  await expect(doctor.row(patientName)).not.toContainText(doctor.words.professional.consentRefused)
  await patient.tryDevices()
  await patient.enterWaiting()
  const decided = (await lien.trail(planned.consultationId)).flatMap(({ event }) => (event.type === 'consent.decided' ? [`${event.decision} ${event.means}`] : []))
  expect(decided).toEqual(['refused ownLink', 'given ownLink'])
})

import type { PatientId } from '@lien/contract/ids'
import { raiseFlags } from '@lien/server/alerts/commands.ts'
import { answer, ask, type Filled } from '../support/filled.ts'
import { linkIn } from '../support/letters.ts'
import type { Lien } from '../support/lien.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { keyboard } from '../support/pages/hands.ts'
import { expectMedia } from '../support/pages/media.ts'
import { mobile, type House } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

const bad: Filled = { symptoms: { nausea: { frequency: 3, severity: 2 } } }

/** A service with nurses, and a patient of it whose answers have raised an orange alert. */
async function alerted(lien: Lien, house: House, nurses: number): Promise<{ emails: string[]; consultationId: string }> {
  const service = await lien.world.service(house, 'Oncologie')
  const emails = Array.from({ length: nurses }, (_, index) => `infirmiere${index + 1}.${house.email}`)
  for (const email of emails) await lien.world.colleague(house, 'coordinatingNurse', email, [service])
  const { consultationId } = await lien.world.visit(house, { service, contacts: { patient: mobile }, in: 1 })
  await lien.world.act(house.establishmentId, (act) => answer(act, house.establishmentId, consultationId, bad))
  return { emails, consultationId }
}

test('of two nurses one takes the alert on, notes what she did, and calls the patient by video from it', async ({ lien, house, open, guest }) => {
  test.slow()
  const { emails, consultationId } = await alerted(lien, house, 2)
  const seats = await Promise.all(emails.map(async (email) => {
    const nurse = new DoctorPage({ page: await (await open({})).newPage() })
    await nurse.signIn(lien.url, email)
    await nurse.page.getByRole('link', { name: nurse.words.alerts.navLabel(0, 1) }).click()
    await nurse.page.getByRole('link', { name: patientName }).click()
    await nurse.button(nurse.words.alerts.claim).waitFor()
    return nurse
  }))
  const [first] = seats
  if (!first) throw new Error('Nobody is here.')
  const { words } = first
  await expect(first.page.getByText('fréquence 3 – souvent').first()).toBeVisible()

  await Promise.all(seats.map((nurse) => nurse.press(words.alerts.claim).catch(() => undefined)))
  const has = async (nurse: DoctorPage): Promise<boolean> => {
    await nurse.page.getByText(words.alerts.mine).or(nurse.page.getByText(words.alerts.taken('Personne coordinatingNurse'))).or(nurse.page.getByText(words.alerts.lost('Personne coordinatingNurse'))).first().waitFor()
    return nurse.page.getByText(words.alerts.mine).isVisible()
  }
  const won = await Promise.all(seats.map(has))
  expect([...won].sort()).toEqual([false, true])
  const winner = seats[won.indexOf(true)]
  const loser = seats[won.indexOf(false)]
  if (!winner || !loser) throw new Error('Nobody has it.')
  await expect(loser.button(words.alerts.video)).toHaveCount(0)

  await expect(winner.button(words.alerts.close)).toHaveCount(0)
  await winner.page.getByLabel(words.alerts.action, { exact: true }).selectOption(words.alerts.actions.notReached)
  await winner.press(words.alerts.save)
  await expect(winner.page.getByRole('listitem').filter({ hasText: words.alerts.actions.notReached })).toBeVisible()
  await expect(loser.page.getByRole('listitem').filter({ hasText: words.alerts.actions.notReached })).toBeVisible()
  await expect(winner.page.getByRole('link', { name: new RegExp(`^${words.alerts.call('')}`) })).toHaveAttribute('href', `tel:${mobile.phone ?? ''}`)

  const before = lien.letters.all.length
  await winner.press(words.alerts.video)
  await winner.inCall()
  await expect.poll(() => lien.letters.all.slice(before).find(({ to }) => to === mobile.phone)).toBeTruthy()
  const sms = lien.letters.all.slice(before).find(({ to }) => to === mobile.phone)
  if (!sms) throw new Error('No link was sent.')
  const patient = await guest()
  await patient.arrive(linkIn(sms))
  await winner.admit(patientName)
  await patient.inCall()
  await Promise.all([expectMedia(winner.page), expectMedia(patient.page)])
  await expect(patient.tile('Personne coordinatingNurse', 'coordinatingNurse')).toBeVisible()
  await expect(winner.tile(patientName, 'patient')).toBeVisible()
  await winner.end('completed')
  await expect(patient.heading(words.visit.ended.title)).toBeVisible()

  await winner.page.goto(`${lien.url}/alertes`)
  await winner.page.getByRole('link', { name: patientName }).click()
  await winner.press(words.alerts.close)
  await expect(winner.page.getByText(/^Close, /)).toBeVisible()
  const trail = (await lien.trail(consultationId)).map(({ event }) => event.type).filter((type) => type.startsWith('alert.') && type !== 'alert.read' && type !== 'alert.claimMissed')
  expect(trail).toEqual(['alert.raised', 'alert.claimed', 'alert.acted', 'alert.closed'])
})

test('the list shows a new alert by itself, red above orange, and is worked by keyboard alone', async ({ lien, house, open }) => {
  const { emails: [email = ''] } = await alerted(lien, house, 1)
  const nurse = new DoctorPage({ page: await (await open({})).newPage(), hand: keyboard })
  const { words } = nurse
  await nurse.signIn(lien.url, email)
  await keyboard.press(nurse.page.getByRole('link', { name: words.alerts.navLabel(0, 1) }))
  const rows = nurse.page.getByRole('row')
  await expect(rows).toHaveCount(2)

  const service = await lien.world.service(house, 'Oncologie')
  const { consultationId } = await lien.world.visit(house, { service, in: 1 })
  const { establishmentId } = house
  await lien.world.act(establishmentId, async (act) => {
    act.concern(consultationId)
    const { responseId } = await ask(act, establishmentId, consultationId)
    await raiseFlags(act, { establishmentId, consultationId, patientId: '01890000-0000-7000-8000-000000000001' as PatientId, responseId, flags: ['fever'] })
  })
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText(words.alerts.levels.red)
  await expect(rows.nth(1)).toContainText(words.alerts.sign(words.alerts.flags.fever))

  await keyboard.press(rows.nth(1).getByRole('link'))
  await nurse.press(words.alerts.claim)
  await nurse.page.getByText(words.alerts.mine).waitFor()
  await keyboard.type(nurse.page.getByLabel(words.alerts.comment), 'Conseil donné')
  await nurse.press(words.alerts.save)
  await nurse.press(words.alerts.close)
  await expect(nurse.page.getByText(/^Close, /)).toBeVisible()
  const back = nurse.page.getByRole('link', { name: words.alerts.back })
  await keyboard.press(back)
  await expect(rows).toHaveCount(2)
  await expect.poll(() => nurse.page.evaluate(() => document.activeElement?.closest('main') !== null), 'the focus is in the screen').toBe(true)
})

test('a rule is changed, its effect on the past seen, and published', async ({ lien, house, open }) => {
  const { emails: [email = ''] } = await alerted(lien, house, 1)
  const nurse = new DoctorPage({ page: await (await open({})).newPage() })
  const { alerts: words } = nurse.words
  await nurse.signIn(lien.url, email)
  await nurse.day()
  await nurse.page.goto(`${lien.url}/alertes/regles`)
  await expect(nurse.page.getByText(words.rules.proposal)).toBeVisible()
  await expect(nurse.button(words.rules.publish)).toHaveCount(0)
  await nurse.page.getByRole('group', { name: 'Un symptôme à 3 ou plus' }).getByLabel(words.rules.atLeast).fill('4')
  await nurse.press(words.rules.preview)
  const effect = nurse.page.getByRole('region', { name: words.rules.preview }).getByRole('status')
  await expect(effect).toContainText(`${words.rules.proposed} ${words.rules.alertsCount(1)} (rouge 0, orange 0, jaune 1)`)
  await expect(effect).toContainText(`${words.rules.inForce} ${words.rules.alertsCount(1)} (rouge 0, orange 1, jaune 0)`)
  await nurse.press(words.rules.publish)
  await expect(nurse.page.getByText(words.rules.done(2))).toBeVisible()
  await expect(nurse.page.getByText(words.rules.proposal)).toHaveCount(0)
})

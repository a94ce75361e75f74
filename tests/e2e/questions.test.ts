import { devices, type Page } from '@playwright/test'
import type { RequestId, ServiceId } from '@lien/contract/ids'
import { expectAccessible } from '../support/pages/axe.ts'
import { fullForm } from '../support/forms.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { finger, keyboard } from '../support/pages/hands.ts'
import { sideways, smallTargets } from '../support/pages/measure.ts'
import type { Lien } from '../support/lien.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { House, PlannedVisit } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hand: finger }
const twoDays = 2 * 24 * 60

async function asked(lien: Lien, house: House, service: ServiceId | null = null, minutes = twoDays): Promise<{ visit: PlannedVisit; requestId: RequestId }> {
  await lien.world.questionnaire(house, fullForm)
  const visit = await lien.world.visit(house, { in: minutes, service })
  return { visit, requestId: (await lien.world.ask(house, visit)).requestId }
}
const answersOf = async (lien: Lien, requestId: RequestId) => (await lien.database.query<{ answers: Record<string, { values?: unknown[] }> }>('SELECT answers FROM questionnaire_responses WHERE request_id = $1', [requestId]))[0]?.answers ?? {}
const heading = ({ page }: GuestPage | DoctorPage, name: string) => page.getByRole('heading', { name, exact: true })
const choose = (patient: GuestPage | DoctorPage, name: string) => patient.hand.choose(patient.page.getByRole('radio', { name, exact: true }))

async function begin(patient: GuestPage, visit: PlannedVisit): Promise<void> {
  const words = patient.questionWords
  await patient.open(visit.guest('patient').link)
  await patient.press(words.card.start)
  await patient.press(words.intro.me)
}

/** The first two questions: neither leads to another of its own. */
async function feelsNoNauseaNorPain(patient: GuestPage): Promise<void> {
  for (let question = 0; question < 2; question++) {
    await choose(patient, 'Jamais')
    await patient.press(patient.questionWords.next)
  }
}

async function expectFits(page: Page): Promise<void> {
  expect(await sideways(page)).toBe(0)
  expect(await smallTargets(page, 48)).toEqual([])
}

test('a phone whose network is cut in the middle and whose tab is closed loses no answer, and goes on at the same question', async ({ lien, house, guest }) => {
  test.slow()
  const { visit, requestId } = await asked(lien, house)
  const patient = await guest(phone)
  const { page, questionWords: words } = patient
  await begin(patient, visit)
  await expect(heading(patient, 'Nausées (frequency)')).toBeVisible()
  await expectFits(page)
  await choose(patient, 'Souvent')
  await expect(page.getByText(words.saved.saved, { exact: true })).toBeVisible()
  await patient.press(words.next)
  await expect(heading(patient, 'Nausées (severity)')).toBeVisible()

  await page.context().setOffline(true)
  await choose(patient, 'Modérée')
  await expect(page.getByText(words.saved.device)).toBeVisible({ timeout: 30_000 })
  await patient.press(words.next)
  await choose(patient, 'Jamais')
  await patient.press(words.next)
  await expect(heading(patient, 'Êtes-vous essoufflé au repos ?')).toBeVisible()
  expect(Object.keys(await answersOf(lien, requestId))).toEqual(['nausea.frequency'])
  const context = page.context()
  await page.close()

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${lien.url}/visit/${visit.guest('patient').participantId}`)
  await again.getByRole('button', { name: words.card.goOn }).tap()
  await expect(again.getByRole('heading', { name: 'Êtes-vous essoufflé au repos ?' })).toBeVisible()
  await expect.poll(async () => Object.keys(await answersOf(lien, requestId)).sort()).toEqual(['nausea.frequency', 'nausea.severity', 'pain.frequency'])
  await again.getByRole('button', { name: words.previous, exact: true }).tap()
  await expect(again.getByRole('radio', { name: 'Jamais', exact: true })).toBeChecked()
  await again.getByRole('button', { name: words.next, exact: true }).tap()
  await again.getByRole('radio', { name: 'Aucune gêne' }).tap()
  // What is left may stay without an answer.
  for (let left = 0; left < 8; left++) await again.getByRole('button', { name: words.next, exact: true }).tap()
  await expect(again.getByRole('heading', { name: words.summary.title })).toBeVisible()
  await expectFits(again)
  await again.getByRole('button', { name: words.summary.send }).tap()
  await expect(again.getByRole('heading', { name: words.thanks.title })).toBeVisible()
  expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('lien-answers-')))).toEqual([])
  expect(await lien.database.query('SELECT s.symptom, s.grade FROM symptom_scores s JOIN questionnaire_responses r ON r.id = s.response_id WHERE r.request_id = $1 ORDER BY 1', [requestId])).toEqual([{ symptom: 'breath', grade: 0 }, { symptom: 'nausea', grade: 2 }, { symptom: 'pain', grade: 0 }])
  await again.getByRole('button', { name: words.thanks.back }).tap()
  await expect(again.getByText(words.card.done)).toBeVisible()
})

test('sent without a network, the answers leave when it is back', async ({ lien, house, guest }) => {
  test.slow()
  const { visit, requestId } = await asked(lien, house)
  const patient = await guest(phone)
  const { page, questionWords: words } = patient
  await begin(patient, visit)
  await feelsNoNauseaNorPain(patient)
  await choose(patient, 'Aucune gêne')
  await expect(page.getByText(words.saved.saved, { exact: true })).toBeVisible()
  for (let left = 0; left < 8; left++) await patient.press(words.next)
  await page.context().setOffline(true)
  await patient.press(words.summary.send)
  await expect(page.getByText(words.sending.waits)).toBeVisible({ timeout: 30_000 })
  await page.context().setOffline(false)
  await expect(heading(patient, words.thanks.title)).toBeVisible({ timeout: 30_000 })
  expect((await lien.database.query('SELECT state FROM questionnaire_requests WHERE id = $1', [requestId]))[0]).toEqual({ state: 'completed' })
})

test('a red flag fills the screen at once, without a network too: whom to call, then the way on', async ({ lien, house, guest }) => {
  test.slow()
  const { visit } = await asked(lien, house)
  const patient = await guest(phone)
  const { page, questionWords: words } = patient
  await begin(patient, visit)
  await feelsNoNauseaNorPain(patient)
  await page.context().setOffline(true)
  await choose(patient, 'Forte')
  const alert = page.getByRole('alertdialog', { name: words.warning.title })
  await expect(alert).toBeVisible()
  await expect(alert.getByText(words.warning.flags.breathlessness)).toBeVisible()
  const numbers = await alert.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(numbers).toEqual(['tel:15', 'tel:112', 'tel:+33199000001'])
  await expectFits(page)
  await page.context().setOffline(false)
  await patient.press(words.warning.goOn)
  await expect(alert).toHaveCount(0)
  await patient.press(words.next)
  await patient.hand.type(page.getByRole('textbox', { name: 'Votre température' }), '38,4')
  await patient.press(words.next)
  await expect(page.getByText(words.warning.flags.fever)).toBeVisible()
  await patient.press(words.warning.goOn)
  for (let left = 0; left < 4; left++) await patient.press(words.next)
  await expect(heading(patient, 'Avez-vous pensé à vous faire du mal ?')).toBeVisible()
  await choose(patient, words.yes)
  const care = page.getByRole('alertdialog', { name: words.warning.care })
  await expect(care.getByRole('link', { name: words.warning.call3114 })).toHaveAttribute('href', 'tel:3114')
  await expectAccessible(page)
  await patient.press(words.warning.goOn)
  await expect(care).toHaveCount(0)
})

test('the whole way by keyboard alone: choosing, a number with a point, several answers, words, declining, changing, sending', async ({ lien, house, guest }) => {
  test.slow()
  const { visit, requestId } = await asked(lien, house)
  const patient = await guest({ hand: keyboard })
  const { page, questionWords: words } = patient
  await begin(patient, visit)
  await choose(patient, 'Rarement')
  await patient.press(words.next)
  await patient.press(words.decline)
  await patient.press(words.next)
  await expect(page.getByRole('alert')).toContainText(words.choose)
  await expect(page.getByRole('radio').first()).toBeFocused()
  await choose(patient, 'Jamais')
  await patient.press(words.next)
  await choose(patient, 'Légère')
  await patient.press(words.next)
  await patient.hand.type(page.getByRole('textbox', { name: 'Votre température' }), '12')
  await patient.press(words.next)
  await expect(page.getByRole('alert')).toContainText('34')
  await page.getByRole('textbox').fill('36.8')
  await patient.press(words.next)
  await patient.press(words.next)
  await patient.press(words.next)
  await choose(patient, words.no)
  await patient.press(words.next)
  await page.getByRole('checkbox', { name: 'Oubli' }).focus()
  await page.keyboard.press('Space')
  await patient.press(words.next)
  await patient.press(words.next)
  await patient.hand.type(page.getByRole('textbox', { name: words.line(1) }), 'Le sommeil')
  await patient.press(words.next)
  await expect(heading(patient, words.summary.title)).toBeVisible()
  await expect(page.getByText('36,8')).toBeVisible()
  await expect(page.getByText(words.summary.declined, { exact: true })).toBeVisible()
  await patient.press(words.summary.changeOf('Nausées (frequency)'))
  await choose(patient, 'Souvent')
  await patient.press(words.next)
  await expect(heading(patient, 'Nausées (severity)')).toBeVisible()
  await expect(page.getByText(words.declined)).toBeVisible()
  for (let left = 0; left < 10; left++) await patient.press(words.next)
  await patient.press(words.summary.send)
  await expect(heading(patient, words.thanks.title)).toBeVisible()
  const kept = await answersOf(lien, requestId)
  expect(kept['topics']?.values).toEqual([{ type: 'text', value: 'Le sommeil' }])
  expect(kept['nausea.frequency']?.values).toEqual([{ type: 'code', code: '3' }])
})

test('a nurse of the team fills them in by telephone, and the day says that they came back', async ({ lien, house, open }) => {
  test.slow()
  const service = await lien.world.service(house, 'Oncologie')
  const { requestId } = await asked(lien, house, service, 5)
  const email = `ide.${house.email}`
  await lien.world.colleague(house, 'coordinatingNurse', email, [service])
  const nurse = new DoctorPage({ page: await (await open({})).newPage() })
  await nurse.signIn(lien.url, email)
  await nurse.day()
  const { page, words } = nurse
  const { questions } = words.professional
  await expect(nurse.row(patientName)).toContainText(questions.states.asked)
  await nurse.row(patientName).getByRole('link', { name: questions.fill }).click()
  await page.getByRole('button', { name: 'Commencer' }).click()
  for (const answer of ['Jamais', 'Jamais', 'Aucune gêne']) {
    await page.getByRole('radio', { name: answer, exact: true }).check()
    await page.getByRole('button', { name: 'Suivant' }).click()
  }
  for (let left = 0; left < 7; left++) await page.getByRole('button', { name: 'Suivant' }).click()
  await page.getByRole('button', { name: 'Envoyer mes réponses' }).click()
  await page.getByRole('button', { name: 'Retour à la liste' }).click()
  await expect(nurse.row(patientName)).toContainText(questions.states.completed)
  expect((await lien.database.query('SELECT answered_by FROM questionnaire_requests WHERE id = $1', [requestId]))[0]).toEqual({ answered_by: 'nurse' })
})

test('whoever answers in the waiting room is called into the consultation from there', async ({ lien, house, guest, doctor: signIn }) => {
  test.slow()
  const { visit } = await asked(lien, house, null, 5)
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const { questionWords: words } = patient
  await patient.arrive(visit.guest('patient').link)
  await patient.press(words.card.start)
  await patient.press(words.intro.me)
  await choose(patient, 'Jamais')
  await doctor.admitFromDay(patientName)
  await patient.inCall()
})

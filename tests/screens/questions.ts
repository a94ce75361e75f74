import type { Page } from '@playwright/test'
import type { Answers } from '@lien/contract/forms'
import type { RequestId, ResponseId, ServiceId } from '@lien/contract/ids'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { questions as en } from '../../client/src/i18n/en/questions.ts'
import { questions as fr } from '../../client/src/i18n/fr/questions.ts'
import { TestBrowser, value } from '../support/client.ts'
import { code, number, text, yes } from '../support/forms.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { Wire } from '../support/pages/Wire.ts'
import { tokenOf, type PlannedVisit } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

const twoDays = 2 * 24 * 60

interface Asking { minutes?: number; answers?: Answers; begun?: boolean; service?: ServiceId }
interface Asked { visit: PlannedVisit; requestId: RequestId; responseId: ResponseId }

/** A patient of the house is asked Lien's own questions; `answers` were given elsewhere. */
async function asked(scene: Scene, { minutes = twoDays, answers = {}, begun = true, service }: Asking = {}): Promise<Asked> {
  const { establishmentId } = scene.house
  await scene.lien.world.act(establishmentId, (act) => provideQuestionnaires(act, establishmentId))
  const visit = await scene.lien.world.visit(scene.house, { in: minutes, service: service ?? null })
  const { requestId } = await scene.lien.world.ask(scene.house, visit)
  const { participantId, link } = visit.guest('patient')
  const browser = new TestBrowser(scene.lien.app.address)
  await browser.open(tokenOf(link))
  const [form] = value(await browser.post('request.read', { requestId }, participantId)).forms
  if (!form) throw new Error('Nothing is asked.')
  if (begun) value(await browser.post('request.begin', { requestId, answeredBy: 'patient' }, participantId))
  if (Object.keys(answers).length > 0) value(await browser.post('response.save', { responseId: form.responseId, answers }, participantId))
  return { visit, requestId, responseId: form.responseId }
}

/** In front of one question, as if the person had left there. */
async function at(scene: Scene, linkId: string | null, answers: Answers = {}, prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<GuestPage> {
  const { visit, requestId, responseId } = await asked(scene, { answers })
  const patient = await scene.guest()
  await prepare(patient.page)
  await patient.page.addInitScript(([key, was]) => {
    if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ at: was }))
  }, [`lien-answers-${requestId}`, linkId === null ? 'end' : `${responseId}/${linkId}`] as const)
  await patient.open(visit.guest('patient').link)
  await patient.press(patient.questionWords.card.goOn)
  await patient.button(linkId === null ? patient.questionWords.summary.send : patient.questionWords.next).waitFor()
  return patient
}

const most: Answers = {
  temperature: number(36.9), bleeding: yes(false), confusion: yes(false), chestPain: yes(false), cannotDrink: yes(false), 'pain.frequency': code(2), 'pain.severity': code(2), 'pain.interference': code(1),
  'fatigue.severity': code(3), 'fatigue.interference': code(2), 'nausea.frequency': code(1), 'nausea.severity': code(1), 'vomiting.frequency': code(0), 'appetite.severity': { decline: 'declined', at: 1 },
  weight: number(61.5), 'topic.1': text('Est-ce que je peux reprendre la marche ?'), callWanted: yes(false),
}

const question = (name: string, linkId: string, then: (page: Page) => Promise<unknown> = () => Promise.resolve()): Screen => ({
  name,
  async show(scene) {
    const { page } = await at(scene, linkId)
    await then(page)
    return page
  },
})

const warned = async (page: Page): Promise<void> => {
  await page.getByRole('radio').first().check()
  await page.getByRole('alertdialog').waitFor()
}

/** The questions before a visit, from the welcome to the thanks, and the nurse who asks them by telephone. */
export const questionScreens: readonly Screen[] = [
  {
    name: 'questions-1-card',
    async show(scene) {
      const { visit } = await asked(scene, { begun: false })
      const patient = await (await scene.guest()).open(visit.guest('patient').link)
      await patient.button(patient.questionWords.card.start).waitFor()
      return patient.page
    },
  },
  {
    name: 'questions-2-intro',
    async show(scene) {
      const { visit } = await asked(scene, { begun: false })
      const patient = await (await scene.guest()).open(visit.guest('patient').link)
      await patient.press(patient.questionWords.card.start)
      await patient.button(patient.questionWords.intro.me).waitFor()
      return patient.page
    },
  },
  question('questions-3-number', 'temperature'),
  question('questions-4-choice', 'nausea.frequency', (page) => page.getByRole('radio').nth(1).check()),
  question('questions-5-several', 'topic.1'),
  question('questions-6-warning', 'chestPain', warned),
  question('questions-7-care', 'selfHarm', warned),
  {
    name: 'questions-8-kept-on-device',
    async show(scene) {
      let wire: Wire | undefined
      const patient = await at(scene, 'sleep.severity', {}, async (page) => {
        wire = await Wire.of(page)
      })
      // The words of the other language must still come.
      await wire?.cut()
      await patient.page.route('**/api/**', (route) => route.abort())
      await patient.page.getByRole('radio').nth(2).check()
      await patient.page.getByText(patient.questionWords.saved.device).waitFor()
      return patient.page
    },
  },
  { name: 'questions-9-summary', show: async (scene) => (await at(scene, null, most)).page },
  {
    name: 'questions-10-thanks',
    async show(scene) {
      const patient = await at(scene, null, most)
      await patient.press(patient.questionWords.summary.send)
      await patient.heading(patient.questionWords.thanks.title).waitFor()
      return patient.page
    },
  },
  {
    name: 'questions-11-waiting',
    async show(scene) {
      const { visit } = await asked(scene, { minutes: 10 })
      await scene.bring(visit, 'checkedIn')
      const patient = await (await scene.guest()).open(visit.guest('patient').link)
      await patient.button(patient.questionWords.card.goOn).waitFor()
      await patient.page.getByLabel(scene.words.visit.waiting.self).waitFor()
      return patient.page
    },
  },
  {
    name: 'questions-12-nurse-day',
    async show(scene) {
      const service = await scene.lien.world.service(scene.house, 'Oncologie')
      await asked(scene, { minutes: 5, service })
      const nurse = await scene.colleague('coordinatingNurse', '/', [service])
      await nurse.page.getByRole('link', { name: scene.words.professional.questions.fill }).waitFor()
      return nurse.page
    },
  },
  {
    name: 'questions-13-nurse',
    async show(scene) {
      const service = await scene.lien.world.service(scene.house, 'Oncologie')
      const { requestId } = await asked(scene, { minutes: 5, service, begun: false })
      const nurse = await scene.colleague('coordinatingNurse', `/questions/${requestId}`, [service])
      await nurse.button((scene.words.common.otherLanguage === 'English' ? fr : en).nurse.start).waitFor()
      return nurse.page
    },
  },
]

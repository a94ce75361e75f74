import type { AccountRole } from '@lien/contract/roles'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { enqueue } from '@lien/server/delivery/commands.ts'
import { AdminPage } from '../support/pages/AdminPage.ts'
import { smallQuestionnaire, wrongQuestionnaire } from '../support/questionnaires.ts'
import type { Scene, Screen } from './Scene.ts'

type Section = keyof Scene['words']['administration']['sections']

/** A house with a service, its people, two links and two messages. */
async function staffed(scene: Scene): Promise<void> {
  const service = await scene.lien.world.service(scene.house, 'Oncologie médicale')
  const add = (role: AccountRole) => scene.lien.world.colleague(scene.house, role, `${role}.${scene.house.email}`, [service])
  await add('secretary')
  await add('coordinatingNurse')
  await scene.visit({ guests: ['patient', 'townNurse'] })
  await scene.lien.world.act(scene.house.establishmentId, (act) => provideQuestionnaires(act, scene.house.establishmentId))
  await scene.lien.world.act(scene.house.establishmentId, async (act) => {
    const later = new Date(act.at.getTime() + 86_400_000)
    const [stopped, doubtful] = [await enqueue(act, { channel: 'mail', to: 'personne@exemple.test', lang: 'fr', template: 'invitation', params: { url: 'https://lien.test/invitation', hours: 48 }, expiresAt: later }), await enqueue(act, { channel: 'sms', to: '06 39 98 00 42', lang: 'fr', template: 'code', params: { code: '493817', minutes: 10 }, expiresAt: later })]
    await act.db('outbox').where({ id: stopped }).update({ state: 'failed', last_error: 'recipientRefused' })
    await act.db('outbox').where({ id: doubtful }).update({ state: 'uncertain', last_error: 'interrupted' })
  })
}

const section = (name: string, of: Section, then?: (page: AdminPage) => Promise<void>): Screen => ({
  name,
  async show(scene) {
    await staffed(scene)
    const admin = new AdminPage({ page: (await scene.colleague('administrator', `/administration/${of}`)).page, words: scene.words })
    await admin.page.getByRole('heading', { name: scene.words.administration.sections[of], exact: true, level: 1 }).waitFor()
    if (of !== 'import') await admin.page.locator('form, table').first().waitFor()
    await then?.(admin)
    return admin.page
  },
})

export const administrationScreens: readonly Screen[] = [
  section('80-establishment', 'establishment'),
  section('81-services', 'services'),
  section('82-staff', 'staff'),
  section('83-staff-add', 'staff', async (page) => {
    await page.press(page.admin.staff.add)
    await page.dialog.waitFor()
  }),
  section('84-import', 'import', async (page) => {
    await page.hand.type(page.page.getByLabel(page.admin.import.paste), 'rpps;nom;prenom;mail;role;service;specialite\n10000000018;Essai;Zoé;zoe@lien.test;oncologue;Oncologie médicale;cancérologue')
    await page.press(page.admin.import.check)
    await page.page.getByText(page.admin.import.wrongCount(1)).waitFor()
  }),
  section('84a-questionnaires', 'questionnaires', async (page) => {
    await page.page.getByRole('row', { name: new RegExp(page.words.questionnaires.modules.immunotherapy) }).first().waitFor()
  }),
  section('84b-questionnaire-read', 'questionnaires', async (page) => {
    await page.page.getByRole('button', { name: /1\.0\.0$/ }).first().click()
    await page.page.getByRole('button', { name: page.words.questionnaires.preview.close, exact: true }).waitFor()
  }),
  section('84c-questionnaire-wrong', 'questionnaires', async (page) => {
    const { file, blocked } = page.words.questionnaires.import
    await page.page.getByLabel(file).setInputFiles({ name: 'essai.json', mimeType: 'application/json', buffer: Buffer.from(wrongQuestionnaire) })
    await page.page.getByText(blocked(4)).waitFor()
  }),
  section('84d-questionnaire-publish', 'questionnaires', async (page) => {
    const words = page.words.questionnaires
    await page.page.getByLabel(words.import.file).setInputFiles({ name: 'essai.json', mimeType: 'application/json', buffer: Buffer.from(smallQuestionnaire('urn:lien:essai')) })
    await page.press(words.import.run)
    await page.press(words.publishOf('Essai 1.0.0'))
    await page.dialog.getByLabel(words.purposes.module).check()
  }),
  section('85-links', 'links'),
  section('86-sessions', 'sessions'),
  section('87-outbox', 'outbox'),
  {
    name: '88-accesses',
    async show(scene) {
      const { page } = await scene.colleague('auditor', '/administration')
      await page.getByText(scene.words.administration.accesses.empty).waitFor()
      return page
    },
  },
  {
    name: '89-account',
    async show(scene) {
      const { page } = await scene.doctor('/account')
      await page.getByText(scene.words.account.devices.here).waitFor()
      return page
    },
  },
]

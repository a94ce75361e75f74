import type { GuestPage } from '../support/pages/GuestPage.ts'
import { askNow, follow, switchOn } from '../support/followed.ts'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { feel } from '../support/felt.ts'
import { mobile } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

/** A patient of a house that asks between visits, in the doctor's summary. */
async function summary(scene: Scene, followed: boolean) {
  await switchOn(scene.lien, scene.house)
  const visit = await scene.visit({ contacts: { patient: mobile } })
  await feel(scene.lien.world, scene.house, scene.lien.database.query, visit)
  if (followed) await follow(scene.lien, scene.house, visit)
  const doctor = await scene.doctor()
  await doctor.hand.press(doctor.row('Claire Rivière').getByRole('button', { name: scene.words.summary.of('Claire Rivière') }))
  const { followUps } = scene.words
  await doctor.button(followed ? followUps.stop : followUps.begin).scrollIntoViewIfNeeded()
  return doctor
}

async function answering(scene: Scene, then: (patient: GuestPage) => Promise<void>) {
  const { establishmentId } = scene.house
  await scene.lien.world.act(establishmentId, (act) => provideQuestionnaires(act, establishmentId))
  await switchOn(scene.lien, scene.house)
  const visit = await scene.visit({ contacts: { patient: { ...mobile, phone: `+336399814${Math.floor(Math.random() * 90 + 10)}` } } })
  const [contact] = await scene.lien.database.query<{ phone: string }>('SELECT phone FROM contacts WHERE consultation_id = $1', [visit.consultationId])
  const link = await askNow(scene.lien, scene.house, await follow(scene.lien, scene.house, visit), contact?.phone ?? '')
  const patient = await scene.guest()
  await patient.open(link)
  await patient.button(patient.questionWords.between.start).waitFor()
  await then(patient)
  return { patient, visit }
}

export const followUpScreens: readonly Screen[] = [
  {
    name: '90-between-switch',
    async show(scene) {
      const { page } = await scene.colleague('administrator', '/administration/monitoring')
      await page.getByText(scene.words.followUps.switch.off).waitFor()
      return page
    },
  },
  {
    name: '91-between-switched-on',
    async show(scene) {
      await switchOn(scene.lien, scene.house)
      const { page } = await scene.colleague('administrator', '/administration/monitoring')
      await page.getByText(scene.words.followUps.switch.on).waitFor()
      return page
    },
  },
  { name: '92-between-nobody', show: async (scene) => (await summary(scene, false)).page },
  {
    name: '93-between-begin',
    async show(scene) {
      const doctor = await summary(scene, false)
      const { followUps } = scene.words
      await doctor.press(followUps.begin)
      await doctor.press(followUps.form.preview)
      await doctor.button(followUps.form.start).scrollIntoViewIfNeeded()
      return doctor.page
    },
  },
  { name: '94-between-followed', show: async (scene) => (await summary(scene, true)).page },
  { name: '95-between-asked', show: async (scene) => (await answering(scene, () => Promise.resolve())).patient.page },
  {
    name: '96-between-intro',
    async show(scene) {
      const { patient } = await answering(scene, async (one) => {
        await one.press(one.questionWords.between.start)
        await one.button(one.questionWords.intro.me).waitFor()
      })
      return patient.page
    },
  },
  {
    name: '97-between-thanks',
    async show(scene) {
      const { patient, visit } = await answering(scene, () => Promise.resolve())
      await scene.lien.database.query(`UPDATE questionnaire_requests SET state = 'completed', completed_at = now(), answered_by = 'patient' WHERE consultation_id = $1`, [visit.consultationId])
      await patient.page.reload()
      await patient.heading(patient.questionWords.thanks.title).waitFor()
      return patient.page
    },
  },
  {
    name: '98-between-over',
    async show(scene) {
      const { patient, visit } = await answering(scene, () => Promise.resolve())
      await scene.lien.database.query(`UPDATE questionnaire_requests SET state = 'missed' WHERE consultation_id = $1`, [visit.consultationId])
      await patient.page.reload()
      await patient.heading(patient.questionWords.between.over.title).waitFor()
      return patient.page
    },
  },
]

import { feel } from '../support/felt.ts'
import type { PlannedVisit } from '../support/world.ts'
import { seesFace, type Scene, type Screen } from './Scene.ts'

async function felt(scene: Scene): Promise<PlannedVisit> {
  const visit = await scene.visit()
  await feel(scene.lien.world, scene.house, scene.lien.database.query, visit)
  return visit
}

/** The doctor's panel in the call, on whatever the screen is. */
async function inCall(scene: Scene) {
  const visit = await felt(scene)
  await scene.bring(visit, 'admitted')
  const [doctor, patient] = await Promise.all([scene.doctor(`/consultation/${visit.consultationId}`), scene.guest()])
  await patient.open(visit.guest('patient').link)
  await patient.press(scene.words.visit.rejoin)
  await seesFace(doctor)
  const { summary } = scene.words
  const heading = doctor.page.getByRole('heading', { name: summary.symptoms })
  if (!(await doctor.page.getByRole('complementary').isVisible())) await doctor.press(summary.button)
  await heading.waitFor()
  return doctor
}

/** The doctor's summary from the day's list, before the call. */
async function before(scene: Scene) {
  const doctor = await scene.doctor()
  await doctor.hand.press(doctor.row('Claire Rivière').getByRole('button', { name: scene.words.summary.of('Claire Rivière') }))
  return doctor
}

export const summaryScreens: readonly Screen[] = [
  { name: '80-summary', show: async (scene) => (await inCall(scene)).page },
  {
    name: '81-summary-table',
    async show(scene) {
      const { page } = await inCall(scene)
      const table = page.getByRole('switch', { name: scene.words.summary.asTable })
      await table.check()
      await table.scrollIntoViewIfNeeded()
      return page
    },
  },
  {
    name: '82-summary-end',
    async show(scene) {
      const { page } = await inCall(scene)
      await page.getByRole('button', { name: scene.words.summary.allVisits }).scrollIntoViewIfNeeded()
      return page
    },
  },
  {
    name: '83-summary-before',
    async show(scene) {
      await felt(scene)
      const doctor = await before(scene)
      await doctor.heading(scene.words.summary.symptoms).waitFor()
      return doctor.page
    },
  },
  {
    name: '84-summary-nothing',
    async show(scene) {
      await scene.visit()
      const doctor = await before(scene)
      await doctor.button(scene.words.summary.nothing.ask).waitFor()
      return doctor.page
    },
  },
  {
    name: '85-summary-visits',
    async show(scene) {
      await felt(scene)
      const doctor = await before(scene)
      await doctor.press(scene.words.summary.allVisits)
      await doctor.heading(scene.words.summary.history.table).waitFor()
      return doctor.page
    },
  },
  {
    name: '86-treatment',
    async show(scene) {
      await felt(scene)
      const doctor = await before(scene)
      await doctor.press(scene.words.summary.treatment.edit('FOLFOX'))
      await doctor.heading(scene.words.summary.treatment.edit('FOLFOX')).waitFor()
      return doctor.page
    },
  },
]

import type { ServiceId } from '@lien/contract/ids'
import { reportMissing } from '@lien/server/alerts/commands.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import { answer, ask, complete, type Filled } from '../support/filled.ts'
import { mobile } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

const day = 24 * 3600 * 1000
const worse: Filled = { symptoms: { nausea: { frequency: 3, severity: 2 }, pain: { frequency: 1, severity: 1, interference: 0 }, fatigue: { severity: 2, interference: 2 } }, measures: { weight: 61.2, missedDoses: 2 } }
const well: Filled = { symptoms: { nausea: { frequency: 1, severity: 1 }, pain: { frequency: 0 }, fatigue: { severity: 1, interference: 1 } }, measures: { weight: 65 } }

/** A service with patients of every level, the first of whom has a history. */
async function busy(scene: Scene): Promise<ServiceId> {
  const { world } = scene.lien
  const { establishmentId } = scene.house
  const service = await world.service(scene.house, 'Oncologie médicale')
  const visit = () => scene.visit({ service, in: 60, contacts: { patient: mobile } })
  const answered = async (filled: Filled, history: [Filled, number][] = []) => {
    const { consultationId } = await visit()
    for (const [past, days] of history) {
      await world.act(establishmentId, async (act) => complete(act, await ask(act, establishmentId, consultationId, new Date(act.at.getTime() - days * day)), past, new Date(act.at.getTime() - days * day)))
    }
    await world.act(establishmentId, (act) => answer(act, establishmentId, consultationId, filled))
  }
  await answered(worse, [[well, 14]])
  await answered({ fever: true })
  await answered({ measures: { callWanted: 1 } })
  const { consultationId } = await visit()
  await world.act(establishmentId, async (act) => {
    act.concern(consultationId)
    const { requestId } = await ask(act, establishmentId, consultationId)
    await reportMissing(act, { requestId })
  })
  return service
}

async function nurse(scene: Scene, path = '/alertes'): Promise<DoctorPage> {
  return scene.colleague('coordinatingNurse', path, [await busy(scene)])
}

/** From the list to the patient with a history, whose alert is orange. */
async function opened(scene: Scene): Promise<DoctorPage> {
  const seat = await nurse(scene)
  await seat.page.getByRole('row').filter({ hasText: scene.words.alerts.levels.orange }).getByRole('link').click()
  await seat.button(scene.words.alerts.claim).waitFor()
  return seat
}

export const alertScreens: readonly Screen[] = [
  {
    name: '120-alerts',
    async show(scene) {
      const { page } = await nurse(scene)
      await page.getByRole('row').nth(4).waitFor()
      return page
    },
  },
  {
    name: '121-alerts-empty',
    async show(scene) {
      const { page } = await scene.colleague('coordinatingNurse', '/alertes')
      await page.getByText(scene.words.alerts.empty).waitFor()
      return page
    },
  },
  { name: '122-alert', show: async (scene) => (await opened(scene)).page },
  {
    name: '123-alert-taken-on',
    async show(scene) {
      const seat = await opened(scene)
      await seat.press(scene.words.alerts.claim)
      await seat.page.getByLabel(scene.words.alerts.comment).fill('Antiémétique expliqué, rappel demain.')
      await seat.press(scene.words.alerts.save)
      await seat.button(scene.words.alerts.close).waitFor()
      return seat.page
    },
  },
  {
    name: '124-alert-rules',
    async show(scene) {
      const seat = await nurse(scene, '/alertes/regles')
      await seat.page.getByRole('heading', { name: scene.words.alerts.rules.list, exact: true }).waitFor()
      await seat.press(scene.words.alerts.rules.preview)
      await seat.button(scene.words.alerts.rules.publish).waitFor()
      return seat.page
    },
  },
  {
    name: '125-day-with-alerts',
    async show(scene) {
      const seat = await nurse(scene, '/')
      await seat.page.getByRole('link', { name: scene.words.alerts.navLabel(1, 1) }).waitFor()
      return seat.page
    },
  },
]

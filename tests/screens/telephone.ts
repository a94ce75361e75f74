import { ringing as ringingEn } from '../../client/src/i18n/en/ringing.ts'
import { ringing as ringingFr } from '../../client/src/i18n/fr/ringing.ts'
import { mobile, type VisitOptions } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

const wordsOf = ({ words }: Scene) => (words.common.otherLanguage === 'English' ? ringingFr : ringingEn)

/** Doctor and patient, gone on by telephone. */
async function byTelephone(scene: Scene, options: VisitOptions) {
  const visit = await scene.visit(options)
  const { consultationId } = visit
  await scene.bring(visit, 'admitted')
  await scene.order('consultation.continueByTelephone', { consultationId })
  const patient = await (await scene.guest()).open(visit.guest('patient').link)
  await patient.heading(wordsOf(scene).title(true)).waitFor()
  const doctor = await scene.doctor(`/consultation/${consultationId}`)
  await doctor.page.getByText(scene.words.telephone.here).waitFor()
  await doctor.page.getByRole('heading', { name: scene.words.identity.title }).waitFor()
  return { patient, doctor }
}

/** A consultation that goes on by telephone, from both sides. */
export const telephoneScreens: readonly Screen[] = [
  { name: '2e-by-telephone', show: async (scene) => (await byTelephone(scene, { contacts: { patient: mobile } })).patient.page },
  {
    name: '79-by-telephone-ask',
    async show(scene) {
      const { doctor } = await scene.call()
      await doctor.press(scene.words.telephone.button)
      await doctor.dialog.waitFor()
      return doctor.page
    },
  },
  {
    name: '7a-by-telephone',
    async show(scene) {
      const { doctor } = await byTelephone(scene, { contacts: { patient: mobile } })
      await doctor.page.getByRole('link', { name: scene.words.telephone.call('+33 6 39 98 00 42') }).waitFor()
      return doctor.page
    },
  },
  {
    name: '7b-by-telephone-no-number',
    async show(scene) {
      const { doctor } = await byTelephone(scene, {})
      await doctor.page.getByText(scene.words.telephone.none).waitFor()
      return doctor.page
    },
  },
]

import { Wire } from '../support/pages/Wire.ts'
import { quality as qualityEn } from '../../client/src/i18n/en/quality.ts'
import { quality as qualityFr } from '../../client/src/i18n/fr/quality.ts'
import { clean, MediaRelay, type Path } from '../support/mediaRelay.ts'
import { holdTracks, silenceMicrophone } from '../support/pages/tracks.ts'
import { giveScreen } from './faces.ts'
import { seesFace, type Scene, type Screen } from './Scene.ts'

const qualityOf = ({ words }: Scene) => (words.common.otherLanguage === 'English' ? qualityFr : qualityEn)

/** A call whose patient's way out can be made weak, or cut. */
async function weakCall(scene: Scene, up: Path | 'cut') {
  const visit = await scene.visit()
  await scene.bring(visit, 'admitted')
  const patient = await scene.guest()
  const relay = await MediaRelay.open(scene.lien.sfu.mediaPort)
  patient.page.context().on('close', () => relay.close())
  await relay.through(patient.page.context())
  const doctor = await scene.doctor(`/consultation/${visit.consultationId}`)
  await patient.open(visit.guest('patient').link)
  await patient.press(scene.words.visit.rejoin)
  await Promise.all([seesFace(patient), seesFace(doctor)])
  if (up === 'cut') relay.cut()
  else relay.up = up
  return { patient, doctor }
}

/** A call whose doctor, always at a desk, shares the screen. */
async function sharedScreen(scene: Scene) {
  const visit = await scene.visit()
  await scene.bring(visit, 'admitted')
  const [doctor, patient] = [await scene.doctor(`/consultation/${visit.consultationId}`, { desk: giveScreen }), await scene.guest()]
  await patient.open(visit.guest('patient').link)
  await patient.press(scene.words.visit.rejoin)
  await Promise.all([seesFace(patient), seesFace(doctor)])
  await doctor.hand.press(doctor.barButton(scene.words.professional.share.button))
  await patient.tiles.first().locator('.screen video').waitFor()
  await seesFace(patient)
  await seesFace(patient, 0, '.face')
  return { patient, doctor }
}

/** The call as the patient sees it. */
export const callScreens: readonly Screen[] = [
  { name: '20-call', show: async (scene) => (await scene.call()).patient.page },
  {
    name: '21-call-alone',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'admitted')
      const patient = await (await scene.guest()).open(visit.guest('patient').link)
      await patient.press(scene.words.visit.rejoin)
      await patient.page.getByText(scene.words.call.alone).waitFor()
      await patient.page.getByLabel(scene.words.call.self).waitFor()
      return patient.page
    },
  },
  {
    name: '22-call-news',
    async show(scene) {
      const { patient, visit } = await scene.call()
      const said = scene.words.professional.messageDialog.presets[1] ?? ''
      await scene.order('message.send', { consultationId: visit.consultationId, text: said })
      await patient.page.getByText(said).waitFor()
      return patient.page
    },
  },
  {
    name: '23-call-messages',
    async show(scene) {
      const { patient, visit } = await scene.call()
      for (const text of scene.words.professional.messageDialog.presets) await scene.order('message.send', { consultationId: visit.consultationId, text })
      await patient.write('OK')
      return patient.page
    },
  },
  {
    name: '24-call-all-off',
    async show(scene) {
      const { patient, doctor } = await scene.call()
      await patient.microphone()
      await patient.camera()
      await doctor.microphone()
      await doctor.camera()
      await patient.tiles.first().getByText(scene.words.call.mutedMic).waitFor()
      await patient.tiles.first().getByText(scene.words.call.noCamera).waitFor()
      return patient.page
    },
  },
  {
    name: '25-call-settings',
    async show(scene) {
      const { patient } = await scene.call()
      await patient.hand.press(patient.barButton(scene.words.call.settings))
      await patient.dialog.waitFor()
      return patient.page
    },
  },
  {
    name: '26-call-leave',
    async show(scene) {
      const { patient } = await scene.call()
      await patient.hand.press(patient.barButton(scene.words.call.leave))
      await patient.dialog.waitFor()
      return patient.page
    },
  },
  {
    name: '27-call-out-of-reach',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'admitted')
      const patient = await scene.guest()
      const wire = await Wire.of(patient.page)
      await scene.doctor(`/consultation/${visit.consultationId}`)
      await patient.open(visit.guest('patient').link)
      await patient.press(scene.words.visit.rejoin)
      await seesFace(patient)
      await wire.cut()
      await patient.page.getByText(scene.words.call.connection.signallingLost).waitFor()
      return patient.page
    },
  },
  {
    name: '28-call-left',
    async show(scene) {
      const { patient } = await scene.call()
      await patient.leave()
      return patient.page
    },
  },
  {
    name: '29-call-on-another-device',
    async show(scene) {
      const { patient, visit } = await scene.call()
      const second = await (await scene.guest()).open(visit.guest('patient').link)
      await second.press(scene.words.visit.rejoin)
      await patient.heading(scene.words.visit.replaced.title).waitFor()
      return patient.page
    },
  },
  {
    name: '2a-call-weak-network',
    async show(scene) {
      const { patient } = await weakCall(scene, { ...clean, rate: 90, queue: 400 })
      await patient.page.getByText(qualityOf(scene).weak.out).waitFor()
      return patient.page
    },
  },
  {
    name: '2b-call-their-network-is-weak',
    async show(scene) {
      const { doctor } = await weakCall(scene, { ...clean, rate: 90, queue: 400 })
      await doctor.page.getByText(qualityOf(scene).theirs.weak).waitFor()
      return doctor.page
    },
  },
  {
    name: '2c-call-reconnecting',
    async show(scene) {
      const { patient } = await weakCall(scene, 'cut')
      await patient.page.getByText(scene.words.call.connection.notHeard).waitFor()
      return patient.page
    },
  },
  {
    name: '2d-call-microphone-lost',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'admitted')
      const patient = await scene.guest()
      await holdTracks(patient.page)
      await scene.doctor(`/consultation/${visit.consultationId}`)
      await patient.open(visit.guest('patient').link)
      await patient.press(scene.words.visit.rejoin)
      await seesFace(patient)
      await silenceMicrophone(patient.page)
      await patient.page.getByText(qualityOf(scene).away.microphone).waitFor()
      return patient.page
    },
  },
  { name: '2f-call-screen-of-the-doctor', show: async (scene) => (await sharedScreen(scene)).patient.page },
  {
    name: '2g-call-sharing-my-screen',
    async show(scene) {
      const { doctor } = await sharedScreen(scene)
      await doctor.page.getByText(scene.words.professional.share.sharing).waitFor()
      return doctor.page
    },
  },
]

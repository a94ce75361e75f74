import { seesFace, type Screen } from './Scene.ts'

/** The call as the oncologist sees it. */
export const consultationScreens: readonly Screen[] = [
  { name: '70-consultation', show: async (scene) => (await scene.call()).doctor.page },
  {
    name: '71-consultation-nurse-waits',
    async show(scene) {
      const { doctor, visit } = await scene.call(['patient', 'townNurse'])
      await scene.bring(visit, 'checkedIn', 'townNurse')
      // On a phone the panel is closed until it is asked for.
      const admit = doctor.button(scene.words.call.people.admitName('Personne townNurse'))
      if (!(await doctor.page.getByRole('complementary').isVisible())) await doctor.hand.press(doctor.barButton(scene.words.call.write))
      await admit.waitFor()
      return doctor.page
    },
  },
  {
    name: '77-identity',
    async show(scene) {
      const { doctor } = await scene.call()
      await doctor.press(scene.words.identity.toCheck)
      await doctor.button(scene.words.identity.form.confirm).waitFor()
      return doctor.page
    },
  },
  {
    name: '78-identity-checked',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'admitted')
      await scene.order('identity.confirm', { consultationId: visit.consultationId, document: 'identityCard', place: '12 rue de l’Essai, 3e étage, 13005 Marseille', callback: '06 39 98 00 01' })
      const [doctor, patient] = await Promise.all([scene.doctor(`/consultation/${visit.consultationId}`), scene.guest()])
      await patient.open(visit.guest('patient').link)
      await patient.press(scene.words.visit.rejoin)
      await seesFace(doctor)
      await doctor.page.getByRole('main').getByRole('link', { name: scene.words.identity.callBack('+33 6 39 98 00 01') }).waitFor()
      return doctor.page
    },
  },
  {
    name: '72-consultation-three',
    async show(scene) {
      const { doctor, visit } = await scene.call(['patient', 'townNurse'])
      await scene.bring(visit, 'admitted', 'townNurse')
      const nurse = await (await scene.guest('townNurse')).open(visit.guest('townNurse').link)
      await nurse.press(scene.words.visit.rejoin)
      await seesFace(doctor)
      await seesFace(doctor, 1)
      return doctor.page
    },
  },
  {
    name: '73-end',
    async show(scene) {
      const { doctor } = await scene.call()
      await doctor.press(scene.words.call.end.button)
      await doctor.dialog.waitFor()
      return doctor.page
    },
  },
  {
    name: '74-ended',
    async show(scene) {
      const { doctor } = await scene.call()
      await doctor.end('completed')
      return doctor.page
    },
  },
  {
    name: '75-not-found',
    async show(scene) {
      const doctor = await scene.doctor('/consultation/00000000-0000-7000-8000-000000000000')
      await doctor.heading(scene.words.professional.unknown.title).waitFor()
      return doctor.page
    },
  },
  {
    name: '76-on-another-device',
    async show(scene) {
      const { doctor, visit } = await scene.call()
      const second = await scene.doctor(`/consultation/${visit.consultationId}`)
      await second.inCall()
      await doctor.heading(scene.words.visit.replaced.title).waitFor()
      return doctor.page
    },
  },
]

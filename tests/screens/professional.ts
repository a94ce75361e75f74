import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import { Wire } from '../support/pages/Wire.ts'
import type { Office as Catalogue } from '../../client/src/i18n/fr/office.ts'
import { mobile } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

const patient = 'Claire Rivière'

/** A morning with a bit of everything. */
async function busyDay(scene: Scene): Promise<void> {
  const at = (minutes: number, guests?: Parameters<Scene['visit']>[0]) => scene.visit({ ...guests, in: minutes })
  const [seen, missed, called, waits, nurse, refuses] = [await at(-90), await at(-70), await at(-50), await at(-12), await at(5, { guests: ['patient', 'townNurse'] }), await at(30)]
  await at(60)
  await scene.bring(seen, 'admitted')
  await scene.order('consultation.end', { consultationId: seen.consultationId, reason: 'reroutedInPerson' })
  await scene.order('consultation.markNoShow', { consultationId: missed.consultationId })
  await scene.order('consultation.cancel', { consultationId: called.consultationId })
  await scene.bring(waits, 'checkedIn', 'patient', { camera: 'denied', microphone: 'ok' })
  await scene.bring(nurse, 'checkedIn', 'townNurse')
  await scene.bring(refuses, 'refused')
}

async function oneRow(scene: Scene): Promise<DoctorPage> {
  await scene.bring(await scene.visit(), 'checkedIn')
  const doctor = await scene.doctor()
  await doctor.row(patient).waitFor()
  return doctor
}

/** A dialog that one of the row's rarer actions opens. */
const dialog = (name: string, action: (words: Catalogue['professional']) => string): Screen => ({
  name,
  async show(scene) {
    const doctor = await oneRow(scene)
    await doctor.more(patient, action(scene.words.professional))
    await doctor.dialog.waitFor()
    return doctor.page
  },
})

export const professionalScreens: readonly Screen[] = [
  {
    name: '50-sign-in',
    async show(scene) {
      const doctor = await scene.doctor('/', { signedIn: false })
      await doctor.button(scene.words.professional.signIn.submit).waitFor()
      return doctor.page
    },
  },
  {
    name: '51-sign-in-wrong',
    async show(scene) {
      const doctor = await scene.doctor('/', { signedIn: false })
      await doctor.signIn(scene.lien.url, 'quelquun@lien.test', 'xxxxxxxx')
      await doctor.page.getByRole('alert').waitFor()
      return doctor.page
    },
  },
  {
    name: '52-day-empty',
    async show(scene) {
      const doctor = await scene.doctor()
      await doctor.day()
      return doctor.page
    },
  },
  {
    name: '53-day',
    async show(scene) {
      await busyDay(scene)
      const doctor = await scene.doctor()
      await doctor.row(patient).nth(6).waitFor()
      return doctor.page
    },
  },
  {
    name: '54-day-arrival',
    async show(scene) {
      const visit = await scene.visit()
      await scene.visit({ in: 40 })
      const doctor = await scene.doctor()
      await doctor.row(patient).first().waitFor()
      await scene.bring(visit, 'checkedIn')
      await doctor.page.getByText(scene.words.professional.arrived(patient)).last().waitFor()
      return doctor.page
    },
  },
  {
    name: '55-day-out-of-reach',
    async show(scene) {
      await scene.visit()
      const doctor = await scene.doctor('/', { signedIn: true })
      const wire = await Wire.of(doctor.page)
      await doctor.page.reload()
      await doctor.row(patient).waitFor()
      await wire.cut()
      await doctor.page.getByText(scene.words.professional.lost).waitFor()
      return doctor.page
    },
  },
  {
    name: '56-row-actions',
    async show(scene) {
      const doctor = await oneRow(scene)
      await doctor.press(scene.words.professional.moreFor(patient))
      await doctor.dialog.waitFor()
      return doctor.page
    },
  },
  dialog('57-message', ({ actions }) => actions.message),
  dialog('58-new-link', ({ actions }) => actions.issue),
  {
    name: '63-send-link',
    async show(scene) {
      await scene.visit({ contacts: { patient: mobile } })
      const doctor = await scene.doctor()
      const { actions, linkDialog } = scene.words.professional
      await doctor.more(patient, actions.issue)
      await doctor.button(linkDialog.sendButton).waitFor()
      return doctor.page
    },
  },
  {
    name: '64-link-sent',
    async show(scene) {
      await scene.visit({ contacts: { patient: mobile } })
      const doctor = await scene.doctor()
      const { actions, linkDialog } = scene.words.professional
      await doctor.more(patient, actions.issue)
      await doctor.press(linkDialog.sendButton)
      await doctor.dialog.getByRole('status').waitFor()
      return doctor.page
    },
  },
  {
    name: '65-add-contact',
    async show(scene) {
      const doctor = await oneRow(scene)
      const { actions, linkDialog } = scene.words.professional
      await doctor.more(patient, actions.issue)
      await doctor.press(linkDialog.add)
      await doctor.page.getByLabel(linkDialog.contact).fill('06 39')
      await doctor.press(linkDialog.save)
      await doctor.dialog.getByRole('alert').waitFor()
      return doctor.page
    },
  },
  {
    name: '59-new-link-made',
    async show(scene) {
      const doctor = await oneRow(scene)
      const { actions, linkDialog } = scene.words.professional
      await doctor.more(patient, actions.issue)
      await doctor.press(actions.issue)
      await doctor.page.getByRole('textbox', { name: linkDialog.label }).waitFor()
      return doctor.page
    },
  },
  dialog('60-revoke', ({ actions }) => actions.revoke),
  dialog('61-no-show', ({ actions }) => actions.noShow),
  dialog('62-cancel', ({ actions }) => actions.cancel),
]

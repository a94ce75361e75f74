import type { Page } from '@playwright/test'
import { codeIn } from '../support/letters.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { mobile } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

let people = 0
/** A link that asks for a code, opened by somebody with a number of their own. */
async function asked(scene: Scene): Promise<{ patient: GuestPage; phone: string }> {
  people += 1
  const phone = `+336399801${String(people % 100).padStart(2, '0')}`
  await scene.decide('code')
  const visit = await scene.visit({ contacts: { patient: { ...mobile, phone } } })
  const patient = await (await scene.guest()).open(visit.guest('patient').link)
  await patient.heading(scene.codeWords.ask.title).waitFor()
  return { patient, phone }
}

/** The same with a code on its way, and somebody typing another. */
async function mistyped(scene: Scene, times: number): Promise<Page> {
  const { patient, phone } = await asked(scene)
  const before = scene.lien.letters.all.filter(({ to }) => to === phone).length
  await patient.press(scene.codeWords.ask.send('sms'))
  const code = codeIn(await scene.lien.letters.to(phone, before + 1))
  for (let attempt = 1; attempt <= times; attempt += 1) {
    await patient.page.getByLabel(scene.codeWords.enter.label).fill(code === '000000' ? '111111' : '000000')
    await patient.press(scene.codeWords.enter.submit)
    await patient.page.getByRole('alert').waitFor()
  }
  return patient.page
}

async function birthDate(scene: Scene, ...typed: string[]): Promise<GuestPage> {
  await scene.decide('birthDate')
  const patient = await (await scene.guest()).open((await scene.visit()).guest('patient').link)
  const { title, day, month, year, submit } = scene.codeWords.birth
  await patient.heading(title).waitFor()
  if (typed.length > 0) {
    for (const [index, label] of [day, month, year].entries()) await patient.page.getByLabel(label).fill(typed[index] ?? '')
    await patient.press(submit)
    await patient.page.getByRole('alert').waitFor()
  }
  return patient
}

async function lostLink(scene: Scene): Promise<GuestPage> {
  const patient = await (await scene.guest()).open(`${scene.lien.url}/lien-perdu`)
  await patient.heading(scene.codeWords.lost.title).waitFor()
  return patient
}

export const codeScreens: readonly Screen[] = [
  { name: '14-code-ask', show: async (scene) => (await asked(scene)).patient.page },
  {
    name: '15-code-enter',
    async show(scene) {
      const { patient } = await asked(scene)
      await patient.press(scene.codeWords.ask.send('sms'))
      await patient.heading(scene.codeWords.enter.title).waitFor()
      return patient.page
    },
  },
  { name: '16-code-wrong', show: (scene) => mistyped(scene, 1) },
  {
    name: '17-code-locked',
    async show(scene) {
      const page = await mistyped(scene, 4)
      await page.getByLabel(scene.codeWords.enter.label).fill('999999')
      await page.getByRole('button', { name: scene.codeWords.enter.submit, exact: true }).click()
      await page.getByRole('heading', { name: scene.codeWords.locked.title }).waitFor()
      return page
    },
  },
  {
    name: '18-code-nowhere-to-send',
    async show(scene) {
      await scene.decide('code')
      const patient = await (await scene.guest()).open((await scene.visit()).guest('patient').link)
      await patient.heading(scene.codeWords.unreachable.title).waitFor()
      return patient.page
    },
  },
  { name: '19-birth-date', show: async (scene) => (await birthDate(scene)).page },
  { name: '19-birth-date-wrong', show: async (scene) => (await birthDate(scene, '15', '3', '1956')).page },
  { name: '47-lost-link', show: async (scene) => (await lostLink(scene)).page },
  {
    name: '48-lost-link-asked',
    async show(scene) {
      const patient = await lostLink(scene)
      await patient.page.getByLabel(scene.codeWords.lost.label).fill('06 39 98 00 99')
      await patient.press(scene.codeWords.lost.submit)
      await patient.heading(scene.codeWords.lost.sentTitle).waitFor()
      return patient.page
    },
  },
]

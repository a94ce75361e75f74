import { generateSync } from 'otplib'
import { Authenticator } from '../support/authenticator.ts'
import { TestBrowser, value } from '../support/client.ts'
import { AccessPage } from '../support/pages/AccessPage.ts'
import { oncologist } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

const proof = { method: 'password', password: oncologist.password } as const

/** The oncologist holds these. */
async function holds(scene: Scene, ...kinds: ('totp' | 'passkey')[]): Promise<void> {
  const browser = new TestBrowser(scene.lien.app.address)
  value(await browser.signIn(scene.house.email, oncologist.password))
  for (const kind of kinds) {
    const offer = value(await browser.post('factor.begin', { kind, proof }))
    const factor = offer.kind === 'totp' ? { kind: 'totp', code: generateSync({ secret: offer.secret }) } as const : { kind: 'passkey', created: new Authenticator(scene.lien.url).create(offer.options), label: 'Poste du bureau' } as const
    value(await browser.post('factor.add', { factor }))
  }
}

const door = async (scene: Scene, path = '/'): Promise<AccessPage> => new AccessPage({ page: (await scene.doctor(path, { signedIn: false })).page, words: scene.words })

/** After the password. */
async function second(scene: Scene, ...kinds: ('totp' | 'passkey')[]): Promise<AccessPage> {
  await holds(scene, ...kinds)
  const page = await door(scene)
  await page.signIn(scene.lien.url, scene.house.email)
  await page.title(page.access.second.title).waitFor()
  return page
}

async function enrolling(scene: Scene): Promise<AccessPage> {
  await scene.lien.database.query(`UPDATE establishments SET second_factor = 'required' WHERE id = $1`, [scene.house.establishmentId])
  const page = await door(scene)
  await page.signIn(scene.lien.url, scene.house.email)
  await page.title(page.access.enrol.title).waitFor()
  return page
}

async function account(scene: Scene): Promise<AccessPage> {
  await holds(scene, 'totp', 'passkey')
  const page = new AccessPage({ page: (await scene.doctor('/account')).page, words: scene.words })
  await page.button(page.access.factors.renew).waitFor()
  return page
}

const screen = (name: string, show: (scene: Scene) => Promise<AccessPage>): Screen => ({ name, show: async (scene) => (await show(scene)).page })

export const accessScreens: readonly Screen[] = [
  screen('90-forgotten-password', async (scene) => {
    const page = await door(scene)
    await page.press(page.access.forgotten)
    await page.title(page.access.forgot.title).waitFor()
    return page
  }),
  screen('91-new-password', async (scene) => {
    const page = await door(scene, `/bienvenue#${'A'.repeat(43)}`)
    await page.title(page.access.welcome.title).waitFor()
    return page
  }),
  screen('92-new-password-too-late', async (scene) => {
    const page = await door(scene, `/bienvenue#${'A'.repeat(43)}`)
    for (const label of [page.access.welcome.password, page.access.welcome.again]) await page.page.getByLabel(label, { exact: true }).fill('trois pommes vertes')
    await page.press(page.access.welcome.save)
    await page.alert(page.access.welcome.gone).waitFor()
    return page
  }),
  screen('93-second-check-code', (scene) => second(scene, 'totp')),
  screen('94-second-check-passkey', (scene) => second(scene, 'passkey', 'totp')),
  screen('95-recovery-code', async (scene) => {
    const page = await second(scene, 'totp')
    await page.press(page.access.second.useRecovery)
    await page.page.getByLabel(page.access.second.recovery).fill('abcd')
    return page
  }),
  screen('96-enrol', enrolling),
  screen('97-enrol-scan', async (scene) => {
    const page = await enrolling(scene)
    await page.press(page.access.enrol.totp)
    await page.page.getByRole('img', { name: page.access.enrol.qr }).waitFor()
    return page
  }),
  screen('98-recovery-codes', async (scene) => {
    const page = await enrolling(scene)
    await page.press(page.access.enrol.totp)
    await page.page.getByLabel(page.access.enrol.code).fill(page.codeOf(await page.secret()))
    await page.press(page.access.enrol.confirm)
    await page.title(page.access.codes.title).waitFor()
    return page
  }),
  screen('99-account-factors', account),
  screen('99b-add-passkey', async (scene) => {
    const page = await account(scene)
    await page.press(page.access.factors.add.passkey)
    await page.dialog.waitFor()
    return page
  }),
  screen('99c-change-password', async (scene) => {
    const page = await account(scene)
    await page.press(page.access.factors.changePassword)
    await page.dialog.waitFor()
    return page
  }),
]

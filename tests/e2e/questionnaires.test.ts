import { readFileSync } from 'node:fs'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { expect, test } from './fixtures.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { AdminPage } from '../support/pages/AdminPage.ts'
import { smallQuestionnaire, wrongQuestionnaire } from '../support/questionnaires.ts'

const mailOf = (who: string): string => `${who}.${Math.random().toString(36).slice(2)}@lien.test`
const file = (text: string | Buffer) => ({ name: 'questionnaire.json', mimeType: 'application/json', buffer: Buffer.from(text) })

for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 720 }]) {
  test(`a coordinating nurse imports, corrects, reads, publishes, exports and retires a questionnaire (${viewport.width} px)`, async ({ lien, house, open }) => {
    const email = mailOf('infirmiere')
    await lien.world.colleague(house, 'coordinatingNurse', email)
    await lien.world.act(house.establishmentId, (act) => provideQuestionnaires(act, house.establishmentId))
    const page = await (await open({ viewport })).newPage()
    const nurse = new AdminPage({ page })
    const words = nurse.words.questionnaires
    await nurse.signIn(lien.url, email)
    await page.getByRole('link', { name: words.link, exact: true }).click()
    await nurse.heading(nurse.admin.sections.questionnaires).waitFor()
    await expect(page.getByRole('row', { name: /Avant votre consultation/ })).toContainText(words.previsit)
    await expectAccessible(page)

    // What is wrong is said in sentences, beside the element at fault.
    await page.getByLabel(words.import.file).setInputFiles(file(wrongQuestionnaire))
    await expect(page.getByText(words.import.blocked(4))).toBeVisible()
    await expect(page.getByRole('row', { name: /item\[1\]\.item\[0\]\.linkId/ })).toContainText(words.problems.duplicateLinkId({ linkId: 'douleur' }))
    await expect(page.getByRole('row', { name: /item\[1\]\.item\[1\]\.enableWhen\[0\]\.question/ })).toContainText(words.problems.enableWhenNowhere({ question: 'doleur' }))
    await expect(nurse.button(words.import.run)).toHaveCount(0)
    await expectAccessible(page)

    // A document that does not name itself is named here, and stays as it is.
    const unnamed = readFileSync(new URL('../fixtures/questionnaires/hl7-sdc-weight-height.json', import.meta.url))
    await page.getByLabel(words.import.file).setInputFiles(file(unnamed))
    await page.getByLabel(words.import.version, { exact: true }).fill('2018')
    await nurse.press(words.import.check)
    await expect(page.getByText(words.import.good(5))).toBeVisible()
    await nurse.press(words.import.run)
    await expect(page.getByText(words.import.done)).toBeVisible()
    await page.getByRole('button', { name: /^Lire Weight & Height tracking panel/ }).click()
    await expect(page.getByRole('heading', { name: words.preview.title('Weight & Height tracking panel') })).toBeFocused()
    await expect(page.getByText('Street clothes, no shoes')).toBeVisible()
    await expectAccessible(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Exporter Weight & Height tracking panel/ }).click()])
    expect(readFileSync(await download.path()).equals(unnamed)).toBe(true)

    // Published for a treatment, it is asked; a newer version takes its place; retired, it is not.
    for (const version of ['1.0.0', '2.0.0']) {
      await page.getByLabel(words.import.file).setInputFiles(file(smallQuestionnaire('urn:essai', { version })))
      await nurse.press(words.import.run)
      await nurse.press(words.publishOf(`Essai ${version}`))
      await nurse.dialog.getByLabel(words.purposes.module).check()
      await nurse.dialog.getByLabel(words.module, { exact: true }).selectOption('')
      await nurse.dialog.getByLabel(words.moduleCode).fill('chimiotherapie')
      await expectAccessible(page)
      await nurse.confirm(words.publish)
      await expect(page.getByRole('row', { name: new RegExp(`Essai .*${version}`) })).toContainText(words.ofModule('chimiotherapie'))
    }
    await expect(page.getByRole('row', { name: /Essai .*1\.0\.0/ })).toContainText(words.states.retired)
    await nurse.press(words.retireOf('Essai 2.0.0'))
    await nurse.confirm(words.retire)
    await expect(page.getByRole('row', { name: /Essai .*2\.0\.0/ })).toContainText(words.states.retired)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
}

test('an oncologist reads what is asked, and changes nothing', async ({ lien, house, doctor: signIn }) => {
  await lien.world.act(house.establishmentId, (act) => provideQuestionnaires(act, house.establishmentId))
  const doctor = await signIn()
  await doctor.day()
  const words = doctor.words.questionnaires
  await doctor.page.getByRole('link', { name: words.link, exact: true }).click()
  await doctor.page.getByRole('button', { name: /^Lire Avant votre consultation/ }).click()
  await expect(doctor.page.getByText('Quelle est votre température la plus haute depuis hier', { exact: false })).toBeVisible()
  await expect(doctor.page.getByLabel(words.import.file)).toHaveCount(0)
  await expect(doctor.page.getByRole('button', { name: new RegExp(`^${words.retire}`) })).toHaveCount(0)
  await expectAccessible(doctor.page)
})

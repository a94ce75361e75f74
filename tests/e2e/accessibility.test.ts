import type { Page } from '@playwright/test'
import { screens } from '../screens/catalogue.ts'
import { giveSmallCamera } from '../screens/faces.ts'
import { Scene, type Language } from '../screens/Scene.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { watchPolicy } from '../support/pages/policy.ts'
import { expect, test } from './fixtures.ts'

/** Each language on the window where its words are the tightest fit: French is the longer one. */
const windows = { fr: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, en: { viewport: { width: 1280, height: 800 } } } as const
test.describe.configure({ mode: 'parallel' })

/** ms that a page may take to speak another language. */
const patience = 3_000

/** The same screen in English at a desk, where it has the button that changes its language; bringing a screen about takes longer than looking at it. */
async function turnsEnglish(page: Page): Promise<boolean> {
  const english = page.getByRole('button', { name: 'English', exact: true })
  // Behind a dialog nothing can be pressed.
  if ((await page.locator('dialog[open]').count()) > 0 || !(await english.isVisible())) return false
  await english.click({ timeout: patience })
  await expect(page.locator('html')).toHaveAttribute('lang', 'en', { timeout: patience })
  await page.setViewportSize(windows.en.viewport)
  return true
}

for (const screen of screens) {
  test(`[RGAA] axe finds nothing on ${screen.name}, in French on a telephone and in English at a desk`, async ({ lien, browser, violations }) => {
    test.slow()
    const look = async (language: Language, then: (page: Page) => Promise<boolean>): Promise<boolean> => {
      const scene = await Scene.create({ lien, browser, language, options: windows[language], prepare: async (context) => {
        await giveSmallCamera(context)
        await watchPolicy(context, violations)
      } })
      try {
        const page = await screen.show(scene)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expectAccessible(page)
        return await then(page)
      } finally {
        await scene.close()
      }
    }
    const both = await look('fr', async (page) => {
      if (!(await turnsEnglish(page))) return false
      await expectAccessible(page)
      return true
    })
    if (!both) await look('en', () => Promise.resolve(true))
  })
}

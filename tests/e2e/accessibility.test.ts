import type { Page } from '@playwright/test'
import { screens } from '../screens/catalogue.ts'
import { giveCamera, small } from '../support/pages/camera.ts'
import { Scene } from '../screens/Scene.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { watchPolicy } from '../support/pages/policy.ts'
import { expect, test } from './fixtures.ts'

/** Each language on the window where its words are the tightest fit: French is the longer one. */
const windows = { fr: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, en: { viewport: { width: 1280, height: 800 } } } as const
test.describe.configure({ mode: 'parallel' })

/** ms that a page may take to speak another language. */
const patience = 3_000

/** The same screen in English at a desk, as when its person chose so in another tab: bringing a screen about takes longer than looking at it. */
async function turnEnglish(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new StorageEvent('storage', { key: 'lien:language', newValue: 'en' })))
  await expect(page.locator('html')).toHaveAttribute('lang', 'en', { timeout: patience })
  await page.setViewportSize(windows.en.viewport)
}

for (const screen of screens) {
  test(`[RGAA] axe finds nothing on ${screen.name}, in French on a telephone and in English at a desk`, async ({ lien, browser, violations }) => {
    test.slow()
    const scene = await Scene.create({ lien, browser, language: 'fr', options: windows.fr, prepare: async (context) => {
      await giveCamera(context, small)
      await watchPolicy(context, violations)
    } })
    try {
      const page = await screen.show(scene)
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
      await expectAccessible(page)
      await turnEnglish(page)
      await expectAccessible(page)
    } finally {
      await scene.close()
    }
  })
}

test('[RGAA] axe does find what is wrong: a field without a name', async ({ page }) => {
  await page.setContent('<main><h1>Lien</h1><input></main>')
  await expect(expectAccessible(page)).rejects.toThrow('label: input')
})

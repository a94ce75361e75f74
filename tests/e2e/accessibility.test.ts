import { screens } from '../screens/catalogue.ts'
import { giveSmallCamera } from '../screens/faces.ts'
import { languages, Scene } from '../screens/Scene.ts'
import { expectAccessible } from '../support/pages/axe.ts'
import { watchPolicy } from '../support/pages/policy.ts'
import { expect, test } from './fixtures.ts'

/** Each language on the window where its words are the tightest fit: French is the longer one. */
const windows = { fr: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, en: { viewport: { width: 1280, height: 800 } } } as const

for (const language of languages) {
  for (const screen of screens) {
    test(`[RGAA] axe finds nothing on ${screen.name} (${language})`, async ({ lien, browser, violations }) => {
      const scene = await Scene.create({ lien, browser, language, options: windows[language], prepare: async (context) => {
        await giveSmallCamera(context)
        await watchPolicy(context, violations)
      } })
      try {
        const page = await screen.show(scene)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expectAccessible(page)
      } finally {
        await scene.close()
      }
    })
  }
}

import { AxeBuilder } from '@axe-core/playwright'
import { screens } from '../screens/catalogue.ts'
import { giveSmallCamera } from '../screens/faces.ts'
import { languages, Scene } from '../screens/Scene.ts'
import { watchPolicy } from '../support/pages/policy.ts'
import { expect, test } from './fixtures.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
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
        const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
      } finally {
        await scene.close()
      }
    })
  }
}

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** WCAG 2.2 A and AA, and what axe advises beyond. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** axe finds nothing on the page as it stands; else a line a rule, with the places. */
export async function expectAccessible(page: Page): Promise<void> {
  // In one page: the other way opens a second one for each look, for the sake of frames from elsewhere, which our policy forbids.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
}

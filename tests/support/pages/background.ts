import type { Page } from '@playwright/test'

/**
 * The page is told that its tab went to the background; answers the way back. Told, since a page that Playwright drives is
 * never hidden: another one in front of it, and its emulation of focus taken back over a session of our own, left it visible
 * to itself (headless Chromium 156).
 */
export async function toBackground(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  return () => page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

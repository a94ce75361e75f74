import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'

/** Debian's Chromium with fake devices, quiet, and able to reach an sfu on the loopback interface. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['LIEN_CHROMIUM'] ?? '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

/** The doctor sits at a desk, the joiner holds a telephone. */
const desk = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }
export const openContext = (browser: Browser, viewport = desk): Promise<BrowserContext> => browser.newContext({ locale: 'fr-FR', permissions: ['camera', 'microphone'], viewport })

const patience = 30_000

/** When a performance mark was set, in ms since the epoch; waits for it. */
export async function markedAt(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction((mark) => {
    const [entry] = performance.getEntriesByName(mark)
    return entry ? performance.timeOrigin + entry.startTime : null
  }, name, { timeout: patience, polling: 50 })
  return (await found.jsonValue()) ?? Number.NaN
}
export const clearMarks = (page: Page): Promise<void> => page.evaluate(() => performance.clearMarks())
export const navigationStart = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin)

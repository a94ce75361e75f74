import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, devices, type Browser, type BrowserContextOptions } from '@playwright/test'
import { openLien, type Lien } from '../support/lien.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import { screens } from './catalogue.ts'
import { giveFace } from './faces.ts'
import { languages, Scene, type Language, type Screen } from './Scene.ts'

const formats: Record<string, BrowserContextOptions> = {
  phone: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
}
const folder = fileURLToPath(new URL('../../screens', import.meta.url))
const patience = 30_000

/** Writes a picture of every screen, or of those whose names hold one of the words given: `npm run screens -- call welcome`. */
async function main(wanted: readonly string[]): Promise<number> {
  const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const lien = await openLien()
  const launch = () => chromium.launch(chromiumOptions())
  let browser = await launch()
  let failed = 0
  try {
    for (const screen of chosen) for (const language of languages) for (const format of Object.keys(formats)) {
      const path = join(folder, `${language}-${format}-${screen.name}.png`)
      // A browser that broke down under one picture must not take the others with it.
      if (!browser.isConnected()) browser = await launch()
      try {
        await take(lien, browser, screen, language, format, path)
        console.log(path)
      } catch (error) {
        failed += 1
        console.error(`${screen.name} (${language}, ${format}) could not be shown:`, error)
      }
    }
  } finally {
    await browser.close()
    await lien.close()
  }
  return failed
}

async function take(lien: Lien, browser: Browser, screen: Screen, language: Language, format: string, path: string): Promise<void> {
  const scene = await Scene.create({ lien, browser, language, options: formats[format] ?? {}, prepare: giveFace, patience })
  try {
    const page = await screen.show(scene)
    // A phone shows what fits in its hand first; what lies below is worth seeing too.
    await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  } finally {
    await scene.close()
  }
}

process.exitCode = (await main(process.argv.slice(2))) > 0 ? 1 : 0

import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './support/pages/chromium.ts'

/** Screens that people read and forms that they fill; the others are calls, with pictures and voices. */
const pages = ['accessibility', 'administration', 'codes', 'doors', 'headers', 'links', 'oidc', 'questionnaires', 'sessions', 'signin'].map((name) => `**/${name}.test.ts`)

/** One worker where nothing else is said: each brings up a whole Lien, and two pages in a call fill most of two cores. */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  workers: 1,
  projects: [{ name: 'pages', testMatch: pages }, { name: 'calls', testIgnore: pages }],
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 20_000,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    launchOptions: chromiumOptions(),
    // Keeping each step of each page costs a tenth of the time: `--trace retain-on-failure` for the one that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})

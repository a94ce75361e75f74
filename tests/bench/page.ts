import type { Page } from '@playwright/test'
import { openLien } from '../support/lien.ts'
import { oncologist } from '../support/world.ts'
import { launchChromium, openContext } from './support/browser.ts'
import { printResult } from './support/stats.ts'

/** What a cold browser loads before each first screen can be used: bytes as they cross the network (gzip), by kind. */
interface Loaded { url: string; kind: string; /** Of its file. */ bytes: number; /** Of its response's headers, which HTTP/2 sends once. */ headers: number; at: number }

const lien = await openLien()
const browser = await launchChromium()
const visit = await lien.world.visit(lien.house)

async function measure(screen: string, address: string, usable: (page: Page) => Promise<unknown>): Promise<void> {
  const context = await openContext(browser)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  // Brotli is what browsers would choose; gzip is what peers were measured with.
  await cdp.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } })
  const started = new Map<string, { url: string; kind: string; headers: number }>()
  const loaded: Loaded[] = []
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => started.set(requestId, { url: request.url, kind: type ?? 'Other', headers: 0 }))
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const request = started.get(requestId)
    if (request) request.headers = response.encodedDataLength
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = started.get(requestId)
    if (request) loaded.push({ ...request, bytes: encodedDataLength - request.headers, at: Date.now() })
  })
  await page.goto(address, { waitUntil: 'commit' })
  await usable(page)
  const ready = Date.now()
  await page.waitForLoadState('networkidle')
  const before = loaded.filter(({ at }) => at <= ready)
  const sum = (list: readonly Loaded[], kind?: string) => list.filter((one) => !kind || one.kind === kind).reduce((total, { bytes }) => total + bytes, 0)
  printResult({
    bench: 'page', screen, gzip_bytes: sum(before, 'Script'), requests: before.filter(({ kind }) => kind === 'Script').length,
    header_bytes: before.filter(({ kind }) => kind === 'Script').reduce((total, { headers }) => total + headers, 0), all_bytes: sum(before), all_requests: before.length, later_script_bytes: sum(loaded, 'Script') - sum(before, 'Script'),
  })
  await context.close()
}

try {
  await measure('patient welcome', visit.guest('patient').link, (page) => page.getByRole('button', { name: 'Me préparer' }).click({ trial: true }))
  await measure('professional sign-in', lien.url, (page) => page.getByRole('textbox').first().fill(oncologist.email))
} finally {
  await browser.close()
  await lien.close()
}
process.exit(0)

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** The professionals' page, the visitors', and the one they come back to. */
const pages = ['/', '/visit', '/visit/01900000-0000-7000-8000-000000000000']

for (const path of pages) {
  test(`the headers of ${path} say what the browser must refuse`, async ({ lien, open }) => {
    const page = await (await open({})).newPage()
    const response = await page.goto(`${lien.url}${path}`)
    const headers = response?.headers() ?? {}
    const policy = new Map((headers['content-security-policy'] ?? '').split(';').map((line) => { const [name = '', ...values] = line.trim().split(' '); return [name, values.join(' ')] }))
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'none'", 'script-src': "'self'", 'script-src-attr': "'none'", 'style-src': "'self'", 'style-src-attr': "'none'", 'base-uri': "'none'", 'form-action': "'self'", 'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'", 'trusted-types': "'none'", 'report-uri': '/csp-report',
    })
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https:(?!\/)/)
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'origin-agent-cluster': '?1', 'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'x-robots-tag': 'noindex, nofollow',
    })
    expect(headers['permissions-policy']).toMatch(/camera=\(self\), microphone=\(self\), display-capture=\(self\)/)
    expect(headers['x-powered-by']).toBeUndefined()
    await page.locator('#root h1').first().waitFor()
  })
}

/** Runs in the page's own world, under its policy; the name of the error, or what came out. */
const attempt = (page: Page, what: 'markup' | 'policy' | 'inline' | 'elsewhere' | 'style') => page.evaluate(async (what) => {
  try {
    switch (what) {
      case 'markup': document.body.innerHTML = '<b>in</b>'; return document.body.textContent
      case 'policy': (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text }); return 'made'
      case 'inline': {
        const script = document.createElement('script')
        script.append(document.createTextNode('document.title = "in"'))
        document.head.append(script)
        return document.title
      }
      case 'style': {
        const box = document.createElement('p')
        box.setAttribute('style', 'width: 7px')
        return box.style.width === '7px' ? 'styled' : 'plain'
      }
      case 'elsewhere': await fetch('http://127.0.0.1:9/'); return 'sent'
    }
  } catch (error) {
    return (error as Error).name
  }
}, what)

test('what somebody smuggles into a page does not run, and is reported', async ({ lien, open, violations }) => {
  const page = await (await open({})).newPage()
  await page.goto(lien.url)
  await page.locator('#root h1').first().waitFor()
  const reported = page.waitForResponse((response) => response.url().endsWith('/csp-report'))
  expect(await attempt(page, 'markup')).toBe('TypeError')
  expect((await reported).status()).toBe(204)
  expect(await attempt(page, 'policy')).toBe('TypeError')
  expect(await attempt(page, 'inline')).not.toBe('in')
  expect(await attempt(page, 'style')).toBe('plain')
  expect(await attempt(page, 'elsewhere')).toBe('TypeError')
  await expect.poll(() => violations.join('\n')).toMatch(/connect-src/)
  for (const directive of ['require-trusted-types-for', 'trusted-types', 'style-src-attr']) expect(violations.join('\n')).toContain(directive)
  // One refusal may be told more than once: all that this page has to say is said when it is gone.
  await page.close()
  // Expected here, and only here: in every other test one of these lines is a failure.
  violations.length = 0
})

test('a page of another origin cannot frame ours, hold its window, or read from it', async ({ lien, open, violations }) => {
  const foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>elsewhere</title>')).listen(0, '127.0.0.1')
  const page = await (await open({})).newPage()
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const framed = await page.evaluate((url) => new Promise<string>((resolve) => {
    const frame = document.createElement('iframe')
    frame.src = url
    // A refused frame loads the browser's own error page, which is nobody's origin.
    frame.onload = () => { try { resolve(frame.contentDocument ? 'same' : 'refused') } catch { resolve('refused') } }
    document.body.append(frame)
  }), lien.url)
  expect(framed).toBe('refused')
  const frames = page.frames().filter((frame) => frame !== page.mainFrame())
  for (const frame of frames) expect(await frame.locator('#root').count()).toBe(0)
  const popup = page.waitForEvent('popup')
  await page.evaluate((url) => { (window as unknown as { held: Window | null }).held = window.open(url) }, lien.url)
  const ours = await popup
  await ours.locator('#root h1').first().waitFor()
  expect(await ours.evaluate(() => window.opener === null)).toBe(true)
  await expect.poll(() => page.evaluate(() => (window as unknown as { held: Window | null }).held?.closed)).toBe(true)
  for (const path of ['/robots.txt', '/health']) expect(await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(() => 'read', () => 'refused'), `${lien.url}${path}`)).toBe('refused')
  expect(await ours.evaluate(() => window.originAgentCluster)).toBe(true)
  violations.length = 0
  foreign.close()
})

test('a page of another site sends nothing as the doctor who is signed in: no form, no command, no socket', async ({ lien, house, doctor: signIn, violations }) => {
  const doctor = await signIn()
  await doctor.day()
  const foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>elsewhere</title>')).listen(0, '127.0.0.1')
  const page = await doctor.page.context().newPage()
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const sessions = () => lien.database.query('SELECT id FROM sessions WHERE account_id = $1 AND ending IS NULL', [house.accountId])
  const before = await sessions()

  // A form may be sent anywhere, and its answer is shown: a refusal, and no cookie went with it.
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/professional.signOut'))
  await page.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', enctype: 'text/plain', action })
    form.append(Object.assign(document.createElement('input'), { name: '{"a":"', value: '"}' }))
    document.body.append(form)
    form.submit()
  }, `${lien.url}/api/professional.signOut`)
  const refused = await answered
  expect(refused.status()).toBe(403)
  expect((await refused.request().allHeaders())['cookie']).toBeUndefined()
  // The answer is on screen before the page goes elsewhere.
  await page.waitForURL(/professional\.signOut$/)

  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const tried = await page.evaluate(async (url) => {
    const send = (mode: RequestMode, headers: Record<string, string>) => fetch(`${url}/api/professional.signOut`, { method: 'POST', mode, credentials: 'include', headers, body: '{}' }).then(({ type }) => type, () => 'refused')
    const socket = await new Promise<string>((resolve) => {
      const line = new WebSocket(`${url.replace('http', 'ws')}/signal/?EIO=4&transport=websocket`)
      line.onopen = () => resolve('open')
      line.onerror = () => resolve('refused')
    })
    return { simple: await send('no-cors', { 'content-type': 'text/plain' }), command: await send('cors', { 'content-type': 'application/json', 'x-lien-seat': '-' }), socket }
  }, lien.url)
  expect(tried).toMatchObject({ command: 'refused', socket: 'refused' })
  // What a page may send blindly arrives without the cookie, and is refused.
  expect(await sessions()).toEqual(before)
  await doctor.page.reload()
  await doctor.day()
  violations.length = 0
  foreign.close()
})

test('camera and microphone are allowed to our pages, sensors and payment to nobody', async ({ lien, open }) => {
  const page = await (await open({})).newPage()
  await page.goto(`${lien.url}/visit`)
  const allowed = await page.evaluate(() => (document as unknown as { featurePolicy: { allowedFeatures: () => string[] } }).featurePolicy.allowedFeatures())
  for (const feature of ['camera', 'microphone', 'display-capture']) expect(allowed).toContain(feature)
  for (const feature of ['geolocation', 'usb', 'payment', 'midi', 'serial']) expect(allowed).not.toContain(feature)
})

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxMessageBytes } from '@lien/contract/wire'
import { usualBounds } from '@lien/server/door/bounds.ts'
import { usualLimits } from '@lien/server/door/limits.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { arrive, noLimits, openHouse, type TestHouse } from '../support/house.ts'

const lines: string[] = []
let house: TestHouse
beforeAll(async () => {
  house = await openHouse({
    bounds: { ...usualBounds, headersTimeout: 400, requestTimeout: 800, interval: 100, connections: 40 }, limits: { ...noLimits, report: usualLimits.report },
    env: { LIEN_SECURITY_CONTACT: 'securite@lien.test' }, log: createLog('info', { write: (line) => void lines.push(line) }),
  })
})
afterAll(() => house.close())

const at = (path: string, init?: RequestInit) => fetch(`${house.app.address}${path}`, init)

/** Sends bytes as they are; what comes back until the server hangs up. */
function speak(text: string): Promise<string> {
  const { hostname, port } = new URL(house.app.address)
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => void socket.write(text))
    socket.on('data', (bytes) => { heard += bytes.toString() })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
  })
}

describe('a door takes no more than it needs', () => {
  it('an address longer than any of ours is refused, on pages and commands', async () => {
    expect((await at(`/${'a'.repeat(usualBounds.urlBytes)}`)).status).toBe(400)
    expect((await at(`/api/site.read?${'a'.repeat(usualBounds.urlBytes)}`, { method: 'POST' })).status).toBe(400)
    expect((await at('/health')).status).toBe(200)
  })

  it('headers past their size end the connection with 431', async () => {
    expect(await speak(`GET /health HTTP/1.1\r\nhost: x\r\nx-much: ${'a'.repeat(usualBounds.headerBytes)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /)
  })

  it('a request that trickles is cut: its headers, and its body', async () => {
    expect(await speak('GET /health HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(/^HTTP\/1.1 408 /)
    expect(await speak('POST /api/link.open HTTP/1.1\r\nhost: x\r\nx-lien-seat: -\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n{"token"')).toMatch(/^HTTP\/1.1 408 |^$/)
  })

  it('a body one byte too large is refused before it is read as JSON', async () => {
    const body = (bytes: number) => JSON.stringify({ token: 'a'.repeat(bytes - 12) })
    const answer = async (bytes: number) => (await house.browser().raw('link.open', body(bytes), { 'x-lien-seat': '-' })).body
    expect(await answer(maxMessageBytes + 1)).toEqual({ ok: false, fault: { code: 'invalidInput', reason: 'tooLarge' } })
    expect(await answer(maxMessageBytes)).toEqual({ ok: false, fault: { code: 'invalidInput', fields: ['token'] } })
  })

  it('a socket message too large ends its line, and nobody else’s', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'relative'] })
    const [one, other] = [await arrive(house, visit), await arrive(house, visit, 'relative')]
    one.socket.emitAnything('perform', 'message.send', { text: 'a'.repeat(maxMessageBytes) })
    expect(await one.socket.notice('disconnect')).toMatch(/transport/)
    expect(await other.socket.perform('visit.read', {})).toMatchObject({ ok: true })
  })

  it('one address cannot hold all connections; those it closes count no more', async () => {
    const { hostname, port } = new URL(house.app.address)
    const open = () => new Promise<{ alive: boolean; end: () => void }>((resolve) => {
      const socket = connect(Number(port), hostname, () => void socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n'))
      const end = () => void socket.destroy()
      socket.on('error', () => undefined)
      socket.once('data', () => resolve({ alive: true, end }))
      socket.once('close', () => resolve({ alive: false, end }))
    })
    const held = await Promise.all(Array.from({ length: 60 }, open))
    const alive = held.filter((one) => one.alive).length
    expect(alive).toBeGreaterThan(0)
    expect(alive).toBeLessThanOrEqual(40)
    for (const one of held) one.end()
    await expect.poll(async () => (await open()).alive).toBe(true)
  })
})

describe('violation reports', () => {
  const send = (body: unknown, type = 'application/csp-report') => at('/csp-report', { method: 'POST', headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) })

  it('leave the directive and the blocked origin in the log, never a path or what a page carried', async () => {
    lines.length = 0
    const secret = '01900000-0000-7000-8000-00000000abcd'
    expect((await send({ 'csp-report': { 'document-uri': `https://lien.test/visit/${secret}`, referrer: secret, 'violated-directive': 'script-src-elem', 'blocked-uri': `https://foreign.test/x/${secret}?t=${secret}`, 'script-sample': secret } })).status).toBe(204)
    expect((await send([{ type: 'csp-violation', url: secret, body: { effectiveDirective: 'require-trusted-types-for', blockedURL: 'trusted-types-sink', sample: secret } }], 'application/reports+json')).status).toBe(204)
    const reported = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => 'directive' in line)
    expect(reported.map(({ directive, blocked }) => [directive, blocked])).toEqual([['script-src-elem', 'https://foreign.test'], ['require-trusted-types-for', 'trusted-types-sink']])
    expect(lines.join('')).not.toContain(secret)
  })

  it('that are nonsense, too large or too many become no line', async () => {
    lines.length = 0
    expect((await send('not json')).status).toBe(400)
    expect((await send({ 'csp-report': 'x' })).status).toBe(204)
    expect((await send({ 'csp-report': { 'blocked-uri': 'a'.repeat(20_000) } })).status).toBe(400)
    const statuses = await Promise.all(Array.from({ length: usualLimits.report.points }, async () => (await send({})).status))
    expect(statuses).toContain(429)
    expect(lines.filter((line) => line.includes('directive'))).toEqual([])
  })
})

describe('well-known addresses', () => {
  it('robots are sent away, by file and by header', async () => {
    const robots = await at('/robots.txt')
    expect(await robots.text()).toBe('User-agent: *\nDisallow: /\n')
    expect(robots.headers.get('x-robots-tag')).toBe('noindex, nofollow')
  })

  it('security.txt names the configured contact and a date still to come', async () => {
    const text = await (await at('/.well-known/security.txt')).text()
    expect(text).toContain('Contact: mailto:securite@lien.test\n')
    expect(Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now())
  })

  it('security.txt is absent where no contact is configured', async () => {
    const other = await openHouse()
    expect((await fetch(`${other.app.address}/.well-known/security.txt`)).status).toBe(404)
    await other.close()
  })
})

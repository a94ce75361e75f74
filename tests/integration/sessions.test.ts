import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noSeat, seatHeader } from '@lien/contract/wire'
import { accessSeconds } from '@lien/contract/sessions'
import { endSessions } from '@lien/server/sessions/commands.ts'
import { sessionsOf } from '@lien/server/sessions/queries.ts'
import { grace, workday } from '@lien/server/sessions/rules.ts'
import { RefusedSocket, faultOf, value, type TestBrowser } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { oncologist, tokenOf } from '../support/world.ts'

let house: TestHouse
/** ms that the house's clock is ahead of the machine's. */
let ahead = 0
const pass = (ms: number) => { ahead += ms }
beforeAll(async () => { house = await openHouse({ clock: () => new Date(Date.now() + ahead) }) })
afterAll(() => house.close())

/** An oncologist of an establishment of their own: nobody else's sessions are among theirs. */
let houses = 10
async function newDoctor() {
  const one = await house.world.house({ finess: String(++houses).padStart(9, '0'), email: `dr.session${houses}@lien.test` })
  const signIn = async (userAgent?: string) => {
    const browser = house.browser()
    await browser.raw('professional.signIn', JSON.stringify({ email: one.email, password: oncologist.password }), { [seatHeader]: noSeat, ...(userAgent && { 'user-agent': userAgent }) })
    return browser
  }
  return { ...one, signIn, browser: await signIn() }
}
const refreshTokenOf = (browser: TestBrowser) => browser.cookies.get('lien-refresh') ?? ''
/** A browser with this very refresh token and no other cookie. */
function holding(token: string): TestBrowser {
  const browser = house.browser()
  browser.setCookie('lien-refresh', token)
  return browser
}
const refresh = async (browser: TestBrowser) => browser.post('session.refresh', {})
const installation = '00000000-0000-0000-0000-000000000000'
const trailOf = async (accountId: string) => (await house.trail(installation)).filter(({ event }) => event['accountId'] === accountId).map(({ event }) => event)

describe('an access token', () => {
  it('serves five minutes; then a refresh gives another, and the day goes on', async () => {
    const { browser } = await newDoctor()
    value(await browser.post('day.read', {}))
    pass(accessSeconds * 1000 + 1000)
    expect(faultOf(await browser.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'accessExpired' })
    await expect(browser.connect(null)).rejects.toMatchObject({ fault: { code: 'unauthenticated', reason: 'accessExpired' } })
    // What anybody may ask is answered meanwhile.
    value(await browser.post('site.read', {}))
    expect(value(await refresh(browser))).toEqual({ over: null })
    value(await browser.post('day.read', {}))
    const socket = await browser.connect(null)
    value(await socket.perform('day.read', {}))
  })

  it('and its refresh token are out of scripts’ reach, the latter sent to one command alone', async () => {
    const one = await newDoctor()
    const { headers } = await house.browser().raw('professional.signIn', JSON.stringify({ email: one.email, password: oncologist.password }), { [seatHeader]: noSeat })
    const [access = '', token = ''] = headers.getSetCookie()
    expect(access).toMatch(/^lien-professional=.*; Path=\/; .*HttpOnly; SameSite=Strict$/)
    expect(token).toMatch(/^lien-refresh=[\w-]{43}; Path=\/api\/session\.refresh; .*HttpOnly; SameSite=Strict$/)
    const stored = await house.database.query<{ hash: Buffer }>('SELECT t.hash FROM session_tokens t JOIN sessions s ON s.id = t.session_id WHERE s.account_id = $1', [one.accountId])
    expect(stored.map(({ hash }) => hash.length)).toEqual([32, 32])
  })
})

describe('a refresh token', () => {
  it('is exchanged each time, and one that was used already ends the whole family', async () => {
    const { browser, accountId } = await newDoctor()
    const stolen = refreshTokenOf(browser)
    value(await refresh(browser))
    expect(refreshTokenOf(browser)).not.toBe(stolen)
    pass(grace + 1000)
    const socket = await browser.connect(null)
    expect(value(await refresh(holding(stolen)))).toEqual({ over: 'sessionReused' })
    // Whoever holds the newest token is out as well: nobody knows which of the two is the thief.
    expect(await socket.notice('session.ended')).toEqual({ reason: 'sessionReused' })
    await socket.notice('disconnect')
    expect(faultOf(await browser.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'sessionReused' })
    expect(value(await refresh(browser))).toEqual({ over: 'sessionReused' })
    expect(browser.cookies.get('lien-professional')).toBe('')
    const events = await trailOf(accountId)
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['session.opened', 'session.refreshed', 'session.ended']))
    expect(events.find(({ type, sessionIds }) => type === 'session.ended' && (sessionIds as string[]).length === 1)).toMatchObject({ reason: 'sessionReused' })
  })

  it('serves twice within ten seconds, so that two tabs may refresh at the same moment', async () => {
    const { browser } = await newDoctor()
    const shared = refreshTokenOf(browser)
    const tabs = [holding(shared), holding(shared), holding(shared)]
    for (const reply of await Promise.all(tabs.map(refresh))) expect(value(reply)).toEqual({ over: null })
    // One of them rotated; the others left the browser's one new token alone.
    const given = tabs.map(refreshTokenOf)
    expect(given.filter((token) => token !== shared)).toHaveLength(1)
    for (const tab of tabs) value(await tab.post('day.read', {}))
    const fresh = given.find((token) => token !== shared) ?? ''
    // Not the one before the last: no grace for that.
    const next = holding(fresh)
    expect(value(await refresh(next))).toEqual({ over: null })
    expect(value(await refresh(holding(shared)))).toEqual({ over: 'sessionReused' })
    expect(value(await refresh(next))).toEqual({ over: 'sessionReused' })
  })

  it('that was never given, or none, proves nothing', async () => {
    for (const browser of [house.browser(), holding('x'.repeat(43)), holding('')]) expect(faultOf(await refresh(browser))).toEqual({ code: 'unauthenticated' })
  })

  it('does not outlive the workday, however often it is exchanged', async () => {
    const { browser } = await newDoctor()
    for (let hours = 1; hours < workday / 3_600_000; hours++) {
      pass(3_600_000)
      expect(value(await refresh(browser))).toEqual({ over: null })
    }
    pass(3_600_000)
    expect(value(await refresh(browser))).toEqual({ over: 'sessionExpired' })
  })
})

describe('one’s own devices', () => {
  it('are listed with their names, this one marked, and nobody else’s among them', async () => {
    const { signIn, browser, accountId, establishmentId } = await newDoctor()
    await newDoctor()
    await signIn('Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0')
    const { sessions } = value(await browser.post('session.list', {}))
    expect(sessions.map(({ here, browser: name, system }) => ({ here, name, system }))).toEqual(expect.arrayContaining([{ here: true, name: null, system: null }, { here: false, name: 'Firefox', system: 'Linux' }]))
    expect(sessions).toHaveLength(2)
    const { value: seen } = await house.world.act(establishmentId, (act) => sessionsOf(act.db, establishmentId, null, act.at))
    expect(seen.map((one) => one.accountId)).toEqual([accountId, accountId])
  })

  it('are ended one by one or all but this one, and only one’s own', async () => {
    const { signIn, browser } = await newDoctor()
    const stranger = await newDoctor()
    const [lost, other, third] = [await signIn(), await signIn(), await signIn()]
    const mine = value(await lost.post('session.list', {})).sessions.find(({ here }) => here)
    const theirs = value(await stranger.browser.post('session.list', {})).sessions.find(({ here }) => here)
    if (!mine || !theirs) throw new Error('A session that is not its own list.')
    expect(faultOf(await browser.post('session.revoke', { which: theirs.sessionId }))?.code).toBe('notFound')
    value(await browser.post('session.revoke', { which: mine.sessionId }))
    expect(faultOf(await lost.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'endedElsewhere' })
    expect(value(await refresh(lost))).toEqual({ over: 'endedElsewhere' })
    value(await browser.post('session.revoke', { which: 'others' }))
    for (const one of [other, third]) expect(faultOf(await one.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'endedElsewhere' })
    value(await browser.post('day.read', {}))
    value(await stranger.browser.post('day.read', {}))
    // Ended here, it may sign in again here.
    value(await lost.signIn((await newDoctor()).email, oncologist.password))
    value(await lost.post('day.read', {}))
  })

  it('a sign-out ends the session and not only the cookie; a second sign-in takes the place of the first', async () => {
    const { browser, email } = await newDoctor()
    const kept = new Map(browser.cookies)
    value(await browser.post('professional.signOut', {}))
    const thief = house.browser()
    for (const [name, held] of kept) thief.setCookie(name, held)
    expect(faultOf(await thief.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'signedOut' })
    value(await browser.signIn(email, oncologist.password))
    value(await browser.signIn(email, oncologist.password))
    expect(value(await browser.post('session.list', {})).sessions).toHaveLength(1)
  })
})

describe('a page whose session is ended', () => {
  it('is cut and told why within five seconds in every server process, out of a call too', async () => {
    const doctor = await newDoctor()
    const visit = await house.world.visit(doctor)
    const { socket: patient } = await arrive(house, visit)
    value(await doctor.browser.post('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
    const second = await house.secondApp()
    const there = house.browser(second)
    there.takeCookiesFrom(await doctor.signIn())
    const [here, elsewhere] = [await (await doctor.signIn()).connect(null), await there.connect(null)]
    const joined = value(await join(elsewhere, visit))
    const inCall = await patient.notice('visit.changed', ({ people }) => people.some(({ seat, inCall }) => seat === 'oncologist' && inCall))
    expect(inCall.people).toHaveLength(2)
    const begun = Date.now()
    value(await doctor.browser.post('session.revoke', { which: 'others' }))
    for (const page of [here, elsewhere]) {
      expect(await page.notice('session.ended')).toEqual({ reason: 'endedElsewhere' })
      await page.notice('disconnect')
    }
    expect(Date.now() - begun).toBeLessThan(5_000)
    await expect.poll(async () => (await house.trail(visit.consultationId)).find(({ type }) => type === 'call.left')?.event, { timeout: 5_000 }).toMatchObject({ stayId: joined.stayId, reason: 'sessionEnded' })
    await expect(there.connect(null)).rejects.toBeInstanceOf(RefusedSocket)
  })

  it('may belong to an account that was closed, or whose sessions were ended by an administrator', async () => {
    const [closed, ended] = [await newDoctor(), await newDoctor()]
    const [one, two] = [await closed.browser.connect(null), await ended.browser.connect(null)]
    await house.database.query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [closed.accountId])
    await house.world.act(ended.establishmentId, (act) => endSessions(act, ended.accountId, 'endedByAdministrator'))
    for (const page of [one, two]) expect(await page.notice('session.ended')).toEqual({ reason: 'endedByAdministrator' })
    expect(value(await refresh(closed.browser))).toEqual({ over: 'endedByAdministrator' })
  })

  it('is a guest’s too, whose link was revoked through another server process', async () => {
    const doctor = await newDoctor()
    const visit = await house.world.visit(doctor)
    const { participantId, link } = visit.guest('patient')
    const second = await house.secondApp()
    const browser = house.browser(second)
    await browser.open(tokenOf(link))
    const page = await browser.connect(participantId)
    value(await doctor.browser.post('link.revoke', { consultationId: visit.consultationId, participantId }))
    expect(await page.notice('session.ended')).toEqual({ reason: 'linkRevoked' })
  })

  it('that has not refreshed for long is only asked to come again', async () => {
    const { browser } = await newDoctor()
    const page = await browser.connect(null)
    pass(13 * 60_000)
    await page.notice('disconnect')
    expect(page.heard.filter(({ name }) => name === 'session.ended')).toEqual([])
    expect(value(await refresh(browser))).toEqual({ over: null })
    value(await (await browser.connect(null)).perform('day.read', {}))
  })
})

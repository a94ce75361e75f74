import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RefusedSocket, faultOf, value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { oncologist, tokenOf } from '../support/world.ts'

let house: TestHouse
let now = new Date()
beforeAll(async () => { house = await openHouse({ clock: () => now }) })
afterAll(() => house.close())

describe('personal links', () => {
  it('are stored hashed: the database holds no token', async () => {
    const visit = await house.world.visit(house.house)
    const token = tokenOf(visit.guest('patient').link)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const dump = JSON.stringify(await house.database.query('SELECT * FROM links')) + JSON.stringify(await house.database.query('SELECT * FROM trail'))
    expect(dump).not.toContain(token)
  })

  it('wrong, expired, revoked and used-up ones reveal nothing but what to do, and leave a row', async () => {
    const doctor = await house.doctor()
    const expired = await house.world.visit(house.house)
    const revoked = await house.world.visit(house.house)
    const ended = await house.world.visit(house.house)
    value(await doctor.post('link.revoke', { consultationId: revoked.consultationId, participantId: revoked.guest('patient').participantId }))
    value(await doctor.post('consultation.cancel', { consultationId: ended.consultationId }))
    const stranger = house.browser()
    const answer = async (token: string) => (await stranger.raw('link.open', JSON.stringify({ token }), { 'x-lien-seat': '-' })).body
    expect(await answer('A'.repeat(43))).toEqual({ ok: false, fault: { code: 'notFound', reason: 'linkUnknown' } })
    expect(await answer(tokenOf(revoked.guest('patient').link))).toEqual({ ok: false, fault: { code: 'forbidden', reason: 'linkRevoked' } })
    expect(await answer(tokenOf(ended.guest('patient').link))).toEqual({ ok: false, fault: { code: 'forbidden', reason: 'linkUsedUp' } })
    const then = now
    now = new Date(now.getTime() + 25 * 3600 * 1000)
    expect(await answer(tokenOf(expired.guest('patient').link))).toEqual({ ok: false, fault: { code: 'forbidden', reason: 'linkExpired' } })
    now = then
    expect(stranger.cookies.size).toBe(0)
    expect((await house.trail(expired.consultationId)).at(-1)).toMatchObject({ type: 'command.refused', actor: { kind: 'anonymous' }, event: { command: 'link.open', code: 'forbidden', reason: 'linkExpired' } })
  })

  it('a revoked one shows out whoever is using it, of the call too', async () => {
    const visit = await house.world.visit(house.house)
    const doctor = await (await house.doctor()).connect(null)
    const { browser, socket } = await arrive(house, visit)
    const who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
    value(await doctor.perform('participant.admit', who))
    value(await join(socket, visit))
    value(await doctor.perform('link.revoke', who))
    expect(await socket.notice('session.ended')).toEqual({ reason: 'linkRevoked' })
    await socket.notice('disconnect')
    expect(faultOf(await browser.post('visit.read', {}, who.participantId))).toMatchObject({ code: 'unauthenticated', reason: 'linkRevoked' })
    await expect(browser.connect(who.participantId)).rejects.toMatchObject({ fault: { code: 'unauthenticated', reason: 'linkRevoked' } })
    expect((await house.trail(visit.consultationId)).map(({ type }) => type)).toContain('call.left')
    // A fresh link opens the same seat again.
    const { url } = value(await doctor.perform('link.issue', who))
    expect((await house.browser().open(tokenOf(url))).me).toMatchObject({ participantId: who.participantId, admitted: true })
  })

  it('two people of one consultation opened in one browser keep their own seats', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'relative'] })
    const browser = house.browser()
    await browser.open(tokenOf(visit.guest('patient').link))
    await browser.open(tokenOf(visit.guest('relative').link))
    for (const seat of ['patient', 'relative']) {
      const { participantId } = visit.guest(seat)
      expect(value(await browser.post('visit.read', {}, participantId)).me).toMatchObject({ participantId, seat })
    }
  })
})

describe('strangers', () => {
  it('with a valid link of another consultation see and change nothing here', async () => {
    const [mine, theirs] = [await house.world.visit(house.house), await house.world.visit(house.house)]
    const { browser, socket } = await arrive(house, mine)
    const them = theirs.guest('patient')
    const before = await house.database.query('SELECT * FROM participants WHERE consultation_id = $1', [theirs.consultationId])
    expect(faultOf(await socket.perform('call.join', { consultationId: theirs.consultationId, rtpCapabilities: { codecs: [], headerExtensions: [] } }))?.code).toBe('notFound')
    expect(faultOf(await socket.perform('message.send', { consultationId: theirs.consultationId, text: 'bonjour' }))?.code).toBe('notFound')
    expect(faultOf(await socket.perform('participant.admit', { consultationId: theirs.consultationId, participantId: them.participantId }))?.code).toBe('forbidden')
    expect(faultOf(await browser.post('visit.read', {}, them.participantId))?.code).toBe('unauthenticated')
    await expect(browser.connect(them.participantId)).rejects.toBeInstanceOf(RefusedSocket)
    expect(await house.database.query('SELECT * FROM participants WHERE consultation_id = $1', [theirs.consultationId])).toEqual(before)
    expect((await house.trail(theirs.consultationId)).filter(({ type }) => type === 'command.refused')).toHaveLength(2)
  })

  it('another establishment’s oncologist finds nothing here', async () => {
    const other = await house.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
    const visit = await house.world.visit(house.house)
    const foreign = await house.doctor('dr.ailleurs@lien.test')
    expect(value(await foreign.post('day.read', {})).rows).toEqual([])
    expect(faultOf(await foreign.post('consultation.end', { consultationId: visit.consultationId, reason: 'completed' }))?.code).toBe('notFound')
    expect(faultOf(await foreign.post('link.issue', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))?.code).toBe('notFound')
    expect(other.email).toBe('dr.ailleurs@lien.test')
  })

  it('sign-in answers the same for a wrong address and a wrong password, and cookies are out of scripts’ reach', async () => {
    const browser = house.browser()
    const [wrong, unknown] = [await browser.signIn(oncologist.email, 'non'), await browser.signIn('personne@lien.test', 'non')]
    expect(wrong).toEqual(unknown)
    expect(faultOf(wrong)).toEqual({ code: 'unauthenticated', reason: 'wrongCredentials' })
    const good = await browser.raw('professional.signIn', JSON.stringify({ email: oncologist.email, password: oncologist.password }), { 'x-lien-seat': '-' })
    expect(good.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict/)
    value(await browser.post('professional.signOut', {}))
    expect(faultOf(await browser.post('day.read', {}))?.code).toBe('unauthenticated')
  })

  it('a page of another site may neither post nor open a socket', async () => {
    const browser = house.browser()
    expect((await browser.raw('site.read', '{}')).status).toBe(403)
    expect((await browser.raw('site.read', '{}', { 'x-lien-seat': '-', origin: 'https://elsewhere.test' })).status).toBe(403)
  })
})

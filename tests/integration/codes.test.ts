import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seatHeader } from '@lien/contract/wire'
import type { ParticipantId } from '@lien/contract/ids'
import { createApp, type App } from '@lien/server/app.ts'
import { seedDemo } from '@lien/server/demo/seed.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { faultOf, seated, TestBrowser, value } from '../support/client.ts'
import { noLimits, openHouse, type TestHouse } from '../support/house.ts'
import { lettersFor } from '../support/waiting.ts'
import { birthDateWritten, mobile, tokenOf, type House, type PlannedVisit, type VisitOptions } from '../support/world.ts'

let house: TestHouse
let guarded: House
let now = new Date()
const later = (minutes: number) => { now = new Date(now.getTime() + minutes * 60_000) }
beforeAll(async () => {
  house = await openHouse({ clock: () => now, courier: false })
  guarded = await house.world.house({ finess: '000000002', email: 'dre.code@lien.test', factor: 'code' })
})
afterAll(() => house.close())

const visitOf = (options: VisitOptions = {}): Promise<PlannedVisit> => house.world.visit(guarded, { contacts: { patient: mobile }, ...options })
const letters = (participantId: ParticipantId) => lettersFor(house.database.query, house.config.outboxKeys, participantId)
const lastCode = async (participantId: ParticipantId) => String((await letters(participantId)).filter(({ template }) => template === 'code').at(-1)?.params['code'])
const types = async (visit: PlannedVisit) => (await house.trail(visit.consultationId)).map(({ type }) => type)
/** Six digits that are not these. */
const other = (code: string) => (code === '000000' ? '111111' : '000000')

/** A browser before the second factor, with a code on its way. */
async function begun(visit: PlannedVisit, seat = 'patient', browser = house.browser()) {
  const guest = visit.guest(seat)
  const { pending } = await browser.openPending(tokenOf(guest.link))
  const sent = value(await browser.post('link.sendCode', { channel: 'sms' }, pending))
  return { browser, pending, sent, code: await lastCode(guest.participantId), confirm: async (code: string) => value(await browser.post('link.confirmCode', { code }, pending)) }
}

describe('a link with a second factor', () => {
  it('reveals nothing of the consultation before the code, and gives the seat after it', async () => {
    const visit = await visitOf()
    const { participantId, link } = visit.guest('patient')
    const browser = house.browser()
    const stage = await browser.openPending(tokenOf(link))
    expect(stage).toEqual({
      stage: 'secondFactor', pending: stage.pending, methods: ['sms', 'mail', 'voice'], masked: { sms: '06 •• •• •• 42', voice: '06 •• •• •• 42', mail: 'c•••@riviere.test' },
      providers: [], sent: null, refused: false, lockedUntil: null, site: { phone: '+33 1 99 00 00 01', timeZone: 'Europe/Paris', demo: false },
    })
    expect(JSON.stringify(stage)).not.toContain(participantId)
    expect(faultOf(await browser.post('visit.read', {}, participantId))?.code).toBe('unauthenticated')
    expect(faultOf(await browser.post('visit.read', {}, stage.pending))?.code).toBe('forbidden')
    await expect(browser.connect(stage.pending as unknown as ParticipantId)).rejects.toMatchObject({ fault: { code: 'unauthenticated' } })

    const sent = value(await browser.post('link.sendCode', { channel: 'sms' }, stage.pending))
    expect(sent.sent).toMatchObject({ channel: 'sms', at: now.toISOString() })
    expect(await letters(participantId)).toMatchObject([{ channel: 'sms', to: '+33639980042', template: 'code', lang: 'fr', params: { minutes: 10 } }])
    const code = await lastCode(participantId)
    expect(code).toMatch(/^\d{6}$/)
    expect(value(await browser.post('link.pending', {}, stage.pending))).toEqual(sent)
    const dump = JSON.stringify(await house.database.query(`SELECT encode(code_hash, 'escape') AS hash, c.* FROM codes c`)) + JSON.stringify(await house.database.query('SELECT body FROM trail'))
    expect(dump).not.toContain(`"${code}"`)
    expect(dump).not.toContain('39980042')

    const visitView = seated(value(await browser.post('link.confirmCode', { code: `${code.slice(0, 3)} ${code.slice(3)}` }, stage.pending)))
    expect(visitView.me.participantId).toBe(participantId)
    expect(value(await browser.post('visit.read', {}, participantId)).me.seat).toBe('patient')
    expect(await types(visit)).toEqual(expect.arrayContaining(['factor.asked', 'code.sent', 'delivery.queued', 'factor.confirmed', 'link.opened']))
  })

  it('is not asked again on this browser, and is on another', async () => {
    const visit = await visitOf()
    const { participantId, link } = visit.guest('patient')
    const { browser, code, confirm } = await begun(visit)
    seated(await confirm(code))
    await (await browser.connect(participantId)).notice('visit.changed')
    expect((await browser.open(tokenOf(link))).me.participantId).toBe(participantId)
    await house.browser().openPending(tokenOf(link))
  })

  it('sets a cookie that scripts cannot read, and that serves half an hour', async () => {
    const visit = await visitOf()
    const browser = house.browser()
    const opened = await browser.raw('link.open', JSON.stringify({ token: tokenOf(visit.guest('patient').link) }), { [seatHeader]: '-' })
    expect(opened.headers.getSetCookie()).toHaveLength(1)
    expect(opened.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict/)
    const { pending } = await browser.openPending(tokenOf(visit.guest('patient').link))
    later(31)
    expect(faultOf(await browser.post('link.pending', {}, pending))?.code).toBe('unauthenticated')
  })

  it('asks nothing where the establishment so decided, and cannot be passed by somebody without a contact', async () => {
    await house.browser().open(tokenOf((await house.world.visit(house.house)).guest('patient').link))
    const visit = await visitOf({ contacts: {} })
    const browser = house.browser()
    const stage = await browser.openPending(tokenOf(visit.guest('patient').link))
    expect(stage.methods).toEqual([])
    expect(faultOf(await browser.post('link.sendCode', { channel: 'sms' }, stage.pending))?.code).toBe('invalidInput')
    expect('stage' in value(await browser.post('link.confirmCode', { code: '000000' }, stage.pending))).toBe(true)
    expect('stage' in value(await browser.post('link.confirmBirthDate', { birthDate: '1956-03-14' }, stage.pending))).toBe(true)
  })
})

describe('codes', () => {
  it('are refused when wrong, too old, replaced, used or meant for another browser: one answer for all', async () => {
    const visit = await visitOf()
    const first = await begun(visit)
    const wrong = await first.confirm(other(first.code))
    expect(wrong).toMatchObject({ stage: 'secondFactor', refused: true })
    later(1)
    value(await first.browser.post('link.sendCode', { channel: 'mail' }, first.pending))
    const replaced = await first.confirm(first.code)
    later(1)
    // Another browser's code does not end this one's.
    const second = await begun(visit)
    const foreign = await first.confirm(second.code)
    const newest = (await letters(visit.guest('patient').participantId)).at(-2)
    expect(newest).toMatchObject({ channel: 'mail', to: 'claire@riviere.test' })
    for (const answer of [replaced, foreign]) expect(answer).toMatchObject({ stage: 'secondFactor', refused: true, lockedUntil: null })
    later(11)
    const tooOld = await second.confirm(second.code)
    expect(tooOld).toMatchObject({ stage: 'secondFactor', refused: true, sent: null })
    expect((await types(visit)).filter((type) => type === 'factor.refused')).toHaveLength(4)
  })

  it('serve once: neither the code nor its stage opens anything a second time', async () => {
    const visit = await visitOf()
    const { browser, pending, code, confirm } = await begun(visit)
    const stolen = house.browser()
    stolen.takeCookiesFrom(browser)
    seated(await confirm(code))
    expect(faultOf(await stolen.post('link.confirmCode', { code }, pending))?.code).toBe('unauthenticated')
  })

  it('five wrong ones lock the link for every browser and every server, then longer; a fresh link is free', async () => {
    const visit = await visitOf()
    const { participantId, link } = visit.guest('patient')
    const first = await begun(visit)
    for (let attempt = 1; attempt <= 4; attempt += 1) expect(await first.confirm(other(first.code))).toMatchObject({ refused: true, lockedUntil: null })
    const locked = await first.confirm(other(first.code))
    expect(locked).toMatchObject({ refused: true, lockedUntil: new Date(now.getTime() + 5 * 60_000).toISOString() })
    // The right one is not heard any more.
    expect(await first.confirm(first.code)).toMatchObject({ stage: 'secondFactor', lockedUntil: expect.any(String) as string })
    const elsewhere = await secondServer()
    try {
      const there = new TestBrowser(elsewhere.address)
      const stage = await there.openPending(tokenOf(link))
      expect(stage.lockedUntil).not.toBeNull()
      expect(faultOf(await there.post('link.sendCode', { channel: 'sms' }, stage.pending))).toMatchObject({ code: 'rateLimited' })
    } finally {
      await elsewhere.close()
    }
    expect((await house.trail(visit.consultationId)).filter(({ event }) => event['type'] === 'factor.refused' && event['locked'] === true)).toHaveLength(2)
    later(6)
    // The lock is over, the code's ten minutes are not: it was given up with the lock.
    expect(await first.confirm(first.code)).toMatchObject({ stage: 'secondFactor', refused: true, lockedUntil: null })
    const again = await begun(visit)
    for (let attempt = 1; attempt <= 4; attempt += 1) await again.confirm(other(again.code))
    expect(value(await again.browser.post('link.pending', {}, again.pending)).lockedUntil).toBe(new Date(now.getTime() + 20 * 60_000).toISOString())

    const doctor = await house.doctor('dre.code@lien.test')
    const { url } = value(await doctor.post('link.issue', { consultationId: visit.consultationId, participantId }))
    expect((await house.browser().openPending(tokenOf(url))).lockedUntil).toBeNull()
  })

  it('many wrong ones at once count one by one', async () => {
    const visit = await visitOf()
    const { browser, pending, code } = await begun(visit)
    const answers = await Promise.all(Array.from({ length: 12 }, () => browser.post('link.confirmCode', { code: other(code) }, pending)))
    expect(answers.filter((answer) => answer.ok && 'stage' in answer.value && answer.value.stage === 'secondFactor' && answer.value.lockedUntil === null)).toHaveLength(4)
    expect(await house.database.query('SELECT locks, wrong_answers FROM links l JOIN pendings p ON p.link_id = l.id WHERE p.id = $1', [pending])).toEqual([{ locks: 1, wrong_answers: 0 }])
  })

  it('leave half a minute apart, six an hour for a link', async () => {
    const visit = await visitOf()
    const { browser, pending } = await begun(visit)
    const send = () => browser.post('link.sendCode', { channel: 'sms' }, pending)
    expect(faultOf(await send())).toEqual({ code: 'rateLimited', reason: 'codeTooSoon' })
    for (let more = 0; more < 5; more += 1) {
      later(1)
      value(await send())
    }
    later(1)
    expect(faultOf(await send())).toEqual({ code: 'rateLimited', reason: 'codeTooSoon' })
    expect(await letters(visit.guest('patient').participantId)).toHaveLength(6)
  })
})

describe('somebody with a link of another consultation', () => {
  it('gets nowhere with the stage, the cookie or the code of theirs', async () => {
    const [mine, theirs] = [await visitOf(), await visitOf()]
    const me = await begun(mine)
    const them = await begun(theirs)
    // Their stage by its name, without its cookie.
    expect(faultOf(await me.browser.post('link.confirmCode', { code: them.code }, them.pending))?.code).toBe('unauthenticated')
    // My own cookie under their stage's name.
    const [name, cookie] = [...me.browser.cookies].find(([key]) => key.includes(me.pending)) ?? ['', '']
    const forged = house.browser()
    ;(forged.cookies as Map<string, string>).set(name.replace(me.pending, them.pending), cookie)
    expect(faultOf(await forged.post('link.confirmCode', { code: them.code }, them.pending))?.code).toBe('unauthenticated')
    // Their code in my own stage.
    expect(await me.confirm(them.code === me.code ? other(me.code) : them.code)).toMatchObject({ stage: 'secondFactor', refused: true })
    seated(await them.confirm(them.code))
  })

  it('is asked all the same, though their browser sits in a seat already', async () => {
    const [mine, theirs] = [await visitOf({ guests: ['patient', 'relative'] }), await visitOf()]
    const me = await begun(mine)
    seated(await me.confirm(me.code))
    for (const link of [mine.guest('relative').link, theirs.guest('patient').link]) await me.browser.openPending(tokenOf(link))
  })

  it('a revoked link takes its stages with it', async () => {
    const visit = await visitOf()
    const { browser, pending, code } = await begun(visit)
    const doctor = await house.doctor('dre.code@lien.test')
    value(await doctor.post('link.revoke', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
    expect(faultOf(await browser.post('link.confirmCode', { code }, pending))).toMatchObject({ code: 'unauthenticated', reason: 'linkRevoked' })
  })
})

describe('the birth date, where the establishment so decided', () => {
  it('opens the patient’s seat; the people beside them are asked for a code when they can be reached', async () => {
    const simple = await house.world.house({ finess: '000000003', email: 'dre.date@lien.test', factor: 'birthDate' })
    const visit = await house.world.visit(simple, { guests: ['patient', 'relative', 'townNurse'], contacts: { patient: mobile, relative: { ...mobile, phone: '+33639980043' } } })
    const browser = house.browser()
    const stage = await browser.openPending(tokenOf(visit.guest('patient').link))
    expect(stage.methods).toEqual(['birthDate'])
    expect(value(await browser.post('link.confirmBirthDate', { birthDate: '1956-03-15' }, stage.pending))).toMatchObject({ stage: 'secondFactor', refused: true })
    expect(faultOf(await browser.post('link.sendCode', { channel: 'sms' }, stage.pending))?.code).toBe('invalidInput')
    seated(value(await browser.post('link.confirmBirthDate', { birthDate: '1956-03-14' }, stage.pending)))
    expect((await house.browser().openPending(tokenOf(visit.guest('relative').link))).methods).toEqual(['sms', 'mail', 'voice'])
    await house.browser().open(tokenOf(visit.guest('townNurse').link))
    expect((await house.trail(visit.consultationId)).filter(({ event }) => event['factor'] === 'birthDate').map(({ type }) => type)).toEqual(['factor.refused', 'factor.confirmed'])
    expect(JSON.stringify(await house.trail(visit.consultationId))).not.toMatch(birthDateWritten)
  })
})

describe('a lost link', () => {
  const ask = (contact: string, browser = house.browser()) => browser.raw('link.askAgain', JSON.stringify({ contact }), { [seatHeader]: '-' })
  const links = async (visit: PlannedVisit) => (await letters(visit.guest('patient').participantId)).filter(({ template }) => template === 'linkAgain')

  it('is answered alike whatever is typed, and goes to the known contact only', async () => {
    const phone = '+33639980071'
    const visit = await visitOf({ contacts: { patient: { ...mobile, phone, mail: null } } })
    const answers = []
    for (const typed of ['06 39 98 00 71', '06 39 98 00 99', 'personne@nulle-part.test', 'n’importe quoi']) answers.push(await ask(typed))
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: { ok: true, value: {} } })
    await expect.poll(() => links(visit)).toHaveLength(1)
    const [letter] = await links(visit)
    expect(letter).toMatchObject({ channel: 'sms', to: phone })
    const fresh = await house.browser().openPending(tokenOf(String(letter?.params['url'])))
    expect(fresh.methods).toContain('sms')
    // The earlier one still opens: whoever knows a number must not be able to show its owner out.
    await house.browser().openPending(tokenOf(visit.guest('patient').link))
    // Two minutes apart, three an hour.
    await ask(phone)
    for (let more = 0; more < 4; more += 1) {
      later(3)
      await ask(phone)
      await expect.poll(() => links(visit)).toHaveLength(Math.min(2 + more, 3))
    }
    expect(JSON.stringify(await house.database.query('SELECT body FROM trail'))).not.toContain('39980071')
  })

  it('is not answered for a consultation that is over or far away', async () => {
    const [far, over] = [{ ...mobile, phone: '+33639980081' }, { ...mobile, phone: '+33639980082' }]
    const [away, done] = [await visitOf({ in: 3 * 24 * 60, contacts: { patient: far } }), await visitOf({ contacts: { patient: over } })]
    const doctor = await house.doctor('dre.code@lien.test')
    value(await doctor.post('consultation.cancel', { consultationId: done.consultationId }))
    const near = await visitOf({ contacts: { patient: { ...mobile, phone: '+33639980083' } } })
    for (const phone of [far.phone, over.phone, '+33639980083']) await ask(phone)
    await expect.poll(() => links(near)).toHaveLength(1)
    expect([...(await links(away)), ...(await links(done))]).toEqual([])
  })
})

describe('the ward', () => {
  it('sends a fresh link to the known contact; what was never opened stops working', async () => {
    const visit = await visitOf()
    const who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
    const doctor = await house.doctor('dre.code@lien.test')
    expect(value(await doctor.post('link.resend', who))).toEqual({ channel: 'sms', masked: '06 •• •• •• 42' })
    expect(faultOf(await house.browser().post('link.open', { token: tokenOf(visit.guest('patient').link) }))).toMatchObject({ reason: 'linkRevoked' })
    const [letter] = await letters(who.participantId)
    await house.browser().openPending(tokenOf(String(letter?.params['url'])))
  })

  it('keeps contacts as E.164, refuses what is no number, and shows them to nobody else', async () => {
    const visit = await visitOf({ contacts: {} })
    const who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
    const doctor = await house.doctor('dre.code@lien.test')
    expect(faultOf(await doctor.post('link.resend', who))).toEqual({ code: 'invalidState', reason: 'noContact' })
    expect(faultOf(await doctor.post('contact.save', { ...who, phone: '06 39', mail: null, preferred: 'sms', language: 'fr' }))).toEqual({ code: 'invalidInput', fields: ['phone'] })
    expect(faultOf(await doctor.post('contact.save', { ...who, phone: null, mail: null, preferred: 'sms', language: 'fr' }))).toEqual({ code: 'invalidInput', fields: ['phone'] })
    value(await doctor.post('contact.save', { ...who, phone: '06 39 98 00 44', mail: 'Claire@Riviere.test', preferred: 'mail', language: 'en' }))
    expect(value(await doctor.post('contact.read', who))).toEqual({ phone: '+33639980044', mail: 'claire@riviere.test', preferred: 'mail', language: 'en', linkTo: { channel: 'mail', masked: 'c•••@riviere.test' } })
    const stranger = await house.doctor()
    for (const name of ['contact.read', 'link.resend'] as const) expect(faultOf(await stranger.post(name, who))?.code).toBe('notFound')
    expect((await types(visit)).filter((type) => type.startsWith('contact.'))).toEqual(['contact.saved', 'contact.read'])
    expect(JSON.stringify(await house.trail(visit.consultationId))).not.toContain('riviere')
  })
})

describe('the demonstration', () => {
  it('asks two factors of everybody, prints what patients type, and stays the same when it is started again', async () => {
    const printed = []
    for (let start = 1; start <= 2; start += 1) printed.push(await seedDemo(house.app, house.config.publicUrl, 'un mot de passe assez long'))
    const links = printed.flatMap(({ consultations }) => consultations.flatMap((one) => one.links))
    expect(links).toHaveLength(10)
    for (const { who, url } of links) {
      const browser = house.browser()
      const { pending, methods } = await browser.openPending(tokenOf(url))
      const [, day, month, year] = /born (\d\d)\/(\d\d)\/(\d{4})$/.exec(who) ?? []
      if (!who.includes(', patient')) expect(methods).toEqual(['sms', 'voice'])
      else seated(value(await browser.post('link.confirmBirthDate', { birthDate: `${year}-${month}-${day}` }, pending)))
    }
  })
})

async function secondServer(): Promise<App> {
  return createApp({ ...house.config, serverId: 'test2' }, createLog('fatal'), { clientFolder: null, limits: noLimits, clock: () => now, senders: null })
}

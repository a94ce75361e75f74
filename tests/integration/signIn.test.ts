import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Proof } from '@lien/contract/signIn'
import { provideEstablishment } from '@lien/server/establishments/commands.ts'
import { Authenticator } from '../support/authenticator.ts'
import { faultOf, value } from '../support/client.ts'
import { byKey, confirm, isIn, LocalHouse, refusal, right } from '../support/localHouse.ts'
import { oncologist } from '../support/world.ts'

let locals: LocalHouse
beforeAll(async () => { locals = await LocalHouse.open() })
afterAll(() => locals.house.close())

describe('two steps', () => {
  it('a password alone opens nothing; the code does, once, in the browser that began', async () => {
    const { email, secret } = await locals.withApplication()
    const [browser, thief] = [locals.house.browser(), locals.house.browser()]
    expect(value(await browser.signIn(email, oncologist.password))).toEqual({ step: 'secondFactor', methods: ['totp', 'recovery'], passkey: null })
    expect(await isIn(browser)).toBe(false)
    const code = locals.codeOf(secret)
    expect(faultOf(await confirm(thief, code))).toMatchObject({ code: 'unauthenticated', reason: 'ticketGone' })
    value(await confirm(browser, code))
    expect(await isIn(browser)).toBe(true)
    // Neither the ticket nor the code serves again.
    expect(faultOf(await confirm(browser, code))?.reason).toBe('ticketGone')
    const again = locals.house.browser()
    value(await again.signIn(email, oncologist.password))
    expect(await confirm(again, code)).toEqual(refusal)
    locals.pass(30)
    value(await confirm(again, locals.codeOf(secret)))
  })

  it('waits five minutes and no longer', async () => {
    const { email, secret } = await locals.withApplication()
    const browser = locals.house.browser()
    value(await browser.signIn(email, oncologist.password))
    locals.pass(301)
    expect(faultOf(await confirm(browser, locals.codeOf(secret)))?.reason).toBe('ticketGone')
  })

  it('each recovery code opens once, and is kept as a hash; new ones replace the old', async () => {
    const { email, codes } = await locals.withApplication()
    expect(codes).toHaveLength(10)
    const dump = JSON.stringify(await locals.house.database.query(`SELECT encode(code_hash, 'escape') AS hash, * FROM recovery_codes`))
    for (const code of codes) expect(dump).not.toContain(code.replaceAll('-', ''))
    const browser = locals.house.browser()
    value(await browser.signIn(email, oncologist.password))
    value(await confirm(browser, codes[0]?.toUpperCase() ?? '', 'recovery'))
    value(await browser.signIn(email, oncologist.password))
    expect(await confirm(browser, codes[0] ?? '', 'recovery')).toEqual(refusal)
    value(await confirm(browser, codes[1] ?? '', 'recovery'))
    expect(value(await browser.post('factor.list', {})).codesLeft).toBe(8)
    const { recoveryCodes } = value(await browser.post('factor.renewCodes', { proof: right }))
    value(await browser.signIn(email, oncologist.password))
    expect(await confirm(browser, codes[2] ?? '', 'recovery')).toEqual(refusal)
    value(await confirm(browser, recoveryCodes[2] ?? '', 'recovery'))
  })

  it('an application’s secret is sealed, and opens for its own account alone', async () => {
    const [one, other] = [await locals.withApplication(), await locals.withApplication()]
    const rows = await locals.house.database.query<{ sealed_secret: Buffer }>('SELECT sealed_secret FROM factors WHERE account_id = $1', [one.accountId])
    expect(rows[0]?.sealed_secret.toString('latin1')).not.toContain(one.secret)
    // Copied onto another account by somebody who can write to the database, it opens nothing.
    await locals.house.database.query('UPDATE factors SET sealed_secret = (SELECT sealed_secret FROM factors WHERE account_id = $1), last_step = NULL WHERE account_id = $2', [one.accountId, other.accountId])
    const browser = locals.house.browser()
    value(await browser.signIn(other.email, oncologist.password))
    expect((await confirm(browser, locals.codeOf(one.secret))).ok).toBe(false)
  })

  it('a new establishment requires one: the first sign-in makes it before anything else, and a password never adds a second', async () => {
    const { value: establishmentId } = await locals.house.world.act(null, (act) => provideEstablishment(act, { name: 'Maison nouvelle', finess: '000000077', timeZone: 'Europe/Paris', phone: '+33 1 99 00 00 77' }))
    const { email } = await locals.account('oncologist', establishmentId)
    const [browser, thief] = [locals.house.browser(), locals.house.browser()]
    for (const one of [browser, thief]) expect(value(await one.signIn(email, oncologist.password))).toEqual({ step: 'enrol' })
    expect(await isIn(browser)).toBe(false)
    const offers = [value(await browser.post('enrolment.begin', { kind: 'totp' })), value(await thief.post('enrolment.begin', { kind: 'totp' }))]
    const [mine = '', theirs = ''] = offers.map((offer) => (offer.kind === 'totp' ? offer.secret : ''))
    expect(faultOf(await browser.post('enrolment.confirm', { factor: { kind: 'totp', code: locals.codeOf(theirs) } }))?.code).toBe('invalidInput')
    const { recoveryCodes } = value(await browser.post('enrolment.confirm', { factor: { kind: 'totp', code: locals.codeOf(mine) } }))
    expect(recoveryCodes).toHaveLength(10)
    expect(await isIn(browser)).toBe(true)
    expect(faultOf(await thief.post('enrolment.confirm', { factor: { kind: 'totp', code: locals.codeOf(theirs) } }))?.reason).toBe('ticketGone')
    // The only one cannot be taken away there; where it is a choice, it can.
    const [factor] = value(await browser.post('factor.list', {})).factors
    if (!factor) throw new Error('no factor')
    expect(faultOf(await browser.post('factor.remove', { factorId: factor.id, proof: right }))?.reason).toBe('lastFactor')
    await locals.house.database.query(`UPDATE establishments SET second_factor = 'optional' WHERE id = $1`, [establishmentId])
    value(await browser.post('factor.remove', { factorId: factor.id, proof: right }))
    expect(value(await browser.post('factor.list', {}))).toMatchObject({ factors: [], codesLeft: 0 })
  })

  it('nothing of one’s locks changes without a proof that it is still the same person', async () => {
    const { browser, secret } = await locals.withApplication()
    const wrong: Proof = { method: 'password', password: 'pas celui-ci' }
    const [factor] = value(await browser.post('factor.list', {})).factors
    if (!factor) throw new Error('no factor')
    for (const reply of [await browser.post('factor.begin', { kind: 'totp', proof: wrong }), await browser.post('factor.remove', { factorId: factor.id, proof: wrong }), await browser.post('factor.renewCodes', { proof: wrong })]) expect(faultOf(reply)).toMatchObject({ code: 'forbidden', reason: 'wrongCredentials' })
    expect(faultOf(await browser.post('factor.add', { factor: { kind: 'totp', code: locals.codeOf(secret) } }))?.reason).toBe('ticketGone')
    // A colleague's factor is not there to be removed.
    const other = await locals.withApplication()
    expect(faultOf(await other.browser.post('factor.remove', { factorId: factor.id, proof: right }))?.code).toBe('notFound')
    value(await browser.post('factor.remove', { factorId: factor.id, proof: { method: 'totp', code: locals.codeOf(secret) } }))
  })
})

describe('a passkey', () => {
  it('signs in as the second step, and alone, each time with a new challenge', async () => {
    const { email, key } = await locals.withPasskey()
    const browser = locals.house.browser()
    const asked = value(await browser.signIn(email, oncologist.password))
    if (asked.step !== 'secondFactor' || !asked.passkey) throw new Error('no passkey asked for')
    expect(asked.methods).toEqual(['passkey', 'recovery'])
    const answer = key.answer(asked.passkey)
    value(await browser.post('professional.confirmSignIn', { factor: { method: 'passkey', answer } }))
    expect(await isIn(browser)).toBe(true)
    const alone = locals.house.browser()
    value(await byKey(alone, key))
    expect(await isIn(alone)).toBe(true)
    // The same answer to the same challenge, once more.
    const replayed = locals.house.browser()
    const options = value(await replayed.post('passkey.ask', {}))
    const once = key.answer(options)
    value(await replayed.post('passkey.signIn', { answer: once }))
    expect(faultOf(await replayed.post('passkey.signIn', { answer: once }))?.reason).toBe('ticketGone')
    // An answer to another browser's challenge.
    const thief = locals.house.browser()
    value(await thief.post('passkey.ask', {}))
    expect(await thief.post('passkey.signIn', { answer: once })).toEqual(refusal)
  })

  it('must have checked its user, on this address, and its counter only grows', async () => {
    const { key } = await locals.withPasskey()
    for (const how of [{ verified: false }, { origin: 'https://lien.example' }, { rpID: 'lien.example' }]) expect(await byKey(locals.house.browser(), key, how), JSON.stringify(how)).toEqual(refusal)
    value(await byKey(locals.house.browser(), key, { count: 40 }))
    // A copy of the key that was made earlier counts from where it was.
    for (const count of [40, 12]) expect(await byKey(locals.house.browser(), key, { count })).toEqual(refusal)
    value(await byKey(locals.house.browser(), key, { count: 41 }))
    expect(await byKey(locals.house.browser(), new Authenticator())).toEqual(refusal)
  })

  it('is made only on this address, by a user whom it checked, and belongs to one account', async () => {
    const { browser, key } = await locals.withPasskey()
    for (const how of [{ verified: false }, { origin: 'https://lien.example' }]) expect(faultOf(await browser.post('factor.add', { factor: await locals.made(browser, new Authenticator(), how) }))?.code).toBe('invalidInput')
    const other = await locals.signedIn((await locals.account()).email)
    expect((await other.post('factor.add', { factor: await locals.made(other, key) })).ok).toBe(false)
  })

  it('proves that it is still the same person', async () => {
    const { browser, key } = await locals.withPasskey()
    const answer = key.answer(value(await browser.post('factor.askProof', {})))
    expect(value(await browser.post('factor.renewCodes', { proof: { method: 'passkey', answer } })).recoveryCodes).toHaveLength(10)
    expect(faultOf(await browser.post('factor.renewCodes', { proof: { method: 'passkey', answer } }))?.code).toBe('forbidden')
  })
})

describe('a door that waits', () => {
  it('answers like a wrong password, for an address without an account too, and opens by itself', async () => {
    const { email, accountId } = await locals.account()
    const answers = []
    for (let n = 0; n < 5; n++) answers.push(await locals.knock(email, 'pas celui-ci'), await locals.knock('nulle.part@lien.test', 'pas celui-ci'))
    answers.push(await locals.knock(email, oncologist.password))
    for (const answer of answers) expect(answer).toEqual({ status: 401, body: refusal, cookies: [] })
    locals.pass(29)
    expect(await locals.knock(email, oncologist.password)).toEqual(answers[0])
    locals.pass(2)
    expect((await locals.knock(email, oncologist.password)).status).toBe(200)
    const rows = await locals.told(accountId, 'signIn.failed')
    expect(rows.map(({ why }) => why)).toEqual(['password', 'password', 'password', 'password', 'password', 'locked', 'locked'])
    expect(JSON.stringify(rows)).not.toContain('@')
  })

  it('grows with each failure that follows', async () => {
    const { email } = await locals.account()
    for (let n = 0; n < 5; n++) await locals.knock(email, 'pas celui-ci')
    locals.pass(31)
    await locals.knock(email, 'pas celui-ci')
    locals.pass(59)
    expect((await locals.knock(email, oncologist.password)).status).toBe(401)
    locals.pass(2)
    expect((await locals.knock(email, oncologist.password)).status).toBe(200)
  })

  it('a closed account is refused with the same words, in the same time as a wrong password or an unknown address', async () => {
    const [open, closed] = [await locals.account(), await locals.account()]
    await locals.house.database.query('UPDATE accounts SET disabled_at = $1 WHERE id = $2', [locals.now, closed.accountId])
    const wrong = 'pas celui-ci'
    const knocks = { wrong: { email: open.email, password: wrong }, unknown: { email: 'personne.ici@lien.test', password: wrong }, closed: { email: closed.email, password: oncologist.password } }
    const fastest = { wrong: Infinity, unknown: Infinity, closed: Infinity }
    const ratios = (): number[] => [fastest.unknown / fastest.wrong, fastest.closed / fastest.wrong]
    // The work of argon2id is the same; without it an answer takes a tenth of that.
    const alike = (): boolean => ratios().every((ratio) => ratio > 0.5 && ratio < 2)
    // In turns: whatever else the machine is at meets all three alike. On a busy one it takes more of them to see each undisturbed; a work left out stays seen.
    for (let n = 0; n < 10 || (n < 60 && !alike()); n++) {
      for (const who of ['wrong', 'unknown', 'closed'] as const) {
        const begun = performance.now()
        expect(await locals.knock(knocks[who].email, knocks[who].password, `198.51.100.${n}`)).toEqual({ status: 401, body: refusal, cookies: [] })
        fastest[who] = Math.min(fastest[who], performance.now() - begun)
      }
    }
    expect(alike(), `unknown and closed against wrong: ${ratios().join(', ')}`).toBe(true)
  })

  it('guesses from elsewhere never shut a doctor out: their own network waits two minutes at most, a passkey not at all', async () => {
    const { email, key } = await locals.withPasskey()
    for (let n = 0; n < 60; n++) {
      if (n > 19) locals.pass(121)
      await locals.knock(email, 'pas celui-ci', `198.51.100.${n}`)
    }
    expect(await locals.knock(email, oncologist.password, '203.0.113.7')).toMatchObject({ status: 401 })
    value(await byKey(locals.house.browser(), key))
    locals.pass(121)
    expect(await locals.knock(email, oncologist.password, '203.0.113.7')).toMatchObject({ status: 200 })
  })

  it('one guess from each of many networks waits too', async () => {
    const { email } = await locals.account()
    for (let n = 0; n < 20; n++) await locals.knock(email, 'pas celui-ci', `198.51.100.${n}`)
    expect((await locals.knock(email, oncologist.password, '203.0.113.8')).status).toBe(401)
  })

  it('wrong codes lock like wrong passwords, and so do wrong proofs of somebody signed in', async () => {
    const { email, browser: signedIn, secret } = await locals.withApplication()
    const browser = locals.house.browser()
    value(await browser.signIn(email, oncologist.password))
    for (let n = 0; n < 5; n++) expect(await confirm(browser, '000000')).toEqual(refusal)
    expect(await confirm(browser, locals.codeOf(secret))).toEqual(refusal)
    expect(faultOf(await signedIn.post('factor.renewCodes', { proof: right }))).toMatchObject({ code: 'forbidden', reason: 'wrongCredentials' })
    locals.pass(31)
    expect(value(await signedIn.post('factor.renewCodes', { proof: right })).recoveryCodes).toHaveLength(10)
  })

  it('guesses sent all at once are counted one by one', async () => {
    const { email, accountId } = await locals.account()
    await Promise.all(Array.from({ length: 20 }, () => locals.house.browser().signIn(email, 'pas celui-ci')))
    expect(await locals.house.browser().signIn(email, oncologist.password)).toEqual(refusal)
    const why = (await locals.told(accountId, 'signIn.failed')).map((event) => event['why'])
    expect([why.filter((one) => one === 'password').length, why.length]).toEqual([5, 21])
  })
})

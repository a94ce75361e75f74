import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '@lien/server/platform/log.ts'
import { shortForm } from '../support/forms.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { proSanteConnectPath, proSanteConnectPerson, TestProvider } from '../support/identityProvider.ts'
import { providersFile, ProviderWalk } from '../support/providerWalk.ts'
import { oncologist, tokenOf, type House } from '../support/world.ts'

const rpps = '99900000017'
const callback = (id: string) => `http://localhost:3000/identity/${id}/callback`
let provider: TestProvider
let house: TestHouse
/** A house that asks patients for a second factor. */
let guarded: House
let clockOffset = 0
let logged = ''

beforeAll(async () => {
  provider = await TestProvider.start([callback('psc'), callback('hospital'), callback('ward'), callback('patients')])
  const gone = await TestProvider.start([callback('gone')])
  await gone.close()
  provider.people.set('ada', { acr: 'eidas1', claims: proSanteConnectPerson({ rpps }) })
  provider.people.set('nurse', { acr: 'eidas1', claims: proSanteConnectPerson({ rpps, profession: '60', specialty: '' }) })
  provider.people.set('weak', { claims: proSanteConnectPerson({ rpps }) })
  provider.people.set('stranger', { acr: 'eidas1', claims: proSanteConnectPerson({ rpps: '99900000025' }) })
  provider.people.set('mail', { claims: { email: oncologist.email.toUpperCase(), email_verified: true } })
  provider.people.set('other', { claims: { email: oncologist.email, email_verified: true } })
  provider.people.set('unverified', { claims: { email: oncologist.email, email_verified: false } })
  provider.people.set('elsewhere', { claims: { email: 'dr.ailleurs@lien.test', email_verified: true } })
  provider.people.set('claire', { claims: { family_name: 'TESTEMONT', given_name: 'CLAIRE ANNE', birthdate: '1956-03-14' } })
  provider.people.set('twin', { claims: { family_name: 'TESTEMONT', given_name: 'ANNE', birthdate: '1956-03-14' } })
  provider.people.set('nameless', { claims: { family_name: 'TESTEMONT' } })
  const file = providersFile(
    provider.configuration('psc', '000000001', { profile: 'proSanteConnect', discoveryUrl: `${provider.issuer}${proSanteConnectPath}`, label: { fr: 'S’identifier avec Pro Santé Connect', en: 'Sign in with Pro Santé Connect' } }),
    provider.configuration('hospital', '000000001'),
    provider.configuration('ward', '000000001', { requiredRoles: ['lien'] }),
    gone.configuration('gone', '000000001'),
    provider.configuration('patients', '000000008', { kind: 'patients' }),
  )
  const log = createLog('trace', { write: (line) => { logged += line } })
  house = await openHouse({ env: { LIEN_OIDC_PROVIDERS: file }, clock: () => new Date(Date.now() + clockOffset), log })
  await house.database.query('UPDATE accounts SET rpps = $1 WHERE id = $2', [rpps, house.house.accountId])
  guarded = await house.world.house({ finess: '000000008', email: 'dr.deux@lien.test', factor: 'code' })
})
afterEach(async () => {
  provider.tampering = null
  provider.tokenDown = false
  clockOffset = 0
  await house.database.query('DELETE FROM account_identities')
})
afterAll(async () => {
  await house.close()
  await provider.close()
})

const walk = () => new ProviderWalk(house.app.address)
const identities = () => house.database.query<{ account_id: string; issuer: string; subject: string }>('SELECT account_id, issuer, subject FROM account_identities')
const events = async () => (await house.trail('00000000-0000-0000-0000-000000000000')).map(({ event }) => event)
/** Nothing of a sign-in that failed is left: no session, no link, no transaction to use again. */
async function expectNothing(one: ProviderWalk): Promise<void> {
  expect([...one.cookies.keys()]).toEqual([])
  expect(await identities()).toEqual([])
  expect((await one.command('day.read', {})).fault?.code).toBe('unauthenticated')
}

describe('[R6316-3] signing in with Pro Santé Connect', () => {
  it('asks for a code with state, nonce, PKCE and eidas1, and keeps them in a cookie that comes back', async () => {
    const one = walk()
    const { status, location, cookies } = await one.start('psc')
    expect(status).toBe(303)
    const asked = Object.fromEntries(new URL(location).searchParams)
    expect(asked).toMatchObject({ response_type: 'code', client_id: 'lien-test', redirect_uri: callback('psc'), scope: 'openid scope_all', acr_values: 'eidas1', code_challenge_method: 'S256' })
    expect([asked['state'], asked['nonce'], asked['code_challenge']].map((value) => value?.length)).toEqual([43, 43, 43])
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^lien-identity=.*Max-Age=600.*HttpOnly; SameSite=Lax/)
  })

  it('knows the account by its RPPS number, then by issuer and subject, and keeps profession and specialty', async () => {
    const one = walk()
    expect(await one.signIn('psc', 'ada')).toMatchObject({ status: 303, location: '/identity/done' })
    expect([...one.cookies.keys()]).toContain('lien-professional')
    expect([...one.cookies.keys()]).not.toContain('lien-identity')
    expect((await one.command('day.read', {})).value).toMatchObject({ professional: { accountId: house.house.accountId } })
    expect(await identities()).toEqual([{ account_id: house.house.accountId, issuer: provider.issuer, subject: 'ada' }])
    expect(await house.database.query('SELECT rpps, profession, specialty_code FROM accounts WHERE id = $1', [house.house.accountId])).toEqual([{ rpps, profession: '10', specialty_code: 'SM36' }])
    expect((await events()).filter(({ type }) => !String(type).startsWith('session.')).slice(-3, -1)).toEqual([
      { type: 'account.identityLinked', accountId: house.house.accountId, provider: 'psc' },
      { type: 'professional.signedInByProvider', accountId: house.house.accountId, provider: 'psc' },
    ])
    // The number is gone from the account: the subject is enough.
    await house.database.query('UPDATE accounts SET rpps = NULL')
    expect(await walk().signIn('psc', 'ada')).toMatchObject({ location: '/identity/done' })
    expect(await identities()).toHaveLength(1)
    expect(await house.database.query('SELECT rpps FROM accounts WHERE id = $1', [house.house.accountId])).toEqual([{ rpps }])
  })

  it('the page after it is ours, without a script, and goes on by itself', async () => {
    const answer = await fetch(`${house.app.address}/identity/done`)
    const page = await answer.text()
    expect(page).toContain('content="0;url=/"')
    expect(page).not.toContain('<script')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('a person without an account here is told so, and leaves a row', async () => {
    const one = walk()
    expect(await one.signIn('psc', 'stranger')).toMatchObject({ status: 303, location: '/#identity=unknownPerson' })
    await expectNothing(one)
    expect((await events()).at(-1)).toEqual({ type: 'command.refused', command: 'professional.signInByProvider', code: 'forbidden', reason: 'accountUnknown' })
  })

  it('a closed account, another profession and another number are refused', async () => {
    await house.database.query('UPDATE accounts SET disabled_at = now()')
    expect((await walk().signIn('psc', 'ada')).location).toBe('/#identity=unknownPerson')
    await house.database.query('UPDATE accounts SET disabled_at = NULL')
    expect((await walk().signIn('psc', 'nurse')).location).toBe('/#identity=refused')
    await walk().signIn('psc', 'ada')
    await house.database.query('UPDATE accounts SET rpps = $1', ['99900000033'])
    const replaced = walk()
    expect((await replaced.signIn('psc', 'ada')).location).toBe('/#identity=refused')
    expect([...replaced.cookies.keys()]).toEqual([])
    await house.database.query('UPDATE accounts SET rpps = $1 WHERE id = $2', [rpps, house.house.accountId])
  })

  it('a weaker means of signing in than asked for is refused', async () => {
    const one = walk()
    const away = await one.start('psc')
    // The browser's owner takes the wish out on the way: the token says what was granted.
    const weaker = new URL(away.location)
    weaker.searchParams.delete('acr_values')
    expect((await one.callback(await one.signInAt(weaker.href, 'weak'))).location).toBe('/#identity=notProven')
    await expectNothing(one)
  })
})

describe('signing in with a hospital’s provider', () => {
  it('knows the account by a verified mail address; afterwards another subject with that address is refused', async () => {
    expect((await walk().signIn('hospital', 'mail')).location).toBe('/identity/done')
    const one = walk()
    expect((await one.signIn('hospital', 'other')).location).toBe('/#identity=refused')
    expect([...one.cookies.keys()]).toEqual([])
    expect(await identities()).toMatchObject([{ subject: 'mail' }])
  })

  it('an address that was not verified proves nothing; an account of another establishment is not this one’s', async () => {
    await house.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
    expect((await walk().signIn('hospital', 'unverified')).location).toBe('/#identity=notProven')
    expect((await walk().signIn('hospital', 'elsewhere')).location).toBe('/#identity=unknownPerson')
    expect(await identities()).toEqual([])
  })

  it('asks for a role where the configuration does', async () => {
    expect((await walk().signIn('ward', 'mail')).location).toBe('/#identity=unknownPerson')
    provider.people.set('mail', { claims: { email: oncologist.email, email_verified: true, roles: ['lien'] } })
    expect((await walk().signIn('ward', 'mail')).location).toBe('/identity/done')
  })
})

describe('a provider’s answer that is not what it should be', () => {
  const now = () => Math.floor(Date.now() / 1000)
  it.each([
    ['another nonce', { claims: (all: object) => ({ ...all, nonce: 'another' }) }],
    ['a foreign issuer', { claims: (all: object) => ({ ...all, iss: 'https://elsewhere.test' }) }],
    ['a foreign audience', { claims: (all: object) => ({ ...all, aud: 'another-client' }) }],
    ['two audiences and a foreign authorised party', { claims: (all: object) => ({ ...all, aud: ['lien-test', 'another'], azp: 'another' }) }],
    ['a token that has expired', { claims: (all: object) => ({ ...all, iat: now() - 400, exp: now() - 100 }) }],
    ['a clock behind by more than the tolerance', { claims: (all: object) => ({ ...all, exp: now() - 40 }) }],
    ['a clock ahead by more than the tolerance', { claims: (all: object) => ({ ...all, iat: now() + 45, exp: now() + 300 }) }],
    ['a token not valid yet', { claims: (all: object) => ({ ...all, nbf: now() + 45 }) }],
    ['another subject in userinfo', { claims: (all: object) => ({ ...all, sub: 'stranger' }) }],
    ['a signature by another key of the same name', { foreignKey: true }],
  ])('%s is refused, and nothing is left', async (_what, tampering) => {
    provider.tampering = tampering
    const one = walk()
    expect(await one.signIn('psc', 'ada')).toMatchObject({ status: 303, location: '/#identity=refused' })
    await expectNothing(one)
    expect((await events()).at(-1)).toMatchObject({ type: 'command.refused', reason: 'providerRefused' })
  })

  it.each([
    ['behind', (all: object) => ({ ...all, exp: now() - 20 })],
    ['ahead', (all: object) => ({ ...all, iat: now() + 20, nbf: now() + 20, exp: now() + 300 })],
  ])('a clock %s within the tolerance is accepted', async (_where, claims) => {
    provider.tampering = { claims }
    expect((await walk().signIn('psc', 'ada')).location).toBe('/identity/done')
  })

  it('keys rotated between two sign-ins are found at once', async () => {
    expect((await walk().signIn('psc', 'ada')).location).toBe('/identity/done')
    await provider.rotate()
    expect((await walk().signIn('psc', 'ada')).location).toBe('/identity/done')
  })

  it('another state, a missing one, and another browser’s answer are refused', async () => {
    for (const change of [(back: URL) => back.searchParams.set('state', 'A'.repeat(43)), (back: URL) => back.searchParams.delete('state')]) {
      const one = walk()
      expect((await one.signIn('psc', 'ada', change)).location).toBe('/#identity=expired')
      await expectNothing(one)
    }
    const [attacker, victim] = [walk(), walk()]
    const theirs = await attacker.signInAt((await attacker.start('psc')).location, 'ada')
    expect((await victim.callback(theirs)).location).toBe('/#identity=expired')
    await victim.start('psc')
    expect((await victim.callback(theirs)).location).toBe('/#identity=expired')
    await expectNothing(victim)
  })

  it('another issuer in the answer (mix-up) is refused', async () => {
    const one = walk()
    expect((await one.signIn('psc', 'ada', (back) => back.searchParams.set('iss', 'https://elsewhere.test'))).location).toBe('/#identity=refused')
    await expectNothing(one)
  })

  it('one answer serves once: neither the callback nor its code can be played again', async () => {
    const one = walk()
    const away = await one.start('psc')
    const kept = new Map(one.cookies)
    const back = await one.signInAt(away.location, 'ada')
    expect((await one.callback(back)).location).toBe('/identity/done')
    // The same browser again: its transaction is gone.
    expect((await one.callback(back)).location).toBe('/#identity=expired')
    // A thief who kept the transaction too: the code is used up at the provider.
    const thief = walk()
    for (const [name, held] of kept) thief.cookies.set(name, held)
    expect((await thief.callback(back)).location).toBe('/#identity=expired')
    expect([...thief.cookies.keys()]).toEqual([])
    // A fresh transaction with an old code: its verifier and nonce are others.
    const mixed = walk()
    const fresh = new URL((await mixed.start('psc')).location).searchParams.get('state') ?? ''
    const old = new URL(back)
    old.searchParams.set('state', fresh)
    expect((await mixed.callback(old.href)).location).toBe('/#identity=expired')
    expect([...mixed.cookies.keys()]).toEqual([])
  })

  it('a transaction is over after ten minutes, serves its own provider alone, and is not a session', async () => {
    const late = walk()
    const back = await late.signInAt((await late.start('psc')).location, 'ada')
    clockOffset = 601_000
    expect((await late.callback(back)).location).toBe('/#identity=expired')
    clockOffset = 0
    const crossed = walk()
    const other = await crossed.signInAt((await crossed.start('psc')).location, 'ada')
    expect((await crossed.callback(other.replace('/psc/', '/hospital/'))).location).toBe('/#identity=expired')
    const forged = walk()
    await forged.start('psc')
    const transaction = forged.cookies.get('lien-identity') ?? ''
    forged.cookies.set('lien-professional', transaction)
    expect((await forged.command('day.read', {})).fault?.code).toBe('unauthenticated')
    forged.cookies.set('lien-identity', `${transaction.slice(0, -2)}AA`)
    expect((await forged.callback(`${callback('psc')}?code=x&state=y`)).location).toBe('/#identity=expired')
  })

  it('somebody who cancels at the provider is told so', async () => {
    const one = walk()
    const back = await one.signInAt((await one.start('psc')).location, 'ada', { cancel: true })
    expect((await one.callback(back)).location).toBe('/#identity=cancelled')
    await expectNothing(one)
  })
})

describe('a provider that does not answer', () => {
  it('at the start or at the token: a plain sentence, and nothing half-written', async () => {
    const one = walk()
    expect((await one.start('gone')).location).toBe('/#identity=providerDown')
    await expectNothing(one)
    const back = await one.signInAt((await one.start('psc')).location, 'ada')
    provider.tokenDown = true
    expect((await one.callback(back)).location).toBe('/#identity=providerDown')
    await expectNothing(one)
  })

  it('an unknown provider leads nowhere', async () => {
    for (const path of ['nobody/start', 'nobody/callback?code=x', 'constructor/start']) expect((await walk().callback(`http://localhost:3000/identity/${path}`)).location).toBe('/#identity=failed')
  })
})

describe('what never leaves', () => {
  it('a browser cannot perform the command with claims of its own', async () => {
    const claims = { provider: 'psc', finess: '000000001', issuer: provider.issuer, subject: 'ada', rpps, mail: null, profession: '10', specialty: null, roles: [], structures: [] }
    expect((await walk().command('professional.signInByProvider', claims)).fault?.code).toBe('unauthenticated')
    const doctor = await house.doctor()
    const reply = await doctor.raw('professional.signInByProvider', JSON.stringify(claims), { 'x-lien-seat': '-' })
    expect(reply.status).toBe(403)
    const socket = await doctor.connect(null)
    expect(await socket.performAnything('professional.signInByProvider', claims)).toMatchObject({ ok: false, fault: { code: 'forbidden' } })
  })

  it('tokens, codes, secrets and subjects are in no table and no line of the log', async () => {
    const one = walk()
    const back = await one.signInAt((await one.start('psc')).location, 'ada')
    await one.callback(back)
    await one.callback(back)
    provider.tampering = { foreignKey: true }
    await walk().signIn('psc', 'ada')
    const tables = await house.database.query<{ name: string }>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = \'public\' AND table_type = \'BASE TABLE\'')
    const rows = (await Promise.all(tables.map(({ name }) => house.database.query(`SELECT * FROM ${name}`)))).map((table) => JSON.stringify(table)).join('')
    expect(provider.issued.length).toBeGreaterThan(10)
    const code = new URL(back).searchParams.get('code') ?? 'none'
    for (const secret of [...provider.issued, code, 'test-secret-test-secret']) {
      expect(rows).not.toContain(secret)
      expect(logged).not.toContain(secret)
    }
    expect(logged).toContain('a sign-in at an identity provider failed')
    expect(logged).not.toContain(rpps)
  })

  it('the page of professionals is told of their providers, and of no patients’ one', async () => {
    const reply = await walk().command('site.read', {})
    expect((reply.value as { providers: { id: string }[] }).providers.map(({ id }) => id)).toEqual(['psc', 'hospital', 'ward', 'gone'])
  })

  it('a file that cannot be read stops the start with a sentence', async () => {
    await expect(openHouse({ env: { LIEN_OIDC_PROVIDERS: '/nowhere/providers.json' } })).rejects.toThrow(/LIEN_OIDC_PROVIDERS are not usable: the file cannot be read/)
  })
})

describe('a patient who proves who they are at a provider of patients', () => {
  const contact = { phone: '06 39 98 00 42', mail: null, preferred: 'sms', language: 'fr' } as const
  /** The browser that opened a link of `seat` and owes the second factor, and a walk that shares its cookies. */
  async function owing(seat: 'patient' | 'relative' = 'patient', of: House = guarded) {
    const visit = await house.world.visit(of, { guests: ['patient', 'relative'], contacts: { patient: contact, relative: contact } })
    const browser = house.browser()
    const view = await browser.openPending(tokenOf(visit.guest(seat).link))
    const one = walk()
    for (const [name, held] of browser.cookies) one.cookies.set(name, held)
    return { visit, view, one, participantId: visit.guest(seat).participantId, signIn: (login: string) => one.signIn('patients', login, undefined, `?pending=${view.pending}`) }
  }
  const types = async (visit: { consultationId: string }) => (await house.trail(visit.consultationId)).map(({ event }) => event).filter(({ type }) => String(type).startsWith('factor.'))

  it('sits in their seat without a code, and the trail says by what means', async () => {
    const { view, visit, one, participantId, signIn } = await owing()
    expect(view.providers).toEqual([{ id: 'patients', label: { fr: 'S’identifier avec patients', en: 'Sign in with patients' } }])
    expect(await signIn('claire')).toMatchObject({ status: 303, location: `/identity/done/${participantId}` })
    expect([...one.cookies.keys()]).toContain(`lien-${participantId}`)
    expect([...one.cookies.keys()]).not.toContain('lien-identity')
    const seat = await one.command('visit.read', {}, participantId)
    expect(seat.value).toMatchObject({ me: { participantId, seat: 'patient' } })
    expect(await types(visit)).toMatchObject([{ type: 'factor.asked' }, { type: 'factor.confirmed', factor: 'identity' }])
    const page = await (await fetch(`${house.app.address}/identity/done/${participantId}`)).text()
    expect(page).toContain(`content="0;url=/visit/${participantId}"`)
    expect(page).not.toContain('<script')
  })

  it('comes back to the questions, where the link leads to those alone', async () => {
    const { visit, one, signIn, participantId } = await owing()
    await house.world.questionnaire(guarded, shortForm)
    const { requestId } = await house.world.ask(guarded, visit)
    await house.database.query('UPDATE links SET request_id = $2 WHERE participant_id = $1', [participantId, requestId])
    expect(await signIn('claire')).toMatchObject({ status: 303, location: `/identity/done/questions/${requestId}` })
    expect((await one.command('answering.read', {}, requestId)).value).toMatchObject({ stage: 'answering', request: { requestId } })
    expect((await one.command('visit.read', {}, participantId)).fault?.code).toBe('unauthenticated')
    const page = await (await fetch(`${house.app.address}/identity/done/questions/${requestId}`)).text()
    expect(page).toContain(`content="0;url=/visit#questions=${requestId}"`)
  })

  it('is a wrong answer when the provider names somebody else, or the seat is not the patient’s; five lock the link', async () => {
    const { view, visit, one, participantId, signIn } = await owing()
    for (let times = 0; times < 5; times++) expect((await signIn('twin')).location).toBe(`/visit#${view.pending}&identity=unknownPerson`)
    expect([...one.cookies.keys()]).not.toContain(`lien-${participantId}`)
    expect(await types(visit)).toMatchObject([{ type: 'factor.asked' }, ...Array.from({ length: 4 }, () => ({ type: 'factor.refused', locked: false })), { type: 'factor.refused', locked: true }])
    // Locked: the right person is not heard either, as with a code.
    expect((await signIn('claire')).location).toBe(`/visit#${view.pending}&identity=unknownPerson`)
    const relative = await owing('relative')
    expect(relative.view.providers).toEqual([])
    expect((await relative.signIn('claire')).location).toBe(`/visit#${relative.view.pending}&identity=unknownPerson`)
  })

  it('too little from the provider is said as such', async () => {
    const { view, signIn } = await owing()
    expect((await signIn('nameless')).location).toBe(`/visit#${view.pending}&identity=notProven`)
  })

  it('needs the browser that holds the stage: another’s name in the address begins nothing', async () => {
    const { view } = await owing()
    const thief = walk()
    expect((await thief.start('patients', `?pending=${view.pending}`)).location).toBe(`/visit#${view.pending}&identity=expired`)
    expect([...thief.cookies.keys()]).toEqual([])
    expect((await thief.start('patients')).location).toBe('/visit')
  })

  it('serves its own establishment alone', async () => {
    const elsewhere = await owing('patient', await house.world.house({ finess: '000000009', email: 'dr.trois@lien.test', factor: 'code' }))
    expect(elsewhere.view.providers).toEqual([])
    expect((await elsewhere.signIn('claire')).location).toBe(`/visit#${elsewhere.view.pending}&identity=unknownPerson`)
  })
})

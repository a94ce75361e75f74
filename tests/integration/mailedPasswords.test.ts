import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '@lien/contract/ids'
import { installationChain } from '@lien/server/platform/trail.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { TestProvider } from '../support/identityProvider.ts'
import { linkIn } from '../support/letters.ts'
import { byKey, confirm, isIn, LocalHouse, refusal } from '../support/localHouse.ts'
import { providersFile } from '../support/providerWalk.ts'
import { oncologist } from '../support/world.ts'

let locals: LocalHouse
beforeAll(async () => {
  // The first establishment has an identity provider, which nobody needs here.
  const provider = await TestProvider.start(['http://localhost:3000/identity/hospital/callback'])
  await provider.close()
  locals = await LocalHouse.open({ LIEN_OIDC_PROVIDERS: providersFile(provider.configuration('hospital', '000000001')) })
})
afterAll(() => locals.house.close())

describe('a mailed password', () => {
  const password = 'trois pommes vertes'
  const set = (token: string, chosen = password) => locals.house.browser().post('account.setPassword', { token, password: chosen })
  /** The n-th letter to them; its token is in the fragment, which no server sees. */
  const tokenTo = async (email: string, n = 1): Promise<string> => {
    const url = new URL(linkIn(await locals.house.letters.to(email, n)))
    expect([url.pathname, url.search]).toEqual(['/bienvenue', ''])
    return url.hash.slice(1)
  }
  const administrator = async (): Promise<{ browser: TestBrowser; accountId: AccountId }> => {
    const { email, accountId } = await locals.account('administrator')
    return { browser: await locals.signedIn(email), accountId }
  }
  const person = { role: 'secretary' as const, rpps: null, specialty: null, language: 'fr' as const, services: [] }

  it('whoever an administrator adds is invited: it serves once, within a week, the newest alone; a weak one is not taken', async () => {
    const { browser } = await administrator()
    const email = locals.address()
    const { accountId } = value(await browser.post('staff.add', { ...person, name: 'Ida Essai', email }))
    const old = await tokenTo(email)
    expect(await locals.house.browser().signIn(email, oncologist.password)).toEqual(refusal)
    value(await browser.post('account.invite', { accountId }))
    const token = await tokenTo(email, 2)
    expect(faultOf(await set(old))?.reason).toBe('tokenGone')
    expect(faultOf(await set(token, 'motdepasse2026'))?.reason).toBe('weakPassword')
    expect(value(await set(token))).toEqual({ email })
    expect(faultOf(await set(token))?.reason).toBe('tokenGone')
    expect(value(await locals.house.browser().signIn(email, password)).step).toBe('done')
    expect(JSON.stringify(await locals.house.database.query(`SELECT encode(token_hash, 'base64') AS hash, * FROM password_tokens`))).not.toContain(token)
    expect((await locals.told(accountId, 'account.')).map(({ type }) => type)).toEqual(['account.opened', 'account.invited', 'account.invited', 'account.passwordSet'])
    // Somebody who has a password asks for another one themself.
    expect(faultOf(await browser.post('account.invite', { accountId }))?.code).toBe('invalidState')

    const late = locals.address()
    value(await browser.post('staff.add', { ...person, name: 'Tard Essai', email: late }))
    const stale = await tokenTo(late)
    locals.pass(7 * 24 * 3600)
    expect(faultOf(await set(stale))?.reason).toBe('tokenGone')
  })

  it('each is written to in their own language: invited, changed, and asking for another password', async () => {
    const { browser } = await administrator()
    const email = locals.address()
    const { accountId } = value(await browser.post('staff.add', { ...person, name: 'Iris Essai', email, language: 'en' }))
    expect((await locals.house.letters.to(email)).words.subject).toBe('Your account is open')
    value(await set(await tokenTo(email)))
    value(await locals.house.browser().post('account.requestPasswordReset', { email }))
    expect((await locals.house.letters.to(email, 2)).words.subject).toBe('Choose a new password')
    value(await browser.post('staff.change', { ...person, name: 'Iris Essai', accountId, language: 'fr' }))
    expect(value(await browser.post('staff.list', {})).staff.find((one) => one.accountId === accountId)?.language).toBe('fr')
    // Not twice within a few minutes.
    locals.pass(3600)
    value(await locals.house.browser().post('account.requestPasswordReset', { email }))
    expect((await locals.house.letters.to(email, 3)).words.subject).toBe('Choisir un nouveau mot de passe')
  })

  it('each chooses that language in their own account, and the record says so', async () => {
    const { email, accountId } = await locals.account()
    const mine = await locals.signedIn(email)
    expect(value(await mine.post('account.read', {}))).toEqual({ email, language: 'fr' })
    value(await mine.post('account.chooseLanguage', { language: 'en' }))
    expect(value(await mine.post('account.read', {}))).toEqual({ email, language: 'en' })
    expect((await locals.house.trail(installationChain)).map(({ event }) => event)).toContainEqual({ type: 'account.languageChosen', accountId, language: 'en' })
    value(await locals.house.browser().post('account.requestPasswordReset', { email }))
    expect((await locals.house.letters.to(email)).words.subject).toBe('Choose a new password')
  })

  it('a file of people is invited one by one', async () => {
    const { browser } = await administrator()
    const [one, two] = [locals.address(), locals.address()]
    value(await browser.post('staff.import', { csv: `rpps;nom;prenom;mail;role\n;Essai;Un;${one};secrétaire\n;Essai;Deux;${two};secrétaire\n` }))
    for (const email of [one, two]) expect(value(await set(await tokenTo(email)))).toEqual({ email })
  })

  it('where everybody signs in by an identity provider, nobody is mailed a password and none opens anything', async () => {
    const { browser } = await administrator()
    const { email } = await locals.account()
    const { browser: holder, key } = await locals.withPasskey()
    value(await browser.post('staff.decidePasswords', { allowed: false }))
    try {
      const added = locals.address()
      const { accountId } = value(await browser.post('staff.add', { ...person, name: 'Sans Essai', email: added }))
      expect(faultOf(await browser.post('account.invite', { accountId }))?.code).toBe('invalidState')
      expect(await locals.house.browser().signIn(email, oncologist.password)).toEqual(refusal)
      expect(await byKey(locals.house.browser(), key)).toEqual(refusal)
      value(await locals.house.browser().post('account.requestPasswordReset', { email }))
      expect(await locals.house.database.query('SELECT 1 FROM outbox WHERE account_id = $1', [accountId])).toEqual([])
      expect(await isIn(holder)).toBe(true)
    } finally {
      value(await browser.post('staff.decidePasswords', { allowed: true }))
    }
  })

  it('a forgotten one is asked for with one answer, mailed to whom it belongs, not twice in a row, and ends every session', async () => {
    const { email, accountId } = await locals.account()
    const [browser, pending] = [await locals.signedIn(email), await locals.withApplication()]
    const page = await browser.connect(null)
    const ask = (address: string) => locals.house.browser().post('account.requestPasswordReset', { email: address })
    expect([await ask(email), await ask('nulle.part@lien.test'), await ask(email)]).toEqual([{ ok: true, value: {} }, { ok: true, value: {} }, { ok: true, value: {} }])
    const token = await tokenTo(email)
    // The second factor of somebody else is not touched by it.
    value(await set(token))
    expect(await page.notice('session.ended')).toEqual({ reason: 'credentialsChanged' })
    expect(await isIn(browser)).toBe(false)
    expect(await locals.house.browser().signIn(email, oncologist.password)).toEqual(refusal)
    expect(value(await locals.house.browser().signIn(email, password)).step).toBe('done')
    expect(await locals.house.database.query('SELECT 1 FROM outbox WHERE account_id = $1', [accountId])).toHaveLength(1)
    expect(await isIn(pending.browser)).toBe(true)
  })

  it('a reset does not go round the second factor, and ends what the former password had begun', async () => {
    const { email, secret } = await locals.withApplication()
    const begun = locals.house.browser()
    value(await begun.signIn(email, oncologist.password))
    value(await locals.house.browser().post('account.requestPasswordReset', { email }))
    value(await set(await tokenTo(email)))
    expect(faultOf(await confirm(begun, locals.codeOf(secret)))?.reason).toBe('ticketGone')
    const browser = locals.house.browser()
    expect(value(await browser.signIn(email, password)).step).toBe('secondFactor')
    expect(await isIn(browser)).toBe(false)
  })

  it('a changed one ends the other sessions and keeps this one', async () => {
    const { email } = await locals.account()
    const [here, elsewhere] = [await locals.signedIn(email), await locals.signedIn(email)]
    const page = await elsewhere.connect(null)
    expect(faultOf(await here.post('account.changePassword', { current: 'pas celui-ci', password }))).toMatchObject({ code: 'forbidden', reason: 'wrongCredentials' })
    expect(faultOf(await here.post('account.changePassword', { current: oncologist.password, password: 'court' }))?.reason).toBe('weakPassword')
    value(await here.post('account.changePassword', { current: oncologist.password, password }))
    expect(await page.notice('session.ended')).toEqual({ reason: 'credentialsChanged' })
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
    expect(await locals.house.browser().signIn(email, oncologist.password)).toEqual(refusal)
  })

  it('an administrator takes a lost second factor away: sessions end, and the next sign-in begins anew; never their own, nor elsewhere', async () => {
    const { browser, accountId: own } = await administrator()
    const lost = await locals.withApplication()
    expect(faultOf(await browser.post('account.resetFactors', { accountId: own }))?.code).toBe('invalidState')
    const elsewhere = await locals.house.world.house({ finess: '000000078', email: locals.address() })
    expect(faultOf(await browser.post('account.resetFactors', { accountId: elsewhere.accountId }))?.code).toBe('notFound')
    value(await browser.post('account.resetFactors', { accountId: lost.accountId }))
    expect(await isIn(lost.browser)).toBe(false)
    expect(value(await locals.house.browser().signIn(lost.email, oncologist.password)).step).toBe('done')
    expect(await locals.told(lost.accountId, 'account.factorsReset')).toEqual([{ type: 'account.factorsReset', accountId: lost.accountId, factors: 1 }])
  })

  it('what a sign-in asks is the administrator’s to decide, and never leaves a house without a way in', async () => {
    const elsewhere = await locals.house.world.house({ finess: '000000079', email: locals.address() })
    const { email } = await locals.account('administrator', elsewhere.establishmentId)
    const browser = await locals.signedIn(email)
    expect(faultOf(await browser.post('staff.decidePasswords', { allowed: false }))).toMatchObject({ code: 'invalidState', reason: 'noProvider' })
    value(await browser.post('establishment.change', { name: 'Hôpital d’essai', phone: '+33 1 99 00 00 01', timeZone: 'Europe/Paris', secondFactor: 'required' }))
    value(await browser.post('staff.add', { ...person, name: 'Ida Essai', email: locals.address() }))
    const { staff, passwords } = value(await browser.post('staff.list', {}))
    expect(passwords).toBe(true)
    expect(staff.map(({ name, invited, secondFactor }) => [name, invited, secondFactor])).toEqual([['Dre Ada Essai', false, false], ['Ida Essai', true, false], ['Personne Essai', false, false]])
    // Whoever is in stays in; the next sign-in makes a second factor first. The other houses keep their own rule.
    expect(await isIn(browser)).toBe(true)
    expect(value(await locals.house.browser().signIn(elsewhere.email, oncologist.password)).step).toBe('enrol')
    expect(value(await locals.house.browser().signIn(oncologist.email, oncologist.password)).step).toBe('done')
  })
})

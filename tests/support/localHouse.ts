import { generateSync } from 'otplib'
import type { AccountId, EstablishmentId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { NewFactor, Proof } from '@lien/contract/signIn'
import { noSeat, seatHeader } from '@lien/contract/wire'
import { provideAccount } from '@lien/server/accounts/commands.ts'
import { Authenticator } from './authenticator.ts'
import { value, type TestBrowser } from './client.ts'
import { openHouse, type TestHouse } from './house.ts'
import { oncologist } from './world.ts'

/** What every refused sign-in is answered with. */
export const refusal = { ok: false, fault: { code: 'unauthenticated', reason: 'wrongCredentials' } }
/** The password that every account of the test world begins with. */
export const right: Proof = { method: 'password', password: oncologist.password }
export interface Somebody { email: string; accountId: AccountId }

/** A house whose professionals sign in with accounts of their own, and whose clock the test moves. */
export class LocalHouse {
  readonly house: TestHouse
  readonly #time: { now: Date }
  #people = 0
  private constructor(house: TestHouse, time: { now: Date }) {
    this.house = house
    this.#time = time
  }

  static async open(env: Record<string, string> = {}): Promise<LocalHouse> {
    const time = { now: new Date('2026-11-24T09:30:00Z') }
    return new LocalHouse(await openHouse({ clock: () => time.now, env: { LIEN_TRUST_PROXY: '1', ...env } }), time)
  }

  get now(): Date { return this.#time.now }
  pass(seconds: number): void { this.#time.now = new Date(this.now.getTime() + seconds * 1000) }
  address(): string { return `personne.${++this.#people}@lien.test` }
  codeOf(secret: string): string { return generateSync({ secret, epoch: Math.floor(this.now.getTime() / 1000) }) }

  async account(role: AccountRole = 'oncologist', establishmentId: EstablishmentId = this.house.house.establishmentId): Promise<Somebody> {
    const email = this.address()
    const { value: accountId } = await this.house.world.act(establishmentId, (act) => provideAccount(act, { establishmentId, email, role, name: 'Personne Essai', specialty: null }, oncologist.password))
    return { email, accountId }
  }

  async signedIn(email: string): Promise<TestBrowser> {
    const browser = this.house.browser()
    if (value(await browser.signIn(email, oncologist.password)).step !== 'done') throw new Error('not signed in yet')
    return browser
  }

  /** Signed in, with an application: its secret and the recovery codes. */
  async withApplication(): Promise<Somebody & { browser: TestBrowser; secret: string; codes: string[] }> {
    const one = await this.account()
    const browser = await this.signedIn(one.email)
    const offer = value(await browser.post('factor.begin', { kind: 'totp', proof: right }))
    if (offer.kind !== 'totp') throw new Error('not an application')
    const { recoveryCodes } = value(await browser.post('factor.add', { factor: { kind: 'totp', code: this.codeOf(offer.secret) } }))
    this.pass(30)
    return { ...one, browser, secret: offer.secret, codes: recoveryCodes ?? [] }
  }

  /** Signed in, with a passkey. */
  async withPasskey(): Promise<Somebody & { browser: TestBrowser; key: Authenticator }> {
    const one = await this.account()
    const browser = await this.signedIn(one.email)
    const key = new Authenticator()
    value(await browser.post('factor.add', { factor: await this.made(browser, key) }))
    return { ...one, browser, key }
  }

  /** A passkey as it would be added. */
  async made(browser: TestBrowser, key: Authenticator, how = {}): Promise<NewFactor> {
    const offer = value(await browser.post('factor.begin', { kind: 'passkey', proof: right }))
    if (offer.kind !== 'passkey') throw new Error('not a passkey')
    return { kind: 'passkey', created: key.create(offer.options, how), label: 'Clé d’essai' }
  }

  /** What a browser of some network sees of a sign-in: everything that could tell two refusals apart. */
  async knock(email: string, password: string, network = '192.0.2.1'): Promise<{ status: number; body: unknown; cookies: string[] }> {
    const { status, body, headers } = await this.house.browser().raw('professional.signIn', JSON.stringify({ email, password }), { [seatHeader]: noSeat, 'x-forwarded-for': network })
    return { status, body, cookies: headers.getSetCookie() }
  }

  /** What the trail says of an account, in order. */
  async told(accountId: string, type: string): Promise<Record<string, unknown>[]> {
    const rows = await this.house.database.query<{ body: string }>(`SELECT body FROM trail WHERE body LIKE '%' || $2 || '%' AND body LIKE '%' || $1 || '%' ORDER BY seq`, [accountId, type])
    return rows.map(({ body }) => (JSON.parse(body) as { event: Record<string, unknown> }).event).filter((event) => String(event['type']).startsWith(type))
  }
}

export const confirm = (browser: TestBrowser, code: string, method: 'totp' | 'recovery' = 'totp') => browser.post('professional.confirmSignIn', { factor: { method, code } })
export const byKey = async (browser: TestBrowser, key: Authenticator, how = {}) => browser.post('passkey.signIn', { answer: key.answer(value(await browser.post('passkey.ask', {})), how) })
export const isIn = async (browser: TestBrowser): Promise<boolean> => (await browser.post('factor.list', {})).ok

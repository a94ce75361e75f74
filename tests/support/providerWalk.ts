import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noSeat, seatHeader } from '@lien/contract/wire'

/** Where a provider walk has come to: the answer's status, where it sends the browser, and what it set. */
export interface Step { status: number; location: string; cookies: string[]; body: string }

/** Writes a file for LIEN_OIDC_PROVIDERS. */
export function providersFile(...providers: object[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lien-oidc-')), 'providers.json')
  writeFileSync(path, JSON.stringify(providers))
  return path
}

/** A browser without a screen that walks from Lien to a provider and back, and keeps the cookies of both. */
export class ProviderWalk {
  readonly jars = new Map<string, Map<string, string>>()
  readonly #lien: string
  readonly #publicUrl: string
  constructor(lien: string, publicUrl = 'http://localhost:3000') { this.#lien = lien; this.#publicUrl = publicUrl }

  get cookies(): Map<string, string> { return this.#jar(this.#lien) }

  start(provider: string, search = ''): Promise<Step> { return this.#go(`${this.#lien}/identity/${provider}/start${search}`) }

  /** Signs in at the provider's own page; answers the address with which it sends the browser back. */
  async signInAt(authorization: string, login: string, { cancel = false } = {}): Promise<string> {
    let step = await this.#go(authorization)
    let at = authorization
    for (let hops = 0; hops < 10; hops++) {
      if (step.location) {
        at = new URL(step.location, at).href
        if (at.startsWith(this.#publicUrl)) return at
        step = await this.#go(at)
      } else if (step.body.includes('<form')) step = await this.#go(at, new URLSearchParams({ login, ...(cancel && { cancel: '1' }) }))
      else throw new Error(`The provider stopped at ${new URL(at).pathname} with ${step.status}.`)
    }
    throw new Error('The provider never sent the browser back.')
  }

  /** Comes back to Lien, wherever it listens. */
  callback(address: string): Promise<Step> { return this.#go(address.replace(this.#publicUrl, this.#lien)) }

  /** The whole way; answers the last step at Lien. */
  async signIn(provider: string, login: string, change: (callback: URL) => void = () => undefined, search = ''): Promise<Step> {
    const away = await this.start(provider, search)
    if (!away.location.startsWith('http')) return away
    const back = new URL(await this.signInAt(away.location, login))
    change(back)
    return this.callback(back.href)
  }

  async command(name: string, input: object, seat = noSeat): Promise<{ ok: boolean; value?: unknown; fault?: { code: string; reason?: string } }> {
    const response = await fetch(`${this.#lien}/api/${name}`, { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json', [seatHeader]: seat, cookie: header(this.cookies) } })
    return (await response.json()) as { ok: boolean }
  }

  #jar(address: string): Map<string, string> {
    const { origin } = new URL(address)
    const jar = this.jars.get(origin) ?? new Map<string, string>()
    this.jars.set(origin, jar)
    return jar
  }

  async #go(address: string, form?: URLSearchParams): Promise<Step> {
    const jar = this.#jar(address)
    const response = await fetch(address, { redirect: 'manual', headers: { cookie: header(jar) }, ...(form && { method: 'POST', body: form }) })
    const cookies = response.headers.getSetCookie()
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      const gone = /expires=Thu, 01 Jan 1970/i.test(cookie)
      if (gone) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return { status: response.status, location: response.headers.get('location') ?? '', cookies, body: await response.text() }
  }
}

const header = (jar: Map<string, string>): string => [...jar].map(([name, held]) => `${name}=${held}`).join('; ')

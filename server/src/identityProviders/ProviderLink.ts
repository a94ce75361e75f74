import * as oidc from 'openid-client'
import type { IdentityFailure } from '@lien/contract/identityProviders'
import type { Clock } from '../platform/clock.ts'
import type { Provider } from './configuration.ts'
import { clockTolerance, isIssuedInTime, isSureEnough, type Userinfo } from './rules.ts'
import type { Transaction } from './transaction.ts'

/** Why a provider's answer came to nothing. `detail` is a code for the log: never a token, a claim or an address. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly failure: IdentityFailure
  readonly detail: string
  constructor(failure: IdentityFailure, detail: string) { super(`${failure}: ${detail}`); this.failure = failure; this.detail = detail }
}
export interface Proven { issuer: string; subject: string; userinfo: Userinfo }

/** Seconds to wait for each answer of a provider: somebody is looking at an empty page. */
const patience = 8
/** Plain http, for a provider on this very machine; the configuration refuses every other http address. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by the library to make it stand out.
const onThisMachine: (config: oidc.Configuration) => void = oidc.allowInsecureRequests
/** ms that a provider's description is kept. */
const metadataLife = 600_000

/** Our line to one identity provider. Its tokens live inside `finish` and nowhere else. */
export class ProviderLink {
  readonly provider: Provider
  readonly #clock: Clock
  readonly #redirectUri: string
  #metadata: { at: number; server: oidc.ServerMetadata } | null = null

  constructor({ provider, clock, redirectUri }: { provider: Provider; clock: Clock; redirectUri: string }) {
    this.provider = provider
    this.#clock = clock
    this.#redirectUri = redirectUri
  }

  /** Where the person goes to sign in, and what must be remembered until they are back. Throws `ProviderFailure`. */
  async begin(): Promise<{ url: URL; transaction: Omit<Transaction, 'pending'> }> {
    const config = await this.#configuration()
    const { scope, acrValues, id } = this.provider
    const transaction = { provider: id, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#redirectUri, scope, state: transaction.state, nonce: transaction.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(transaction.verifier), code_challenge_method: 'S256',
      ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
    })
    return { url, transaction }
  }

  /** Takes the provider's answer (the callback's query, with its `?`) for what it proves. Throws `ProviderFailure`. */
  async finish(query: string, { state, nonce, verifier }: Transaction): Promise<Proven> {
    const answer = new URL(this.#redirectUri)
    answer.search = query
    // Checked by the library too; told apart here because a second tab is no attack.
    if (answer.searchParams.get('state') !== state) throw new ProviderFailure('expired', 'state')
    const config = await this.#configuration()
    try {
      const tokens = await oidc.authorizationCodeGrant(config, answer, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
      const claims = tokens.claims()
      if (!claims) throw new ProviderFailure('refused', 'noIdToken')
      if (!isIssuedInTime(claims.iat, this.#clock())) throw new ProviderFailure('refused', 'issuedInTheFuture')
      if (!isSureEnough(claims.acr, this.provider.acrValues)) throw new ProviderFailure('notProven', 'acr')
      return { issuer: claims.iss, subject: claims.sub, userinfo: await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) }
    } catch (error) {
      throw failureOf(error)
    }
  }

  /**
   * A configuration for one sign-in. The description is kept for a while, the provider's keys are not: a key that was
   * rotated serves at once, and one that was withdrawn serves no longer.
   */
  async #configuration(): Promise<oidc.Configuration> {
    const { clientId, clientSecret } = this.provider
    const config = new oidc.Configuration(await this.#describe(), clientId, { client_secret: clientSecret, [oidc.clockTolerance]: clockTolerance })
    config.timeout = patience
    if (this.#insecure) onThisMachine(config)
    // The library trusts TLS for tokens that come straight from the provider; we check their signature as well.
    oidc.enableNonRepudiationChecks(config)
    return config
  }

  async #describe(): Promise<oidc.ServerMetadata> {
    const now = this.#clock().getTime()
    if (this.#metadata && now - this.#metadata.at < metadataLife) return this.#metadata.server
    const { issuer, discoveryUrl, clientId } = this.provider
    try {
      const found = await oidc.discovery(new URL(discoveryUrl ?? issuer), clientId, undefined, oidc.None(), { timeout: patience, ...(this.#insecure && { execute: [onThisMachine] }) })
      const server = found.serverMetadata()
      // At an address that does not follow the standard the library cannot know whom to expect.
      if (server.issuer !== issuer) throw new ProviderFailure('refused', 'issuer')
      this.#metadata = { at: now, server }
      return server
    } catch (error) {
      throw failureOf(error)
    }
  }

  get #insecure(): boolean { return this.provider.issuer.startsWith('http:') }
}

/** The library's errors carry responses and claims as their cause: only codes leave this function. */
function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error
  if (error instanceof oidc.AuthorizationResponseError) {
    if (error.error === 'access_denied') return new ProviderFailure('cancelled', error.error)
    return new ProviderFailure(['temporarily_unavailable', 'server_error'].includes(error.error) ? 'providerDown' : 'refused', `authorization ${safe(error.error)}`)
  }
  if (error instanceof oidc.ResponseBodyError) {
    if (error.error === 'invalid_grant') return new ProviderFailure('expired', 'token invalid_grant')
    return new ProviderFailure(error.status >= 500 ? 'providerDown' : 'refused', `token ${safe(error.error)}`)
  }
  if (error instanceof oidc.ClientError) {
    const { code = 'unknown', cause } = error
    if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return new ProviderFailure('providerDown', code)
    if (cause instanceof Response && cause.status >= 500) return new ProviderFailure('providerDown', `status ${cause.status}`)
    return new ProviderFailure('refused', code)
  }
  // fetch says so when nobody answers.
  if (error instanceof TypeError && error.cause !== undefined) return new ProviderFailure('providerDown', 'unreachable')
  throw error
}
const safe = (code: string): string => code.replace(/[^a-z_]/gi, '').slice(0, 40)

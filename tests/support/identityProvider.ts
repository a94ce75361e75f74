import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type JWK } from 'oidc-provider'

export interface ProviderPerson { acr?: string; claims: Record<string, unknown> }
type Claims = Record<string, unknown>
/** What the proxy before the token endpoint does to an id token: other claims, or the key of somebody else. */
export interface Tampering { claims?: (claims: Claims) => object; foreignKey?: boolean }

export const proSanteConnectPath = '/auth/realms/esante-wallet/.well-known/wallet-openid-configuration'
const client = { id: 'lien-test', secret: 'test-secret-test-secret-test-secret-00' }

/** A physician of Pro Santé Connect's shape; everything in it is fictitious. */
export function proSanteConnectPerson({ rpps = '99900000017', profession = '10', specialty = 'SM36' } = {}): Claims {
  return {
    SubjectNameID: `8${rpps}`, preferred_username: `8${rpps}`, family_name: 'ESSAI0000017', given_name: 'ADA', Secteur_Activite: 'SA01^1.2.250.1.71.4.2.4',
    SubjectRole: [`${profession}^1.2.250.1.213.1.1.5.5`], SubjectOrganization: 'HOPITAL D ESSAI', SubjectOrganizationID: 'F000000001', Mode_Acces_Raison: '',
    otherIds: [{ identifiant: `8${rpps}`, origine: 'RPPS', qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: 'MME',
      exercices: [{
        nomDexercice: 'ESSAI0000017', prenomDexercice: 'ADA', codeProfession: profession, codeCategorieProfessionnelle: 'C', codeCiviliteDexercice: 'DR', codeSavoirFaire: specialty, codeTypeSavoirFaire: 'S',
        activities: [
          { codeModeExercice: 'S', codeSecteurDactivite: 'SA01', codeRole: 'FON-31', numeroFinessSite: '000000001', numeroFinessetablissementJuridique: '000000010', raisonSocialeSite: 'HOPITAL D ESSAI', identifiantTechniqueDeLaStructure: 'F000000001' },
          { codeModeExercice: 'L', codeSecteurDactivite: 'SA07', codeRole: '', numeroFinessSite: '', raisonSocialeSite: 'CABINET D ESSAI', identifiantTechniqueDeLaStructure: 'R10100000000017' },
        ],
      }],
    },
  }
}

/**
 * A real OpenID Connect provider (oidc-provider) on a free port of 127.0.0.1, with a login page of its own. A proxy
 * stands before it: it answers at Pro Santé Connect's address, and can do to tokens what an honest provider never does.
 */
export class TestProvider {
  readonly people = new Map<string, ProviderPerson>()
  readonly issuer: string
  /** Set for the next answers of the token endpoint. */
  tampering: Tampering | null = null
  /** The token endpoint answers 503. */
  tokenDown = false
  /** What each token answer held, to be looked for where it must not be. */
  readonly issued: string[] = []
  readonly #front: Server
  readonly #redirectUris: string[]
  #inner!: Server
  #key!: { private: KeyObject; kid: string }
  #closed = false

  private constructor(front: Server, redirectUris: string[]) {
    this.#front = front
    this.#redirectUris = redirectUris
    this.issuer = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  }

  static async start(redirectUris: string[]): Promise<TestProvider> {
    const front = createServer()
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    const made = new TestProvider(front, redirectUris)
    front.on('request', (request: IncomingMessage, response: ServerResponse) => made.#pass(request, response))
    await made.rotate()
    return made
  }

  /** What Lien's configuration says of it. */
  configuration(id: string, finess: string, extra: object = {}): object {
    return { id, label: { fr: `S’identifier avec ${id}`, en: `Sign in with ${id}` }, kind: 'professionals', profile: 'standard', issuer: this.issuer, clientId: client.id, clientSecret: client.secret, finess, ...extra }
  }

  /** New signing keys, under a new name; everybody is signed out of the provider. */
  async rotate(): Promise<void> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const kid = randomBytes(6).toString('hex')
    this.#key = { private: privateKey, kid }
    const provider = this.#provider({ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' })
    const handle = provider.callback()
    const inner = createServer((request, response) => {
      if (request.url?.startsWith('/interaction/')) void this.#login(provider, request, response)
      else void handle(request, response)
    })
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
    const before = this.#inner as Server | undefined
    this.#inner = inner
    before?.close()
    before?.closeAllConnections()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const server of [this.#front, this.#inner]) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }

  #provider(key: JWK): Provider {
    const names = [...new Set(Object.keys(proSanteConnectPerson()))]
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: this.#redirectUris, response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_post' }],
      jwks: { keys: [key] },
      cookies: { keys: ['fictitious'] },
      acrValues: ['eidas1', 'eidas2'],
      scopes: ['openid', 'scope_all'],
      claims: { openid: ['sub'], scope_all: names.filter((name) => name !== 'sub'), email: ['email', 'email_verified', 'roles'], profile: ['name', 'family_name', 'given_name', 'birthdate'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: 300, Session: 300, Grant: 300 },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...this.people.get(id)?.claims }) }),
      // Consent is the hospital's affair: every client has been agreed to.
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client?.clientId ?? '', accountId: context.oidc.session?.accountId ?? '' })
        grant.addOIDCScope(String(context.oidc.params?.['scope']))
        await grant.save()
        return grant
      },
    })
    // The proxy is in front, and speaks for the address of the issuer.
    provider.proxy = true
    return provider
  }

  /** The provider's own page: a name, no password. */
  async #login(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<!doctype html><html lang="en"><title>Test provider</title><h1>Test provider</h1><form method="post"><label>Login <input name="login" required></label><button>Sign in</button><button name="cancel" value="1" formnovalidate>Cancel</button></form></html>')
      return
    }
    const form = new URLSearchParams(await textOf(request))
    const login = form.get('login') ?? ''
    const acr = this.people.get(login)?.acr
    const result = form.has('cancel') ? { error: 'access_denied', error_description: 'cancelled' } : { login: { accountId: login, ...(acr && { acr }) } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url === proSanteConnectPath ? '/.well-known/openid-configuration' : request.url
    const atToken = path === '/token'
    if (atToken && this.tokenDown) {
      response.writeHead(503).end()
      return
    }
    const { port } = this.#inner.address() as AddressInfo
    const onward = send({ host: '127.0.0.1', port, path, method: request.method, headers: { ...request.headers, 'x-forwarded-proto': 'http', 'x-forwarded-host': request.headers.host } }, (answer) => {
      if (!atToken) {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        return
      }
      void textOf(answer).then((text) => {
        const body = this.#tampered(text)
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': Buffer.byteLength(body) })
        response.end(body)
      })
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }

  #tampered(text: string): string {
    const answer = JSON.parse(text) as { id_token?: string; access_token?: string }
    if (answer.access_token) this.issued.push(answer.access_token)
    if (!answer.id_token) return text
    if (this.tampering) {
      const { claims = (all: Claims) => all, foreignKey = false } = this.tampering
      const [, payload = ''] = answer.id_token.split('.')
      const key = foreignKey ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : this.#key.private
      answer.id_token = signed(key, this.#key.kid, claims(JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims))
    }
    this.issued.push(answer.id_token)
    return JSON.stringify(answer)
  }
}

function signed(key: KeyObject, kid: string, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'RS256', kid, typ: 'JWT' })}.${part(claims)}`
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

import { isIP } from 'node:net'
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import type { PasskeyAnswer, PasskeyCreated, PasskeyOptions } from '@lien/contract/signIn'

export interface Passkey { credentialId: string; publicKey: Buffer; signCount: number; transports: string[] }
const timeout = 120_000

/** WebAuthn for one address: keys made on it answer on it and nowhere else, which is what makes them proof against phishing. */
export class Passkeys {
  readonly #rpID: string
  readonly #origin: string

  constructor(publicUrl: string) {
    const { hostname, origin } = new URL(publicUrl)
    this.#rpID = hostname
    this.#origin = origin
  }

  /** Browsers make passkeys for names only, never for a bare address. */
  get possible(): boolean { return isIP(this.#rpID.replace(/^\[|\]$/g, '')) === 0 }

  /** For one of `keys`; with none given, for whatever key the person has here. */
  async ask(keys: readonly Passkey[]): Promise<PasskeyOptions> {
    const allowed = keys.map((key) => ({ id: key.credentialId, transports: key.transports }))
    return { ...(await generateAuthenticationOptions({ rpID: this.#rpID, allowCredentials: allowed, userVerification: 'required', timeout })) }
  }

  async offer(account: { id: string; email: string; name: string }, keys: readonly Passkey[], site: string): Promise<PasskeyOptions> {
    return { ...(await generateRegistrationOptions({
      rpName: site, rpID: this.#rpID, userID: new TextEncoder().encode(account.id), userName: account.email, userDisplayName: account.name, attestationType: 'none', timeout,
      excludeCredentials: keys.map((key) => ({ id: key.credentialId, transports: key.transports })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    })) }
  }

  /** The key's new counter; null where the answer is not this key's, to this challenge, on this address, by a verified user, or where its counter went back. */
  async counterOf(key: Passkey, answer: PasskeyAnswer, challenge: string): Promise<number | null> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        // Without extensions: we asked for none.
        response: { ...answer, clientExtensionResults: {} } as AuthenticationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.#origin, expectedRPID: this.#rpID, requireUserVerification: true,
        credential: { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: key.signCount, transports: key.transports },
      })
      return verified ? authenticationInfo.newCounter : null
    } catch {
      // The library throws for whatever does not fit: all of it is one answer to us.
      return null
    }
  }

  /** The key that was made; null where the answer is not to this challenge, on this address, by a verified user. */
  async made(created: PasskeyCreated, challenge: string): Promise<Passkey | null> {
    try {
      const response = { ...created, clientExtensionResults: {} } as RegistrationResponseJSON
      const { verified, registrationInfo } = await verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: this.#origin, expectedRPID: this.#rpID, requireUserVerification: true })
      if (!verified) return null
      const { credential } = registrationInfo
      return { credentialId: credential.id, publicKey: Buffer.from(credential.publicKey), signCount: credential.counter, transports: created.response.transports ?? [] }
    } catch {
      return null
    }
  }
}

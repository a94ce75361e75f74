import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { PasskeyAnswer, PasskeyCreated, PasskeyOptions } from '@lien/contract/signIn'

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url')

type Cbor = number | string | Buffer | Map<number | string, Cbor>
/** As much of CBOR (RFC 8949) as an authenticator says. */
function cbor(value: Cbor): Buffer {
  const head = (major: number, length: number): Buffer => {
    if (length < 24) return Buffer.from([(major << 5) | length])
    return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
  }
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held)])])
}

interface How { origin?: string; rpID?: string; /** Did it check a finger, a face or a code? */ verified?: boolean; count?: number }

/** A security key of software (W3C WebAuthn 3 §6.1), which can also be made to answer as it should not. */
export class Authenticator {
  readonly id = randomBytes(32)
  readonly #key: KeyObject
  readonly #public: { x: Buffer; y: Buffer }
  readonly #origin: string
  #count = 0

  constructor(origin = 'http://localhost:3000') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#key = privateKey
    this.#public = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') }
    this.#origin = origin
  }

  create({ challenge }: PasskeyOptions, how: How = {}): PasskeyCreated {
    const cose = new Map<number, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, this.#public.x], [-3, this.#public.y]])
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cbor(cose)])
    const authData = Buffer.concat([this.#authData(0x40, how), attested])
    return {
      ...this.#credential,
      response: { clientDataJSON: this.#clientData('webauthn.create', challenge, how), attestationObject: base64url(cbor(new Map<string, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]))), transports: ['internal'] },
    }
  }

  answer({ challenge }: PasskeyOptions, how: How = {}): PasskeyAnswer {
    this.#count = how.count ?? this.#count + 1
    const authenticatorData = this.#authData(0, how)
    const clientDataJSON = this.#clientData('webauthn.get', challenge, how)
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, 'base64url'))]), this.#key)
    return { ...this.#credential, response: { clientDataJSON, authenticatorData: base64url(authenticatorData), signature: base64url(signature) } }
  }

  get #credential() { return { id: base64url(this.id), rawId: base64url(this.id), type: 'public-key', clientExtensionResults: {} } as const }
  #clientData(type: string, challenge: string, { origin = this.#origin }: How): string { return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false })) }
  #authData(flags: number, { rpID = 'localhost', verified = true }: How): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.#count)
    return Buffer.concat([sha256(rpID), Buffer.from([flags | 1 | (verified ? 4 : 0)]), count])
  }
}

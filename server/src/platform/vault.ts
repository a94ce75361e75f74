import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

/**
 * Seals small secrets at rest: AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce each, layout nonce ‖ tag ‖ text.
 * The first key seals and every key opens, so that a key is replaced without losing what waits.
 */
export class Vault {
  readonly #keys: readonly [Buffer, ...Buffer[]]
  /** @param secrets at least one, newest first, 32 characters or more each; @param purpose keeps apart keys made from one secret */
  constructor([newest, ...older]: readonly [string, ...string[]], purpose: string) {
    const key = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
    this.#keys = [key(newest), ...older.map(key)]
  }

  /** @param owner whose secret it is (an id): sealed text that is moved to another row does not open there */
  seal(text: string, owner: string): Buffer {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#keys[0], iv, { authTagLength: tagBytes }).setAAD(Buffer.from(owner))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }

  /** Throws when no key opens it: a wrong key, a changed or a moved text. */
  open(sealed: Buffer, owner: string): string {
    let last: unknown
    for (const key of this.#keys) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes }).setAAD(Buffer.from(owner))
        decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
        return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
      } catch (error) {
        last = error
      }
    }
    throw new Error('A sealed text does not open.', { cause: last })
  }
}

import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'

const digits = 6
/** Six digits, each code as likely as any other. */
export const newCode = (): string => String(randomInt(10 ** digits)).padStart(digits, '0')

/** Seals short secrets that a plain hash would not hide: a million codes are hashed in a second, a key cannot be guessed. */
export class Seals {
  readonly #keys: readonly Buffer[]
  /**
   * @param secrets the first seals; all verify, so that a key can be replaced while codes are out
   * @param purpose keeps apart keys made from one secret
   */
  constructor(secrets: readonly [string, ...string[]], purpose: string) { this.#keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))) }

  /** @param owner the id of the row it is kept in: a seal that is moved to another row fits nothing there */
  seal(owner: string, text: string): Buffer {
    const [sealed] = this.#seals(owner, text)
    if (!sealed) throw new Error('No key to seal with.')
    return sealed
  }

  /** Takes the same time whatever is compared, also with nothing. */
  fits(sealed: Buffer | null, owner: string, text: string): boolean {
    const same = this.#seals(owner, text).map((one) => timingSafeEqual(sealed ?? this.seal(owner, 'nothing'), one))
    return sealed !== null && same.includes(true)
  }

  #seals = (owner: string, text: string): Buffer[] => this.#keys.map((key) => createHmac('sha256', key).update(`${owner}|${text}`).digest())
}

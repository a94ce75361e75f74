import { hkdfSync } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { ProviderId } from '@lien/contract/commands/identityProviders'
import { PendingId } from '@lien/contract/ids'

/** What must survive a person's way to their provider and back; it is in their browser's cookie, signed. */
const Transaction = z.object({
  provider: ProviderId, state: z.string().min(20), nonce: z.string().min(20), verifier: z.string().min(43),
  /** The stage for which a patient proves who they are; null for a professional. */
  pending: PendingId.nullable(),
})
export type Transaction = z.infer<typeof Transaction>

/** Time to sign in at the provider, an application on a telephone included: seconds. */
export const transactionLife = 600
const algorithm = 'HS256'
const audience = 'identity'

/** A key of its own: no session cookie can be read as a transaction, nor the reverse. */
const keyOf = (sessionKey: string): Buffer => Buffer.from(hkdfSync('sha256', sessionKey, '', 'lien identity transaction', 32))
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

export const signTransaction = (sessionKey: string, transaction: Transaction, at: Date): string => jwt.sign({ ...transaction, iat: seconds(at), exp: seconds(at) + transactionLife }, keyOf(sessionKey), { algorithm, audience })

/** Null for anything that is not a transaction signed by one of these keys and still in time. */
export function readTransaction(sessionKeys: readonly string[], token: string, at: Date): Transaction | null {
  for (const key of sessionKeys) {
    try {
      return Transaction.parse(jwt.verify(token, keyOf(key), { algorithms: [algorithm], audience, clockTimestamp: seconds(at) }))
    } catch (error) {
      if (!(error instanceof jwt.JsonWebTokenError) && !(error instanceof z.ZodError)) throw error
    }
  }
  return null
}

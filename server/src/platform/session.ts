import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { AccountId, LinkId, ParticipantId } from '@lien/contract/ids'

/** What a session cookie says once its signature holds; everything else is re-read from the database. */
const Claims = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('professional'), accountId: AccountId }),
  z.object({ kind: z.literal('seat'), participantId: ParticipantId, linkId: LinkId }),
])
export type Claims = z.infer<typeof Claims>
const algorithm = 'HS256'

export function signSession(key: string, claims: Claims, at: Date, expiresAt: Date): string {
  return jwt.sign({ ...claims, iat: seconds(at), exp: seconds(expiresAt) }, key, { algorithm })
}

/** Null for anything that is not a session signed by us and still in force at `at`. */
export function readSession(key: string, token: string, at: Date): Claims | null {
  try {
    return Claims.parse(jwt.verify(token, key, { algorithms: [algorithm], clockTimestamp: seconds(at) }))
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError || error instanceof z.ZodError) return null
    throw error
  }
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

import { createSecretKey, type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { AccountId, LinkId, ParticipantId, PendingId, RequestId, SessionId } from '@lien/contract/ids'

/** What a session cookie says once its signature holds; everything else is re-read from the database. */
const Claims = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('professional'), accountId: AccountId, sessionId: SessionId }),
  z.object({ kind: z.literal('seat'), participantId: ParticipantId, linkId: LinkId }),
  z.object({ kind: z.literal('answering'), requestId: RequestId, participantId: ParticipantId, linkId: LinkId }),
  z.object({ kind: z.literal('pending'), pendingId: PendingId }),
])
export type Claims = z.infer<typeof Claims>

/** One signing key and the name by which tokens say that they were signed with it (RFC 7515 §4.1.4). */
export interface SessionKey { kid: string; secret: string }
/** The first signs; all verify, so that a key can be replaced while tokens of the former one are still out. */
export type SessionKeys = readonly [SessionKey, ...SessionKey[]]
/** The name of a key that was given without one, and of tokens that name none. */
export const bareKid = '0'

/** `secret`, or `kid:secret,kid2:secret2`, where one may be without its name; null for a secret under 32 characters, or a name that is given twice. */
export function readSessionKeys(text: string): SessionKeys | null {
  const keys = (/(^|,)\s*[\w-]{1,32}:/.test(text) ? text.split(',') : [text]).map((one) => {
    const named = /^\s*([\w-]{1,32}):(.*?)\s*$/.exec(one)
    return named ? { kid: named[1] ?? '', secret: named[2] ?? '' } : { kid: bareKid, secret: one.trim() }
  })
  const [first, ...others] = keys
  if (!first || keys.some(({ secret }) => secret.length < 32) || new Set(keys.map(({ kid }) => kid)).size < keys.length) return null
  return [first, ...others]
}

const algorithm = 'HS256'

const keyObjects = new Map<string, KeyObject>()
/** Made once: from bare text the library would first try to read a public key, at each token. */
function keyOf(secret: string): KeyObject {
  const made = keyObjects.get(secret) ?? createSecretKey(secret, 'utf8')
  keyObjects.set(secret, made)
  return made
}

export function signSession([{ kid, secret }]: SessionKeys, claims: Claims, at: Date, expiresAt: Date): string {
  return jwt.sign({ ...claims, iat: seconds(at), exp: seconds(expiresAt) }, keyOf(secret), { algorithm, keyid: kid })
}

/** Null for anything that is not a session signed by one of our keys; `expired` when its time is over at `at`. */
export function readSession(keys: SessionKeys, token: string, at: Date): { claims: Claims; expired: boolean } | null {
  try {
    const kid = jwt.decode(token, { complete: true })?.header.kid ?? bareKid
    const key = keys.find((one) => one.kid === kid)
    if (!key) return null
    const payload = jwt.verify(token, keyOf(key.secret), { algorithms: [algorithm], ignoreExpiration: true })
    const { exp } = Term.parse(payload)
    return { claims: Claims.parse(payload), expired: exp <= seconds(at) }
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

const Term = z.object({ exp: z.number() })
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

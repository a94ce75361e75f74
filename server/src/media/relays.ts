import { createHmac } from 'node:crypto'
import type { StayId } from '@lien/contract/ids'
import type { IceServer } from '@lien/contract/rtp'

export interface TurnSettings { urls: string[]; secret: string }

/** Seconds that a browser may open new paths with one set of credentials: longer than any consultation. */
export const relayLife = 4 * 60 * 60

/**
 * Credentials that a relay checks by itself (draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`): the name is
 * when they run out, in Unix seconds, and whose they are; the password is the name sealed with the shared secret.
 * Named after the stay, which says nothing of a person and finds the relay's log line in ours.
 */
export function relaysOf(turn: TurnSettings | null, stayId: StayId, now: Date): IceServer[] {
  if (!turn) return []
  const username = `${Math.floor(now.getTime() / 1000) + relayLife}:${stayId}`
  return [{ urls: turn.urls, username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') }]
}

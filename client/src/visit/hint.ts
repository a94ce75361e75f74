import type { Input } from '@lien/contract/commands'
import type { ParticipantId } from '@lien/contract/ids'

type Join = Input<'call.join'>

const key = (seat: ParticipantId) => `lien:call:${seat}`

/**
 * Remembered for this tab only: its person is in a call, and how they joined it, so that a reload asks again with its
 * very first message, before the media engine is even loaded. What a browser can receive changes with its version.
 */
export function readHint(seat: ParticipantId): Join | null {
  const kept = sessionStorage.getItem(key(seat))
  if (!kept) return null
  try {
    const { agent, join } = JSON.parse(kept) as { agent: string; join: Join }
    return agent === navigator.userAgent ? join : null
  } catch {
    // Written by another version of this page: the person comes back by a press instead of at once.
    return null
  }
}
export const writeHint = (seat: ParticipantId, join: Join): void => sessionStorage.setItem(key(seat), JSON.stringify({ agent: navigator.userAgent, join }))
export const clearHint = (seat: ParticipantId): void => sessionStorage.removeItem(key(seat))

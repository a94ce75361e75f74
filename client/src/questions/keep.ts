import type { Answers } from '@lien/contract/forms'
import type { RequestId, ResponseId } from '@lien/contract/ids'
import type { RedFlag } from '@lien/contract/symptoms'

/** What this device holds of a request until it is acknowledged: answers with their time, and where the person was. */
export interface Kept { pending: Record<ResponseId, Answers>; at: string | null; /** Warnings that were read. */ read: RedFlag[]; /** They pressed send. */ finishing: boolean }

const key = (id: RequestId): string => `lien-answers-${id}`
export const nothingKept: Kept = { pending: {}, at: null, read: [], finishing: false }

export function readKept(id: RequestId): Kept {
  try {
    const text = localStorage.getItem(key(id))
    return text ? { ...nothingKept, ...(JSON.parse(text) as Partial<Kept>) } : nothingKept
  } catch {
    // Written by another version of this page, or a browser that keeps nothing: what was sent is on the server.
    return nothingKept
  }
}
/** False: this browser keeps nothing (private browsing, a full disk). */
export function writeKept(id: RequestId, kept: Kept): boolean {
  try {
    localStorage.setItem(key(id), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}
export const forget = (id: RequestId): void => {
  try {
    localStorage.removeItem(key(id))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

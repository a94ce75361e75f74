import type { DeliveryError, OutboxState } from '@lien/contract/outbox'

/** What one try came to. `later` may succeed next time, `never` will not, `unknown` may have arrived. */
export type Outcome =
  | { type: 'sent' }
  | { type: 'later' | 'never' | 'unknown'; error: DeliveryError }

const minute = 60_000
/** A message is given up after this many tries: with the waits below, about a day and a half after the first. */
export const maxAttempts = 12
const longest = 6 * 60 * minute

/**
 * How long to wait after the n-th failed try, in ms: 1 min, doubling up to 6 h, spread by ± 20 % so that what failed
 * together does not come back together. `chance` is from 0 to 1.
 */
export const backoff = (attempts: number, chance: number): number => Math.round(Math.min(minute * 2 ** (Math.max(1, attempts) - 1), longest) * (0.8 + 0.4 * chance))

export interface Tried { attempts: number; expiresAt: Date | null }
export type Verdict = { state: Extract<OutboxState, 'sent'> } | { state: Extract<OutboxState, 'failed' | 'uncertain'>; error: DeliveryError } | { state: Extract<OutboxState, 'queued'>; error: DeliveryError; nextAt: Date }

/**
 * What becomes of a message after a try. `repeatable`: its receiver throws away what it has already had, by the
 * message's id; without that, what may have arrived is never sent again by itself.
 */
export function verdictOf(outcome: Outcome, tried: Tried, repeatable: boolean, at: Date, chance: number): Verdict {
  if (outcome.type === 'sent') return { state: 'sent' }
  const { error } = outcome
  if (outcome.type === 'unknown' && !repeatable) return { state: 'uncertain', error }
  if (outcome.type === 'never' || tried.attempts >= maxAttempts) return { state: 'failed', error }
  const nextAt = new Date(at.getTime() + backoff(tried.attempts, chance))
  if (tried.expiresAt && nextAt >= tried.expiresAt) return { state: 'failed', error }
  return { state: 'queued', error, nextAt }
}

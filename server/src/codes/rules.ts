import type { PatientFactor } from '@lien/contract/factors'
import type { Channel } from '@lien/contract/outbox'
import type { Seat } from '@lien/contract/roles'

export type Method = Channel | 'birthDate'

/**
 * What a link's person is asked beside it: null, nothing; an empty list, something that cannot be asked before the
 * ward knows how to reach them. Where an establishment decided for birth dates, the people beside the patient, whose
 * birth date nobody knows, are asked for a code when they can be reached.
 */
export function methodsFor(seat: Seat, decided: PatientFactor, channels: readonly Channel[]): readonly Method[] | null {
  switch (decided) {
    case 'none': return null
    case 'code': return channels
    case 'birthDate': return seat === 'patient' ? ['birthDate'] : channels.length > 0 ? channels : null
  }
}

const minute = 60_000
/** How long a browser may take over the second factor, in ms. */
export const pendingLifetime = 30 * minute
/** NIST SP 800-63B 5.1.3.2: an out-of-band secret serves ten minutes at most. In ms. */
export const codeLifetime = 10 * minute
/** Before another code may leave, in ms. */
export const codePause = 30_000
/** Codes that leave for one link within an hour: each costs the hospital, and disturbs a telephone. */
export const codesAnHour = 6

/** Wrong answers of one link, all browsers together. */
export interface Guard { wrongAnswers: number; locks: number; lockedUntil: Date | null }
const answersBeforeLock = 5
const firstLock = 5 * minute
const longestLock = 24 * 60 * minute

export const lockOf = (guard: Guard, at: Date): Date | null => (guard.lockedUntil && guard.lockedUntil > at ? guard.lockedUntil : null)

/**
 * One more wrong answer. The fifth locks the link, for four times as long as the time before: whoever stole a link
 * guesses 25 of a million codes in its first day.
 */
export function afterWrong(guard: Guard, at: Date): Guard {
  const wrongAnswers = guard.wrongAnswers + 1
  if (wrongAnswers < answersBeforeLock) return { ...guard, wrongAnswers }
  const length = Math.min(firstLock * 4 ** guard.locks, longestLock)
  return { wrongAnswers: 0, locks: guard.locks + 1, lockedUntil: new Date(at.getTime() + length) }
}

/** People type spaces and dashes into codes. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '')

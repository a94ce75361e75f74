import type { SecondFactorRule } from '@lien/contract/factors'

const seconds = 1000
const minutes = 60 * seconds
const hours = 60 * minutes

/** How long a pending sign-in waits for its second step, in ms. */
export const ticketLife = 5 * minutes
/** The same where an application has to be installed first, in ms. */
export const enrolmentLife = 15 * minutes
/** How long a mailed link may set a password, in ms: an invitation waits for people on leave, a reset for the next mail. */
export const tokenLife = { invitation: 7 * 24 * hours, reset: 1 * hours } as const

/** A mailbox is not filled: so long between two resets of one account, in ms. */
export const resetPause = 2 * minutes
/** More factors than anyone has: a list, not a store. */
export const mostFactors = 10

/** `free`: failures that cost nothing, because people mistype. `longest`: the wait grows no further, in ms. */
export interface Patience { free: number; longest: number }
/** With one mail address, from one network. */
export const fromOneNetwork: Patience = { free: 5, longest: 15 * minutes }
/** With one mail address, from all networks together: slows down whoever has many of them, and never keeps its owner waiting long. */
export const fromAnywhere: Patience = { free: 20, longest: 2 * minutes }
/** The wait after so many failures, in ms: 30 s once the free ones are used up, doubling with each one more. */
export function lockDelay(failures: number, { free, longest }: Patience): number {
  if (failures < free) return 0
  return Math.min(30 * seconds * 2 ** (failures - free), longest)
}

export interface Failures { failures: number; lockedUntil: Date | null }
export const isLocked = ({ lockedUntil }: Failures, at: Date): boolean => lockedUntil !== null && lockedUntil > at

/** One failure more. */
export function afterFailure(before: Failures, patience: Patience, at: Date): Failures {
  const failures = before.failures + 1
  const delay = lockDelay(failures, patience)
  return { failures, lockedUntil: delay > 0 ? new Date(at.getTime() + delay) : null }
}

/** What an account whose password was right must still do. */
export function nextStep(rule: SecondFactorRule, factors: number): 'done' | 'secondFactor' | 'enrol' {
  if (factors > 0) return 'secondFactor'
  return rule === 'required' ? 'enrol' : 'done'
}

/** Recovery codes of an account. */
export const recoveryCodeCount = 10
/** No sign that reads like another (i, l, o, 0, 1): 31 of them, 16 times, 79 bits, so that an unsalted hash tells nothing. */
export const recoverySigns = 'abcdefghjkmnpqrstuvwxyz23456789'
export const recoveryLength = 16

/** Written in four groups of four. */
export const spelled = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

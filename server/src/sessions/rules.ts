import type { SessionEnding } from '@lien/contract/sessions'

const hour = 3600 * 1000
/** ms without any page of the session open, after which a refresh token serves no more. */
export const idle = 8 * hour
/** ms after the sign-in, however busy: a workstation left open overnight is not open in the morning. */
export const workday = 14 * hour
/** ms during which the token before the current one still serves: two tabs that refresh at the same moment, an answer lost on its way. */
export const grace = 10_000
/** ms without a refresh after which an open socket must prove itself again: two access tokens' time, and some patience. */
export const unseen = 12 * 60 * 1000

export const expiryOf = (createdAt: Date, at: Date): Date => new Date(Math.min(at.getTime() + idle, createdAt.getTime() + workday))

export interface Family { generation: number; rotatedAt: Date; expiresAt: Date; ending: SessionEnding | null; accountOpen: boolean }
/** `rotate`: a new token takes over. `again`: the current one stays, its browser has it already. */
export type Verdict = 'rotate' | 'again' | SessionEnding

/** What a refresh token of some generation is worth to its family (RFC 9700 §4.14.2: a token that comes twice ends all of them). */
export function judge(generation: number, family: Family, at: Date): Verdict {
  if (family.ending) return family.ending
  if (!family.accountOpen) return 'endedByAdministrator'
  if (family.expiresAt <= at) return 'sessionExpired'
  if (generation === family.generation) return 'rotate'
  return generation === family.generation - 1 && at.getTime() - family.rotatedAt.getTime() <= grace ? 'again' : 'sessionReused'
}

export interface Device { browser: string | null; system: string | null }
/** The order matters: most browsers also name those they descend from. */
const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\/|Opera/, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/Firefox\/|FxiOS\//, 'Firefox'], [/Chrom(e|ium)\/|CriOS\//, 'Chrome'], [/Version\/.*Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/CrOS/, 'ChromeOS'], [/Macintosh/, 'macOS'], [/Linux/, 'Linux'],
]
const first = (table: readonly [RegExp, string][], text: string): string | null => table.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** What a person calls their device by; versions are left out, they would only trace it. */
export const deviceOf = (userAgent: string | null): Device => ({ browser: first(browsers, userAgent ?? ''), system: first(systems, userAgent ?? '') })

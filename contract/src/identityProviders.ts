import type { PendingId } from './ids.ts'

/** Signing in at an identity provider: plain TypeScript, so that pages may import it. */

/** Where the server's two addresses of a provider begin: `<path>/<provider>/start` and `/callback`. */
export const identityPath = '/identity'
/** The fragment in which a failed sign-in comes back: `/#identity=<failure>`. It never reaches a server or a log. */
export const failureFragment = '#identity='

/** Why a sign-in at a provider came to nothing, as the person is told. */
export const identityFailures = [
  /** The provider knows them; this establishment has opened no account for them. */
  'unknownPerson',
  /** They pressed cancel at the provider. */
  'cancelled',
  /** Too slow, a second use of one answer, another tab: starting again helps. */
  'expired',
  /** The provider did not answer. */
  'providerDown',
  /** Its answer did not pass our checks. */
  'refused',
  /** It knows them, but not as surely as this establishment asks: too weak a means, a mail address it did not verify. */
  'notProven',
  'limited',
  'failed',
] as const
export type IdentityFailure = (typeof identityFailures)[number]

/** What stands behind the # of a patient's page while their second factor is owed: the name of this browser's stage, never mistaken for a token; after a way to a provider that came to nothing, why. */
const stage = /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:&identity=(\w+))?$/
export const stageFragment = (pending: PendingId, failure?: IdentityFailure): string => `#${pending}${failure ? `&identity=${failure}` : ''}`
/** Null for every other fragment. */
export function stageIn(fragment: string): { pending: PendingId; failure: IdentityFailure | null } | null {
  const [, pending, failure] = stage.exec(fragment) ?? []
  return pending === undefined ? null : { pending: pending as PendingId, failure: failure === undefined ? null : known(failure) }
}

const known = (failure: string): IdentityFailure => identityFailures.find((one) => one === failure) ?? 'failed'

/** The failure a professional's page was opened with; null for every other fragment. */
export function failureOf(fragment: string): IdentityFailure | null {
  if (!fragment.startsWith(failureFragment)) return null
  return known(fragment.slice(failureFragment.length))
}

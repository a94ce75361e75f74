/** Signing in at an identity provider: plain TypeScript, so that the professionals' page may import it. */

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

/** The failure a page was opened with; null for every other fragment. */
export function failureOf(fragment: string): IdentityFailure | null {
  if (!fragment.startsWith(failureFragment)) return null
  return identityFailures.find((failure) => failure === fragment.slice(failureFragment.length)) ?? 'failed'
}

/** Why a professional's session is over; each is also the reason of the fault that their next command gets. */
export const sessionEndings = [
  /** Their own sign-out. */
  'signedOut',
  /** They ended it from another of their devices. */
  'endedElsewhere',
  /** An administrator ended it. */
  'endedByAdministrator',
  /** Their password or another proof of identity was changed. */
  'credentialsChanged',
  /** A refresh token that had been used already came again: somebody may hold a copy of it. */
  'sessionReused',
  /** The same browser signed in again. */
  'sessionReplaced',
  /** Its time is up. */
  'sessionExpired',
] as const
export type SessionEnding = (typeof sessionEndings)[number]

/** Seconds that an access token serves. A page that has been open for longer holds a newer one. */
export const accessSeconds = 300

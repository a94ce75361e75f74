import { sessionEndings } from './sessions.ts'

/** The closed list of what can be answered instead of a value; `retry` says whether the same call may succeed later. */
export const faults = {
  unauthenticated: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  notFound: { status: 404, retry: false },
  invalidInput: { status: 400, retry: false },
  invalidState: { status: 409, retry: false },
  conflict: { status: 409, retry: true },
  rateLimited: { status: 429, retry: true },
  unavailable: { status: 503, retry: true },
  internal: { status: 500, retry: true },
} as const
export type FaultCode = keyof typeof faults

/** Why, where the screen says something different for it. Codes only: never a sentence, a name or an input. */
export const faultReasons = ['wrongCredentials', 'ticketGone', 'tokenGone', 'weakPassword', 'lastFactor', 'noProvider', 'linkUnknown', 'linkExpired', 'linkRevoked', 'linkUsedUp', 'noContact', 'codeTooSoon', 'consentMissing', 'notAdmitted', 'byTelephone', 'notJoined', 'replaced', 'malformed', 'tooLarge', 'foreignOrigin', 'accountUnknown', 'identityMismatch', 'identityUnproven', 'providerRefused', 'sfuAway', 'databaseAway', 'lastAdministrator', 'importWrong', 'timeZoneUnknown', 'noQuestionnaire', 'switchedOff', 'followedAlready', 'questionnaireWrong', 'versionTaken', 'notClaimed', 'actionMissing',
  /** The access token's five minutes are over: `session.refresh` gives another. */
  'accessExpired', ...sessionEndings] as const
export type FaultReason = (typeof faultReasons)[number]

/** A fault as it crosses a wire. `act` names the performance in the log; `fields` names the inputs at fault. */
export interface FaultBody {
  code: FaultCode
  reason?: FaultReason
  act?: string
  fields?: string[]
}

/** The one error class that rules and commands throw on purpose; the adapters turn it into a `Reply`. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly reason: FaultReason | undefined
  readonly fields: string[] | undefined

  constructor(code: FaultCode, detail: { reason?: FaultReason; fields?: string[]; cause?: unknown } = {}) {
    super(detail.reason ? `${code}: ${detail.reason}` : code, { cause: detail.cause })
    this.code = code
    this.reason = detail.reason
    this.fields = detail.fields
  }

  toBody(act?: string): FaultBody {
    return {
      code: this.code,
      ...(this.reason && { reason: this.reason }),
      ...(this.fields && { fields: this.fields }),
      ...(act && { act }),
    }
  }
}

/** Every answer on every wire. */
export type Reply<T> = { ok: true; value: T } | { ok: false; fault: FaultBody }

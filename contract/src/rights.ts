/** What somebody may do with one consultation. `consultations/rules.ts` of the server says by which relation, in which role. */
export const rights = ['read', 'messages', 'write', 'admit', 'sendBack', 'telephone', 'end', 'cancel', 'noShow', 'issueLink', 'revokeLink', 'breakGlass'] as const
export type Right = (typeof rights)[number]

/**
 * How somebody is related to a consultation: their own seat in it, membership of its service (the treating team,
 * CSP L1110-12), an access opened by break-glass that has not run out, or its establishment alone.
 */
export const relations = ['seat', 'team', 'opened', 'establishment'] as const
export type Relation = (typeof relations)[number]

/** Why somebody outside the team opens a consultation: a closed list, so that the trail can say it. */
export const breakGlassReasons = ['emergency', 'replacement', 'continuity', 'patientRequest', 'other'] as const
export type BreakGlassReason = (typeof breakGlassReasons)[number]

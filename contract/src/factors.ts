/** Second factors, of patients' links and of professionals' accounts: plain TypeScript, so that pages may import it. */

/**
 * What a patient adds to their personal link: a code sent to a known contact, or their birth date where the
 * establishment has so decided, or nothing. `identity`: an identity provider said who they are.
 */
export const patientFactors = ['code', 'birthDate', 'none'] as const
export type PatientFactor = (typeof patientFactors)[number]
/** What an administrator may choose between: a link alone is one factor, and one is not enough. */
export const decidableFactors = ['code', 'birthDate'] as const satisfies readonly PatientFactor[]
export const provenFactors = ['code', 'birthDate', 'identity'] as const
export type ProvenFactor = (typeof provenFactors)[number]

/** Whether an establishment's accounts must hold a second factor. */
export const secondFactorRules = ['required', 'optional'] as const
export type SecondFactorRule = (typeof secondFactorRules)[number]

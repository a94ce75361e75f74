/** Who a patient is, in the terms of the RNIV (référentiel national d'identitovigilance). Plain data: no screen pays for a parser. */

/** `I`: not determined. */
export const sexes = ['F', 'M', 'I'] as const
export type Sex = (typeof sexes)[number]

/** Provisoire, récupérée, validée, qualifiée: what is known of the INS, and whether a document of trust was seen. */
export const identityStatuses = ['provisional', 'retrieved', 'validated', 'qualified'] as const
export type IdentityStatus = (typeof identityStatuses)[number]

/** Which register a matricule is of, by the OID that must travel with it; the last two hold fictitious people only. */
export const insSystems = {
  '1.2.250.1.213.1.4.8': 'nir',
  '1.2.250.1.213.1.4.9': 'nia',
  '1.2.250.1.213.1.4.10': 'test',
  '1.2.250.1.213.1.4.11': 'demo',
} as const
export type InsOid = keyof typeof insSystems
export type InsSystem = (typeof insSystems)[InsOid]
export const insOids = Object.keys(insSystems) as [InsOid, ...InsOid[]]

/** 13 characters and the two of the key; Corsica writes 2A or 2B. */
export interface Ins { matricule: string; oid: InsOid }

/** RNIV: the birth place that nobody could tell. */
export const unknownBirthPlace = '99999'

/** What the person showed at the start of the call (HAS 2019: the patient shows an identity document to the camera). */
export const documentKinds = ['identityCard', 'passport', 'residencePermit', 'vitaleApp', 'other', 'knownToProfessional'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Why an identity is changed. */
export const identityChangeReasons = ['typingError', 'documentShown', 'insRetrieved', 'insWithdrawn', 'civilStatusChanged', 'doubt'] as const
export type IdentityChangeReason = (typeof identityChangeReasons)[number]

/** What can be changed, as the trail names it. */
export const identityFields = ['birthName', 'givenName', 'givenNames', 'usedName', 'usedGivenName', 'sex', 'birthDate', 'birthPlace', 'ins', 'status'] as const
export type IdentityField = (typeof identityFields)[number]

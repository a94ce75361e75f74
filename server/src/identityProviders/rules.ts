import type { CivilIdentity, ProfessionalProof } from '@lien/contract/commands/identityProviders'
import type { AccountRole } from '@lien/contract/roles'

/** A provider's answer about a person, as it came: nothing in it is trusted to have a shape. */
export type Userinfo = Readonly<Record<string, unknown>>
/** The part of a proof that comes from userinfo; the rest is the configured provider's. */
export type Person = Pick<ProfessionalProof, 'rpps' | 'mail' | 'profession' | 'specialty' | 'roles' | 'structures'>
export interface ClaimNames { mail: string; mailVerified: string; roles: string }

const objectOf = (value: unknown): Userinfo => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Userinfo) : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const codeOf = (value: unknown): string | null => (/^[0-9A-Z/_-]{1,20}$/i.test(textOf(value)) ? textOf(value) : null)
const isText = (text: string | null): text is string => text !== null && text !== ''
const unique = (texts: (string | null)[]): string[] => [...new Set(texts.filter(isText))]

/**
 * The RPPS number in a national identifier of a professional: `8` and 11 digits (OID 1.2.250.1.71.4.2.1). Null for other
 * kinds of identifiers (`0` ADELI, `3` a structure's own, …).
 */
export const rppsOf = (nationalId: unknown): string | null => /^8(\d{11})$/.exec(textOf(nationalId))?.[1] ?? null

/** The code in `code^oid`, as Pro Santé Connect writes roles and sectors. */
const beforeOid = (value: unknown): string | null => codeOf(textOf(value).split('^')[0])

/**
 * Pro Santé Connect's userinfo (ANS, "Données utilisateur"). A person may have several professions (exercices): the one
 * they chose at sign-in is named by SubjectRole; else the first counts.
 */
export function personOfProSanteConnect(userinfo: Userinfo): Person {
  const exercices = listOf(objectOf(userinfo['SubjectRefPro'])['exercices']).map(objectOf)
  const roles = unique(listOf(userinfo['SubjectRole']).map(beforeOid))
  const chosen = exercices.find((one) => roles.includes(codeOf(one['codeProfession']) ?? '')) ?? exercices[0] ?? {}
  const activities = exercices.flatMap((one) => listOf(one['activities']).map(objectOf))
  return {
    rpps: rppsOf(userinfo['SubjectNameID']), mail: null,
    profession: codeOf(chosen['codeProfession']), specialty: codeOf(chosen['codeSavoirFaire']), roles: roles.slice(0, 50),
    structures: unique(activities.map((one) => /^[0-9A-Z]{9}$/.exec(textOf(one['numeroFinessSite']))?.[0] ?? null)).slice(0, 50),
  }
}

/** A hospital's own provider: a mail address that it verified, and roles. */
export function personOfStandard(userinfo: Userinfo, names: ClaimNames, mailAlwaysVerified: boolean): Person {
  const verified = mailAlwaysVerified || claimAt(userinfo, names.mailVerified) === true
  const mail = textOf(claimAt(userinfo, names.mail)).toLowerCase()
  return { rpps: null, mail: verified && /^[^@\s]+@[^@\s]+$/.test(mail) ? mail : null, profession: null, specialty: null, roles: unique(listOf(claimAt(userinfo, names.roles)).map(textOf)).map((role) => role.slice(0, 100)).slice(0, 50), structures: [] }
}

/** A claim by its name; a name with dots leads into objects (Keycloak's `realm_access.roles`). */
export function claimAt(userinfo: Userinfo, name: string): unknown {
  if (Object.hasOwn(userinfo, name)) return userinfo[name]
  return name.split('.').reduce<unknown>((value, key) => (Object.hasOwn(objectOf(value), key) ? objectOf(value)[key] : undefined), userinfo)
}

/** `acr_values` is a wish (OpenID Connect Core §3.1.2.1): whether it was granted is in the id token. */
export const isSureEnough = (acr: unknown, asked: readonly string[]): boolean => asked.length === 0 || asked.includes(textOf(acr))

/** Seconds that the provider's clock and ours may be apart. */
export const clockTolerance = 30
/** The client library checks `exp` and `nbf`; a token from the future is not a token either. */
export const isIssuedInTime = (issuedAt: unknown, at: Date): boolean => typeof issuedAt === 'number' && issuedAt <= at.getTime() / 1000 + clockTolerance

export const hasRole = (roles: readonly string[], required: readonly string[]): boolean => required.length === 0 || required.some((role) => roles.includes(role))

/** Profession `10` of TRE_G15. A physician's seat is a physician's: CSP R6316-3 asks who the professional is. */
const physician = '10'
export const maySitAs = (role: AccountRole, profession: string | null): boolean => profession === null || profession === physician || (role !== 'oncologist' && role !== 'townPhysician')

/** What a patients' provider says of someone (OpenID Connect Core §5.1; FranceConnect names them alike); null when a trait is missing. */
export function civilIdentityOf(userinfo: Userinfo): CivilIdentity | null {
  const [birthName, given, birthDate] = [textOf(userinfo['family_name']), textOf(userinfo['given_name']), textOf(userinfo['birthdate'])]
  if (!birthName || !given || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return null
  return { birthName, givenNames: given.split(/[\s,]+/).filter((name) => name !== ''), birthDate }
}

import type { ConsultationState } from '@lien/contract/consultation'
import type { CivilIdentity } from '@lien/contract/commands/identityProviders'
import { Fault } from '@lien/contract/faults'
import type { Identity } from '@lien/contract/commands/patients'
import { identityFields, insSystems, type IdentityField, type IdentityStatus, type Ins } from '@lien/contract/patient'

/** Sex or register, year, month, department (2A, 2B), commune, order. */
const matriculeShape = /^([1-478]\d{4}(?:\d\d|2[AB])\d{6})(\d\d)$/

/**
 * The two figures that close a matricule: 97 − (13 figures mod 97), Corsica counted as 19 (2A) and 18 (2B).
 * @param body the 13 characters before the key
 */
export function insKey(body: string): string {
  const figures = body.slice(0, 5) + body.slice(5, 7).replace('2A', '19').replace('2B', '18') + body.slice(7)
  return String(97 - (Number(figures) % 97)).padStart(2, '0')
}

/** Is this a matricule of 15 characters with its right key? */
export function isMatricule(matricule: string): boolean {
  const [, body, key] = matriculeShape.exec(matricule) ?? []
  return body !== undefined && insKey(body) === key
}

/** INSEE's official geographical code: a commune, Corsica and overseas included, or 99xxx for a country. */
export const isBirthPlace = (code: string): boolean => /^(?:(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|9[78]\d{3}|99\d{3})$/.test(code) && !/^20/.test(code)

/** RNIV: an INS is there exactly when the teleservice has given it. */
export const bearsIns = (status: IdentityStatus): boolean => status === 'retrieved' || status === 'qualified'

/** May a house that works `demo` or for real use this register? Test and demonstration registers hold nobody. */
const isUsable = ({ oid }: Ins, demo: boolean): boolean => demo || insSystems[oid] === 'nir' || insSystems[oid] === 'nia'

/** Capitals without accents, hyphens or apostrophes: registers write one name in many ways. */
const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z]+/g, ' ').trim()

/** The traits by which a patient is known here. */
export interface PatientTraits { birthName: string; givenName: string; birthDate: string }

/**
 * Is this the patient whom we know? Birth name and date of birth must agree, and our given name must begin theirs: one
 * name may be two words (Marie-Claire). A date of which the register knows only the year (month 00) never agrees.
 */
export function isPatient(proven: CivilIdentity, patient: PatientTraits): boolean {
  const sameName = plain(patient.birthName) !== '' && plain(proven.birthName) === plain(patient.birthName)
  return sameName && proven.birthDate === patient.birthDate && plain(patient.givenName) !== '' && opensList(patient.givenName, proven.givenNames.join(' '))
}

/** RNIV: the first given name opens the list of given names; accents, hyphens and capitals do not matter. */
export const opensList = (givenName: string, givenNames: string): boolean => `${plain(givenNames)} `.startsWith(`${plain(givenName)} `)

/** Throws `invalidInput` with the fields that contradict the RNIV or each other. */
export function mustBeSound(identity: Identity, { demo, today }: { demo: boolean; /** ISO date */ today: string }): void {
  const { ins, status } = identity
  const wrong: IdentityField[] = []
  if (!opensList(identity.givenName, identity.givenNames)) wrong.push('givenNames')
  if (!isBirthPlace(identity.birthPlace)) wrong.push('birthPlace')
  if (identity.birthDate > today) wrong.push('birthDate')
  if (ins && !(isMatricule(ins.matricule) && isUsable(ins, demo))) wrong.push('ins')
  if ((ins !== null) !== bearsIns(status)) wrong.push('status')
  if (wrong.length > 0) throw new Fault('invalidInput', { fields: wrong })
}

const valueOf = (identity: Identity, field: IdentityField): string => (field === 'ins' ? `${identity.ins?.oid ?? ''} ${identity.ins?.matricule ?? ''}` : identity[field] ?? '')
export const changedFields = (before: Identity, after: Identity): IdentityField[] => identityFields.filter((field) => valueOf(before, field) !== valueOf(after, field))

const free: readonly IdentityField[] = ['usedName', 'usedGivenName', 'status', 'ins']
/**
 * RNIV: the strict traits of a qualified identity are the register's, nobody edits them; in doubt it is made
 * provisional, which drops the INS, and corrected after that. Throws `invalidState`.
 */
export function mustBeEditable(before: Identity, after: Identity): void {
  if (before.status !== 'qualified') return
  const changed = changedFields(before, after)
  const touchesTraits = changed.some((field) => !free.includes(field))
  const leavesRegister = changed.includes('ins') && after.status !== 'provisional'
  const elsewhere = after.status !== 'qualified' && after.status !== 'provisional'
  if (touchesTraits || leavesRegister || elsewhere) throw new Fault('invalidState')
}

/** A person is recognised once they are there, and corrected until the report is signed. Throws `invalidState`. */
export function mustBeCheckable(state: ConsultationState): void {
  if (state !== 'inProgress' && state !== 'interrupted' && state !== 'ended') throw new Fault('invalidState')
}

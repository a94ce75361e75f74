import type { CivilIdentity } from '@lien/contract/commands/identityProviders'
import type { Identity, PatientView } from '@lien/contract/commands/patients'
import type { ConsultationId, EstablishmentId, PatientId } from '@lien/contract/ids'
import type { DocumentKind, IdentityStatus, InsOid, Sex } from '@lien/contract/patient'
import { Fault } from '@lien/contract/faults'
import type { Transaction } from '../platform/db.ts'
import { readablePhone } from '../platform/contactPoint.ts'
import { isPatient, type PatientTraits } from './rules.ts'

interface IdentityRow {
  patient_id: PatientId; birth_name: string; given_name: string; given_names: string; used_name: string | null; used_given_name: string | null
  sex: Sex; birth_date: string; birth_place: string; ins_matricule: string | null; ins_oid: InsOid | null; status: IdentityStatus
}
interface CheckRow { document: DocumentKind; place: string; callback: string; at: Date; name: string }

/** The patient of a consultation, and the identity as it is now. Throws `notFound`. */
export async function identityOf(db: Transaction, id: ConsultationId): Promise<{ patientId: PatientId; identity: Identity }> {
  const { rows: [row] } = await db.raw<{ rows: IdentityRow[] }>(`
    SELECT i.patient_id, p.birth_name, p.given_name, i.given_names, p.used_name, i.used_given_name, i.sex, to_char(p.birth_date, 'YYYY-MM-DD') AS birth_date,
           i.birth_place, i.ins_matricule, i.ins_oid, i.status
    FROM consultations c JOIN patients p ON p.id = c.patient_id JOIN identities i ON i.patient_id = p.id WHERE c.id = ?`, [id])
  if (!row) throw new Fault('notFound')
  return {
    patientId: row.patient_id,
    identity: {
      birthName: row.birth_name, givenName: row.given_name, givenNames: row.given_names, usedName: row.used_name, usedGivenName: row.used_given_name,
      sex: row.sex, birthDate: row.birth_date, birthPlace: row.birth_place,
      ins: row.ins_matricule && row.ins_oid ? { matricule: row.ins_matricule, oid: row.ins_oid } : null, status: row.status,
    },
  }
}

/** What the professionals of a consultation see of its patient; `knownPhone` in E.164. Throws `notFound`. */
export async function readPatient(db: Transaction, id: ConsultationId, knownPhone: string | null): Promise<PatientView> {
  const { patientId, identity } = await identityOf(db, id)
  const { rows: [latest] } = await db.raw<{ rows: CheckRow[] }>(`
    SELECT k.document, k.place, k.callback, k.at, a.name FROM identity_checks k JOIN accounts a ON a.id = k.account_id
    WHERE k.consultation_id = ? ORDER BY k.at DESC, k.id DESC LIMIT 1`, [id])
  return {
    patientId, identity, knownPhone: knownPhone ? phoneView(knownPhone) : null,
    check: latest ? { document: latest.document, place: latest.place, callback: phoneView(latest.callback), at: latest.at.toISOString(), by: latest.name } : null,
  }
}

/** The number to call back, in E.164, of the latest identity check of a consultation; null where there is none. */
export async function callbackOf(db: Transaction, id: ConsultationId): Promise<string | null> {
  const row = await db('identity_checks').where({ consultation_id: id }).orderBy([{ column: 'at', order: 'desc' }, { column: 'id', order: 'desc' }]).first<{ callback: string } | undefined>('callback')
  return row?.callback ?? null
}

const phoneView = (number: string) => ({ number, text: readablePhone(number) })

/** The traits of the patient whose consultation this is: all that a guest's own act may read of an identity. */
export async function traitsOf(db: Transaction, consultationId: ConsultationId): Promise<PatientTraits> {
  const row = await db('patients as p').join('consultations as c', 'c.patient_id', 'p.id').where({ 'c.id': consultationId })
    .first<{ birth_name: string; given_name: string; birth_date: string } | undefined>('p.birth_name', 'p.given_name', db.raw(`to_char(p.birth_date, 'YYYY-MM-DD') AS birth_date`))
  if (!row) throw new Error('A consultation without its patient.')
  return { birthName: row.birth_name, givenName: row.given_name, birthDate: row.birth_date }
}

/** Does an identity provider speak of the patient whose consultation this is? */
export const isPatientOf = async (db: Transaction, consultationId: ConsultationId, proven: CivilIdentity): Promise<boolean> => isPatient(proven, await traitsOf(db, consultationId))

export const isOf = async (db: Transaction, id: PatientId, establishmentId: EstablishmentId): Promise<boolean> =>
  (await db('patients').where({ id, establishment_id: establishmentId }).first<{ id: PatientId } | undefined>('id')) !== undefined

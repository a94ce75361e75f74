import type { Identity } from '@lien/contract/commands/patients'
import type { AccountId, ConsultationId, EstablishmentId, IdentityCheckId, PatientId } from '@lien/contract/ids'
import type { DocumentKind } from '@lien/contract/patient'
import type { Civility } from '@lien/contract/views'
import type { Act } from '../platform/act.ts'

const basics = (identity: Identity) => ({ birth_name: identity.birthName, used_name: identity.usedName, given_name: identity.givenName, birth_date: identity.birthDate })
const traits = (identity: Identity) => ({
  given_names: identity.givenNames, used_given_name: identity.usedGivenName, sex: identity.sex, birth_place: identity.birthPlace,
  ins_matricule: identity.ins?.matricule ?? null, ins_oid: identity.ins?.oid ?? null, status: identity.status,
})

export async function insertPatient(act: Act, id: PatientId, { establishmentId, civility, identity }: { establishmentId: EstablishmentId; civility: Civility; identity: Identity }): Promise<void> {
  await act.db('patients').insert({ id, establishment_id: establishmentId, civility, ...basics(identity), created_at: act.at })
  await act.db('identities').insert({ patient_id: id, establishment_id: establishmentId, ...traits(identity), changed_at: act.at })
}

export async function saveIdentity(act: Act, id: PatientId, identity: Identity): Promise<void> {
  await act.db('patients').where({ id }).update(basics(identity))
  await act.db('identities').where({ patient_id: id }).update({ ...traits(identity), changed_at: act.at })
}

export interface NewCheck { id: IdentityCheckId; consultationId: ConsultationId; establishmentId: EstablishmentId; accountId: AccountId; document: DocumentKind; place: string; callback: string }
export const insertCheck = (act: Act, one: NewCheck) =>
  act.db('identity_checks').insert({ id: one.id, consultation_id: one.consultationId, establishment_id: one.establishmentId, account_id: one.accountId, document: one.document, place: one.place, callback: one.callback, at: act.at })

import type { AccountId, EstablishmentId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { ProfessionalProof } from '@lien/contract/commands/identityProviders'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

/** `linked`: known by this very subject; `taken`: the account belongs to another subject of the same issuer. */
export interface KnownProfessional { accountId: AccountId; establishmentId: EstablishmentId; role: AccountRole; rpps: string | null; linked: boolean; taken: boolean }
interface Row { account_id: AccountId; establishment_id: EstablishmentId; role: AccountRole; rpps: string | null; linked: boolean; taken: boolean }

/** Whom the establishment knows by this proof, and opens its rows for this transaction. Closed accounts are nobody's. */
export async function findByProof(db: Transaction, { finess, issuer, subject, rpps, mail }: ProfessionalProof): Promise<KnownProfessional | null> {
  const { rows: [row] } = await db.raw<{ rows: Row[] }>('SELECT account_id, establishment_id, role, rpps, linked, taken FROM door_identity(?, ?, ?, ?, ?)', [finess, issuer, subject, rpps, mail])
  return row ? { accountId: row.account_id, establishmentId: row.establishment_id, role: row.role, rpps: row.rpps, linked: row.linked, taken: row.taken } : null
}

export const linkIdentity = (act: Act, id: string, { accountId, establishmentId }: KnownProfessional, proof: ProfessionalProof) =>
  act.db('account_identities').insert({ id, account_id: accountId, establishment_id: establishmentId, issuer: proof.issuer, subject: proof.subject, roles: proof.roles, structures: proof.structures, linked_at: act.at, used_at: act.at })

export const useIdentity = (act: Act, { accountId }: KnownProfessional, { issuer, subject, roles, structures }: ProfessionalProof) =>
  act.db('account_identities').where({ account_id: accountId, issuer, subject }).update({ roles, structures, used_at: act.at })

/** Keeps what the national register says of the person; nothing is taken away by a provider that says nothing. */
export const keepProfession = (act: Act, { accountId }: KnownProfessional, { rpps, profession, specialty }: ProfessionalProof) =>
  act.db('accounts').where({ id: accountId }).update({ rpps: act.db.raw('coalesce(?, rpps)', [rpps]), profession: act.db.raw('coalesce(?, profession)', [profession]), specialty_code: act.db.raw('coalesce(?, specialty_code)', [specialty]) })

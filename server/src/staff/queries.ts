import type { StaffView } from '@lien/contract/administration'
import type { Language } from '@lien/contract/contact'
import type { AccountId, EstablishmentId, ServiceId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

interface Row { id: AccountId; name: string; email: string; role: AccountRole; rpps: string | null; specialty: string | null; language: Language; disabled_at: Date | null; password: boolean; factors: boolean }

/** Everybody with an account in the establishment, open accounts first, with the services they belong to. */
export async function listStaff(db: Db, establishmentId: EstablishmentId): Promise<StaffView[]> {
  const people = await db('accounts').where({ establishment_id: establishmentId }).orderByRaw('disabled_at IS NOT NULL, lower(name), id')
    .select<Row[]>('id', 'name', 'email', 'role', 'rpps', 'specialty', 'language', 'disabled_at', db.raw('password_hash IS NOT NULL AS password'), db.raw('EXISTS (SELECT FROM factors WHERE account_id = accounts.id) AS factors'))
  const members = await db('service_members as m').join('services as s', 's.id', 'm.service_id').where({ 'm.establishment_id': establishmentId })
    .orderBy('s.name').select<{ service_id: ServiceId; account_id: AccountId; name: string }[]>('m.service_id', 'm.account_id', 's.name')
  return people.map((one) => ({
    accountId: one.id, name: one.name, email: one.email, role: one.role, rpps: one.rpps, specialty: one.specialty, language: one.language, disabledAt: one.disabled_at?.toISOString() ?? null,
    invited: !one.password, secondFactor: one.factors,
    services: members.filter(({ account_id }) => account_id === one.id).map(({ service_id, name }) => ({ serviceId: service_id, name })),
  }))
}

/** Do passwords and passkeys open accounts of the establishment? */
export async function passwordsAllowed(db: Db, establishmentId: EstablishmentId): Promise<boolean> {
  const row = await db('establishments').where({ id: establishmentId }).first<{ local_accounts: boolean } | undefined>('local_accounts')
  return row?.local_accounts ?? false
}

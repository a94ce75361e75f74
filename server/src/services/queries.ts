import type { ServiceView } from '@lien/contract/administration'
import type { AccountId, EstablishmentId, ServiceId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

interface Row { id: ServiceId; name: string; closed_at: Date | null }
interface Member { service_id: ServiceId; account_id: AccountId; name: string; role: AccountRole }

/** The establishment's services, open ones first, with their members whose account is open. */
export async function listServices(db: Db, establishmentId: EstablishmentId): Promise<ServiceView[]> {
  const services = await db('services').where({ establishment_id: establishmentId }).orderByRaw('closed_at IS NOT NULL, lower(name)').select<Row[]>('id', 'name', 'closed_at')
  const members = await db('service_members as m').join('accounts as a', 'a.id', 'm.account_id').where({ 'm.establishment_id': establishmentId }).whereNull('a.disabled_at')
    .orderBy('a.name').select<Member[]>('m.service_id', 'm.account_id', 'a.name', 'a.role')
  return services.map((one) => ({
    serviceId: one.id, name: one.name, closedAt: one.closed_at?.toISOString() ?? null,
    members: members.filter(({ service_id }) => service_id === one.id).map(({ account_id, name, role }) => ({ accountId: account_id, name, role })),
  }))
}

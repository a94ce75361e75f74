import type { AccountId, ServiceId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'

const ofHere = (act: Act) => act.db('services').where({ establishment_id: act.establishmentId })

export const insertService = (act: Act, id: ServiceId, name: string) => act.db('services').insert({ id, establishment_id: act.establishmentId, name, created_at: act.at })
/** How many were changed: none when the service is not of this establishment. */
export const renameService = (act: Act, id: ServiceId, name: string): Promise<number> => ofHere(act).where({ id }).update({ name })
export const closeService = (act: Act, id: ServiceId): Promise<number> => ofHere(act).where({ id }).whereNull('closed_at').update({ closed_at: act.at })

export async function servicesOf(act: Act, accountId: AccountId): Promise<ServiceId[]> {
  return (await act.db('service_members').where({ account_id: accountId, establishment_id: act.establishmentId }).select<{ service_id: ServiceId }[]>('service_id')).map((row) => row.service_id)
}
/** Those of `ids` that are open services of this establishment. */
export async function openAmong(act: Act, ids: readonly ServiceId[]): Promise<ServiceId[]> {
  return (await ofHere(act).whereIn('id', [...ids]).whereNull('closed_at').select<{ id: ServiceId }[]>('id')).map(({ id }) => id)
}
export const insertMember = (act: Act, serviceId: ServiceId, accountId: AccountId) =>
  act.db('service_members').insert({ service_id: serviceId, account_id: accountId, establishment_id: act.establishmentId, since: act.at })
export const deleteMember = (act: Act, serviceId: ServiceId, accountId: AccountId) =>
  act.db('service_members').where({ service_id: serviceId, account_id: accountId, establishment_id: act.establishmentId }).delete()

export async function findByName(act: Act, name: string): Promise<ServiceId | null> {
  const row = await ofHere(act).where({ name }).first<{ id: ServiceId } | undefined>('id')
  return row?.id ?? null
}

import { Fault } from '@lien/contract/faults'
import type { AccountId, ServiceId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { listServices } from './queries.ts'
import * as store from './store.ts'

export const serviceCommands: ActHandlers<'service.list' | 'service.create' | 'service.rename' | 'service.close'> = {
  async 'service.list'(act) {
    const services = await listServices(act.db, professionalOf(act.caller).establishmentId)
    act.record({ type: 'administration.read', what: 'services', rows: services.length })
    return { services }
  },

  async 'service.create'(act, { name }) {
    professionalOf(act.caller)
    return { serviceId: await createService(act, name) }
  },

  async 'service.rename'(act, { serviceId, name }) {
    professionalOf(act.caller)
    if ((await store.renameService(act, serviceId, name)) !== 1) throw new Fault('notFound')
    act.record({ type: 'service.renamed', serviceId })
    return {}
  },

  async 'service.close'(act, { serviceId }) {
    professionalOf(act.caller)
    if ((await store.closeService(act, serviceId)) !== 1) throw new Fault('notFound')
    act.record({ type: 'service.closed', serviceId })
    return {}
  },
}

async function createService(act: Act, name: string): Promise<ServiceId> {
  const id = act.newId<ServiceId>()
  await store.insertService(act, id, name)
  act.record({ type: 'service.created', serviceId: id })
  return id
}

/** Opens a service, or finds the one of that name. */
export const provideService = async (act: Act, name: string): Promise<ServiceId> => (await store.findByName(act, name)) ?? createService(act, name)

/** Makes an account a member of these services and of no other. Joining one asks that it be open. Throws `notFound`. */
export async function belongTo(act: Act, accountId: AccountId, services: readonly ServiceId[]): Promise<void> {
  const before = await store.servicesOf(act, accountId)
  const joined = [...new Set(services)].filter((id) => !before.includes(id))
  if ((await store.openAmong(act, joined)).length !== joined.length) throw new Fault('notFound')
  for (const id of joined) await store.insertMember(act, id, accountId)
  for (const id of before.filter((id) => !services.includes(id))) await store.deleteMember(act, id, accountId)
}

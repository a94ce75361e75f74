import { IANAZone } from 'luxon'
import type { PatientFactor } from '@lien/contract/factors'
import { Fault } from '@lien/contract/faults'
import type { EstablishmentId } from '@lien/contract/ids'
import type { SecondFactorRule } from '@lien/contract/factors'
import type { GreetingView } from '@lien/contract/views'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { provideQuestionnaires } from '../questionnaires/commands.ts'
import { establishmentSite, firstSite, readEstablishment } from './queries.ts'
import { changeEstablishment, findByFiness, insertEstablishment } from './store.ts'

export const establishmentCommands = ({ demo, providers }: { demo: boolean; providers: GreetingView['providers'] }): ActHandlers<'site.read' | 'establishment.read' | 'establishment.change'> => ({
  async 'site.read'(act) {
    const { caller } = act
    const known = caller.kind === 'professional' || caller.kind === 'guest'
    const site = known ? await establishmentSite(act.db, caller.establishmentId) : await firstSite(act.db)
    if (!site) throw new Fault('notFound')
    return { ...site, demo, providers }
  },

  async 'establishment.read'(act) {
    const found = await readEstablishment(act.db, professionalOf(act.caller).establishmentId)
    act.record({ type: 'administration.read', what: 'establishment', rows: 1 })
    return found
  },

  async 'establishment.change'(act, wished) {
    const { establishmentId } = professionalOf(act.caller)
    if (!IANAZone.isValidZone(wished.timeZone)) throw new Fault('invalidInput', { reason: 'timeZoneUnknown' })
    await change(act, establishmentId, wished)
    return {}
  },
})

async function change(act: Act, id: EstablishmentId, wished: Parameters<typeof changeEstablishment>[2]): Promise<void> {
  const before = await readEstablishment(act.db, id)
  await changeEstablishment(act.db, id, wished)
  act.record({ type: 'establishment.changed', fields: (['name', 'phone', 'timeZone', 'patientFactor', 'secondFactor'] as const).filter((field) => wished[field] !== undefined && before[field] !== wished[field]) })
}

/** What an establishment asks of its patients beside their link. */
export async function decideFactor(act: Act, id: EstablishmentId, patientFactor: PatientFactor): Promise<void> {
  const before = await readEstablishment(act.db, id)
  if (before.patientFactor !== patientFactor) await change(act, id, { ...before, patientFactor })
}

/** Opens an establishment with Lien's own questionnaires, or finds the one of that FINESS number. */
export async function provideEstablishment(act: Act, one: { name: string; finess: string; timeZone: string; phone: string; /** `required` unless said otherwise. */ secondFactor?: SecondFactorRule }, { questionnaires = true } = {}): Promise<EstablishmentId> {
  const existing = await findByFiness(act.db, one.finess)
  if (existing) return existing
  const id = act.newId<EstablishmentId>()
  await insertEstablishment(act.db, { id, ...one }, act.at)
  act.record({ type: 'establishment.opened' })
  if (questionnaires) await provideQuestionnaires(act, id)
  return id
}

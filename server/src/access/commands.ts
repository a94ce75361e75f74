import { consultationFor } from '../consultations/commands.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { findConsultations, listAccesses } from './queries.ts'
import { untilOf } from './rules.ts'
import { insertAccess } from './store.ts'

/** Break-glass (decision 0027): outside the treating team one may look, for a time, for a reason, and not unseen. */
export const accessCommands: ActHandlers<'consultation.search' | 'access.breakGlass' | 'access.list'> = {
  async 'consultation.search'(act, traits) {
    const { establishmentId } = professionalOf(act.caller)
    const found = await findConsultations(act.db, establishmentId, traits)
    act.record({ type: 'consultation.searched', found: found.length })
    return { found }
  },

  async 'access.breakGlass'(act, { consultationId, reason, explanation }) {
    await consultationFor(act, 'breakGlass', consultationId)
    const access = { id: act.newId(), consultationId, by: professionalOf(act.caller), reason, explanation, until: untilOf(act.at) }
    await insertAccess(act, access)
    act.record({ type: 'access.opened', accessId: access.id, reason })
    act.tell({ type: 'changed', consultationId })
    return { until: access.until.toISOString() }
  },

  async 'access.list'(act) {
    const { establishmentId, role } = professionalOf(act.caller)
    const accesses = await listAccesses(act.db, establishmentId, { explained: role === 'auditor' })
    act.record({ type: 'administration.read', what: 'accesses', rows: accesses.length })
    return { accesses }
  },
}

import type { ConsultationId } from '@lien/contract/ids'
import type { BreakGlassReason } from '@lien/contract/rights'
import type { Act } from '../platform/act.ts'
import type { Professional } from '../platform/caller.ts'

export interface NewAccess { id: string; consultationId: ConsultationId; by: Professional; reason: BreakGlassReason; explanation: string; until: Date }
export const insertAccess = (act: Act, one: NewAccess) => act.db('accesses').insert({
  id: one.id, establishment_id: one.by.establishmentId, consultation_id: one.consultationId, account_id: one.by.accountId,
  reason: one.reason, explanation: one.explanation, opened_at: act.at, until: one.until,
})

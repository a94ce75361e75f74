import type { ConsultationId, RequestId } from '@lien/contract/ids'
import type { RequestPurpose, RequestState, RequestSummary } from '@lien/contract/requests'
import type { Db } from '../platform/db.ts'

interface Row { id: RequestId; consultation_id: ConsultationId; purpose: RequestPurpose; state: RequestState; due_at: Date; completed_at: Date | null }

/** What was asked of the patients of these consultations, the earliest first; no answer. */
export async function requestsOf(db: Db, ids: readonly ConsultationId[]): Promise<Map<ConsultationId, RequestSummary[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db('questionnaire_requests').whereIn('consultation_id', [...ids]).whereNot({ state: 'cancelled' }).orderBy('due_at').orderBy('id')
    .select<Row[]>('id', 'consultation_id', 'purpose', 'state', 'due_at', 'completed_at')
  const found = new Map<ConsultationId, RequestSummary[]>()
  for (const row of rows) found.set(row.consultation_id, [...(found.get(row.consultation_id) ?? []), { requestId: row.id, purpose: row.purpose, state: row.state, dueAt: row.due_at.toISOString(), completedAt: row.completed_at?.toISOString() ?? null }])
  return found
}

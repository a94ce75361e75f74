import type { RequestId } from '@lien/contract/ids'
import type { RequestPurpose, RequestState, RequestSummary } from '@lien/contract/requests'
import { instantOf, listOf, type WrittenInstant } from '../platform/lists.ts'

export interface RequestRow { id: RequestId; purpose: RequestPurpose; state: RequestState; due_at: WrittenInstant; completed_at: WrittenInstant | null }

/** SQL within a SELECT of consultations `c`: what was asked of its patient, the earliest first; no answer. For `requestSummary`. */
export const requestsOfC = listOf("SELECT id, purpose, state, due_at, completed_at FROM questionnaire_requests WHERE consultation_id = c.id AND state <> 'cancelled' ORDER BY due_at, id")

export const requestSummary = ({ id, purpose, state, due_at, completed_at }: RequestRow): RequestSummary =>
  ({ requestId: id, purpose, state, dueAt: instantOf(due_at).toISOString(), completedAt: completed_at && instantOf(completed_at).toISOString() })

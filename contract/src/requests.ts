import { z } from 'zod'
import { RequestId } from './ids.ts'

const instant = z.iso.datetime()

/** `previsit`: before a consultation; `followUp`: between two, where the site switched it on. */
export const requestPurposes = ['previsit', 'followUp'] as const
export type RequestPurpose = (typeof requestPurposes)[number]
/** `asked`: nothing was answered yet. `missed`: its time is over and it was not sent. */
export const requestStates = ['asked', 'begun', 'completed', 'missed', 'cancelled'] as const
export type RequestState = (typeof requestStates)[number]

/** What a patient's page shows of a request before it is opened. */
export const RequestSummary = z.object({ requestId: RequestId, purpose: z.enum(requestPurposes), state: z.enum(requestStates), dueAt: instant, completedAt: instant.nullable() })
export type RequestSummary = z.infer<typeof RequestSummary>

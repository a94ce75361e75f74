import { z } from 'zod'
import type { Command } from '../command.ts'
import { Answers, Form } from '../forms.ts'
import { ConsultationId, QuestionnaireId, RequestId, ResponseId } from '../ids.ts'
import { RequestSummary } from '../requests.ts'
import { answerers, redFlags } from '../symptoms.ts'

export { requestPurposes, requestStates, RequestSummary, type RequestPurpose, type RequestState } from '../requests.ts'

export const RequestView = RequestSummary.extend({
  answeredBy: z.enum(answerers).nullable(),
  forms: z.array(z.object({ responseId: ResponseId, form: Form, answers: Answers })),
})
export type RequestView = z.infer<typeof RequestView>

/** The patient in the seat of their visit, or with a link to these questions alone; a nurse who asks them by telephone. */
const answering = ['patient', 'answering', 'coordinatingNurse'] as const

export const responseCommands = {
  /** Asks a patient now, by their own link: the published pre-visit questionnaire with the modules of their treatment, or those named. */
  'request.ask': {
    kind: 'change', by: ['oncologist', 'coordinatingNurse', 'secretary'], trail: ['request.asked'],
    input: z.strictObject({ consultationId: ConsultationId, questionnaireIds: z.array(QuestionnaireId).min(1).max(10).optional() }), output: RequestSummary,
  },
  /** The questions with what was answered so far, for the patient of the consultation, or a nurse who asks them by telephone. */
  'request.read': { kind: 'read', by: answering, trail: ['request.read'], input: z.strictObject({ requestId: RequestId }), output: RequestView },
  /** Says who answers; it may be said again until the request is completed. */
  'request.begin': { kind: 'change', by: answering, trail: ['request.begun'], input: z.strictObject({ requestId: RequestId, answeredBy: z.enum(answerers) }), output: z.object({}) },
  /** Keeps answers, one or many: sent again, or late, they change nothing twice. A red flag raises its alert in the same act. */
  'response.save': {
    kind: 'change', by: answering, trail: ['response.saved'],
    input: z.strictObject({ responseId: ResponseId, answers: Answers }), output: z.object({ flags: z.array(z.enum(redFlags)) }),
  },
  /** The person is done: scores are computed, rules are asked. `invalidInput` names the questions that must still be answered. */
  'request.complete': { kind: 'change', by: answering, trail: ['request.completed'], input: z.strictObject({ requestId: RequestId }), output: z.object({ flags: z.array(z.enum(redFlags)) }) },
} as const satisfies Record<string, Command>

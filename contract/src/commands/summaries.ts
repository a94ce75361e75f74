import { z } from 'zod'
import { ofConsultation, type Command } from '../command.ts'
import { ConsultationId, TreatmentId } from '../ids.ts'
import type { AccountRole } from '../roles.ts'
import { ClinicianGrade, HistoryView, SummaryView } from '../summaries.ts'

const readers: readonly AccountRole[] = ['oncologist', 'coordinatingNurse']
const symptom = z.string().min(1).max(100)

export const summaryCommands = {
  /** What the patient of a consultation answered, against what they answered before: for those who may read it, a secretary apart. */
  'summary.read': { kind: 'read', by: readers, trail: ['summary.read'], input: ofConsultation, output: SummaryView },
  /** Every visit of a year with its scores; the latest year where none is named. */
  'summary.history': { kind: 'read', by: readers, trail: ['summary.historyRead'], input: z.strictObject({ consultationId: ConsultationId, year: z.number().int().min(1900).max(2200).optional() }), output: HistoryView },
  /** The oncologist who holds the consultation says that a symptom or a topic was, or was not, talked about. */
  'summary.discuss': {
    kind: 'change', by: ['oncologist'], trail: ['summary.discussed'], output: z.object({}),
    input: z.strictObject({
      consultationId: ConsultationId, discussed: z.boolean(),
      item: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('symptom'), symptom }), z.strictObject({ kind: z.literal('topic'), index: z.number().int().min(0).max(50) })]),
    }),
  },
  /** The oncologist's own CTCAE grade of a symptom, beside the patient's answer; null takes it back. Every grade given stays written. */
  'summary.grade': {
    kind: 'change', by: ['oncologist'], trail: ['summary.graded'], output: z.object({ clinician: ClinicianGrade.nullable() }),
    input: z.strictObject({ consultationId: ConsultationId, symptom, grade: z.number().int().min(0).max(5).nullable() }),
  },
  /** The summary as a PDF of tables, to be filed; `file` in base64. */
  'summary.print': {
    kind: 'read', by: readers, trail: ['summary.printed'], output: z.object({ name: z.string(), file: z.string() }),
    input: z.strictObject({ consultationId: ConsultationId, language: z.enum(['fr', 'en']) }),
  },
  /** What the patient is treated with: a new one, or a correction of one already written down. */
  'treatment.set': {
    kind: 'change', by: readers, trail: ['treatment.set'], output: z.object({ treatmentId: TreatmentId }),
    input: z.strictObject({
      consultationId: ConsultationId, treatmentId: TreatmentId.optional(), label: z.string().trim().min(1).max(200), modules: z.array(z.string().trim().min(1).max(100)).max(10),
      startedOn: z.iso.date(), cycleDays: z.number().int().min(1).max(120).nullable(),
    }),
  },
  /** The last day of a treatment. */
  'treatment.end': { kind: 'change', by: readers, trail: ['treatment.ended'], output: z.object({}), input: z.strictObject({ consultationId: ConsultationId, treatmentId: TreatmentId, endedOn: z.iso.date() }) },
} as const satisfies Record<string, Command>

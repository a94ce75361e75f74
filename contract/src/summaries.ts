import { z } from 'zod'
import { alertActions, clinicalLevels } from './alerts.ts'
import { requestPurposes, requestStates } from './requests.ts'
import { Words } from './forms.ts'
import { ConsultationId, RequestId, TreatmentId } from './ids.ts'
import { patterns, type Pattern } from './scoring.ts'
import { answerers, attributes, declines, measures, redFlags } from './symptoms.ts'
import { weightCriteria } from './summaryRules.ts'

const instant = z.iso.datetime()
const patternNames = Object.keys(patterns) as [Pattern, ...Pattern[]]

/** What this reader may do beside reading. */
export const summaryRights = ['ask', 'discuss', 'grade', 'treat'] as const
export type SummaryRight = (typeof summaryRights)[number]

/** Why there is no answer, as the score says it; `presence` has an answer, and no grade. */
export const missingReasons = ['unanswered', ...declines, 'presence'] as const
export type MissingReason = (typeof missingReasons)[number]

/** A CTCAE grade given by the clinician; null: taken back. */
export const ClinicianGrade = z.object({ grade: z.number().int().min(0).max(5), by: z.string(), at: instant })
export type ClinicianGrade = z.infer<typeof ClinicianGrade>

/** The worst raw answer of an earlier time: 0 to 4; of presence 0 or 1. */
const Earlier = z.object({ at: instant, raw: z.number() })
export const SymptomAttribute = z.object({ attribute: z.enum(attributes), value: z.number().nullable(), words: Words.nullable() })

export const SymptomSummary = z.object({
  symptom: z.string(), label: Words, pattern: z.enum(patternNames).nullable(),
  attributes: z.array(SymptomAttribute),
  /** The worst raw answer, of which attribute, in the words that were chosen. Null: no answer, which is never 0. */
  raw: z.number().nullable(), of: z.enum(attributes).nullable(), words: Words.nullable(),
  /** The PRO composite, 0 to 3: for showing and sorting, no CTCAE grade. */
  grade: z.number().nullable(), missing: z.enum(missingReasons).nullable(),
  /** The last comparable answer before this one, and the one that treatment began with. */
  previous: Earlier.nullable(), baseline: Earlier.nullable(),
  change: z.number().nullable(),
  /** The worst raw answer at each visit of the axis; null is a gap. */
  points: z.array(z.number().nullable()),
  clinician: ClinicianGrade.nullable(), discussed: z.boolean(),
})
export type SymptomSummary = z.infer<typeof SymptomSummary>

/** A question in its words and what was answered, in words. */
export const Said = z.object({ label: Words, answer: Words })
export type Said = z.infer<typeof Said>
export const MeasureSummary = z.object({
  measure: z.enum(measures), label: Words, unit: z.string().nullable(), value: z.number().nullable(), words: Words.nullable(),
  previous: z.object({ at: instant, value: z.number() }).nullable(),
  /** What was asked because of this answer: why doses were missed. */
  details: z.array(Said),
})
export type MeasureSummary = z.infer<typeof MeasureSummary>

export const AnswersSummary = z.object({
  requestId: RequestId, purpose: z.enum(requestPurposes), answeredBy: z.enum(answerers).nullable(), completedAt: instant,
  /** Of the questions that were asked, free text apart. */
  asked: z.number().int(), answered: z.number().int(),
  topics: z.array(z.object({ index: z.number().int(), text: z.string(), discussed: z.boolean() })),
  /** Sorted: the worst raw answer first, then what worsened most. */
  symptoms: z.array(SymptomSummary),
  absent: z.array(SymptomSummary), unanswered: z.array(SymptomSummary),
  measures: z.array(MeasureSummary), others: z.array(Said),
  /** The last six visits that were answered, this one last, and those between that were not. */
  axis: z.array(z.object({ at: instant, missed: z.boolean() })),
  scoring: z.array(z.string()), questionnaires: z.array(z.object({ title: Words, version: z.string() })),
})
export type AnswersSummary = z.infer<typeof AnswersSummary>

export const TreatmentSummary = z.object({
  treatmentId: TreatmentId, label: z.string(), modules: z.array(z.string()), startedOn: z.iso.date(), endedOn: z.iso.date().nullable(), cycleDays: z.number().int().nullable(),
  /** On the day of the visit, both counted from 1; null before the start, after the end, or where no cycle is known. */
  cycle: z.number().int().nullable(), day: z.number().int().nullable(),
})
export type TreatmentSummary = z.infer<typeof TreatmentSummary>

const WeightChange = z.object({ at: instant, kg: z.number(), /** Negative: lost. */ percent: z.number() })
export const WeightSummary = z.object({
  points: z.array(z.object({ at: instant, kg: z.number() })),
  /** Against the highest weight of the month, and of the six months, before the latest. */
  month: WeightChange.nullable(), halfYear: WeightChange.nullable(),
  /** HAS: phenotypic criteria of undernutrition that are met. One alone is no diagnosis. */
  reached: z.array(z.enum(weightCriteria)),
  /** On the day of the latest weight: the loss criteria are the same, those of BMI (not computed: no height) differ. */
  age: z.enum(['under70', 'from70']),
})
export type WeightSummary = z.infer<typeof WeightSummary>

const Step = z.object({ by: z.string(), at: instant })
/** What the patient felt, as the professionals of a consultation read it. */
export const SummaryView = z.object({
  consultationId: ConsultationId, visitAt: instant, timeZone: z.string(), may: z.array(z.enum(summaryRights)),
  /** The latest request of this consultation; `answers` only once it was sent. */
  request: z.object({ requestId: RequestId, state: z.enum(requestStates), askedAt: instant, dueAt: instant }).nullable(),
  /** Of what was saved, sent or not: a red flag waits for nobody. */
  flags: z.array(z.object({ flag: z.enum(redFlags) })),
  /** What these answers raised, and how far it has come: seen, taken on, what was done last, closed. Null: nothing was raised. */
  alert: z.object({ level: z.enum(clinicalLevels), raisedAt: instant, seen: Step.nullable(), claimed: Step.nullable(), acted: Step.extend({ action: z.enum(alertActions) }).nullable(), closedAt: instant.nullable() }).nullable(),
  answers: AnswersSummary.nullable(),
  /** When the patient last answered for another visit. */
  earlierAt: instant.nullable(),
  treatments: z.array(TreatmentSummary), weight: WeightSummary.nullable(),
})
export type SummaryView = z.infer<typeof SummaryView>

/** One visit of the detail view; `scores` by symptom. */
export const HistoryVisit = z.object({
  requestId: RequestId, purpose: z.enum(requestPurposes), at: instant, missed: z.boolean(), answeredBy: z.enum(answerers).nullable(),
  scores: z.record(z.string(), z.object({ raw: z.number().nullable(), grade: z.number().nullable(), missing: z.enum(missingReasons).nullable(), clinician: z.number().nullable() })),
  measures: z.partialRecord(z.enum(measures), z.number()),
})
export type HistoryVisit = z.infer<typeof HistoryVisit>
export const HistoryView = z.object({
  /** Those in which there is something to see, the latest first. */
  years: z.array(z.number().int()), year: z.number().int(), timeZone: z.string(),
  symptoms: z.array(z.object({ symptom: z.string(), label: Words, presence: z.boolean() })), visits: z.array(HistoryVisit), treatments: z.array(TreatmentSummary),
})
export type HistoryView = z.infer<typeof HistoryView>

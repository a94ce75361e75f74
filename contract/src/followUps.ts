import { z } from 'zod'
import { followUpEndings, weekdays } from './followUpRules.ts'
import { FollowUpId, TreatmentId } from './ids.ts'
import { RequestSummary } from './requests.ts'
import { civilities, SiteView } from './views.ts'

const instant = z.iso.datetime()
const day = z.iso.date()

/** When a patient is asked between visits: on a day of each week, or on days of each cycle of a treatment, counted from 1. */
export const Rhythm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weekly'), weekday: z.literal(weekdays) }),
  z.strictObject({ kind: z.literal('cycle'), treatmentId: TreatmentId, days: z.array(z.number().int().min(1).max(120)).min(1).max(10) }),
])
export type Rhythm = z.infer<typeof Rhythm>

/** The days on which a patient will be asked; the first few of them, and how many there are. */
export const Occasions = z.object({ next: z.array(day), count: z.number().int() })
export type Occasions = z.infer<typeof Occasions>

/** What a professional of a consultation reads of asking its patient between visits. */
export const FollowUpView = z.object({
  /** The house asks between visits at all. */
  switchedOn: z.boolean(), timeZone: z.string(),
  /** The establishment's own day. */
  today: day,
  /** Where the questions would go, in part; null: the patient has neither number nor address here. */
  sentTo: z.string().nullable(),
  current: z.object({
    followUpId: FollowUpId, rhythm: Rhythm, until: day, startedBy: z.string(), startedAt: instant, occasions: Occasions,
    /** What was asked last, and how far it has come. */
    last: RequestSummary.nullable(),
  }).nullable(),
  /** The latest one that is over. */
  former: z.object({ startedAt: instant, stoppedAt: instant, ending: z.enum(followUpEndings), by: z.string().nullable() }).nullable(),
})
export type FollowUpView = z.infer<typeof FollowUpView>

/** Whether the house asks between visits, and who decided it when; null: nobody ever has. */
export const MonitoringView = z.object({
  on: z.boolean(), decided: z.object({ by: z.string(), at: instant, statement: z.string() }).nullable(),
  /** Patients who are asked between visits now. */
  followed: z.number().int(),
})
export type MonitoringView = z.infer<typeof MonitoringView>

/** What a link to questions between visits opens: these questions, and nothing else. */
export const AnsweringView = z.object({
  stage: z.literal('answering'), site: SiteView, greeting: z.object({ civility: z.enum(civilities), familyName: z.string() }),
  request: RequestSummary,
  /** When they will be asked again; null: no more. */
  nextAt: instant.nullable(),
})
export type AnsweringView = z.infer<typeof AnsweringView>

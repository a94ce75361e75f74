import { z } from 'zod'
import { alertLevels, clinicalLevels, comparisons } from './alerts.ts'
import { Words } from './forms.ts'
import { AccountId } from './ids.ts'
import { attributes, redFlags, type ScaledAttribute } from './symptoms.ts'

/**
 * A site's rules: versioned data that its clinicians decide, never code. Raw answers and their change raise alerts;
 * whether the patient wants a call is one rule among others, and takes nothing back.
 */
const scaled = attributes.filter((one): one is ScaledAttribute => one !== 'presence')
const symptoms = z.array(z.string().min(1).max(100)).min(1).max(60).nullable()
const which = z.array(z.enum(scaled)).min(1).nullable()
const comparison = z.enum(comparisons)

export const Condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('redFlag'), flags: z.array(z.enum(redFlags)).min(1) }),
  /** A raw answer, 0 to 4. Null: of any symptom, by any attribute. */
  z.strictObject({ kind: z.literal('raw'), symptoms, attributes: which, atLeast: z.number().int().min(1).max(4) }),
  /** A raw answer that is worse than before. */
  z.strictObject({ kind: z.literal('rise'), symptoms, attributes: which, by: z.number().int().min(1).max(4), against: comparison }),
  z.strictObject({ kind: z.literal('composite'), symptoms, atLeast: z.number().int().min(1).max(3) }),
  /** Worse than before in several symptoms at once. */
  z.strictObject({ kind: z.literal('spread'), count: z.number().int().min(2).max(20), by: z.number().int().min(1).max(4), against: comparison }),
  /** Lost against the highest weight known within so many days (HAS: 5 % in a month, 10 % in six). */
  z.strictObject({ kind: z.literal('weightLoss'), percent: z.number().min(1).max(50), days: z.number().int().min(7).max(400) }),
  /** Self-rated activity, 0 (as before) to 4 (in bed); null: not asked. */
  z.strictObject({ kind: z.literal('activity'), atLeast: z.number().int().min(1).max(4).nullable(), by: z.number().int().min(1).max(4).nullable() }),
  z.strictObject({ kind: z.literal('missedDoses'), atLeast: z.number().int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('callWanted') }),
])
export type Condition = z.infer<typeof Condition>

const name = z.string().trim().min(1).max(200)
export const Rule = z.strictObject({ id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/), level: z.enum(clinicalLevels), name: z.strictObject({ fr: name, en: name }), when: Condition })
export type Rule = z.infer<typeof Rule>

/** By when an alert must have been seen. `service`: minutes of the hours of service; `visit`: before the consultation begins. */
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('service'), minutes: z.number().int().min(5).max(60 * 24 * 14) }),
  z.strictObject({ kind: z.literal('always'), minutes: z.number().int().min(5).max(60 * 24 * 14) }),
  z.strictObject({ kind: z.literal('visit') }),
])
export type Target = z.infer<typeof Target>

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** When somebody looks at alerts, in the establishment's own time zone. */
export const Hours = z.strictObject({
  /** 1 Monday to 7 Sunday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: hour, to: hour,
  /** Public holidays and whatever else is closed. */
  closed: z.array(z.iso.date()).max(200),
}).refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' })
export type Hours = z.infer<typeof Hours>

export const RuleSet = z.strictObject({
  rules: z.array(Rule).min(1).max(50),
  targets: z.strictObject({ red: Target, orange: Target, yellow: Target, technical: Target }),
  hours: Hours,
  /** Whom an alert that nobody has seen is told to, by mail. */
  deputies: z.array(AccountId).max(20),
  /** Minutes past its target. */
  escalateAfter: z.number().int().min(0).max(60 * 24 * 7),
  /** A questionnaire that has not come back so many hours before the visit is a technical alert. */
  missingHours: z.number().int().min(1).max(24 * 14),
}).superRefine((set, ctx) => {
  const ids = set.rules.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) ctx.addIssue({ code: 'custom', path: ['rules'], message: 'ids are unique' })
  // A red flag is red, whatever else a site decides: none may be left out or made smaller.
  const covered = new Set(set.rules.flatMap(({ level, when }) => (when.kind === 'redFlag' && level === 'red' ? when.flags : [])))
  if (redFlags.some((flag) => !covered.has(flag))) ctx.addIssue({ code: 'custom', path: ['rules'], message: 'every red flag is red' })
  for (const [index, { when }] of set.rules.entries()) if (when.kind === 'activity' && when.atLeast === null && when.by === null) ctx.addIssue({ code: 'custom', path: ['rules', index, 'when'], message: 'asks nothing' })
})
export type RuleSet = z.infer<typeof RuleSet>

/** One raw answer or measure that met a rule, and what it is compared with. */
export const ReasonValue = z.object({ what: z.string(), value: z.number(), /** As the questionnaire says it. */ word: Words.nullable(), was: z.number().nullable(), since: z.iso.datetime().nullable() })
export type ReasonValue = z.infer<typeof ReasonValue>
/** Why an alert was raised: the rule, and the answers it was raised by. */
export const Reason = z.object({
  ruleId: z.string(), level: z.enum(alertLevels), kind: z.string(), flag: z.enum(redFlags).nullable(),
  symptom: z.string().nullable(), name: Words.nullable(), grade: z.number().nullable(), values: z.array(ReasonValue),
})
export type Reason = z.infer<typeof Reason>

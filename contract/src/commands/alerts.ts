import { z } from 'zod'
import { Reason, RuleSet } from '../alertRules.ts'
import { alertActions, alertLevels, clinicalLevels } from '../alerts.ts'
import { nothing, type Command } from '../command.ts'
import { Words } from '../forms.ts'
import { AccountId, AlertId, ConsultationId, PatientId, RequestId } from '../ids.ts'
import { requestPurposes } from '../requests.ts'
import { accountRoles } from '../roles.ts'
import { attributes, measures } from '../symptoms.ts'

const instant = z.iso.datetime()
const by = ['coordinatingNurse', 'oncologist'] as const
const ofAlert = z.strictObject({ alertId: AlertId })
const Person = z.object({ accountId: AccountId, name: z.string() })

/** One alert as the work list shows it. */
export const AlertRow = z.object({
  alertId: AlertId, level: z.enum(alertLevels), patient: z.object({ name: z.string(), birthDate: z.iso.date() }), service: z.string().nullable(),
  reasons: z.array(Reason), raisedAt: instant, dueAt: instant, seenAt: instant.nullable(), escalatedAt: instant.nullable(),
  holder: Person.nullable(), action: z.enum(alertActions).nullable(), closedAt: instant.nullable(),
})
export type AlertRow = z.infer<typeof AlertRow>

/** Where a list goes on: after this alert. */
export const AlertCursor = z.strictObject({ rank: z.number().int().min(0).max(9), at: instant, alertId: AlertId })
export type AlertCursor = z.infer<typeof AlertCursor>

/** Raw answers of one occasion; what is not there was not answered. */
export const Occasion = z.object({ at: instant, raw: z.partialRecord(z.enum(attributes), z.number()), grade: z.number().nullable() })
export type Occasion = z.infer<typeof Occasion>
export const AlertView = AlertRow.extend({
  patientId: PatientId, consultationId: ConsultationId, visitAt: instant, phone: z.object({ number: z.string(), text: z.string() }).nullable(), rulesVersion: z.number().int(),
  completedAt: instant.nullable(),
  /** What was asked, and whether it can still be answered. */
  request: z.object({ requestId: RequestId, purpose: z.enum(requestPurposes), awaited: z.boolean() }),
  /** The latest occasion first; the questionnaire that raised the alert is the first where `now` says so. */
  symptoms: z.array(z.object({ symptom: z.string(), name: Words.nullable(), now: Occasion.nullable(), before: z.array(Occasion) })),
  measures: z.array(z.object({ measure: z.enum(measures), now: z.number().nullable(), before: z.array(z.object({ at: instant, value: z.number() })) })),
  actions: z.array(z.object({ at: instant, by: z.string(), action: z.enum(alertActions), comment: z.string().nullable() })),
  /** A video consultation that was begun from it and is still open. */
  call: ConsultationId.nullable(),
})
export type AlertView = z.infer<typeof AlertView>

export const AlertCounts = z.object({ red: z.number().int(), orange: z.number().int(), yellow: z.number().int(), technical: z.number().int() })
export type AlertCounts = z.infer<typeof AlertCounts>

export const RulesView = z.object({
  version: z.number().int(), publishedAt: instant,
  /** Null: Lien's proposal, which nobody of the house has decided on. */
  publishedBy: z.string().nullable(), rules: RuleSet, timeZone: z.string(),
  /** Who may stand in for a nurse. */
  staff: z.array(Person.extend({ role: z.enum(accountRoles) })),
})
export type RulesView = z.infer<typeof RulesView>

const PerLevel = z.record(z.enum(clinicalLevels), z.number().int())
export const RulesPreview = z.object({
  /** Questionnaires that were completed in those days, and how many of them were looked at. */
  completed: z.number().int(), evaluated: z.number().int(),
  proposed: PerLevel, inForce: PerLevel,
  /** Alerts that each proposed rule takes part in. */
  rules: z.array(z.object({ ruleId: z.string(), alerts: z.number().int() })),
})
export type RulesPreview = z.infer<typeof RulesPreview>

export const alertCommands = {
  /** The alerts of the caller's services, of the consultations they hold, and those handed on to them: the most pressing first; closed ones, the latest first. */
  'alerts.list': {
    kind: 'read', by, trail: ['alerts.listed'],
    input: z.strictObject({ state: z.enum(['open', 'closed']), after: AlertCursor.nullable() }), output: z.object({ alerts: z.array(AlertRow), next: AlertCursor.nullable() }),
  },
  /** How many wait, by level: no person’s data. */
  'alerts.count': { kind: 'read', by, trail: [], input: nothing, output: AlertCounts },
  /** One alert with the answers behind it and those before; from here on it has been seen. */
  'alert.read': { kind: 'read', by, trail: ['alert.read'], input: ofAlert, output: AlertView },
  /** Takes an alert on, unless somebody has: of two, one; the other learns who. */
  'alert.claim': { kind: 'change', by, trail: ['alert.claimed', 'alert.claimMissed'], input: ofAlert, output: z.object({ mine: z.boolean(), holder: Person }) },
  /** Gives an alert back to everybody. */
  'alert.release': { kind: 'change', by, trail: ['alert.released'], input: ofAlert, output: nothing },
  /** What was done, by whoever has taken the alert on. */
  'alert.act': { kind: 'change', by, trail: ['alert.acted'], input: ofAlert.extend({ action: z.enum(alertActions), comment: z.string().trim().max(1_000).nullable() }), output: nothing },
  /** Nothing is left to do; something must have been. */
  'alert.close': { kind: 'change', by, trail: ['alert.closed'], input: ofAlert, output: nothing },
  /** Plans a video consultation with the patient for this moment, the caller holding it, and sends the patient their link. */
  'alert.startCall': { kind: 'change', by, trail: ['alert.callStarted'], input: ofAlert, output: z.object({ consultationId: ConsultationId, /** How the link went out, in part; null: it had gone out before. */ sentTo: z.string().nullable() }) },
  /** The rules in force, and who may be a deputy. */
  'ruleset.read': { kind: 'read', by, trail: ['ruleset.read'], input: nothing, output: RulesView },
  /** What these rules would have raised from the questionnaires of the last days, beside what those in force would have. */
  'ruleset.preview': { kind: 'read', by, trail: ['ruleset.previewed'], input: z.strictObject({ rules: RuleSet, days: z.number().int().min(1).max(365) }), output: RulesPreview },
  /** Puts rules in force as a new version. `conflict`: somebody has published since `basedOn` was read. */
  'ruleset.publish': { kind: 'change', by, trail: ['ruleset.published'], input: z.strictObject({ rules: RuleSet, basedOn: z.number().int() }), output: z.object({ version: z.number().int() }) },
} as const satisfies Record<string, Command>

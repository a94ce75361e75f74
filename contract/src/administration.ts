import { z } from 'zod'
import { languages } from './contact.ts'
import { patientFactors } from './factors.ts'
import { AccountId, ConsultationId, LinkId, OutboxId, ParticipantId, ServiceId } from './ids.ts'
import { channels, deliveryErrors, outboxStates, templates } from './outbox.ts'
import { breakGlassReasons } from './rights.ts'
import { accountRoles, guestSeats } from './roles.ts'
import { secondFactorRules } from './factors.ts'
import { SessionView } from './views.ts'

/** What administrators and auditors are shown: never a patient's name, never anything medical. */
const instant = z.iso.datetime()

export const EstablishmentView = z.object({
  name: z.string(), phone: z.string(), timeZone: z.string(),
  /** The national number of the establishment; given when it was opened, not changed on a screen. */
  finess: z.string().nullable(),
  patientFactor: z.enum(patientFactors), secondFactor: z.enum(secondFactorRules),
})
export type EstablishmentView = z.infer<typeof EstablishmentView>

export const ServiceView = z.object({
  serviceId: ServiceId, name: z.string(), closedAt: instant.nullable(),
  members: z.array(z.object({ accountId: AccountId, name: z.string(), role: z.enum(accountRoles) })),
})
export type ServiceView = z.infer<typeof ServiceView>

export const StaffView = z.object({
  accountId: AccountId, name: z.string(), email: z.string(), role: z.enum(accountRoles), rpps: z.string().nullable(), specialty: z.string().nullable(), language: z.enum(languages),
  disabledAt: instant.nullable(), services: z.array(z.object({ serviceId: ServiceId, name: z.string() })),
  /** Has not chosen a password yet, where there are passwords. */
  invited: z.boolean(),
  /** Proves themself with something besides a password. */
  secondFactor: z.boolean(),
})
export type StaffView = z.infer<typeof StaffView>

/** A personal link that still opens a seat: by the hour of its consultation, not by a name. */
export const LinkInForce = z.object({
  linkId: LinkId, consultationId: ConsultationId, participantId: ParticipantId, seat: z.enum(guestSeats), scheduledAt: instant, service: z.string().nullable(),
  openedAt: instant.nullable(), expiresAt: instant,
})
export type LinkInForce = z.infer<typeof LinkInForce>

/** A message that leaves, or left: never its words, never the whole address. */
export const OutboxLine = z.object({
  outboxId: OutboxId, state: z.enum(outboxStates), channel: z.enum(channels), template: z.enum(templates), recipient: z.string(),
  attempts: z.number().int(), error: z.enum(deliveryErrors).nullable(), createdAt: instant, nextAt: instant.nullable(), sentAt: instant.nullable(),
  /** It can be sent again: it stopped, and its words are still there. */
  retriable: z.boolean(),
})
export type OutboxLine = z.infer<typeof OutboxLine>

/** A device that somebody of the establishment is signed in on. */
export const StaffSession = SessionView.extend({ accountId: AccountId, name: z.string(), role: z.enum(accountRoles) })
export type StaffSession = z.infer<typeof StaffSession>

export const AccessView = z.object({
  accessId: z.uuid(), consultationId: ConsultationId, scheduledAt: instant, service: z.string().nullable(), by: z.string(), role: z.enum(accountRoles),
  reason: z.enum(breakGlassReasons),
  /** What they wrote; for auditors only, since it may speak of the patient. */
  explanation: z.string().nullable(),
  openedAt: instant, until: instant,
})
export type AccessView = z.infer<typeof AccessView>

/** The minimum that a search answers: that a consultation exists, when, and in which service. */
export const FoundConsultation = z.object({ consultationId: ConsultationId, scheduledAt: instant, service: z.string().nullable() })
export type FoundConsultation = z.infer<typeof FoundConsultation>

/** What can be wrong with a line of an imported file. */
export const importProblems = [
  'rppsMissing', 'rppsDigits', 'rppsKey', 'rppsTwice', 'rppsOther', 'nameMissing', 'givenNameMissing', 'mailMissing', 'mailMalformed', 'mailTwice',
  'roleMissing', 'roleUnknown', 'serviceUnknown', 'languageUnknown', 'tooLong',
] as const
export type ImportProblem = (typeof importProblems)[number]

export const ImportLine = z.object({
  /** As a text editor counts them: the heading is line 1. */
  line: z.number().int(),
  rpps: z.string(), name: z.string(), email: z.string(), role: z.string(), service: z.string(), specialty: z.string(),
  /** `known`: this person has an account here already, and the import leaves it as it is. */
  verdict: z.enum(['new', 'known', 'wrong']), problems: z.array(z.enum(importProblems)),
})
export type ImportLine = z.infer<typeof ImportLine>

export const importColumns = ['rpps', 'nom', 'prenom', 'mail', 'role', 'service', 'specialite', 'langue'] as const
export type ImportColumn = (typeof importColumns)[number]

/** A file as it would be imported. `unreadable` and `missing` speak of the whole file: then there are no lines. */
export const ImportPreview = z.object({ lines: z.array(ImportLine), missing: z.array(z.enum(importColumns)), unreadable: z.boolean() })
export type ImportPreview = z.infer<typeof ImportPreview>

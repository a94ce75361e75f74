import { z } from 'zod'
import { consentDecisions, consultationKinds, deviceStates, endReasons, modalities, states } from './consultation.ts'
import { AccountId, ConsultationId, MessageId, ParticipantId, RequestId, SessionId } from './ids.ts'
import { breakGlassReasons, relations, rights } from './rights.ts'
import { networkPaths, networkVerdicts, speakerStates } from './network.ts'
import { accountRoles, seats } from './roles.ts'
import { requestStates, RequestSummary } from './requests.ts'

/** What people are shown. Instants are ISO 8601 in UTC; `timeZone` (IANA) says where the establishment lives. */
const instant = z.iso.datetime()

export const SiteView = z.object({
  name: z.string(), phone: z.string(), timeZone: z.string(),
  /** True where the data are fictitious and the secrets home-made: every screen says so. */
  demo: z.boolean(),
})
export type SiteView = z.infer<typeof SiteView>

/** What is shown to whoever is not known yet: the house, and the identity providers of its professionals. */
export const GreetingView = SiteView.extend({ providers: z.array(z.object({ id: z.string(), label: z.object({ fr: z.string(), en: z.string() }) })) })
export type GreetingView = z.infer<typeof GreetingView>

export const ProfessionalView = z.object({ accountId: AccountId, name: z.string(), role: z.enum(accountRoles), specialty: z.string().nullable() })
export type ProfessionalView = z.infer<typeof ProfessionalView>

/** One device that a professional is signed in on. Browser and system as it names itself; null where it does not. */
export const SessionView = z.object({
  sessionId: SessionId, browser: z.string().nullable(), system: z.string().nullable(),
  /** `seenAt` moves every few minutes while a page of it is open; `expiresAt` is when it ends by itself. */
  createdAt: instant, seenAt: instant, expiresAt: instant,
  /** The device that asks. */
  here: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

export const MessageView = z.object({ id: MessageId, from: ParticipantId, fromName: z.string(), fromSeat: z.enum(seats), text: z.string(), at: instant })
export type MessageView = z.infer<typeof MessageView>

/** What a guest's own test of camera, microphone and loudspeaker found. */
export const DeviceReport = z.strictObject({ camera: z.enum(deviceStates), microphone: z.enum(deviceStates), speaker: z.enum(speakerStates).optional() })
export type DeviceReport = z.infer<typeof DeviceReport>

const share = z.number().min(0).max(1).nullable()
const measure = z.number().int().min(0).max(10_000_000).nullable()
/** `NetworkFacts` as they cross the wire. */
export const NetworkReport = z.strictObject({ path: z.enum(networkPaths).nullable(), relay: z.boolean().nullable(), roundTrip: measure, lossUp: share, lossDown: share, up: measure, down: measure })

/** The test as it stands; null: not tried. */
export const DeviceCheck = z.object({ camera: z.enum(deviceStates), microphone: z.enum(deviceStates), speaker: z.enum(speakerStates).nullable(), network: z.enum(networkVerdicts).nullable() })
export type DeviceCheck = z.infer<typeof DeviceCheck>

/** Someone of the consultation, as the others see them. */
export const PersonView = z.object({
  participantId: ParticipantId, seat: z.enum(seats), name: z.string(), specialty: z.string().nullable(),
  /** A page of theirs is connected. */
  online: z.boolean(),
  /** They hold a place in the call (perhaps reconnecting: then `online` is false). */
  inCall: z.boolean(),
})
export type PersonView = z.infer<typeof PersonView>

export const civilities = ['Mme', 'M.'] as const
export type Civility = (typeof civilities)[number]

/** What a guest's page shows: everything it needs, nothing of anybody else's consultation. */
export const VisitView = z.object({
  site: SiteView, consultationId: ConsultationId, kind: z.enum(consultationKinds), state: z.enum(states),
  scheduledAt: instant, durationMinutes: z.number().int(), endReason: z.enum(endReasons).nullable(),
  me: z.object({
    participantId: ParticipantId, seat: z.enum(seats), name: z.string(),
    /** How the patient is greeted; null for other seats. */
    greeting: z.object({ civility: z.enum(civilities), familyName: z.string() }).nullable(),
    consent: z.enum(consentDecisions).nullable(), deviceCheck: DeviceCheck.nullable(),
    checkedInAt: instant.nullable(), admitted: z.boolean(),
  }),
  /** The consultation goes on by telephone; `rings`: the patient's number, masked, where one is known, told to the patient alone. Null: by video. */
  telephone: z.object({ rings: z.string().nullable() }).nullable(),
  people: z.array(PersonView), messages: z.array(MessageView),
  /** What the patient is asked before the visit; empty for every other seat. */
  requests: z.array(RequestSummary),
})
export type VisitView = z.infer<typeof VisitView>

/** A person of a consultation, as the professional who holds it sees them. */
export const DayPerson = PersonView.extend({
  consent: z.enum(consentDecisions).nullable(), deviceCheck: DeviceCheck.nullable(),
  checkedInAt: instant.nullable(), admitted: z.boolean(),
  /** The state of the person's newest link; null for professionals, who have none. */
  link: z.enum(['unopened', 'opened', 'expired', 'revoked']).nullable(),
})
export type DayPerson = z.infer<typeof DayPerson>

/** From when to when (null: still) a consultation was held by video or by telephone. */
export const ModalityView = z.object({ modality: z.enum(modalities), from: instant, to: instant.nullable() })
export type ModalityView = z.infer<typeof ModalityView>

/** One consultation in the professional's day, and in their call. */
export const DayRow = z.object({
  consultationId: ConsultationId, kind: z.enum(consultationKinds), state: z.enum(states), scheduledAt: instant,
  durationMinutes: z.number().int(), startedAt: instant.nullable(), endedAt: instant.nullable(), endReason: z.enum(endReasons).nullable(),
  /** In order, without a gap from its start to its end; empty before. */
  modalities: z.array(ModalityView),
  patient: z.object({ name: z.string(), birthDate: z.iso.date() }),
  /** The seat of the professional who reads; null for who has none in it (a secretary, a nurse of the team). */
  me: ParticipantId.nullable(),
  service: z.string().nullable(), relation: z.enum(relations),
  /** What the reader may do with it while its state allows. */
  may: z.array(z.enum(rights)),
  /** When the reader's break-glass access runs out; null where they are related otherwise. */
  until: instant.nullable(),
  /** Who opened it from outside the team and still may look, for all of the team to see. */
  openings: z.array(z.object({ name: z.string(), reason: z.enum(breakGlassReasons), openedAt: instant, until: instant })),
  people: z.array(DayPerson), messages: z.array(MessageView),
  /** Whether the questions before the visit were answered; never an answer. Null: nothing was asked. */
  questions: z.object({ requestId: RequestId, state: z.enum(requestStates) }).nullable(),
})
export type DayRow = z.infer<typeof DayRow>

export const DayView = z.object({ site: SiteView, professional: ProfessionalView, rows: z.array(DayRow) })
export type DayView = z.infer<typeof DayView>

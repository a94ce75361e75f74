import { z } from 'zod'
import { Condition, ConsumerOffer, Disturbance, incidents, Joined } from './call.ts'
import { patientCommands } from './commands/patients.ts'
import { administrationCommands } from './commands/administration.ts'
import { alertCommands } from './commands/alerts.ts'
import { deliveryCommands } from './commands/delivery.ts'
import { sessionCommands } from './commands/sessions.ts'
import { responseCommands } from './commands/responses.ts'
import { followUpCommands } from './commands/followUps.ts'
import { linkCommands } from './commands/links.ts'
import { summaryCommands } from './commands/summaries.ts'
import { trialCommands } from './commands/trials.ts'
import { questionnaireCommands } from './commands/questionnaires.ts'
import { nothing, ofConsultation, ofParticipant, type Command, type CommandKind } from './command.ts'
import { accountCommands } from './commands/accounts.ts'
import { consentDecisions, endReasons } from './consultation.ts'
import { identityProviderCommands } from './commands/identityProviders.ts'
import { ConsultationId, ConsumerId, ProducerId, StayId } from './ids.ts'
import { everyone, guests, holderSeats, professionals, seated } from './roles.ts'
import { Direction, DtlsParameters, IceRestart, MediaKind, RtpCapabilities, RtpParameters, Source } from './rtp.ts'
import { DayView, DeviceReport, GreetingView, VisitView } from './views.ts'

export type { CommandKind } from './command.ts'

/** The only door to change, one entry a command. A feature with many has its own table under `commands/`, spread in here. */
export const commands = {
  /** The house: its name, its telephone, whether it is a demonstration, where professionals may sign in. */
  'site.read': { kind: 'read', by: everyone, input: nothing, output: GreetingView, trail: [] },

  ...accountCommands,
  ...identityProviderCommands,
  ...sessionCommands,

  ...linkCommands,

  /** What a guest's own seat may see. */
  'visit.read': { kind: 'read', by: guests, input: nothing, output: VisitView, trail: ['visit.read'] },
  /** The patient accepts or declines to be seen at a distance; may be changed until the call. */
  'consent.decide': { kind: 'change', by: ['patient'], input: z.strictObject({ decision: z.enum(consentDecisions) }), output: nothing, trail: ['consent.decided'] },
  /** What a guest's camera and microphone test found. */
  'devices.report': { kind: 'change', by: guests, input: DeviceReport, output: nothing, trail: ['devices.reported'] },
  /** A guest takes place in the waiting room. */
  'participant.checkIn': { kind: 'change', by: guests, input: nothing, output: nothing, trail: ['participant.checkedIn'] },

  /** The consultations of today, and those still open, that the professional is related to; each with what they may do with it. */
  'day.read': { kind: 'read', by: professionals, input: nothing, output: DayView, trail: ['day.read'] },
  /** Lets one waiting person into the call. */
  'participant.admit': { kind: 'change', by: holderSeats, input: ofParticipant, output: nothing, trail: ['participant.admitted'] },
  /** Puts one person back in the waiting room; the last one out interrupts the consultation. */
  'participant.sendBack': { kind: 'change', by: holderSeats, input: ofParticipant, output: nothing, trail: ['participant.sentBack'] },
  /** A short text: from the professional at any time, from a guest once admitted. */
  'message.send': { kind: 'change', by: seated, input: z.strictObject({ consultationId: ConsultationId, text: z.string().trim().min(1).max(500) }), output: nothing, trail: ['message.sent'] },
  /** Ends for all, and says why. */
  'consultation.end': { kind: 'change', by: holderSeats, input: z.strictObject({ consultationId: ConsultationId, reason: z.enum(endReasons) }), output: nothing, trail: ['consultation.ended'] },
  /** The call goes on over an ordinary telephone: media stop for all, seats and record stay. Asked again, it names the number anew. */
  'consultation.continueByTelephone': { kind: 'change', by: holderSeats, input: ofConsultation, output: nothing, trail: ['consultation.continuedByTelephone', 'consultation.modalityKept'] },
  /** Back to video: whoever was in the call joins it again by themselves. */
  'consultation.stepBackUp': { kind: 'change', by: holderSeats, input: ofConsultation, output: nothing, trail: ['consultation.steppedBackUp', 'consultation.modalityKept'] },
  'consultation.cancel': { kind: 'change', by: [...holderSeats, 'secretary'], input: ofConsultation, output: nothing, trail: ['consultation.cancelled'] },
  'consultation.markNoShow': { kind: 'change', by: [...holderSeats, 'secretary'], input: ofConsultation, output: nothing, trail: ['consultation.noShow'] },

  ...patientCommands,
  ...responseCommands,
  ...summaryCommands,
  ...followUpCommands,

  /** Takes the caller's place in the call: one round trip to both transports and all consumers. */
  'call.join': { kind: 'media', by: seated, input: z.strictObject({ consultationId: ConsultationId, rtpCapabilities: RtpCapabilities }), output: Joined, trail: ['call.joined', 'call.reconnected'] },
  /**
   * Keeps a place in the call ready for a guest who waits, so that their admission leads to media without another way
   * there and back. Nothing flows before the sfu is ordered to let them in; it lasts as long as the page's line.
   */
  'call.prepare': { kind: 'media', by: guests, input: z.strictObject({ consultationId: ConsultationId, rtpCapabilities: RtpCapabilities }), output: Joined, trail: [] },
  /** Gives up the place that was kept ready, where there is one. */
  'call.unprepare': { kind: 'media', by: guests, input: nothing, output: nothing, trail: [] },
  'call.leave': { kind: 'media', by: seated, input: nothing, output: nothing, trail: ['call.left'] },
  /** The first remote picture or sound was played. */
  'call.reportMediaUp': { kind: 'media', by: seated, input: nothing, output: nothing, trail: ['call.mediaUp'] },
  /** A page that was out of reach holds its stay again: answered with everything it receives now. `invalidState`: join anew. */
  'call.resume': { kind: 'media', by: seated, input: z.strictObject({ consultationId: ConsultationId, stayId: StayId }), output: z.object({ consumers: z.array(ConsumerOffer) }), trail: ['call.reconnected'] },
  /** A technical incident seen by the caller's browser (R6316-4: the record states incidents). */
  'call.reportIncident': { kind: 'media', by: seated, input: z.strictObject({ incident: z.enum(incidents) }), output: nothing, trail: ['call.incident'] },
  /** A disturbance of the caller's side that is over, with what was tried: from when to when, for the record. */
  'call.reportDisturbance': { kind: 'media', by: seated, input: Disturbance, output: nothing, trail: ['call.disturbed'] },
  /** The caller's side is weak or well again: the others in the call are told. */
  'call.tellCondition': { kind: 'media', by: seated, input: Condition, output: nothing, trail: [] },
  'transport.connect': { kind: 'media', by: seated, input: z.strictObject({ direction: Direction, dtlsParameters: DtlsParameters }), output: nothing, trail: [] },
  'transport.restartIce': { kind: 'media', by: seated, input: z.strictObject({ direction: Direction }), output: IceRestart, trail: [] },
  /** The id is the browser's, so that sending need not wait for the answer. */
  'producer.create': { kind: 'media', by: seated, input: z.strictObject({ producerId: ProducerId, kind: MediaKind, source: Source, rtpParameters: RtpParameters, paused: z.boolean() }), output: nothing, trail: [] },
  'producer.setPaused': { kind: 'media', by: seated, input: z.strictObject({ producerId: ProducerId, paused: z.boolean() }), output: nothing, trail: [] },
  'producer.close': { kind: 'media', by: seated, input: z.strictObject({ producerId: ProducerId }), output: nothing, trail: [] },
  'consumer.resume': { kind: 'media', by: seated, input: z.strictObject({ consumerIds: z.array(ConsumerId).max(64) }), output: nothing, trail: [] },
  /** What nobody can look at, or what the voice has no room beside, is not sent to the caller. */
  'consumer.pause': { kind: 'media', by: seated, input: z.strictObject({ consumerIds: z.array(ConsumerId).max(64) }), output: nothing, trail: [] },
  /** The highest simulcast layer the tile is worth; 0 is the smallest. */
  'consumer.prefer': { kind: 'media', by: seated, input: z.strictObject({ consumerId: ConsumerId, spatialLayer: z.number().int().min(0).max(2) }), output: nothing, trail: [] },

  ...trialCommands,
  ...administrationCommands,
  ...deliveryCommands,
  ...questionnaireCommands,
  ...alertCommands,
} as const satisfies Record<string, Command>

export type Commands = typeof commands
export type CommandName = keyof Commands
export type Input<N extends CommandName> = z.output<Commands[N]['input']>
export type Output<N extends CommandName> = z.output<Commands[N]['output']>
export type NameOfKind<K extends CommandKind> = { [N in CommandName]: Commands[N]['kind'] extends K ? N : never }[CommandName]
export type MediaCommandName = NameOfKind<'media'>
/** Commands that run inside one transaction. */
export type ActCommandName = Exclude<CommandName, MediaCommandName>

export const isCommandName = (name: unknown): name is CommandName => typeof name === 'string' && Object.hasOwn(commands, name)

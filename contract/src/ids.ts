import { z } from 'zod'

/** Identifiers are UUIDv7 made by the application; the brand keeps one kind from being taken for another. */
export const EstablishmentId = z.uuid().brand('EstablishmentId')
export type EstablishmentId = z.infer<typeof EstablishmentId>
/** A service (department) of an establishment: its members are the treating team of its consultations. */
export const ServiceId = z.uuid().brand('ServiceId')
export type ServiceId = z.infer<typeof ServiceId>
export const AccountId = z.uuid().brand('AccountId')
export type AccountId = z.infer<typeof AccountId>
/** Something an account proves itself with, besides its password. */
export const FactorId = z.uuid().brand('FactorId')
export type FactorId = z.infer<typeof FactorId>
export const PatientId = z.uuid().brand('PatientId')
export type PatientId = z.infer<typeof PatientId>
export const ConsultationId = z.uuid().brand('ConsultationId')
export type ConsultationId = z.infer<typeof ConsultationId>
/** A person's seat in one consultation. */
export const ParticipantId = z.uuid().brand('ParticipantId')
export type ParticipantId = z.infer<typeof ParticipantId>
/** One sign-in of a professional on one device, until it is over. */
export const SessionId = z.uuid().brand('SessionId')
export type SessionId = z.infer<typeof SessionId>
export const LinkId = z.uuid().brand('LinkId')
export type LinkId = z.infer<typeof LinkId>
/** What the professional saw of the patient's identity in one consultation. */
export const IdentityCheckId = z.uuid().brand('IdentityCheckId')
export type IdentityCheckId = z.infer<typeof IdentityCheckId>
/** One browser's opening of a link that waits for its second factor. */
export const PendingId = z.uuid().brand('PendingId')
export type PendingId = z.infer<typeof PendingId>
export const MessageId = z.uuid().brand('MessageId')
export type MessageId = z.infer<typeof MessageId>
/** A message to be sent; a mail's Message-ID and a gateway's idempotency key are made of it. */
export const OutboxId = z.uuid().brand('OutboxId')
export type OutboxId = z.infer<typeof OutboxId>
/** One performance of a command: it is in the trail, in the log, and on the screen of whoever met an internal fault. */
export const ActId = z.uuid().brand('ActId')
export type ActId = z.infer<typeof ActId>

/** Media ids are chosen by the browser (producers) or by the sfu (the rest). */
export const ProducerId = z.uuid().brand('ProducerId')
export type ProducerId = z.infer<typeof ProducerId>
export const ConsumerId = z.uuid().brand('ConsumerId')
export type ConsumerId = z.infer<typeof ConsumerId>
/** One stay of a participant in a call; a reload or a rejoin makes a new one. */
export const StayId = z.uuid().brand('StayId')
export type StayId = z.infer<typeof StayId>
/** Asking one patient between visits, until it ends. */
export const FollowUpId = z.uuid().brand('FollowUpId')
export type FollowUpId = z.infer<typeof FollowUpId>
/** One version of a questionnaire, as it was imported. */
export const QuestionnaireId = z.uuid().brand('QuestionnaireId')
export type QuestionnaireId = z.infer<typeof QuestionnaireId>
/** Questionnaires that a patient is asked to answer together, once. */
export const RequestId = z.uuid().brand('RequestId')
export type RequestId = z.infer<typeof RequestId>
/** The answers to one questionnaire of a request. */
export const ResponseId = z.uuid().brand('ResponseId')
export type ResponseId = z.infer<typeof ResponseId>
export const AlertId = z.uuid().brand('AlertId')
export type AlertId = z.infer<typeof AlertId>
/** Something a patient is treated with, from a day on. */
export const TreatmentId = z.uuid().brand('TreatmentId')
export type TreatmentId = z.infer<typeof TreatmentId>

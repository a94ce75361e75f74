import { z } from 'zod'
import { alertActions, alertLevels } from './alerts.ts'
import { callCloseReasons, disturbances, incidents, remedies } from './call.ts'
import { consentDecisions, consentMeans, consultationKinds, deviceStates, endReasons, modalities, phoneOrigins } from './consultation.ts'
import { languages } from './contact.ts'
import { provenFactors } from './factors.ts'
import { channels, deliveryErrors, templates } from './outbox.ts'
import { followUpEndings, skipReasons } from './followUpRules.ts'
import { faultReasons, faults, type FaultCode } from './faults.ts'
import { documentKinds, identityChangeReasons, identityFields, identityStatuses } from './patient.ts'
import { accountRoles } from './roles.ts'
import { factorKinds, secondSteps } from './signIn.ts'
import { AccountId, AlertId, ConsultationId, FactorId, FollowUpId, IdentityCheckId, LinkId, MessageId, OutboxId, ParticipantId, PatientId, PendingId, QuestionnaireId, RequestId, ResponseId, ServiceId, SessionId, StayId, TreatmentId } from './ids.ts'
import { questionnairePurposes } from './questionnaires.ts'
import { breakGlassReasons } from './rights.ts'
import { sessionEndings } from './sessions.ts'
import { requestPurposes } from './requests.ts'
import { answerers } from './symptoms.ts'

/** The version of the events below; a change of shape adds a version, it never edits one. */
export const trailVersion = 1

const participantId = ParticipantId
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) => z.strictObject({ type: z.literal(type), ...shape })

/**
 * Everything the trail can say: ids and codes only, never a name, an answer or free text.
 * Covers CSP R6316-4 (people, date and time, incidents) and the traced consent of L1111-4.
 */
export const TrailEvent = z.discriminatedUnion('type', [
  /** In the installation's chain, when another chain begins: a chain cannot vanish whole. */
  event('chain.opened', { chain: z.uuid() }),
  event('establishment.opened', {}),
  event('account.opened', { accountId: AccountId, role: z.enum(accountRoles) }),
  event('account.passwordSet', { accountId: AccountId }),
  event('account.languageChosen', { accountId: AccountId, language: z.enum(languages) }),
  event('consultation.scheduled', { kind: z.enum(consultationKinds) }),
  event('professional.signedIn', { accountId: AccountId }),
  event('professional.signedInByProvider', { accountId: AccountId, provider: z.string() }),
  /** The account is from now on known by a subject of that identity provider. */
  event('account.identityLinked', { accountId: AccountId, provider: z.string() }),
  event('professional.signedOut', { accountId: AccountId }),
  event('session.opened', { accountId: AccountId, sessionId: SessionId }),
  event('session.refreshed', { accountId: AccountId, sessionId: SessionId }),
  event('session.ended', { accountId: AccountId, sessionIds: z.array(SessionId), reason: z.enum(sessionEndings) }),
  /** Why a proof was not taken; the answer to the person never says. The account is null where there is none of that address. */
  event('signIn.failed', { accountId: AccountId.nullable(), why: z.enum(['unknown', 'password', 'locked', 'factor']) }),
  event('signIn.passwordAccepted', { accountId: AccountId, next: z.enum(['secondFactor', 'enrol']) }),
  event('passwords.decided', { allowed: z.boolean() }),
  event('passkey.asked', {}),
  event('factor.begun', { accountId: AccountId, kind: z.enum(factorKinds) }),
  event('factor.added', { accountId: AccountId, factorId: FactorId, kind: z.enum(factorKinds) }),
  event('factor.removed', { accountId: AccountId, factorId: FactorId }),
  event('factor.used', { accountId: AccountId, method: z.enum(secondSteps), factorId: FactorId.nullable() }),
  event('recovery.renewed', { accountId: AccountId }),
  event('account.invited', { accountId: AccountId }),
  event('account.factorsReset', { accountId: AccountId, factors: z.number().int() }),
  event('account.resetRequested', {}),
  event('account.resetSent', { accountId: AccountId }),
  event('day.read', { consultations: z.number().int() }),
  event('link.issued', { participantId, linkId: LinkId }),
  event('link.opened', { participantId, linkId: LinkId }),
  event('link.revoked', { participantId, links: z.number().int() }),
  /** The link went out to the person's known contact. */
  event('link.sent', { participantId, linkId: LinkId, channel: z.enum(channels) }),
  /** Somebody gave a number or an address to be sent their link again; whether it is known is not said. */
  event('link.askedAgain', {}),
  event('factor.asked', { participantId, linkId: LinkId, pendingId: PendingId }),
  event('code.sent', { participantId, linkId: LinkId, pendingId: PendingId, channel: z.enum(channels) }),
  event('factor.confirmed', { participantId, linkId: LinkId, pendingId: PendingId, factor: z.enum(provenFactors) }),
  event('factor.refused', { participantId, linkId: LinkId, pendingId: PendingId, factor: z.enum(provenFactors), locked: z.boolean() }),
  /** What the establishment asks of patients beside their link. */
  event('contact.read', { participantId }),
  event('contact.saved', { participantId, phone: z.boolean(), mail: z.boolean() }),
  event('visit.read', { participantId }),
  event('consent.decided', { participantId, decision: z.enum(consentDecisions), means: z.enum(consentMeans) }),
  event('devices.reported', { participantId, camera: z.enum(deviceStates), microphone: z.enum(deviceStates) }),
  event('participant.checkedIn', { participantId }),
  event('participant.admitted', { participantId }),
  event('participant.sentBack', { participantId }),
  event('message.sent', { messageId: MessageId, from: participantId }),
  /** The call goes on over an ordinary telephone, to a number that the identity check, or the contact, gave; back to video again. */
  event('consultation.continuedByTelephone', { number: z.enum(phoneOrigins) }),
  event('consultation.steppedBackUp', {}),
  /** Asked for what already was so: nothing began anew. */
  event('consultation.modalityKept', { modality: z.enum(modalities) }),
  event('consultation.ended', { reason: z.enum(endReasons) }),
  event('consultation.cancelled', {}),
  event('consultation.noShow', {}),
  event('patient.read', { patientId: PatientId }),
  event('patient.identityUpdated', { patientId: PatientId, fields: z.array(z.enum(identityFields)), reason: z.enum(identityChangeReasons), from: z.enum(identityStatuses), to: z.enum(identityStatuses) }),
  event('identity.confirmed', { checkId: IdentityCheckId, document: z.enum(documentKinds) }),
  /** Questions were asked of the patient; `reminded`, `missed`: by Lien itself, when their time came. */
  event('request.asked', { requestId: RequestId, purpose: z.enum(requestPurposes) }),
  event('request.reminded', { requestId: RequestId }),
  event('request.missed', { requestId: RequestId }),
  event('request.read', { requestId: RequestId }),
  event('request.begun', { requestId: RequestId, answeredBy: z.enum(answerers) }),
  /** So many answers were kept; which, and what they say, is in the record alone. */
  event('response.saved', { requestId: RequestId, responseId: ResponseId, kept: z.number().int() }),
  event('request.completed', { requestId: RequestId, answeredBy: z.enum(answerers) }),
  event('call.joined', { participantId, stayId: StayId }),
  event('call.reconnected', { participantId, stayId: StayId }),
  event('call.mediaUp', { participantId, stayId: StayId }),
  event('call.left', { participantId, stayId: StayId, reason: z.enum(['left', 'lost', 'sessionEnded', ...callCloseReasons]) }),
  event('call.incident', { participantId: participantId.nullable(), stayId: StayId.nullable(), incident: z.enum([...incidents, 'workerDied', 'sfuLost']) }),
  /** One side of a call was disturbed from an instant to another, and what its browser tried by itself. */
  event('call.disturbed', { participantId, stayId: StayId, disturbance: z.enum(disturbances), from: z.iso.datetime(), to: z.iso.datetime(), tried: z.array(z.enum(remedies)) }),
  event('delivery.queued', { outboxId: OutboxId, channel: z.enum(channels), template: z.enum(templates) }),
  event('delivery.sent', { outboxId: OutboxId, attempts: z.number().int() }),
  /** Given up, or perhaps sent: a person looks at it. */
  event('delivery.stopped', { outboxId: OutboxId, state: z.enum(['failed', 'uncertain']), error: z.enum(deliveryErrors) }),
  /** A person had it sent again, or said that it has arrived. */
  event('delivery.settled', { outboxId: OutboxId, decision: z.enum(['retried', 'arrived']) }),
  event('consultation.searched', { found: z.number().int() }),
  /** Break-glass: somebody outside the team opened this consultation. What they wrote is not here. */
  event('access.opened', { accessId: z.uuid(), reason: z.enum(breakGlassReasons) }),
  event('administration.read', { what: z.enum(['establishment', 'services', 'staff', 'import', 'links', 'accesses', 'outbox', 'sessions', 'monitoring']), rows: z.number().int() }),
  event('establishment.changed', { fields: z.array(z.enum(['name', 'phone', 'timeZone', 'secondFactor', 'patientFactor'])) }),
  event('service.created', { serviceId: ServiceId }),
  event('service.renamed', { serviceId: ServiceId }),
  event('service.closed', { serviceId: ServiceId }),
  event('account.changed', { accountId: AccountId, role: z.enum(accountRoles), services: z.array(ServiceId) }),
  event('account.disabled', { accountId: AccountId }),
  event('account.enabled', { accountId: AccountId }),
  /** What a questionnaire asks, never what was answered. */
  event('questionnaire.read', { what: z.enum(['list', 'form', 'check', 'document']), questionnaireId: QuestionnaireId.nullable() }),
  /** `known`: the same document was here already. */
  event('questionnaire.imported', { questionnaireId: QuestionnaireId, known: z.boolean() }),
  event('questionnaire.published', { questionnaireId: QuestionnaireId, purpose: z.enum(questionnairePurposes) }),
  /** Everything sent about a consultation left as FHIR. */
  event('response.exported', { responses: z.number().int() }),
  event('questionnaire.retired', { questionnaireId: QuestionnaireId }),
  event('staff.imported', { added: z.number().int(), known: z.number().int() }),
  event('summary.read', { patientId: PatientId }),
  event('summary.printed', { patientId: PatientId }),
  event('summary.historyRead', { patientId: PatientId, visits: z.number().int() }),
  /** Which row says it; what was talked about, and how bad it is, is not here. */
  event('summary.discussed', { discussionId: z.uuid(), item: z.enum(['symptom', 'topic']) }),
  event('summary.graded', { gradeId: z.uuid() }),
  event('treatment.set', { treatmentId: TreatmentId, corrected: z.boolean() }),
  event('treatment.ended', { treatmentId: TreatmentId }),
  /** Whether patients are asked between visits; `statement`: which words were read. What it stopped. */
  event('monitoring.decided', { on: z.boolean(), statement: z.string(), stopped: z.number().int() }),
  event('followup.read', { patientId: PatientId }),
  event('followup.started', { followUpId: FollowUpId, rhythm: z.enum(['weekly', 'cycle']) }),
  event('followup.stopped', { followUpId: FollowUpId, ending: z.enum(followUpEndings) }),
  /** Nobody was asked on that many days that were planned. */
  event('followup.skipped', { followUpId: FollowUpId, days: z.number().int(), why: z.enum(skipReasons) }),
  /** `version`: of the rules. Which rules, never which answers. */
  event('alert.raised', { alertId: AlertId, level: z.enum(alertLevels), version: z.number().int(), rules: z.array(z.string()) }),
  /** The same questionnaire gave more reasons. */
  event('alert.widened', { alertId: AlertId, level: z.enum(alertLevels), rules: z.array(z.string()) }),
  event('alerts.listed', { rows: z.number().int() }),
  event('alert.read', { alertId: AlertId }),
  event('alert.claimed', { alertId: AlertId }),
  /** Somebody had taken it on before. */
  event('alert.claimMissed', { alertId: AlertId }),
  event('alert.released', { alertId: AlertId }),
  event('alert.acted', { alertId: AlertId, action: z.enum(alertActions) }),
  /** `answered`: the questionnaire that was missing has come. */
  event('alert.closed', { alertId: AlertId, answered: z.boolean() }),
  event('alert.escalated', { alertId: AlertId, to: z.array(AccountId) }),
  event('alert.callStarted', { alertId: AlertId, consultationId: ConsultationId }),
  event('ruleset.read', { version: z.number().int() }),
  event('ruleset.previewed', { evaluated: z.number().int() }),
  event('ruleset.published', { version: z.number().int() }),
  /** A command that was answered with a fault. */
  event('command.refused', { command: z.string(), code: z.enum(Object.keys(faults) as [FaultCode, ...FaultCode[]]), reason: z.enum(faultReasons).nullable() }),
])
export type TrailEvent = z.infer<typeof TrailEvent>
export type TrailEventType = TrailEvent['type']

/** Who acted, as the trail names them. */
export const TrailActor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('professional'), accountId: AccountId }),
  z.strictObject({ kind: z.literal('guest'), participantId }),
  z.strictObject({ kind: z.literal('anonymous') }),
  /** Lien itself: a worker that died, a stay that was given up. */
  z.strictObject({ kind: z.literal('system') }),
])
export type TrailActor = z.infer<typeof TrailActor>

import type { CommandName } from '@lien/contract/commands'
import type { AlertId } from '@lien/contract/ids'
import { proposal } from '@lien/server/alerts/proposal.ts'
import type { PlannedVisit } from '../../support/world.ts'
import { smallQuestionnaire } from '../../support/questionnaires.ts'
import { oncologist, tokenOf } from '../../support/world.ts'

/** `+` the door lets it through (its state may still refuse it), `u` unauthenticated, `f` forbidden, `n` not found. */
export type Verdict = '+' | 'u' | 'f' | 'n'

/** The consultation that is tried, and an account, a service, a session, a message and a draft of a questionnaire of its establishment that nothing else needs. */
export type Target = PlannedVisit & { spareAccount: string; spareService: string; spareSession: string; spareMessage: string; spareQuestionnaire: string; /** What its patient is asked. */ requestId: string; responseId: string; spareTreatment: string; alertId: AlertId }

const administrators = 'u fffff ffuuff ffff fff fff +fff+f u'
const administratorHere = 'u fffff ffuuff ffff fff fff +fffnf u'
const nobody = 'u fffff ffuuff ffff fff fff ffffff u'
const factorOwed = nobody.replace('uuff', 'uu+f')
const professionals = 'u fffff ffuuff ++++ +++ +++ ++++++ u'
const ofPatientAndNurse = 'u +ffff nnuuf+ ffff +nn fff ffffff u'
/** Who may read a patient's answers: a secretary may not. */
const summaryReaders = 'u fffff ffuuff +nnn +nn fff ffffff u'
/** Nobody here holds a pending sign-in, whatever session they have. */
const withoutTicket = 'u uuuuu uuuuff uuuu uuu uuu uuuuuu u'
const noKey = { id: 'AA', rawId: 'AA', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' } }
const byPassword = { method: 'password', password: oncologist.password }
const somebody = { name: 'Personne Essai', role: 'secretary', rpps: null, specialty: null, language: 'fr', services: [] }

/**
 * Every command, what is asked of the target, and who may: one sign for each caller of `callers.ts`, in its groups:
 * nobody · guests of the target · links that lead elsewhere or nowhere · oncologists · coordinating nurses ·
 * secretaries · other accounts here and elsewhere · closed account. A command without a line does not compile.
 * Where a command names nothing (`visit.read`, `day.read`), `+` for a stranger means their own, never the target's.
 */
export const lines: Record<CommandName, { asks: (target: Target) => unknown; who: string }> = {
  'site.read': { asks: none, who: '+ +++++ ++uuff ++++ +++ +++ ++++++ +' },
  // A demonstration's alone: no house's own has it.
  'outbox.readDemo': { asks: none, who: 'f fffff ffuuff ffff fff fff ffffff f' },
  'professional.signIn': { asks: () => ({ email: 'personne@lien.test', password: 'un mot de passe' }), who: 'u uuuuu uuuuff uuuu uuu uuu uuuuuu u' },
  'professional.signOut': { asks: none, who: 'u fffff ffuuff ++++ +++ +++ ++++++ u' },
  // A closed account is answered why its session is over; the cookies are taken back.
  'session.refresh': { asks: none, who: 'u uuuuu uuuuff ++++ +++ +++ ++++++ +' },
  'session.list': { asks: none, who: 'u fffff ffuuff ++++ +++ +++ ++++++ u' },
  'session.revoke': { asks: () => ({ which: 'others' }), who: 'u fffff ffuuff ++++ +++ +++ ++++++ u' },
  'professional.confirmSignIn': { asks: () => ({ factor: { method: 'totp', code: '123456' } }), who: withoutTicket },
  'passkey.ask': { asks: none, who: '+ +++++ ++uuff ++++ +++ +++ ++++++ +' },
  'passkey.signIn': { asks: () => ({ answer: noKey }), who: withoutTicket },
  'enrolment.begin': { asks: () => ({ kind: 'totp' }), who: withoutTicket },
  'enrolment.confirm': { asks: () => ({ factor: { kind: 'totp', code: '123456' } }), who: withoutTicket },
  // Each professional's own locks, and no others'.
  'factor.list': { asks: none, who: professionals },
  'factor.askProof': { asks: none, who: professionals },
  // Before anything was begun: its state refuses it.
  'factor.add': { asks: () => ({ factor: { kind: 'totp', code: '123456' } }), who: professionals },
  'factor.begin': { asks: () => ({ kind: 'totp', proof: byPassword }), who: professionals },
  'factor.remove': { asks: () => ({ factorId: '01900000-0000-7000-8000-000000000000', proof: byPassword }), who: 'u fffff ffuuff nnnn nnn nnn nnnnnn u' },
  'factor.renewCodes': { asks: () => ({ proof: byPassword }), who: professionals },
  'account.invite': { asks: ({ spareAccount }) => ({ accountId: spareAccount }), who: administratorHere },
  'account.resetFactors': { asks: ({ spareAccount }) => ({ accountId: spareAccount }), who: administratorHere },
  'account.requestPasswordReset': { asks: () => ({ email: 'personne@lien.test' }), who: '+ +++++ ++uuff ++++ +++ +++ ++++++ +' },
  'account.setPassword': { asks: () => ({ token: 'A'.repeat(43), password: 'une phrase assez longue' }), who: 'f fffff ffuuff ffff fff fff ffffff f' },
  // The same again: the next caller still signs in.
  'account.changePassword': { asks: () => ({ current: oncologist.password, password: oncologist.password }), who: professionals },
  'account.read': { asks: none, who: professionals },
  'account.chooseLanguage': { asks: () => ({ language: 'fr' }), who: professionals },
  // Lien's own, once a provider's answer has passed every check.
  'professional.signInByProvider': { asks: () => ({ provider: 'essai', finess: '000000001', issuer: 'https://identity.lien.test', subject: 'un', rpps: null, mail: oncologist.email, profession: null, specialty: null, roles: [], structures: [] }), who: 'u fffff ffuuff ffff fff fff ffffff u' },
  'link.confirmByProvider': { asks: () => ({ pending: anyId, provider: 'essai', finess: '000000001', birthName: 'TESTEMONT', givenNames: ['CLAIRE'], birthDate: '1956-03-14' }), who: nobody },
  'link.open': { asks: (target) => ({ token: tokenOf(target.guest('relative').link) }), who: '+ +++++ ++uuff ++++ +++ +++ ++++++ +' },
  'link.askAgain': { asks: () => ({ contact: '06 39 98 00 99' }), who: '+ +++++ ++uuff ++++ +++ +++ ++++++ +' },
  // Whoever owes the second factor of a link may give it, and do nothing else at all.
  'link.pending': { asks: none, who: factorOwed },
  'link.sendCode': { asks: () => ({ channel: 'sms' }), who: factorOwed },
  'link.confirmCode': { asks: () => ({ code: '000000' }), who: factorOwed },
  'link.confirmBirthDate': { asks: () => ({ birthDate: '1956-03-14' }), who: factorOwed },
  'link.resend': { asks: ofRelative, who: 'u fffff ffuuff +nnn +nn +nn ffffff u' },
  'contact.read': { asks: ofRelative, who: 'u fffff ffuuff +nnn +nn +nn ffffff u' },
  'contact.save': { asks: (target) => ({ ...ofRelative(target), phone: '06 39 98 00 42', mail: null, preferred: 'sms', language: 'fr' }), who: 'u fffff ffuuff +nnn +nn +nn ffffff u' },
  'link.issue': { asks: ofRelative, who: 'u fffff ffuuff +nnn +nn +nn ffffff u' },
  'link.revoke': { asks: ofRelative, who: 'u fffff ffuuff +nnn +nn +nn +fffnf u' },
  'visit.read': { asks: none, who: 'u +++++ ++uuff ffff fff fff ffffff u' },
  'consent.decide': { asks: () => ({ decision: 'refused' }), who: 'u +ffff ++uuff ffff fff fff ffffff u' },
  'devices.report': { asks: () => ({ camera: 'ok', microphone: 'ok' }), who: 'u +++++ ++uuff ffff fff fff ffffff u' },
  'participant.checkIn': { asks: none, who: 'u +++++ ++uuff ffff fff fff ffffff u' },
  'day.read': { asks: none, who: 'u fffff ffuuff ++++ +++ +++ ++++++ u' },
  'participant.admit': { asks: ofRelative, who: 'u fffff ffuuff +nnn fnn fff ffffff u' },
  'participant.sendBack': { asks: ofRelative, who: 'u fffff ffuuff +nnn fnn fff ffffff u' },
  'message.send': { asks: (target) => ({ ...of(target), text: 'Bonjour' }), who: 'u +++++ nnuuff +nnn nnn fff ffnnff u' },
  'consultation.end': { asks: (target) => ({ ...of(target), reason: 'completed' }), who: 'u fffff ffuuff +nnn fnn fff ffffff u' },
  'consultation.continueByTelephone': { asks: of, who: 'u fffff ffuuff +nnn fnn fff ffffff u' },
  'consultation.stepBackUp': { asks: of, who: 'u fffff ffuuff +nnn fnn fff ffffff u' },
  'consultation.cancel': { asks: of, who: 'u fffff ffuuff +nnn fnn +nn ffffff u' },
  'consultation.markNoShow': { asks: of, who: 'u fffff ffuuff +nnn fnn +nn ffffff u' },
  'consultation.search': { asks: () => ({ birthName: 'TESTEMONT', birthDate: '1956-03-14' }), who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
  'access.breakGlass': { asks: (target) => ({ ...of(target), reason: 'emergency', explanation: 'Appel des urgences cette nuit.' }), who: 'u fffff ffuuff f++n f+n fff ffffff u' },
  'access.list': { asks: none, who: 'u fffff ffuuff ffff fff fff ++ff++ u' },
  'establishment.read': { asks: none, who: administrators },
  'establishment.change': { asks: () => ({ name: 'Hôpital d’essai', phone: '+33 1 99 00 00 01', timeZone: 'Europe/Paris' }), who: administrators },
  'service.list': { asks: none, who: administrators },
  'service.create': { asks: () => ({ name: `Service ${Math.random()}` }), who: administrators },
  'service.rename': { asks: ({ spareService }) => ({ serviceId: spareService, name: `Service ${Math.random()}` }), who: administratorHere },
  'service.close': { asks: ({ spareService }) => ({ serviceId: spareService }), who: administratorHere },
  'staff.decidePasswords': { asks: () => ({ allowed: true }), who: administrators },
  'staff.list': { asks: none, who: administrators },
  'staff.add': { asks: () => ({ ...somebody, email: `personne.${Math.random()}@lien.test` }), who: administrators },
  'staff.change': { asks: ({ spareAccount }) => ({ ...somebody, accountId: spareAccount }), who: administratorHere },
  'staff.disable': { asks: ({ spareAccount }) => ({ accountId: spareAccount }), who: administratorHere },
  'staff.enable': { asks: ({ spareAccount }) => ({ accountId: spareAccount }), who: administratorHere },
  'staff.previewImport': { asks: () => ({ csv: '' }), who: administrators },
  'staff.import': { asks: () => ({ csv: 'rpps;nom;prenom;mail;role;service;specialite\n;Essai;Ada;import@lien.test;secretary;;' }), who: administrators },
  'link.list': { asks: none, who: administrators },
  'staff.listSessions': { asks: none, who: administrators },
  'staff.endSession': { asks: ({ spareAccount, spareSession }) => ({ accountId: spareAccount, sessionId: spareSession }), who: administratorHere },
  'outbox.list': { asks: none, who: administrators },
  'outbox.retry': { asks: ({ spareMessage }) => ({ outboxId: spareMessage }), who: administratorHere },
  'outbox.confirm': { asks: ({ spareMessage }) => ({ outboxId: spareMessage }), who: administratorHere },
  'summary.read': { asks: of, who: summaryReaders },
  'summary.history': { asks: of, who: summaryReaders },
  'summary.print': { asks: (target) => ({ ...of(target), language: 'fr' }), who: summaryReaders },
  // Let through, and told that nothing was answered.
  'summary.discuss': { asks: (target) => ({ ...of(target), item: { kind: 'topic', index: 0 }, discussed: true }), who: 'u fffff ffuuff +nnn fff fff ffffff u' },
  'summary.grade': { asks: (target) => ({ ...of(target), symptom: 'nausea', grade: 2 }), who: 'u fffff ffuuff +nnn fff fff ffffff u' },
  'treatment.set': { asks: (target) => ({ ...of(target), label: 'FOLFOX', modules: [], startedOn: '2026-01-05', cycleDays: 14 }), who: summaryReaders },
  // Read by whoever may read the consultation, decided by whoever may treat; where nothing was switched on its state refuses it.
  'followup.read': { asks: of, who: summaryReaders },
  'followup.preview': { asks: (target) => ({ ...of(target), rhythm: { kind: 'weekly', weekday: 1 }, until: inAMonth() }), who: summaryReaders },
  'followup.start': { asks: (target) => ({ ...of(target), rhythm: { kind: 'weekly', weekday: 1 }, until: inAMonth() }), who: summaryReaders },
  'followup.stop': { asks: (target) => ({ ...of(target), followUpId: anyId }), who: summaryReaders },
  'monitoring.read': { asks: none, who: administrators },
  'monitoring.decide': { asks: () => ({ on: false }), who: administrators },
  // What a link to questions opens: nobody else has it.
  'answering.read': { asks: none, who: nobody.replace('uuff', 'uuf+') },
  'treatment.end': { asks: (target) => ({ ...of(target), treatmentId: target.spareTreatment, endedOn: '2026-06-30' }), who: summaryReaders },
  'questionnaire.list': { asks: none, who: 'u fffff ffuuff ++++ +++ fff +fff+f u' },
  'questionnaire.read': { asks: ofQuestionnaire, who: 'u fffff ffuuff +++n ++n fff +fffnf u' },
  'questionnaire.check': { asks: () => ({ document: '' }), who: 'u fffff ffuuff ffff +++ fff +fff+f u' },
  'questionnaire.import': { asks: () => ({ document: smallQuestionnaire(`urn:lien:essai:${Math.random()}`) }), who: 'u fffff ffuuff ffff +++ fff +fff+f u' },
  'questionnaire.publish': { asks: (target) => ({ ...ofQuestionnaire(target), purpose: 'previsit', module: null }), who: 'u fffff ffuuff ffff ++n fff +fffnf u' },
  'questionnaire.retire': { asks: ofQuestionnaire, who: 'u fffff ffuuff ffff ++n fff +fffnf u' },
  'response.export': { asks: of, who: summaryReaders },
  'questionnaire.export': { asks: ofQuestionnaire, who: 'u fffff ffuuff +++n ++n fff +fffnf u' },
  'patient.read': { asks: of, who: 'u fffff ffuuff +nnn nnn fff ffnnff u' },
  'identity.confirm': { asks: (target) => ({ ...of(target), document: 'identityCard', place: '1 rue de l’Essai, 75000 Paris', callback: '06 39 98 00 01' }), who: 'u fffff ffuuff +nnn nnn fff ffffff u' },
  'patient.updateIdentity': { asks: (target) => ({ ...of(target), identity: { ...claire, givenName: 'Claire-Essai', givenNames: 'Claire-Essai' }, reason: 'typingError' }), who: 'u fffff ffuuff +nnn nnn +nn ffffff u' },
  'request.ask': { asks: of, who: 'u fffff ffuuff +nnn +nn +nn ffffff u' },
  // The patient in their own seat, and a nurse of the team who asks by telephone: nobody else sees a question answered.
  'request.read': { asks: ({ requestId }) => ({ requestId }), who: ofPatientAndNurse },
  // A nurse writes down what she was told, and never speaks as the patient.
  'request.begin': { asks: ({ requestId }) => ({ requestId, answeredBy: 'patient' }), who: ofPatientAndNurse.replace('+nn', 'fnn') },
  'response.save': { asks: ({ responseId }) => ({ responseId, answers: {} }), who: ofPatientAndNurse },
  'request.complete': { asks: ({ requestId }) => ({ requestId }), who: ofPatientAndNurse },
  // Each guest's own test room, whatever link they hold; it never leads to the target's call.
  'test.join': { asks: () => ({ rtpCapabilities: { codecs: [], headerExtensions: [] } }), who: 'u +++++ ++uuuu ffff fff fff ffffff u' },
  'test.end': { asks: () => ({ network: null }), who: 'u +++++ ++uuuu ffff fff fff ffffff u' },
  // A guest of the target only, who is told that they are in already.
  'call.prepare': { asks: (target) => ({ ...of(target), rtpCapabilities: { codecs: [], headerExtensions: [] } }), who: 'u +++++ nnuuuu ffff fff fff ffnnff u' },
  'call.unprepare': { asks: none, who: 'u +++++ ++uuuu ffff fff fff ffffff u' },
  'call.join': { asks: (target) => ({ ...of(target), rtpCapabilities: { codecs: [], headerExtensions: [] } }), who: 'u +++++ nnuuuu +nnn nnn fff ffnnff u' },
  // Let through, and told that there is no such stay of theirs.
  'call.resume': { asks: (target) => ({ ...of(target), stayId: anyId }), who: 'u +++++ nnuuuu +nnn nnn fff ffnnff u' },
  'call.leave': { asks: none, who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'call.reportMediaUp': { asks: none, who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'call.reportIncident': { asks: () => ({ incident: 'iceFailed' }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'call.reportDisturbance': { asks: () => ({ disturbance: 'pathLost', began: 9_000, ended: 1_000, tried: ['restart'] }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'call.tellCondition': { asks: () => ({ network: 'weak', microphone: 'well', camera: 'well' }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'transport.connect': { asks: () => ({ direction: 'send', dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }] } }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'transport.restartIce': { asks: () => ({ direction: 'send' }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'producer.create': { asks: () => ({ producerId: anyId, kind: 'audio', source: 'microphone', rtpParameters: voice, paused: false }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'producer.setPaused': { asks: () => ({ producerId: anyId, paused: true }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'producer.close': { asks: () => ({ producerId: anyId }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'consumer.resume': { asks: () => ({ consumerIds: [] }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'consumer.pause': { asks: () => ({ consumerIds: [] }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  'consumer.prefer': { asks: () => ({ consumerId: anyId, spatialLayer: 0 }), who: 'u +++++ ++uuuu ++++ +++ fff ff++ff u' },
  // A list, a count and the rules are of one's own; an alert is of its service's nurses and of whoever holds its consultation.
  'alerts.list': { asks: () => ({ state: 'open', after: null }), who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
  'alerts.count': { asks: none, who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
  'alert.read': { asks: ofAlert, who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  'alert.claim': { asks: ofAlert, who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  // Not taken on: its state refuses these to whoever might.
  'alert.release': { asks: ofAlert, who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  'alert.act': { asks: (target) => ({ ...ofAlert(target), action: 'advisedByPhone', comment: null }), who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  'alert.close': { asks: ofAlert, who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  'alert.startCall': { asks: ofAlert, who: 'u fffff ffuuff +nnn +nn fff ffffff u' },
  'ruleset.read': { asks: none, who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
  'ruleset.preview': { asks: () => ({ rules: proposal, days: 30 }), who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
  'ruleset.publish': { asks: () => ({ rules: proposal, basedOn: 1 }), who: 'u fffff ffuuff ++++ +++ fff ffffff u' },
}

/** Commands after which a professional must sign in again. */
export const endingSessions: readonly CommandName[] = ['professional.signOut']

const claire = {
  birthName: 'TESTEMONT', givenName: 'Claire', givenNames: 'Claire', usedName: 'Rivière', usedGivenName: null, sex: 'F', birthDate: '1956-03-14', birthPlace: '97411', ins: null, status: 'provisional',
}
const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
const anyId = '01890000-0000-7000-8000-000000000001'
const voice = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] }
function ofAlert({ alertId }: Target): { alertId: AlertId } { return { alertId } }
function none(): object { return {} }
function ofQuestionnaire({ spareQuestionnaire }: Target): { questionnaireId: string } { return { questionnaireId: spareQuestionnaire } }
function of({ consultationId }: PlannedVisit): { consultationId: string } { return { consultationId } }
function ofRelative(target: PlannedVisit): { consultationId: string; participantId: string } { return { ...of(target), participantId: target.guest('relative').participantId } }

import type { ConsultationKind } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId, EstablishmentId, ParticipantId, PatientId, ServiceId } from '@lien/contract/ids'
import type { NetworkVerdict } from '@lien/contract/network'
import type { Right } from '@lien/contract/rights'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { leaveCall } from '../stays/commands.ts'
import { establishmentSite } from '../establishments/queries.ts'
import { knownPatient, registerPatient, type NewPatient } from '../patients/commands.ts'
import { modalityCommands, type ModalityNames } from './modality.ts'
import { readDay, readVisit } from './queries.ts'
import { guestOf, isDeserted, must, mustBeAdmitted, mustBeByVideo, mustBeOpen, mustConsent, mustSit, next } from './rules.ts'
import * as store from './store.ts'

type Names = 'visit.read' | 'consent.decide' | 'devices.report' | 'participant.checkIn' | 'day.read' | 'participant.admit' | 'participant.sendBack' | 'consultation.end' | 'consultation.cancel' | 'consultation.markNoShow'

/** A guest acts in their own seat: no id of theirs is ever taken from the input. */
async function ownSeat(act: Act) {
  if (act.caller.kind !== 'guest') throw new Fault('forbidden')
  const consultation = await store.loadForChange(act, act.caller.consultationId)
  return { consultation, me: mustSit(act.caller, consultation) }
}

export const consultationCommands = (demo: boolean): ActHandlers<Names | ModalityNames> => ({
  ...modalityCommands,

  async 'visit.read'(act) {
    if (act.caller.kind !== 'guest') throw new Fault('forbidden')
    act.concern(act.caller.consultationId)
    act.record({ type: 'visit.read', participantId: act.caller.participantId })
    return readVisit(act.db, act.caller, demo, act.at)
  },

  async 'consent.decide'(act, { decision }) {
    const { consultation, me } = await ownSeat(act)
    mustBeOpen(consultation)
    if (me.admittedAt) throw new Fault('invalidState')
    store.saveConsent(act, me.id, decision)
    act.record({ type: 'consent.decided', participantId: me.id, decision, means: 'ownLink' })
    act.tell({ type: 'changed', consultationId: consultation.id })
    return {}
  },

  async 'devices.report'(act, check) {
    const { consultation, me } = await ownSeat(act)
    mustBeOpen(consultation)
    store.saveDeviceCheck(act, me.id, check)
    act.record({ type: 'devices.reported', participantId: me.id, camera: check.camera, microphone: check.microphone })
    act.tell({ type: 'changed', consultationId: consultation.id })
    return {}
  },

  async 'participant.checkIn'(act) {
    const { consultation, me } = await ownSeat(act)
    mustBeOpen(consultation)
    mustConsent(me)
    if (me.checkedInAt) throw new Fault('invalidState')
    if (consultation.state === 'scheduled') await store.advance(act, consultation, next(consultation.state, 'checkIn', me.seat))
    store.saveCheckIn(act, me.id)
    act.record({ type: 'participant.checkedIn', participantId: me.id })
    act.tell({ type: 'changed', consultationId: consultation.id })
    return {}
  },

  async 'day.read'(act) {
    if (act.caller.kind !== 'professional') throw new Fault('forbidden')
    const site = { ...(await establishmentSite(act.db, act.caller.establishmentId)), demo }
    const day = await readDay(act.db, act.caller, site, act.at)
    act.record({ type: 'day.read', consultations: day.rows.length })
    return day
  },

  async 'participant.admit'(act, { consultationId, participantId }) {
    const consultation = await store.loadForChange(act, consultationId)
    must(act.caller, 'admit', consultation)
    const guest = guestOf(consultation, participantId)
    mustConsent(guest)
    if (!guest.checkedInAt || guest.admittedAt) throw new Fault('invalidState')
    if (consultation.state !== 'inProgress') {
      const begins = consultation.state === 'waiting'
      await store.advance(act, consultation, next(consultation.state, 'admit', professionalOf(act.caller).role), begins ? { started_at: act.at } : {})
      if (begins) await store.beginModality(act, consultation, 'video')
    }
    store.saveAdmission(act, guest.id)
    act.record({ type: 'participant.admitted', participantId: guest.id })
    act.tell({ type: 'admitted', participantId: guest.id })
    act.tell({ type: 'changed', consultationId })
    return {}
  },

  async 'participant.sendBack'(act, { consultationId, participantId }) {
    const consultation = await store.loadForChange(act, consultationId)
    must(act.caller, 'sendBack', consultation)
    const guest = guestOf(consultation, participantId)
    if (!guest.admittedAt || consultation.state !== 'inProgress') throw new Fault('invalidState')
    if (isDeserted(consultation, guest.id)) await store.advance(act, consultation, next(consultation.state, 'interrupt', professionalOf(act.caller).role))
    store.saveSentBack(act, guest.id)
    act.record({ type: 'participant.sentBack', participantId: guest.id })
    await leaveCall(act, consultationId, guest.id, 'sentBack')
    act.tell({ type: 'changed', consultationId })
    return {}
  },

  async 'consultation.end'(act, { consultationId, reason }) {
    const consultation = await store.loadForChange(act, consultationId)
    must(act.caller, 'end', consultation)
    await store.advance(act, consultation, next(consultation.state, 'end', professionalOf(act.caller).role), { ended_at: act.at, end_reason: reason })
    await store.endModality(act, consultationId)
    act.record({ type: 'consultation.ended', reason })
    await leaveCall(act, consultationId, 'everyone', 'ended')
    act.tell({ type: 'changed', consultationId })
    return {}
  },

  'consultation.cancel': (act, { consultationId }) => close(act, consultationId, 'cancel'),
  'consultation.markNoShow': (act, { consultationId }) => close(act, consultationId, 'noShow'),
})

async function close(act: Act, consultationId: ConsultationId, transition: 'cancel' | 'noShow') {
  const consultation = await store.loadForChange(act, consultationId)
  must(act.caller, transition, consultation)
  if (act.caller.kind !== 'professional') throw new Fault('forbidden')
  await store.advance(act, consultation, next(consultation.state, transition, act.caller.role))
  act.record({ type: transition === 'cancel' ? 'consultation.cancelled' : 'consultation.noShow' })
  await leaveCall(act, consultationId, 'everyone', 'ended')
  act.tell({ type: 'changed', consultationId })
  return {}
}

export interface Plan {
  establishmentId: EstablishmentId
  /** Whose members are its treating team; null: only whoever holds it. */
  serviceId?: ServiceId | null
  kind: ConsultationKind
  scheduledAt: Date
  durationMinutes: number
  /** Somebody new, or whom the establishment knows already: then they have a history. */
  patient: NewPatient | PatientId
  /** True where the people are fictitious: their INS may be of the test registers. */
  demo?: boolean
  /** It took place already: a patient's past, written down later. */
  held?: boolean
  people: Omit<store.NewParticipant, 'id'>[]
}

/** Plans a consultation with its patient and people; for the demonstration today, for the secretary's screens later. */
export async function schedule(act: Act, plan: Plan): Promise<{ id: ConsultationId; patientId: PatientId; people: store.NewParticipant[] }> {
  const patientId = typeof plan.patient === 'string' ? await knownPatient(act, plan.patient, plan.establishmentId) : await registerPatient(act, plan.patient, { establishmentId: plan.establishmentId, demo: plan.demo === true })
  const consultation = { ...plan, id: act.newId<ConsultationId>(), patientId }
  await store.insertConsultation(act, consultation)
  const people = plan.people.map((one) => ({ ...one, id: act.newId<ParticipantId>() }))
  for (const one of people) await store.insertParticipant(act, consultation, one)
  act.concern(consultation.id)
  act.record({ type: 'consultation.scheduled', kind: plan.kind })
  return { id: consultation.id, patientId, people }
}

/** A consultation on which the caller has this right, locked for change. Throws `notFound`, `forbidden`. */
export async function consultationFor(act: Act, right: Right, consultationId: ConsultationId) {
  const consultation = await store.loadForChange(act, consultationId)
  must(act.caller, right, consultation)
  return consultation
}

/** A guest of an open consultation on which the caller has this right, for features that act on people. Throws `notFound`, `forbidden`, `invalidState`. */
export async function guestFor(act: Act, right: Right, consultationId: ConsultationId, participantId: ParticipantId) {
  const consultation = await consultationFor(act, right, consultationId)
  mustBeOpen(consultation)
  return guestOf(consultation, participantId)
}

/** The same whatever has become of the consultation: a link to questions outlives it, and can be stopped. Throws `notFound`, `forbidden`. */
export async function guestOnFile(act: Act, right: Right, consultationId: ConsultationId, participantId: ParticipantId) {
  return guestOf(await consultationFor(act, right, consultationId), participantId)
}

/** The guest's own seat, as long as people are still expected in its consultation. Throws `forbidden`, `invalidState`. */
export async function ownOpenSeat(act: Act) {
  const { consultation, me } = await ownSeat(act)
  mustBeOpen(consultation)
  return me
}

/** What the loop through the sfu found of a guest's network, for the team to see before the call. */
export async function reportNetwork(act: Act, verdict: NetworkVerdict): Promise<void> {
  const { consultation, me } = await ownSeat(act)
  mustBeOpen(consultation)
  store.saveNetwork(act, me.id, verdict)
  act.tell({ type: 'changed', consultationId: consultation.id })
}

/** The caller's seat in an open consultation where they may talk: whoever holds it always, guests once admitted. */
export async function admittedSeat(act: Act, consultationId: ConsultationId) {
  const consultation = await store.loadForChange(act, consultationId)
  const me = mustSit(act.caller, consultation)
  mustBeAdmitted(consultation, me)
  return me
}

/** The same where they want to be seen and heard: nobody is while the consultation goes on by telephone. */
export async function seatInCall(act: Act, consultationId: ConsultationId) {
  const consultation = await store.loadForChange(act, consultationId)
  const me = mustSit(act.caller, consultation)
  mustBeAdmitted(consultation, me)
  mustBeByVideo(consultation)
  return me
}

/** A guest's own seat while they wait to be let in. Throws `notFound`, `invalidState`. */
export async function seatWaiting(act: Act, consultationId: ConsultationId) {
  const consultation = await store.loadForChange(act, consultationId)
  const me = mustSit(act.caller, consultation)
  mustBeOpen(consultation)
  mustBeByVideo(consultation)
  if (me.checkedInAt === null || me.admittedAt !== null) throw new Fault('invalidState')
  return me
}

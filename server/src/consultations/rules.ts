import type { Caller } from '../platform/caller.ts'
import { can, isOpen, transitions, type ConsentDecision, type ConsultationState, type TransitionName } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { Role, Seat } from '@lien/contract/roles'

export interface Person { id: ParticipantId; seat: Seat; accountId: AccountId | null; consent: ConsentDecision | null; checkedInAt: Date | null; admittedAt: Date | null }
export interface Consultation { id: ConsultationId; establishmentId: EstablishmentId; state: ConsultationState; people: readonly Person[] }

/** The caller's own seat in a consultation, or undefined: the relation that every command asks for. */
export function seatOf(caller: Caller, consultation: Consultation): Person | undefined {
  switch (caller.kind) {
    case 'guest': return consultation.people.find((person) => person.id === caller.participantId)
    case 'professional': return consultation.people.find((person) => person.accountId === caller.accountId && caller.establishmentId === consultation.establishmentId)
    case 'anonymous': case 'system': return undefined
  }
}

/** The caller's seat. Throws `notFound` for outsiders, the same as for a consultation that does not exist. */
export function mustSit(caller: Caller, consultation: Consultation): Person {
  const seat = seatOf(caller, consultation)
  if (!seat) throw new Fault('notFound')
  return seat
}

/** The caller holds this consultation as its oncologist. */
export function mustHold(caller: Caller, consultation: Consultation): Person {
  const seat = mustSit(caller, consultation)
  if (seat.seat !== 'oncologist') throw new Fault('forbidden')
  return seat
}

/** The state a transition leads to. Throws `invalidState` or `forbidden`. */
export function next(state: ConsultationState, transition: TransitionName, role: Role): ConsultationState {
  if (can(state, transition, role)) return transitions[transition].to
  const from: readonly ConsultationState[] = transitions[transition].from
  throw new Fault(from.includes(state) ? 'forbidden' : 'invalidState')
}

export function mustBeOpen(consultation: Consultation): void {
  if (!isOpen(consultation.state)) throw new Fault('invalidState')
}

/** A guest of this consultation, other than its professionals. Throws `notFound`. */
export function guestOf(consultation: Consultation, id: ParticipantId): Person {
  const person = consultation.people.find((one) => one.id === id && one.seat !== 'oncologist')
  if (!person) throw new Fault('notFound')
  return person
}

/** HAS 2019: no teleconsultation without the patient's consent. */
export function mustConsent(person: Person): void {
  if (person.seat === 'patient' && person.consent !== 'given') throw new Fault('invalidState', { reason: 'consentMissing' })
}

/** May this person be in the call now? The oncologist may wait in it; guests come when admitted. */
export function mustBeAdmitted(consultation: Consultation, person: Person): void {
  mustBeOpen(consultation)
  if (person.seat !== 'oncologist' && (person.admittedAt === null || consultation.state !== 'inProgress')) throw new Fault('invalidState', { reason: 'notAdmitted' })
}

/** Nobody but professionals is left in the call. */
export const isDeserted = (consultation: Consultation, leaving: ParticipantId): boolean =>
  !consultation.people.some((person) => person.seat !== 'oncologist' && person.id !== leaving && person.admittedAt !== null)

import type { Party } from '../platform/caller.ts'
import { can, isOpen, transitions, type ConsentDecision, type ConsultationState, type TransitionName } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { Relation, Right } from '@lien/contract/rights'
import { holds, type AccountRole, type Role, type Seat } from '@lien/contract/roles'

export interface Person { id: ParticipantId; seat: Seat; accountId: AccountId | null; consent: ConsentDecision | null; checkedInAt: Date | null; admittedAt: Date | null }
export interface Consultation {
  id: ConsultationId; establishmentId: EstablishmentId; state: ConsultationState; people: readonly Person[]
  /** Accounts of the service that the consultation belongs to: the treating team. */
  team: readonly AccountId[]
  /** Accounts whose break-glass access has not run out. */
  openedTo: readonly AccountId[]
  /** It goes on by telephone now. */
  byTelephone: boolean
}

const seen = ['read', 'messages', 'issueLink', 'revokeLink'] as const satisfies Right[]
const held = [...seen, 'write', 'admit', 'sendBack', 'telephone', 'end', 'cancel', 'noShow'] as const satisfies Right[]

/**
 * What a relation gives, role by role; whatever is not here is denied. An oncologist sees a colleague's consultation of
 * their own service only by break-glass, which gives sight of it and its links, never the doctor's seat in the call.
 * A secretary plans and handles links and reads no message; an administrator may stop a link and sees no patient.
 */
export const given: Record<Relation, Partial<Record<AccountRole, readonly Right[]>>> = {
  seat: { oncologist: held, coordinatingNurse: held },
  team: { coordinatingNurse: seen, secretary: ['read', 'issueLink', 'revokeLink', 'cancel', 'noShow'], oncologist: ['breakGlass'] },
  opened: { oncologist: seen, coordinatingNurse: seen },
  establishment: { oncologist: ['breakGlass'], coordinatingNurse: ['breakGlass'], administrator: ['revokeLink'] },
}

/** The closest relation first; none across establishments. */
export function relationsOf(caller: Party, consultation: Consultation): Relation[] {
  if (caller.kind === 'guest') return seatOf(caller, consultation) ? ['seat'] : []
  if (caller.kind !== 'professional' || caller.establishmentId !== consultation.establishmentId) return []
  const { accountId } = caller
  return [
    ...(seatOf(caller, consultation) ? ['seat' as const] : []), ...(consultation.team.includes(accountId) ? ['team' as const] : []),
    ...(consultation.openedTo.includes(accountId) ? ['opened' as const] : []), 'establishment',
  ]
}

/** Everything that a caller may do with a consultation, by all of their relations to it. Guests act in their own seat only. */
export function rightsOf(caller: Party, consultation: Consultation): Right[] {
  if (caller.kind !== 'professional') return []
  const all = new Set(relationsOf(caller, consultation).flatMap((relation) => given[relation][caller.role] ?? []))
  // Whoever may look already has nothing to break.
  if (all.has('read')) all.delete('breakGlass')
  return [...all]
}

/**
 * The relation check that a command begins with. Throws `notFound` for whoever may not even see the consultation,
 * the same as for one that does not exist, and `forbidden` for whoever sees it and may not do this.
 */
export function must(caller: Party, right: Right, consultation: Consultation): void {
  const rights = rightsOf(caller, consultation)
  if (rights.includes(right)) return
  throw new Fault(rights.includes('read') || seatOf(caller, consultation) ? 'forbidden' : 'notFound')
}

/** The caller's own seat in a consultation, or undefined: the relation that every command asks for. */
export function seatOf(caller: Party, consultation: Consultation): Person | undefined {
  switch (caller.kind) {
    case 'guest': return consultation.people.find((person) => person.id === caller.participantId)
    case 'professional': return consultation.people.find((person) => person.accountId === caller.accountId && caller.establishmentId === consultation.establishmentId)
    case 'anonymous': case 'pending': case 'answering': case 'system': return undefined
  }
}

/** The caller's seat. Throws `notFound` for outsiders, the same as for a consultation that does not exist. */
export function mustSit(caller: Party, consultation: Consultation): Person {
  const seat = seatOf(caller, consultation)
  if (!seat) throw new Fault('notFound')
  return seat
}

/** The caller holds this consultation: its oncologist, or the nurse who called. */
export function mustHold(caller: Party, consultation: Consultation): Person {
  const seat = mustSit(caller, consultation)
  if (!holds(seat.seat)) throw new Fault('forbidden')
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
  const person = consultation.people.find((one) => one.id === id && !holds(one.seat))
  if (!person) throw new Fault('notFound')
  return person
}

/** HAS 2019: no teleconsultation without the patient's consent. */
export function mustConsent(person: Person): void {
  if (person.seat === 'patient' && person.consent !== 'given') throw new Fault('invalidState', { reason: 'consentMissing' })
}

/** May this person be in the call now? Whoever holds it may wait in it; guests come when admitted. */
export function mustBeAdmitted(consultation: Consultation, person: Person): void {
  mustBeOpen(consultation)
  if (!holds(person.seat) && (person.admittedAt === null || consultation.state !== 'inProgress')) throw new Fault('invalidState', { reason: 'notAdmitted' })
}

/** Nobody sends media into a consultation that goes on by telephone. Throws `invalidState`. */
export function mustBeByVideo({ byTelephone }: Consultation): void {
  if (byTelephone) throw new Fault('invalidState', { reason: 'byTelephone' })
}

/** A consultation that began and is not over has a modality. Throws `invalidState`. */
export function mustBeHeld({ state }: Consultation): void {
  if (state !== 'inProgress' && state !== 'interrupted') throw new Fault('invalidState')
}

/** Nobody but professionals is left in the call. */
export const isDeserted = (consultation: Consultation, leaving: ParticipantId): boolean =>
  !consultation.people.some((person) => !holds(person.seat) && person.id !== leaving && person.admittedAt !== null)

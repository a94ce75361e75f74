import { Fault, type FaultReason } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, LinkId, ParticipantId, PendingId, RequestId, SessionId } from '@lien/contract/ids'
import type { AccountRole, Role, Seat } from '@lien/contract/roles'
import type { TrailActor } from '@lien/contract/trail'

/** Who performs a command, as proven by their cookie and re-read from the database for each performance. */
export type Caller =
  /** `lapsed`: why the professional's session that came along proves nobody any more. */
  | { kind: 'anonymous'; lapsed?: FaultReason }
  | { kind: 'professional'; accountId: AccountId; sessionId: SessionId; role: AccountRole; establishmentId: EstablishmentId }
  | { kind: 'guest'; participantId: ParticipantId; linkId: LinkId; seat: Seat; consultationId: ConsultationId; establishmentId: EstablishmentId }
  /** Holds a link whose second factor is still owed: they may give it, and nothing else. */
  | { kind: 'pending'; pendingId: PendingId; linkId: LinkId; consultationId: ConsultationId; establishmentId: EstablishmentId }
  /** Holds a link to a patient's questions: they answer these, and nothing else is theirs. */
  | { kind: 'answering'; participantId: ParticipantId; linkId: LinkId; requestId: RequestId; consultationId: ConsultationId; establishmentId: EstablishmentId }
  | { kind: 'system'; establishmentId: EstablishmentId | null }

type SessionLess<C> = C extends { kind: 'professional' } ? Omit<C, 'sessionId'> : C
/** Somebody with a role and a place, whether or not it is they who call: what rules ask about. */
export type Party = SessionLess<Caller>

export const anonymous: Extract<Caller, { kind: 'anonymous' }> = { kind: 'anonymous' }

export function roleOf(caller: Party): Role | 'system' {
  switch (caller.kind) {
    case 'anonymous': return 'anonymous'
    case 'system': return 'system'
    case 'pending': return 'pending'
    case 'answering': return 'answering'
    case 'professional': return caller.role
    // The holder's seat is taken with an account, never by link (links are issued for guest seats only).
    case 'guest': return caller.seat
  }
}

export function trailActorOf(caller: Caller): TrailActor {
  switch (caller.kind) {
    case 'professional': return { kind: 'professional', accountId: caller.accountId }
    case 'guest': case 'answering': return { kind: 'guest', participantId: caller.participantId }
    // Nobody has proved yet to be the person of the link.
    case 'anonymous': case 'pending': return { kind: 'anonymous' }
    case 'system': return { kind: 'system' }
  }
}

/** Lien acting by itself, for whichever establishment. */
export const lien: Caller = { kind: 'system', establishmentId: null }

export const establishmentOf = (caller: Party): EstablishmentId | null => (caller.kind === 'anonymous' ? null : caller.establishmentId)

/** Somebody who came by a personal link: the wall shows them their own consultation alone. */
export const isByLink = (caller: Caller): caller is Extract<Caller, { kind: 'guest' | 'answering' }> => caller.kind === 'guest' || caller.kind === 'answering'

export type Professional = Extract<Caller, { kind: 'professional' }>
/** The account that acts. Throws `forbidden` for anybody without one. */
export function professionalOf(caller: Caller): Professional {
  if (caller.kind !== 'professional') throw new Fault('forbidden')
  return caller
}

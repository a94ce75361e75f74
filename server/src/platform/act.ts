import { v7 } from 'uuid'
import type { CallCloseReason } from '@lien/contract/call'
import type { ActId, ConsultationId, EstablishmentId, LinkId, AccountId, ParticipantId, PendingId, RequestId, SessionId, StayId } from '@lien/contract/ids'
import type { SessionEnding } from '@lien/contract/sessions'
import type { TrailEvent } from '@lien/contract/trail'
import { establishmentOf, type Caller } from './caller.ts'
import type { Transaction } from './db.ts'
import type { Vault } from './vault.ts'

/** A stay in a call and the page that holds it. */
export interface StayPlace { stayId: StayId; participantId: ParticipantId; socketId: string }

/** What the world is told once the act is committed. */
export type Effect =
  /** `soon`: within a tenth of a second, so that media which start now have the processors first. */
  | { type: 'changed'; consultationId: ConsultationId; soon?: true }
  /** What the work lists of a house show. */
  | { type: 'alertsChanged'; establishmentId: EstablishmentId }
  | { type: 'admitted'; participantId: ParticipantId }
  /** The room is carried by this sfu from now on: whoever is still on another one joins again. */
  | { type: 'roomMoved'; consultationId: ConsultationId; sfuId: string }
  | { type: 'closeStays'; consultationId: ConsultationId; stays: StayPlace[]; reason: CallCloseReason }
  | { type: 'endSession'; participantId: ParticipantId }
  | { type: 'endSessions'; sessionIds: SessionId[]; reason: SessionEnding }
  /** Somebody has forgotten their password, or says so. */
  | { type: 'resetPassword'; address: string }
  /** A message waits in the outbox. */
  | { type: 'queued' }
  /** Somebody without their link typed this number or address. */
  | { type: 'askedAgain'; contact: string }

/** A professional's open session; `refreshToken` null: the browser has the current one already. */
export interface SessionGrant { type: 'session'; accountId: AccountId; sessionId: SessionId; refreshToken: string | null; expiresAt: Date }
/** A session for the adapter to hand to the browser, or to take back. */
export type Grant =
  /** What a command that signs somebody in sets: the door opens the session, in the same transaction. */
  | { type: 'professional'; accountId: AccountId }
  | SessionGrant
  | { type: 'seat'; participantId: ParticipantId; linkId: LinkId; expiresAt: Date }
  /** A link to questions: those, in this browser, beside whatever seat it holds. */
  | { type: 'answering'; requestId: RequestId; participantId: ParticipantId; linkId: LinkId; expiresAt: Date }
  /** A browser that owes the second factor of the link it opened. */
  | { type: 'pending'; pendingId: PendingId; expiresAt: Date }
  | { type: 'signOut' }
  /** A sign-in that waits for its next step, in this browser alone. */
  | { type: 'ticket'; token: string; expiresAt: Date }

/** A seat whose session the browser holds already. */
export interface HeldSeat { participantId: ParticipantId; linkId: LinkId }

/** What a request carried besides the command: never part of its input, so that no page's script can name it. */
export interface Knock {
  refreshToken: string | null
  /** Of a sign-in that waits for its next step. */
  ticket: string | null
  /** The seats that the browser holds sessions of. */
  seats: readonly HeldSeat[]
  /** The network it came from, as limits count it. */
  network: string | null
  userAgent: string | null
}
export const noKnock: Knock = { refreshToken: null, ticket: null, seats: [], network: null, userAgent: null }

/** One performance of a command: who, when, in which transaction, and the rows it leaves in the trail. */
export class Act {
  readonly id = v7() as ActId
  readonly caller: Caller
  readonly at: Date
  readonly db: Transaction
  /** Seals what the outbox keeps. */
  readonly vault: Vault
  readonly events: TrailEvent[] = []
  readonly effects: Effect[] = []
  knock: Knock = noKnock
  grant: Grant | null = null
  #about: ConsultationId | null = null
  #keptRefused = false

  constructor({ caller, at, db, vault }: { caller: Caller; at: Date; db: Transaction; vault: Vault }) {
    this.caller = caller
    this.at = at
    this.db = db
    this.vault = vault
  }

  /** The establishment whose rows this act may write. */
  get establishmentId(): EstablishmentId {
    const id = establishmentOf(this.caller)
    if (id === null) throw new Error('This act speaks for no establishment.')
    return id
  }

  /** A new UUIDv7; the type of id is the receiver's choice. */
  newId<T extends string>(): T { return v7() as T }

  /** The consultation that the act turned out to concern: its trail, and that of a refusal, belongs there. */
  concern(consultationId: ConsultationId): void { this.#about = consultationId }
  get about(): ConsultationId | null { return this.#about }

  /** What is written stays although the command is refused: a counted failure, a challenge that is used up. */
  keepRefused(): void { this.#keptRefused = true }
  get keptRefused(): boolean { return this.#keptRefused }

  record(event: TrailEvent): void { this.events.push(event) }
  tell(effect: Effect): void { this.effects.push(effect) }
}

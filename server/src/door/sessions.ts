import { parse } from 'cookie'
import type { Response } from 'express'
import { Fault } from '@lien/contract/faults'
import type { ParticipantId, PendingId, RequestId } from '@lien/contract/ids'
import { accessSeconds } from '@lien/contract/sessions'
import { apiPath } from '@lien/contract/wire'
import { findPending } from '../codes/queries.ts'
import { findSeat } from '../links/queries.ts'
import type { Grant, HeldSeat } from '../platform/act.ts'
import { anonymous, type Caller } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { readSession, signSession, type Claims, type SessionKeys } from '../platform/session.ts'
import { findSession } from '../sessions/queries.ts'

/** What a page says it speaks for: a seat, the stage before it, or questions. */
type SeatName = ParticipantId | PendingId | RequestId
function nameOf(claims: Claims): SeatName | null {
  switch (claims.kind) {
    case 'professional': return null
    case 'seat': return claims.participantId
    case 'pending': return claims.pendingId
    case 'answering': return claims.requestId
  }
}

interface SessionDeps { keys: SessionKeys; clock: Clock; secure: boolean }
/** Whoever a cookie speaks for; `expired`: it once proved it, and a refresh may make it do so again. */
interface Shown { claims: Claims; expired: boolean }

/**
 * Session cookies: an access and a refresh token for the browser's professional (decision 0021), and one for each seat,
 * so that two links opened in one browser do not take each other's place. httpOnly and SameSite=Strict; the page says
 * which seat it speaks for.
 */
export class Sessions {
  readonly #deps: SessionDeps
  constructor(deps: SessionDeps) { this.#deps = deps }

  /** What the cookie shows; `seat` null asks for the professional. */
  claims(cookieHeader: string | undefined, seat: SeatName | null): Shown | null {
    const token = parse(cookieHeader ?? '')[this.#name(seat)]
    const shown = token ? readSession(this.#deps.keys, token, this.#deps.clock()) : null
    if (!shown) return null
    const { claims, expired } = shown
    if (seat === null) return claims.kind === 'professional' ? shown : null
    return nameOf(claims) === seat && !expired ? shown : null
  }

  /** Every seat that the browser holds a session of. */
  seats(cookieHeader: string | undefined): HeldSeat[] {
    return Object.values(parse(cookieHeader ?? '')).flatMap((token) => {
      const shown = token ? readSession(this.#deps.keys, token, this.#deps.clock()) : null
      return shown?.claims.kind === 'seat' && !shown.expired ? [{ participantId: shown.claims.participantId, linkId: shown.claims.linkId }] : []
    })
  }

  refreshToken(cookieHeader: string | undefined): string | null {
    const token = parse(cookieHeader ?? '')[this.#refreshName]
    return token !== undefined && token.length <= 128 ? token : null
  }

  /** The pending sign-in of this browser. */
  ticket(cookieHeader: string | undefined): string | null {
    const token = parse(cookieHeader ?? '')[this.#ticketName]
    return token !== undefined && token.length <= 128 ? token : null
  }

  /** Hands a session to the browser, or takes it back. */
  apply(response: Response, grant: Grant): void {
    const { keys, clock } = this.#deps
    const at = clock()
    switch (grant.type) {
      case 'professional':
        throw new Error('A professional was let in without a session.')
      case 'signOut':
        response.clearCookie(this.#name(null), this.#options)
        response.clearCookie(this.#refreshName, this.#refreshOptions)
        return
      case 'session': {
        // The cookie outlives its token, so that the door can tell "refresh" from "sign in".
        const token = signSession(keys, { kind: 'professional', accountId: grant.accountId, sessionId: grant.sessionId }, at, new Date(at.getTime() + accessSeconds * 1000))
        response.cookie(this.#name(null), token, { ...this.#options, expires: grant.expiresAt })
        if (grant.refreshToken !== null) response.cookie(this.#refreshName, grant.refreshToken, { ...this.#refreshOptions, expires: grant.expiresAt })
        return
      }
      case 'seat': {
        const token = signSession(keys, { kind: 'seat', participantId: grant.participantId, linkId: grant.linkId }, at, grant.expiresAt)
        response.cookie(this.#name(grant.participantId), token, { ...this.#options, expires: grant.expiresAt })
        return
      }
      case 'answering': {
        const { requestId, participantId, linkId } = grant
        const token = signSession(keys, { kind: 'answering', requestId, participantId, linkId }, at, grant.expiresAt)
        response.cookie(this.#name(requestId), token, { ...this.#options, expires: grant.expiresAt })
        return
      }
      case 'pending': {
        const token = signSession(keys, { kind: 'pending', pendingId: grant.pendingId }, at, grant.expiresAt)
        response.cookie(this.#name(grant.pendingId), token, { ...this.#options, expires: grant.expiresAt })
        return
      }
      case 'ticket': response.cookie(this.#ticketName, grant.token, { ...this.#options, expires: grant.expiresAt })
    }
  }

  get #options() { return { httpOnly: true, sameSite: 'strict', secure: this.#deps.secure, path: '/' } as const }
  /** Sent to the one command that takes it; such a path excludes the __Host- prefix, __Secure- remains. */
  get #refreshOptions() { return { ...this.#options, path: `${apiPath}/session.refresh` } as const }
  get #refreshName(): string { return `${this.#deps.secure ? '__Secure-' : ''}lien-refresh` }

  /** The __Host- prefix keeps a neighbouring host from planting a cookie; it needs https. */
  get #ticketName(): string { return `${this.#deps.secure ? '__Host-' : ''}lien-sign-in` }
  #name(seat: SeatName | null): string {
    return `${this.#deps.secure ? '__Host-' : ''}lien-${seat ?? 'professional'}`
  }
}

/** The answer to somebody who must prove who they are, and why their earlier proof no longer does. */
export const unauthenticated = ({ lapsed }: Extract<Caller, { kind: 'anonymous' }>): Fault => new Fault('unauthenticated', lapsed && { reason: lapsed })

/**
 * The caller that a cookie stands for, as the database knows them now. A professional whose session is over is anonymous:
 * they must be able to sign in again. Throws `unauthenticated` for a guest whose link no longer holds.
 */
export async function callerOf(shown: Shown | null, db: Db, at: Date): Promise<Caller> {
  if (shown === null) return anonymous
  const { claims, expired } = shown
  if (claims.kind === 'professional') {
    if (expired) return { ...anonymous, lapsed: 'accessExpired' }
    const session = await findSession(db, claims.sessionId, at)
    if (session?.accountId !== claims.accountId) return anonymous
    if (session.ending) return { ...anonymous, lapsed: session.ending }
    return { kind: 'professional', accountId: claims.accountId, sessionId: claims.sessionId, role: session.role, establishmentId: session.establishmentId }
  }
  if (claims.kind === 'pending') return pendingCaller(claims.pendingId, db, at)
  const seat = await findSeat(db, claims.participantId, claims.linkId)
  if (!seat) throw new Fault('unauthenticated')
  if (seat.revokedAt) throw new Fault('unauthenticated', { reason: 'linkRevoked' })
  if (seat.expiresAt <= at) throw new Fault('unauthenticated', { reason: 'linkExpired' })
  // What a link opens is what its row says: questions alone, or the seat.
  if (seat.requestId !== (claims.kind === 'answering' ? claims.requestId : null)) throw new Fault('unauthenticated')
  const one = { participantId: claims.participantId, linkId: claims.linkId, consultationId: seat.consultationId, establishmentId: seat.establishmentId }
  return seat.requestId ? { kind: 'answering', ...one, requestId: seat.requestId } : { kind: 'guest', ...one, seat: seat.seat }
}

async function pendingCaller(pendingId: PendingId, db: Db, at: Date): Promise<Caller> {
  const pending = await findPending(db, pendingId)
  if (!pending || pending.expiresAt <= at) throw new Fault('unauthenticated')
  if (pending.revokedAt) throw new Fault('unauthenticated', { reason: 'linkRevoked' })
  if (pending.linkExpiresAt <= at) throw new Fault('unauthenticated', { reason: 'linkExpired' })
  return { kind: 'pending', pendingId, linkId: pending.linkId, consultationId: pending.consultationId, establishmentId: pending.establishmentId }
}

/** Re-reads a caller known from an earlier moment: an ended session or a revoked link holds for no further act. Throws `unauthenticated`. */
export async function refresh(caller: Caller, db: Db, at: Date): Promise<Caller> {
  switch (caller.kind) {
    case 'anonymous': case 'system': return caller
    case 'professional': {
      const known = await callerOf({ claims: { kind: 'professional', accountId: caller.accountId, sessionId: caller.sessionId }, expired: false }, db, at)
      if (known.kind === 'anonymous') throw unauthenticated(known)
      return known
    }
    case 'pending': return pendingCaller(caller.pendingId, db, at)
    case 'answering': return callerOf({ claims: { kind: 'answering', requestId: caller.requestId, participantId: caller.participantId, linkId: caller.linkId }, expired: false }, db, at)
    case 'guest': return callerOf({ claims: { kind: 'seat', participantId: caller.participantId, linkId: caller.linkId }, expired: false }, db, at)
  }
}

import { parse } from 'cookie'
import type { Response } from 'express'
import { Fault } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import { findAccountCaller } from '../accounts/queries.ts'
import { findSeat } from '../links/queries.ts'
import type { Grant } from '../platform/act.ts'
import { anonymous, type Caller } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { readSession, signSession, type Claims } from '../platform/session.ts'

/** A professional's day at work, in ms. */
const workday = 12 * 3600 * 1000
interface SessionDeps { key: string; clock: Clock; secure: boolean }

/**
 * Session cookies: one for the browser's professional, one for each seat, so that two links opened in one browser do
 * not take each other's place. httpOnly and SameSite=Strict; the page says which seat it speaks for.
 */
export class Sessions {
  readonly #deps: SessionDeps
  constructor(deps: SessionDeps) { this.#deps = deps }

  /** Whoever the cookie proves; `seat` null asks for the professional. */
  claims(cookieHeader: string | undefined, seat: ParticipantId | null): Claims | null {
    const token = parse(cookieHeader ?? '')[this.#name(seat)]
    if (!token) return null
    const claims = readSession(this.#deps.key, token, this.#deps.clock())
    if (seat === null) return claims?.kind === 'professional' ? claims : null
    return claims?.kind === 'seat' && claims.participantId === seat ? claims : null
  }

  /** Hands a session to the browser, or takes it back. */
  apply(response: Response, grant: Grant): void {
    const { key, clock, secure } = this.#deps
    const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const
    const at = clock()
    switch (grant.type) {
      case 'signOut':
        response.clearCookie(this.#name(null), options)
        return
      case 'professional': {
        const expires = new Date(at.getTime() + workday)
        response.cookie(this.#name(null), signSession(key, { kind: 'professional', accountId: grant.accountId }, at, expires), { ...options, expires })
        return
      }
      case 'seat': {
        const token = signSession(key, { kind: 'seat', participantId: grant.participantId, linkId: grant.linkId }, at, grant.expiresAt)
        response.cookie(this.#name(grant.participantId), token, { ...options, expires: grant.expiresAt })
      }
    }
  }

  /** The __Host- prefix keeps a neighbouring host from planting a cookie; it needs https. */
  #name(seat: ParticipantId | null): string {
    return `${this.#deps.secure ? '__Host-' : ''}lien-${seat ?? 'professional'}`
  }
}

/** The caller that claims stand for, as the database knows them now. Throws `unauthenticated` when they no longer hold. */
export async function callerOf(claims: Claims | null, db: Db, at: Date): Promise<Caller> {
  if (claims === null) return anonymous
  if (claims.kind === 'professional') {
    const account = await findAccountCaller(db, claims.accountId)
    if (!account) throw new Fault('unauthenticated')
    return { kind: 'professional', accountId: claims.accountId, ...account }
  }
  const seat = await findSeat(db, claims.participantId, claims.linkId)
  if (!seat) throw new Fault('unauthenticated')
  if (seat.revokedAt) throw new Fault('unauthenticated', { reason: 'linkRevoked' })
  if (seat.expiresAt <= at) throw new Fault('unauthenticated', { reason: 'linkExpired' })
  return { kind: 'guest', participantId: claims.participantId, linkId: claims.linkId, seat: seat.seat, consultationId: seat.consultationId, establishmentId: seat.establishmentId }
}

/** Re-reads a caller known from an earlier moment. Throws `unauthenticated`. */
export async function refresh(caller: Caller, db: Db, at: Date): Promise<Caller> {
  switch (caller.kind) {
    case 'anonymous': case 'system': return caller
    case 'professional': return callerOf({ kind: 'professional', accountId: caller.accountId }, db, at)
    case 'guest': return callerOf({ kind: 'seat', participantId: caller.participantId, linkId: caller.linkId }, db, at)
  }
}

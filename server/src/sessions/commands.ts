import { Fault } from '@lien/contract/faults'
import type { AccountId, SessionId } from '@lien/contract/ids'
import type { SessionEnding } from '@lien/contract/sessions'
import { findAccountCaller } from '../accounts/queries.ts'
import type { Act, SessionGrant } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { findSession, sessionsOf, sessionsOfAccount } from './queries.ts'
import { deviceOf, expiryOf, judge, workday } from './rules.ts'
import * as store from './store.ts'

/**
 * The session of somebody who has just proven who they are; the door calls it for every act that grants one. A session
 * that the same browser held before is over with it. Throws `unauthenticated` for an account that is closed.
 */
export async function openSession(act: Act, accountId: AccountId): Promise<SessionGrant> {
  const { caller } = act
  // The earlier session may be of another account, in another establishment: its rows are opened to end it.
  if (caller.kind === 'professional' && (await findSession(act.db, caller.sessionId, act.at))) await end(act, { accountId: caller.accountId, only: caller.sessionId }, 'sessionReplaced')
  const account = await findAccountCaller(act.db, accountId)
  if (!account) throw new Fault('unauthenticated')
  const { establishmentId } = account
  await store.forgetTokens(act.db, accountId, new Date(act.at.getTime() - workday))
  const [sessionId, refreshToken, expiresAt] = [act.newId<SessionId>(), newToken(), expiryOf(act.at, act.at)]
  await store.insertSession(act.db, { id: sessionId, accountId, establishmentId, device: deviceOf(act.knock.userAgent), expiresAt }, act.at)
  await store.insertToken(act.db, { sessionId, establishmentId, generation: 0, hash: hashToken(refreshToken) })
  act.record({ type: 'session.opened', accountId, sessionId })
  return { type: 'session', accountId, sessionId, refreshToken, expiresAt }
}

/** Ends every session of an account (or all but one) and shows its pages out, in every server process, within seconds. */
export function endSessions(act: Act, accountId: AccountId, reason: SessionEnding, except: SessionId | null = null): Promise<SessionId[]> {
  return end(act, { accountId, except }, reason)
}

async function end(act: Act, of: Parameters<typeof store.endSessions>[1], reason: SessionEnding): Promise<SessionId[]> {
  const sessionIds = await store.endSessions(act.db, of, reason, act.at)
  act.record({ type: 'session.ended', accountId: of.accountId, sessionIds, reason })
  act.tell({ type: 'endSessions', sessionIds, reason })
  return sessionIds
}

export const sessionCommands: ActHandlers<'session.refresh' | 'session.list' | 'session.revoke' | 'professional.signOut' | 'staff.listSessions' | 'staff.endSession'> = {
  async 'session.refresh'(act) {
    const token = act.knock.refreshToken
    const found = token === null ? null : await store.findToken(act.db, hashToken(token))
    const family = found && (await store.lockSession(act.db, found.sessionId))
    if (!family) throw new Fault('unauthenticated')
    const { accountId, sessionId, establishmentId } = found
    const verdict = judge(found.generation, { ...family, accountOpen: found.accountOpen }, act.at)
    if (verdict === 'again' || verdict === 'rotate') {
      const granted = { type: 'session', accountId, sessionId, refreshToken: null, expiresAt: family.expiresAt } as const
      act.record({ type: 'session.refreshed', accountId, sessionId })
      act.grant = granted
      if (verdict === 'again') return { over: null }
      const [fresh, generation, expiresAt] = [newToken(), family.generation + 1, expiryOf(family.createdAt, act.at)]
      await store.rotate(act.db, sessionId, generation, expiresAt, act.at)
      await store.insertToken(act.db, { sessionId, establishmentId, generation, hash: hashToken(fresh) })
      act.grant = { ...granted, refreshToken: fresh, expiresAt }
      return { over: null }
    }
    // An answer and not a fault: a fault would take the ending of the family back with it.
    await end(act, { accountId, only: sessionId }, verdict)
    act.grant = { type: 'signOut' }
    return { over: verdict }
  },

  async 'session.list'(act) {
    const { accountId, sessionId } = professionalOf(act.caller)
    return { sessions: await sessionsOfAccount(act.db, accountId, sessionId, act.at) }
  },

  async 'session.revoke'(act, { which }) {
    const { accountId, sessionId } = professionalOf(act.caller)
    const ended = await end(act, which === 'others' ? { accountId, except: sessionId } : { accountId, only: which }, 'endedElsewhere')
    if (which !== 'others' && ended.length === 0) throw new Fault('notFound')
    return {}
  },

  async 'staff.listSessions'(act) {
    const { establishmentId, sessionId } = professionalOf(act.caller)
    const sessions = await sessionsOf(act.db, establishmentId, sessionId, act.at)
    act.record({ type: 'administration.read', what: 'sessions', rows: sessions.length })
    return { sessions }
  },

  async 'staff.endSession'(act, { accountId, sessionId }) {
    const { establishmentId } = professionalOf(act.caller)
    const ended = await end(act, { accountId, establishmentId, only: sessionId }, 'endedByAdministrator')
    if (ended.length === 0) throw new Fault('notFound')
    return {}
  },

  async 'professional.signOut'(act) {
    const { accountId, sessionId } = professionalOf(act.caller)
    act.record({ type: 'professional.signedOut', accountId })
    await end(act, { accountId, only: sessionId }, 'signedOut')
    act.grant = { type: 'signOut' }
    return {}
  },
}

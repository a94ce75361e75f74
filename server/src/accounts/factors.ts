import { Fault } from '@lien/contract/faults'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { add, offer, renewCodes } from './enrolment.ts'
import { prove, type Keys } from './proofs.ts'
import { ticketLife } from './rules.ts'
import * as store from './store.ts'

/** What somebody signed in does with their own locks: nobody reaches another's. */
export const factorCommands = (keys: Keys): ActHandlers<'factor.list' | 'factor.begin' | 'factor.askProof' | 'factor.add' | 'factor.remove' | 'factor.renewCodes'> => ({
  async 'factor.list'(act) {
    const holder = await ownAccount(act)
    const factors = await store.factorsOf(act.db, holder.id)
    return {
      factors: factors.map(({ id, kind, label, createdAt, lastUsedAt }) => ({ id, kind, label, addedAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null })),
      codesLeft: await store.recoveryCodesLeft(act.db, holder.id), required: holder.rule === 'required', hasPassword: holder.local && holder.passwordHash !== null,
    }
  },

  async 'factor.begin'(act, { kind, proof }) {
    const holder = await ownAccount(act)
    await prove(act, keys, holder, proof)
    const made = await offer(act, keys, holder, kind)
    // Found again by its account, whom the session proves: nobody carries its token.
    await store.insertTicket(act, { hash: hashToken(newToken()), stage: 'adding', holder, ...made.kept, expiresAt: inAWhile(act) })
    return made.offer
  },

  async 'factor.askProof'(act) {
    const holder = await ownAccount(act)
    const options = await keys.passkeys.ask((await store.factorsOf(act.db, holder.id)).filter((factor) => factor.kind === 'passkey'))
    await store.insertTicket(act, { hash: hashToken(newToken()), stage: 'proving', holder, challenge: options.challenge, expiresAt: inAWhile(act) })
    act.record({ type: 'passkey.asked' })
    return options
  },

  // Only whoever gave the proof was shown what has to be answered here.
  async 'factor.add'(act, { factor }) {
    const holder = await ownAccount(act)
    const begun = await store.findOwnTicket(act, holder.id, 'adding')
    if (!begun) throw new Fault('invalidState', { reason: 'ticketGone' })
    const recoveryCodes = await add(act, keys, holder, begun, factor)
    await store.useTicket(act, begun.id)
    return { recoveryCodes }
  },

  async 'factor.remove'(act, { factorId, proof }) {
    const holder = await ownAccount(act)
    await prove(act, keys, holder, proof)
    await store.lockAccount(act.db, holder.id)
    const factors = await store.factorsOf(act.db, holder.id)
    if (!factors.some(({ id }) => id === factorId)) throw new Fault('notFound')
    if (factors.length === 1 && holder.rule === 'required') throw new Fault('invalidState', { reason: 'lastFactor' })
    await store.deleteFactor(act, factorId)
    // Recovery codes stand in for a factor: without one they have nothing to recover.
    if (factors.length === 1) await store.deleteRecoveryCodes(act, holder.id)
    act.record({ type: 'factor.removed', accountId: holder.id, factorId })
    return {}
  },

  async 'factor.renewCodes'(act, { proof }) {
    const holder = await ownAccount(act)
    await prove(act, keys, holder, proof)
    if ((await store.factorsOf(act.db, holder.id)).length === 0) throw new Fault('invalidState')
    return { recoveryCodes: await renewCodes(act, holder) }
  },
})

const inAWhile = (act: Act): Date => new Date(act.at.getTime() + ticketLife)

export async function ownAccount(act: Act): Promise<store.Holder> {
  const holder = act.caller.kind === 'professional' ? await store.findHolder(act.db, act.caller.accountId) : null
  if (!holder) throw new Fault('forbidden')
  return holder
}

import { Fault } from '@lien/contract/faults'
import type { SessionId } from '@lien/contract/ids'
import { setPasswordPath } from '@lien/contract/wire'
import { enqueue } from '../delivery/commands.ts'
import type { Act } from '../platform/act.ts'
import { lien, professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashPassword } from '../platform/passwords.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import type { Transact } from '../platform/transact.ts'
import { endSessions } from '../sessions/commands.ts'
import { Attempts } from './attempts.ts'
import { ownAccount } from './factors.ts'
import { prove, type Keys } from './proofs.ts'
import { mustBeStrong } from './passwordRule.ts'
import { resetPause, tokenLife } from './rules.ts'
import * as store from './store.ts'

type Names = 'account.requestPasswordReset' | 'account.setPassword' | 'account.changePassword'

export const passwordCommands = (keys: Keys): ActHandlers<Names> => ({
  // Who asks learns nothing, not even by the time it takes: the account is looked for once this has been answered.
  'account.requestPasswordReset'(act, { email }) {
    act.record({ type: 'account.resetRequested' })
    act.tell({ type: 'resetPassword', address: email.trim() })
    return Promise.resolve({})
  },

  async 'account.setPassword'(act, { token, password }) {
    const accountId = await store.findPasswordToken(act.db, hashToken(token), act.at)
    const holder = accountId && (await store.findHolder(act.db, accountId))
    if (!holder?.local) throw new Fault('forbidden', { reason: 'tokenGone' })
    mustBeStrong(password, holder.email)
    await setPassword(act, holder, password, null)
    // Whoever reads the account's mail has shown more than the failures doubt.
    await (await Attempts.on(act, holder.email)).forget()
    return { email: holder.email }
  },

  async 'account.changePassword'(act, { current, password }) {
    const { sessionId } = professionalOf(act.caller)
    const holder = await ownAccount(act)
    await prove(act, keys, holder, { method: 'password', password: current })
    mustBeStrong(password, holder.email)
    await setPassword(act, holder, password, sessionId)
    return {}
  },
})

/** Whatever the former password had begun is over: mailed links, pending sign-ins, every session but the one that is kept. */
async function setPassword(act: Act, holder: store.Holder, password: string, keep: SessionId | null): Promise<void> {
  await store.savePassword(act.db, holder.id, await hashPassword(password))
  await store.usePasswordTokens(act, holder.id)
  await store.dropTickets(act, holder.id)
  act.record({ type: 'account.passwordSet', accountId: holder.id })
  await endSessions(act, holder.id, 'credentialsChanged', keep)
}

type Invited = Pick<store.Holder, 'id' | 'establishmentId'>

/** The part of a reset that follows its answer: the mail, where the address has an account with a password of its own. */
export async function mailReset(transact: Transact, publicUrl: string, address: string): Promise<void> {
  const { value: account } = await transact(lien, 'system', async (act) => {
    const found = await store.findCredentials(act.db, address)
    return found && store.findHolder(act.db, found.id)
  })
  // Accounts that only come through an identity provider have no password to forget, and are not given one by mail.
  if (!account?.local) return
  await transact({ kind: 'system', establishmentId: account.establishmentId }, 'system', async (act) => {
    await store.lockAccount(act.db, account.id)
    const tokens = await store.passwordTokensOf(act.db, account.id)
    if (account.passwordHash === null && tokens.length === 0) return
    if (tokens.some(({ kind, createdAt }) => kind === 'reset' && createdAt.getTime() > act.at.getTime() - resetPause)) return
    const { url, expiresAt } = await issueToken(act, publicUrl, account, 'reset')
    await enqueue(act, { channel: 'mail', to: account.email, lang: account.language, template: 'passwordReset', params: { url, minutes: tokenLife.reset / 60_000 }, accountId: account.id, establishmentId: account.establishmentId, expiresAt })
    act.record({ type: 'account.resetSent', accountId: account.id })
  })
}

export async function issueToken(act: Act, publicUrl: string, account: Invited, kind: 'invitation' | 'reset'): Promise<{ url: string; expiresAt: Date }> {
  const token = newToken()
  const expiresAt = new Date(act.at.getTime() + tokenLife[kind])
  await store.insertPasswordToken(act, account, { hash: hashToken(token), kind, expiresAt })
  // In the fragment: no server and no proxy sees it in an address.
  return { url: `${publicUrl}${setPasswordPath}#${token}`, expiresAt }
}

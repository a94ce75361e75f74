import { Fault } from '@lien/contract/faults'
import type { AccountId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashPassword, verifyPassword } from '../platform/passwords.ts'
import { findProfessional } from './queries.ts'
import * as store from './store.ts'

export const accountCommands: ActHandlers<'professional.signIn'> = {
  async 'professional.signIn'(act, { email, password }) {
    const account = await store.findCredentials(act.db, email)
    // One answer for a wrong address and a wrong password, and one duration.
    if (!(await verifyPassword(account?.passwordHash ?? null, password)) || !account) throw new Fault('unauthenticated', { reason: 'wrongCredentials' })
    act.record({ type: 'professional.signedIn', accountId: account.id })
    act.grant = { type: 'professional', accountId: account.id }
    return findProfessional(act.db, account.id)
  },
}

/** Opens an account, or gives the existing one of that mail address a new password. */
export async function provideAccount(act: Act, account: Omit<store.NewAccount, 'id' | 'passwordHash'>, password: string): Promise<AccountId> {
  const passwordHash = await hashPassword(password)
  const existing = await store.findCredentials(act.db, account.email)
  if (existing) {
    await store.savePassword(act.db, existing.id, passwordHash)
    act.record({ type: 'account.passwordSet', accountId: existing.id })
    return existing.id
  }
  const id = act.newId<AccountId>()
  await store.insertAccount(act.db, { ...account, id, passwordHash }, act.at)
  act.record({ type: 'account.opened', accountId: id, role: account.role })
  return id
}

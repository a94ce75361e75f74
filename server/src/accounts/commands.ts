import type { AccountId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashPassword } from '../platform/passwords.ts'
import { Vault } from '../platform/vault.ts'
import { colleagueCommands } from './colleagues.ts'
import { factorCommands } from './factors.ts'
import { Passkeys } from './passkeys.ts'
import { passwordCommands } from './passwords.ts'
import { reachCommands } from './reach.ts'
import { signInCommands } from './signIn.ts'
import * as store from './store.ts'

export { inviteAccount } from './colleagues.ts'
export { mailReset } from './passwords.ts'

type Names = keyof ReturnType<typeof signInCommands> | keyof ReturnType<typeof factorCommands> | keyof ReturnType<typeof passwordCommands> | keyof ReturnType<typeof colleagueCommands> | keyof typeof reachCommands
interface Deps { publicUrl: string; /** Newest first. */ factorKeys: readonly [string, ...string[]] }

export function accountCommands({ publicUrl, factorKeys }: Deps): ActHandlers<Names> {
  const keys = { vault: new Vault(factorKeys, 'lien factors'), passkeys: new Passkeys(publicUrl) }
  return { ...signInCommands(keys), ...factorCommands(keys), ...passwordCommands(keys), ...colleagueCommands(publicUrl), ...reachCommands }
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

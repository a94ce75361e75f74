import { Fault } from '@lien/contract/faults'
import type { AccountId } from '@lien/contract/ids'
import { enqueue } from '../delivery/commands.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { endSessions } from '../sessions/commands.ts'
import { issueToken } from './passwords.ts'
import { tokenLife } from './rules.ts'
import * as store from './store.ts'

/** What an administrator does for the accounts of their own establishment. */
export const colleagueCommands = (publicUrl: string): ActHandlers<'account.invite' | 'account.resetFactors'> => ({
  async 'account.invite'(act, { accountId }) {
    const holder = await mustBeColleague(act, accountId)
    // Who has a password asks for another one themself, by a mail that serves an hour and not a week.
    if (!holder.local || holder.passwordHash !== null) throw new Fault('invalidState')
    await inviteAccount(act, publicUrl, accountId)
    return {}
  },

  async 'account.resetFactors'(act, { accountId }) {
    const holder = await mustBeColleague(act, accountId)
    // One's own locks ask for a proof; another administrator can do it.
    if (accountId === professionalOf(act.caller).accountId) throw new Fault('invalidState')
    await store.lockAccount(act.db, holder.id)
    const factors = await store.deleteFactors(act, holder.id)
    await store.deleteRecoveryCodes(act, holder.id)
    await store.dropTickets(act, holder.id)
    act.record({ type: 'account.factorsReset', accountId, factors })
    await endSessions(act, accountId, 'credentialsChanged')
    return {}
  },
})

async function mustBeColleague(act: Act, accountId: AccountId): Promise<store.Holder> {
  const holder = await store.findHolder(act.db, accountId)
  if (holder?.establishmentId !== professionalOf(act.caller).establishmentId) throw new Fault('notFound')
  return holder
}

/** Mails the address that sets a first password, where the establishment has passwords; earlier invitations stop working. */
export async function inviteAccount(act: Act, publicUrl: string, accountId: AccountId): Promise<void> {
  const account = await store.findHolder(act.db, accountId)
  if (!account?.local) return
  await store.usePasswordTokens(act, account.id)
  const { url, expiresAt } = await issueToken(act, publicUrl, account, 'invitation')
  await enqueue(act, { channel: 'mail', to: account.email, lang: account.language, template: 'invitation', params: { url, hours: tokenLife.invitation / 3_600_000 }, accountId: account.id, expiresAt })
  act.record({ type: 'account.invited', accountId: account.id })
}

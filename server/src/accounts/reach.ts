import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import * as store from './store.ts'

/** How the caller is written to. */
export const reachCommands: ActHandlers<'account.read' | 'account.chooseLanguage'> = {
  async 'account.read'(act) {
    return store.findReached(act.db, professionalOf(act.caller).accountId)
  },

  async 'account.chooseLanguage'(act, { language }) {
    const { accountId } = professionalOf(act.caller)
    await store.saveLanguage(act.db, accountId, language)
    act.record({ type: 'account.languageChosen', accountId, language })
    return {}
  },
}

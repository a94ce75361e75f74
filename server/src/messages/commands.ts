import type { MessageId } from '@lien/contract/ids'
import { admittedSeat } from '../consultations/commands.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { insertMessage } from './store.ts'

export const messageCommands: ActHandlers<'message.send'> = {
  async 'message.send'(act, { consultationId, text }) {
    const me = await admittedSeat(act, consultationId)
    const messageId = act.newId<MessageId>()
    await insertMessage(act, { id: messageId, consultationId, from: me.id, text })
    act.record({ type: 'message.sent', messageId, from: me.id })
    act.tell({ type: 'changed', consultationId })
    return {}
  },
}

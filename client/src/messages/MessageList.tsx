import type { ParticipantId } from '@lien/contract/ids'
import type { MessageView } from '@lien/contract/views'
import { useI18n } from '../i18n/I18n.tsx'
import { clock } from '../i18n/time.ts'
import './messages.css'

/** Short texts, oldest first, each with its author and hour. */
export function MessageList({ messages, zone, me }: { messages: readonly MessageView[]; zone: string; me: ParticipantId | null }) {
  const { t, locale } = useI18n()
  return (
    <ol className="messages">
      {messages.map((message) => (
        <li key={message.id} className={message.from === me ? 'mine' : ''}>
          <span className="soft">{t.call.messages.from(message.from === me ? t.call.you : message.fromName, clock(message.at, zone, locale))}</span>
          <p>{message.text}</p>
        </li>
      ))}
    </ol>
  )
}

import MessageSquare from 'lucide-react/icons/message-square'
import X from 'lucide-react/icons/x'
import type { MessageView } from '@lien/contract/views'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'

/** The newest unread message, shown over the picture and read out: nobody has to look for it. */
export function News({ message, onOpen, onClose }: { message: MessageView | null; onOpen: () => void; onClose: () => void }) {
  const { t } = useI18n()
  return (
    <div className="news-place" aria-live="polite">
      {message && (
        <div className="news">
          <MessageSquare aria-hidden />
          <p><strong>{t.call.messages.news(message.fromName)}</strong><br />{message.text}</p>
          <Button look="quiet" onClick={onOpen}>{t.call.write}</Button>
          <Button look="quiet" aria-label={t.common.close} icon={<X aria-hidden />} onClick={onClose} />
        </div>
      )}
    </div>
  )
}

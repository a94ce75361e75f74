import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useI18n()
  const words = t.call.leaveDialog
  return (
    <Dialog title={words.title} onClose={onStay}>
      <p>{words.body}</p>
      <div className="row">
        <Button look="danger" onClick={onLeave}>{words.leave}</Button>
        <Button onClick={onStay}>{words.stay}</Button>
      </div>
    </Dialog>
  )
}

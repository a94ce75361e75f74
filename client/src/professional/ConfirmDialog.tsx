import type { Reply } from '@lien/contract/faults'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'

interface Props { title: string; body: string; confirm: string; command: () => Promise<Reply<unknown>>; onClose: () => void }

/** What will happen, in one sentence, before what cannot be undone. The way out is “back”: “cancel” is what some of them do. */
export function ConfirmDialog({ title, body, confirm, command, onClose }: Props) {
  const { t } = useOffice()
  const { pending, fault, run } = useAction()
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{body}</p>
      <FaultNotice fault={fault} />
      <div className="row">
        <Button look="danger" disabled={pending} onClick={() => void run(command).then((done) => done && onClose())}>{confirm}</Button>
        <Button onClick={onClose}>{t.common.back}</Button>
      </div>
    </Dialog>
  )
}

import { endReasons, type EndReason } from '@lien/contract/consultation'
import type { Reply } from '@lien/contract/faults'
import { useState } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'

/** Ends for all; the reason is part of the record, so it is asked each time. */
export function EndDialog({ end, onClose }: { end: (reason: EndReason) => Promise<Reply<unknown>>; onClose: () => void }) {
  const { t } = useOffice()
  const words = t.call.end
  const [reason, setReason] = useState<EndReason>('completed')
  const { pending, fault, run } = useAction()
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.body}</p>
      <fieldset className="reasons">
        <legend className="field-label">{words.reason}</legend>
        {endReasons.map((each) => (
          <label key={each} className="choice"><input type="radio" name="reason" checked={reason === each} onChange={() => setReason(each)} />{words.reasons[each]}</label>
        ))}
      </fieldset>
      <FaultNotice fault={fault} />
      <div className="row">
        <Button look="danger" disabled={pending} onClick={() => void run(() => end(reason)).then((done) => done && onClose())}>{words.confirm}</Button>
        <Button onClick={onClose}>{words.stay}</Button>
      </div>
    </Dialog>
  )
}

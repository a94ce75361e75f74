import type { Reply } from '@lien/contract/faults'
import type { DayPerson } from '@lien/contract/views'
import { useState } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'

interface Props { person: DayPerson; issue: () => Promise<Reply<{ url: string }>>; onClose: () => void }

/** A fresh link, shown this once. */
export function LinkDialog({ person, issue, onClose }: Props) {
  const { t } = useOffice()
  const words = t.professional.linkDialog
  const { pending, fault, run } = useAction()
  const [url, setUrl] = useState<string | null>(null)
  const [copied, setCopied] = useState(false)
  return (
    <Dialog title={words.title(person.name)} onClose={onClose}>
      <FaultNotice fault={fault} />
      {url === null ? (
        <>
          <p>{t.professional.confirm.issue}</p>
          <div className="row">
            <Button look="primary" disabled={pending} onClick={() => void run(issue).then((made) => made && setUrl(made.url))}>{t.professional.actions.issue}</Button>
            <Button onClick={onClose}>{t.common.cancel}</Button>
          </div>
        </>
      ) : (
        <>
          <Notice tone="info"><p>{words.once}</p></Notice>
          <div className="field"><label htmlFor="link">{words.label}</label><input id="link" readOnly value={url} onFocus={(event) => event.target.select()} /></div>
          <div className="row">
            <Button look="primary" onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true), () => setCopied(false))}>{words.copy}</Button>
            <span role="status">{copied && words.copied}</span>
          </div>
        </>
      )}
    </Dialog>
  )
}

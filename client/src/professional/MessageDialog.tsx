import type { Reply } from '@lien/contract/faults'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'

interface Props { name: string; send: (text: string) => Promise<Reply<unknown>>; onClose: () => void }

/** A short text to whoever waits; the usual ones take one press. */
export function MessageDialog({ name, send, onClose }: Props) {
  const { t } = useOffice()
  const words = t.professional.messageDialog
  const [text, setText] = useState('')
  const { pending, fault, run } = useAction()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') void run(() => send(text.trim())).then((sent) => sent && onClose())
  }
  return (
    <Dialog title={words.title(name)} onClose={onClose}>
      <div className="menu">{words.presets.map((preset) => <Button key={preset} onClick={() => setText(preset)}>{preset}</Button>)}</div>
      <form className="sign-in" onSubmit={submit}>
        <div className="field"><label htmlFor="message">{words.label}</label><textarea id="message" rows={3} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} /></div>
        <FaultNotice fault={fault} />
        <Button look="primary" type="submit" disabled={pending}>{words.send}</Button>
      </form>
    </Dialog>
  )
}

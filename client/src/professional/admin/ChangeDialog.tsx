import type { Reply } from '@lien/contract/faults'
import type { ReactNode, SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAction } from '../../useAction.ts'
import { AdminFault } from './AdminFault.tsx'

interface Props { title: string; confirm: string; danger?: boolean; command: (form: FormData) => Promise<Reply<unknown>>; onDone: () => void; onClose: () => void; children?: ReactNode }

/** One change, seen before it is made, with its refusal beside its button. */
export function ChangeDialog({ title, confirm, danger = false, command, onDone, onClose, children }: Props) {
  const { t } = useOffice()
  const { pending, fault, run } = useAction()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void run(() => command(form)).then((done) => {
      if (done === null) return
      onDone()
      onClose()
    })
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="sign-in" onSubmit={submit}>
        {children}
        <AdminFault fault={fault} />
        <div className="row">
          <Button look={danger ? 'danger' : 'primary'} type="submit" disabled={pending}>{confirm}</Button>
          <Button onClick={onClose}>{t.common.back}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A form's text, trimmed; empty when the field is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

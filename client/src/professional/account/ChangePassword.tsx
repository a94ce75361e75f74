import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from '../access/AccessFault.tsx'
import { PasswordFields, usePasswordFields } from '../access/PasswordFields.tsx'
import type { DaySession } from '../DaySession.ts'

export function ChangePassword({ session, onDone }: { session: DaySession; onDone: () => void }) {
  const words = useOffice().t.access.factors
  const { pending, fault, run } = useAction()
  const fields = usePasswordFields()
  const [current, setCurrent] = useState('')
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const password = fields.chosen()
    if (password !== null) void run(() => session.perform('account.changePassword', { current, password })).then((done) => done && onDone())
  }
  return (
    <form className="sign-in" onSubmit={submit}>
      <p>{words.changing}</p>
      <div className="field"><label htmlFor="current-password">{words.current}</label><input id="current-password" type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} /></div>
      <PasswordFields {...fields} />
      {!fields.different && <AccessFault fault={fault} wrong={words.wrong} />}
      <Button look="primary" type="submit" disabled={pending}>{words.changePassword}</Button>
    </form>
  )
}

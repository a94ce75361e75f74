import type { SubmitEvent } from 'react'
import { perform } from '../../http.ts'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'
import { PasswordFields, usePasswordFields } from './PasswordFields.tsx'

/** Where an invitation and a forgotten password lead: with the token of the mail, the account gets its password. */
export function NewPasswordForm({ token, onSet, onForgotten }: { token: string; onSet: (email: string, password: string) => Promise<void>; onForgotten: () => void }) {
  const words = useOffice().t.access.welcome
  const { pending, fault, run } = useAction()
  const fields = usePasswordFields()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const password = fields.chosen()
    if (password !== null) void run(() => perform(null, 'account.setPassword', { token, password })).then((done) => done && onSet(done.email, password))
  }
  if (fault?.reason === 'tokenGone') return <div className="sign-in"><Notice tone="bad" role="alert"><p>{words.gone}</p></Notice><Button look="primary" onClick={onForgotten}>{words.another}</Button></div>
  return (
    <form className="sign-in" onSubmit={submit}>
      <PasswordFields {...fields} />
      {!fields.different && <AccessFault fault={fault} />}
      <Button look="primary" type="submit" disabled={pending}>{words.save}</Button>
    </form>
  )
}

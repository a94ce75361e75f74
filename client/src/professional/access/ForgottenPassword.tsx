import { useState, type SubmitEvent } from 'react'
import { perform } from '../../http.ts'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'

/** The answer is the same for every address. */
export function ForgottenPassword({ onBack }: { onBack: () => void }) {
  const words = useOffice().t
  const { forgot } = words.access
  const { pending, fault, run } = useAction()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void run(() => perform(null, 'account.requestPasswordReset', { email })).then((done) => done && setSent(true))
  }
  return (
    <form className="sign-in" onSubmit={submit}>
      {sent ? <Notice tone="info" role="status"><p>{forgot.sent}</p></Notice> : (
        <>
          <p>{forgot.help}</p>
          <div className="field"><label htmlFor="forgot-email">{words.professional.signIn.email}</label><input id="forgot-email" type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} /></div>
          <AccessFault fault={fault} />
          <Button look="primary" type="submit" disabled={pending}>{forgot.send}</Button>
        </>
      )}
      <div className="other-ways"><Button look="quiet" onClick={onBack}>{forgot.back}</Button></div>
    </form>
  )
}

import type { Reply } from '@lien/contract/faults'
import type { SignInAnswer } from '@lien/contract/signIn'
import { useState, type SubmitEvent } from 'react'
import { perform } from '../../http.ts'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'
import { answerPasskey, passkeysPossible } from './passkeys.ts'

interface Props { answered: (answer: SignInAnswer) => void; into: <T>(reply: Promise<Reply<T>>) => Promise<Reply<T>>; forgotten: () => void }
/** Wrong ones in a row after which the server makes its answers wait, without ever saying so. */
const patience = 5

/** Mail address and password, or a passkey alone. */
export function PasswordForm({ answered, into, forgotten }: Props) {
  const { t } = useOffice()
  const words = t.professional.signIn
  const { pending, fault, run } = useAction()
  const [refused, setRefused] = useState(false)
  const [wrong, setWrong] = useState(0)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setRefused(false)
    const form = new FormData(event.currentTarget)
    const text = (name: string): string => {
      const value = form.get(name)
      return typeof value === 'string' ? value : ''
    }
    void run(() => perform(null, 'professional.signIn', { email: text('email'), password: text('password') })).then((answer) => (answer ? answered(answer) : setWrong((n) => n + 1)))
  }
  const byPasskey = async (): Promise<void> => {
    setRefused(false)
    const asked = await run(() => perform(null, 'passkey.ask', {}))
    const answer = asked && (await answerPasskey(asked))
    const signedIn = answer && (await run(() => into(perform(null, 'passkey.signIn', { answer }))))
    setRefused(asked !== null && !signedIn)
  }
  return (
    <>
      <form className="sign-in" onSubmit={submit}>
        <div className="field"><label htmlFor="email">{words.email}</label><input id="email" name="email" type="email" autoComplete="username" required /></div>
        <div className="field"><label htmlFor="password">{words.password}</label><input id="password" name="password" type="password" autoComplete="current-password" required /></div>
        {refused ? <Notice tone="bad" role="alert"><p>{t.access.passkeyFailed}</p></Notice> : <AccessFault fault={fault} wrong={wrong >= patience ? `${words.wrong} ${t.access.waitLonger}` : words.wrong} />}
        <Button look="primary" type="submit" disabled={pending}>{words.submit}</Button>
        {passkeysPossible() && <Button disabled={pending} onClick={() => void byPasskey()}>{t.access.passkey}</Button>}
      </form>
      <div className="other-ways"><Button look="quiet" onClick={forgotten}>{t.access.forgotten}</Button></div>
    </>
  )
}

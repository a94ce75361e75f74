import type { Reply } from '@lien/contract/faults'
import type { SecondFactor, SignInAnswer } from '@lien/contract/signIn'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'
import { answerPasskey, passkeysPossible } from './passkeys.ts'

type Asked = Extract<SignInAnswer, { step: 'secondFactor' }>
interface Props { asked: Asked; confirm: (factor: SecondFactor) => Promise<Reply<unknown>>; startAgain: () => void }

/** The second step: a passkey, a code, or a recovery code. */
export function SecondFactorForm({ asked, confirm, startAgain }: Props) {
  const { t } = useOffice()
  const words = t.access.second
  const { pending, fault, run } = useAction()
  const passkey = passkeysPossible() ? asked.passkey : null
  const totp = asked.methods.includes('totp')
  const [recovery, setRecovery] = useState(!totp && !passkey)
  const [refused, setRefused] = useState(false)
  const [code, setCode] = useState('')
  const byPasskey = async (): Promise<void> => {
    const answer = passkey && (await answerPasskey(passkey))
    setRefused(!answer)
    if (answer) await run(() => confirm({ method: 'passkey', answer }))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setRefused(false)
    void run(() => confirm({ method: recovery ? 'recovery' : 'totp', code }))
  }
  return (
    <div className="sign-in">
      {!recovery && passkey && <Button look="primary" disabled={pending} onClick={() => void byPasskey()}>{words.passkey}</Button>}
      {!recovery && passkey && totp && <p className="soft">{t.access.or}</p>}
      {(recovery || totp) && (
        <form className="sign-in" onSubmit={submit}>
          <div className="field">
            <label htmlFor="second-code">{recovery ? words.recovery : words.totp}</label>
            <input key={recovery ? 'recovery' : 'totp'} id="second-code" className="code-input" required autoComplete={recovery ? 'off' : 'one-time-code'} autoCapitalize="none" inputMode={recovery ? 'text' : 'numeric'} aria-describedby="second-help" value={code} onChange={(event) => setCode(event.target.value)} />
            <p id="second-help" className="soft">{recovery ? words.recoveryHelp : words.totpHelp}</p>
          </div>
          <Button look={recovery || !passkey ? 'primary' : 'plain'} type="submit" disabled={pending}>{words.confirm}</Button>
        </form>
      )}
      {refused ? <Notice tone="bad" role="alert"><p>{t.access.passkeyFailed}</p></Notice> : <AccessFault fault={fault} wrong={recovery ? words.wrongRecovery : words.wrong} />}
      <div className="other-ways">
        {asked.methods.includes('recovery') && (totp || passkey) && (
          <Button look="quiet" onClick={() => {
            setRecovery(!recovery)
            setCode('')
          }}>{recovery ? words.useOther : words.useRecovery}</Button>
        )}
        <Button look="quiet" onClick={startAgain}>{t.access.startAgain}</Button>
      </div>
    </div>
  )
}

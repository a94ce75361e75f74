import type { Reply } from '@lien/contract/faults'
import type { NewFactor, Proof } from '@lien/contract/signIn'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from '../access/AccessFault.tsx'
import { answerPasskey, makePasskey } from '../access/passkeys.ts'
import type { DaySession } from '../DaySession.ts'

interface Who { session: DaySession; hasPassword: boolean; hasPasskey: boolean }
interface Props<T> extends Who { confirm: string; danger?: boolean; act: (proof: Proof) => Promise<Reply<T>>; then: (value: T) => void }

/** Asks for the password, or for a passkey that is already the account's, together with what it is for. */
export function Proven<T>({ session, hasPassword, hasPasskey, confirm, danger = false, act, then }: Props<T>) {
  const { t } = useOffice()
  const words = t.access.factors
  const { pending, fault, run } = useAction()
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState(false)
  const give = async (proof: Proof): Promise<void> => {
    const value = await run(() => act(proof))
    if (value !== null) then(value)
  }
  const byPasskey = async (): Promise<void> => {
    const asked = await run(() => session.perform('factor.askProof', {}))
    const answer = asked && (await answerPasskey(asked))
    setRefused(asked !== null && !answer)
    if (answer) await give({ method: 'passkey', answer })
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setRefused(false)
    void give({ method: 'password', password })
  }
  return (
    <form className="sign-in" onSubmit={submit}>
      {hasPassword && <div className="field"><label htmlFor="proof">{words.password}</label><input id="proof" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} /></div>}
      {refused ? <Notice tone="bad" role="alert"><p>{t.access.passkeyFailed}</p></Notice> : <AccessFault fault={fault} wrong={words.wrong} />}
      {hasPassword && <Button look={danger ? 'danger' : 'primary'} type="submit" disabled={pending}>{confirm}</Button>}
      {hasPasskey && <Button look={hasPassword ? 'plain' : 'primary'} disabled={pending} onClick={() => void byPasskey()}>{words.byPasskey}</Button>}
    </form>
  )
}

/** The proof, then the key: its browser asks for a finger, a face or a code by itself. */
export function AddPasskey({ add, ...who }: Who & { add: (factor: NewFactor) => Promise<Reply<unknown>> }) {
  const { t } = useOffice()
  const { fault, run } = useAction()
  const [refused, setRefused] = useState(false)
  const [label, setLabel] = useState('')
  return (
    <>
      <div className="sign-in"><div className="field"><label htmlFor="key-label">{t.access.enrol.label}</label><input id="key-label" maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} /></div></div>
      <Proven {...who} confirm={t.access.factors.proof} act={(proof) => who.session.perform('factor.begin', { kind: 'passkey', proof })} then={(offer) => {
        if (offer.kind !== 'passkey') return
        void makePasskey(offer.options).then((created) => {
          setRefused(!created)
          if (created) void run(() => add({ kind: 'passkey', created, label }))
        })
      }} />
      {refused ? <Notice tone="bad" role="alert"><p>{t.access.enrol.passkeyRefused}</p></Notice> : <AccessFault fault={fault} wrong={t.access.enrol.passkeyRefused} />}
    </>
  )
}

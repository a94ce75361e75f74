import type { Reply } from '@lien/contract/faults'
import type { FactorOffer, NewFactor } from '@lien/contract/signIn'
import { toString } from 'qrcode'
import { useEffect, useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'

interface Props { offer: Extract<FactorOffer, { kind: 'totp' }>; confirm: (factor: NewFactor) => Promise<Reply<unknown>> }

/** The secret goes into a telephone by picture or by hand; a first code shows that it arrived. */
export default function TotpForm({ offer, confirm }: Props) {
  const words = useOffice().t.access.enrol
  const { pending, fault, run } = useAction()
  const [picture, setPicture] = useState<string | null>(null)
  const [code, setCode] = useState('')
  useEffect(() => {
    let here = true
    void toString(offer.uri, { type: 'svg', margin: 2 }).then((svg) => here && setPicture(`data:image/svg+xml,${encodeURIComponent(svg)}`))
    return () => {
      here = false
    }
  }, [offer.uri])
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void run(() => confirm({ kind: 'totp', code }))
  }
  return (
    <form className="sign-in" onSubmit={submit}>
      <p>{words.scan}</p>
      {picture ? <img className="qr" src={picture} alt={words.qr} width="220" height="220" /> : <div className="qr" />}
      <p>{words.secret} <code className="secret">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <div className="field"><label htmlFor="new-code">{words.code}</label><input id="new-code" className="code-input" inputMode="numeric" autoComplete="one-time-code" required value={code} onChange={(event) => setCode(event.target.value)} /></div>
      <AccessFault fault={fault} wrong={words.wrong} />
      <Button look="primary" type="submit" disabled={pending}>{words.confirm}</Button>
    </form>
  )
}

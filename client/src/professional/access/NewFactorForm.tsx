import type { Reply } from '@lien/contract/faults'
import type { FactorKind, FactorOffer, NewFactor } from '@lien/contract/signIn'
import { useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AccessFault } from './AccessFault.tsx'
import { makePasskey, passkeysPossible } from './passkeys.ts'

const TotpForm = later(() => import('./TotpForm.tsx'))
interface Props { /** Said above the choice. */ lead: string; begin: (kind: FactorKind) => Promise<Reply<FactorOffer>>; confirm: (factor: NewFactor) => Promise<Reply<unknown>> }

/** Chooses a second factor and shows that it works; what follows is its owner's. */
export function NewFactorForm({ lead, begin, confirm }: Props) {
  const { t } = useOffice()
  const words = t.access.enrol
  const { pending, fault, run } = useAction()
  const [offer, setOffer] = useState<Extract<FactorOffer, { kind: 'totp' }> | null>(null)
  const [refused, setRefused] = useState(false)
  const choose = async (kind: FactorKind): Promise<void> => {
    setRefused(false)
    const begun = await run(() => begin(kind))
    if (begun?.kind === 'totp') setOffer(begun)
    if (begun?.kind !== 'passkey') return
    const created = await makePasskey(begun.options)
    if (created) await run(() => confirm({ kind: 'passkey', created, label: '' }))
    else setRefused(true)
  }
  if (offer) return <TotpForm offer={offer} confirm={confirm} fallback={<p role="status">{t.common.loading}</p>} />
  return (
    <div className="sign-in">
      <p>{lead}</p>
      {passkeysPossible() && <div className="field"><Button look="primary" disabled={pending} aria-describedby="help-passkey" onClick={() => void choose('passkey')}>{words.passkey}</Button><p id="help-passkey" className="soft">{words.passkeyHelp}</p></div>}
      <div className="field"><Button look={passkeysPossible() ? 'plain' : 'primary'} disabled={pending} aria-describedby="help-totp" onClick={() => void choose('totp')}>{words.totp}</Button><p id="help-totp" className="soft">{words.totpHelp}</p></div>
      {refused && <Notice tone="bad" role="alert"><p>{words.passkeyRefused}</p></Notice>}
      <AccessFault fault={fault} wrong={words.passkeyRefused} />
    </div>
  )
}

import type { FactorOffer, FactorsView, FactorView, NewFactor } from '@lien/contract/signIn'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { passkeysPossible } from '../access/passkeys.ts'
import { RecoveryCodes } from '../access/RecoveryCodes.tsx'
import type { DaySession } from '../DaySession.ts'
import { AddPasskey, Proven } from './Proven.tsx'
import { ChangePassword } from './ChangePassword.tsx'

const TotpForm = later(() => import('../access/TotpForm.tsx'))
type TotpOffer = Extract<FactorOffer, { kind: 'totp' }>
type Doing = { what: 'password' | 'passkey' | 'totp' | 'renew' } | { what: 'scan'; offer: TotpOffer } | { what: 'remove'; factor: FactorView } | { what: 'codes'; codes: readonly string[] }

/** What the account proves itself with. What changes it asks first that it is still the same person. */
export function FactorsSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const words = t.access.factors
  const heading = useRef<HTMLHeadingElement>(null)
  const [view, setView] = useState<FactorsView | null>(null)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [said, setSaid] = useState('')
  const { run, fault } = useAction()
  const load = useCallback(async () => {
    const found = await session.perform('factor.list', {})
    if (found.ok) setView(found.value)
    return found
  }, [session])
  // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the page opens
  useEffect(() => void run(load), [load])
  const close = (): void => setDoing(null)
  const done = (sentence: string, codes: readonly string[] | null = null): void => {
    setSaid(sentence)
    setDoing(codes ? { what: 'codes', codes } : null)
    void run(load)
    // The button that was pressed may be gone.
    if (!codes) heading.current?.focus()
  }
  const add = async (factor: NewFactor) => {
    const reply = await session.perform('factor.add', { factor })
    if (reply.ok) done(words.saved, reply.value.recoveryCodes)
    return reply
  }
  const nameOf = (factor: FactorView): string => (factor.label ? `${words.kinds[factor.kind]} (${factor.label})` : words.kinds[factor.kind])
  const kinds = view?.factors.map(({ kind }) => kind) ?? []
  const provable = view !== null && (view.hasPassword || kinds.includes('passkey'))
  const proven = view && { session, hasPassword: view.hasPassword, hasPasskey: kinds.includes('passkey') }
  return (
    <section aria-labelledby="factors" className="devices-section">
      <h2 id="factors" ref={heading} tabIndex={-1}>{words.title}</h2>
      <FaultNotice fault={fault} />
      <div role="status">{said && <Notice tone="good"><p>{said}</p></Notice>}</div>
      {view === null ? (fault ? <Button onClick={() => void run(load)}>{t.common.retry}</Button> : <p role="status">{t.common.loading}</p>) : <p>{!provable ? words.noPassword : kinds.length === 0 ? words.none : words.some}</p>}
      {view && provable && (
        <ul className="devices">
          {view.hasPassword && <li><div><h3>{t.professional.signIn.password}</h3></div><Button aria-label={words.changePassword} onClick={() => setDoing({ what: 'password' })}>{words.change}</Button></li>}
          {view.factors.map((factor) => (
            <li key={factor.id}>
              <div><h3>{nameOf(factor)}</h3><p className="soft">{words.added(dayOf(factor.addedAt, zone, locale))}</p></div>
              <Button aria-label={words.removeOf(nameOf(factor))} onClick={() => setDoing({ what: 'remove', factor })}>{words.remove}</Button>
            </li>
          ))}
          {kinds.length > 0 && <li><div><h3>{t.access.codes.title}</h3><p className="soft">{words.left(view.codesLeft)}</p></div><Button aria-label={words.renew} onClick={() => setDoing({ what: 'renew' })}>{words.renewShort}</Button></li>}
        </ul>
      )}
      {provable && (
        <div className="row">
          {passkeysPossible() && <Button onClick={() => setDoing({ what: 'passkey' })}>{words.add.passkey}</Button>}
          <Button onClick={() => setDoing({ what: 'totp' })}>{words.add.totp}</Button>
        </div>
      )}
      {proven && doing?.what === 'password' && <Dialog title={words.changePassword} onClose={close}><ChangePassword session={session} onDone={() => done(words.passwordChanged)} /></Dialog>}
      {proven && doing?.what === 'passkey' && <Dialog title={words.add.passkey} onClose={close}><p>{t.access.enrol.passkeyHelp}</p><AddPasskey {...proven} add={add} /></Dialog>}
      {proven && doing?.what === 'totp' && (
        <Dialog title={words.add.totp} onClose={close}>
          <Proven {...proven} confirm={words.proof} act={(proof) => session.perform('factor.begin', { kind: 'totp', proof })} then={(offer) => offer.kind === 'totp' && setDoing({ what: 'scan', offer })} />
        </Dialog>
      )}
      {doing?.what === 'scan' && <Dialog title={words.add.totp} onClose={close}><TotpForm offer={doing.offer} confirm={add} fallback={<p role="status">{t.common.loading}</p>} /></Dialog>}
      {proven && doing?.what === 'remove' && (
        <Dialog title={words.removeOf(nameOf(doing.factor))} onClose={close}>
          <Proven {...proven} danger confirm={words.remove} act={(proof) => session.perform('factor.remove', { factorId: doing.factor.id, proof })} then={() => done(words.removed)} />
        </Dialog>
      )}
      {proven && doing?.what === 'renew' && (
        <Dialog title={words.renew} onClose={close}>
          <p>{words.renewing}</p>
          <Proven {...proven} confirm={words.renew} act={(proof) => session.perform('factor.renewCodes', { proof })} then={({ recoveryCodes }) => done(words.saved, recoveryCodes)} />
        </Dialog>
      )}
      {doing?.what === 'codes' && <Dialog title={t.access.codes.title} onClose={close}><RecoveryCodes codes={doing.codes} onDone={close} /></Dialog>}
    </section>
  )
}

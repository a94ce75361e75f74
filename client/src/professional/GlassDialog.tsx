import type { FoundConsultation } from '@lien/contract/administration'
import { breakGlassReasons, type BreakGlassReason } from '@lien/contract/rights'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../i18n/office.ts'
import { clock, dayOf } from '../i18n/time.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'
import { textOf } from './admin/ChangeDialog.tsx'
import type { DaySession } from './DaySession.ts'

/** Break-glass: the patient is named exactly, the reason given, and the warning read before. */
export default function GlassDialog({ session, zone, onClose }: { session: DaySession; zone: string; onClose: () => void }) {
  const { t, locale } = useOffice()
  const { glass: words, reasons, never } = t.administration
  const [found, setFound] = useState<readonly FoundConsultation[] | null>(null)
  const [chosen, setChosen] = useState<FoundConsultation | null>(null)
  const [reason, setReason] = useState<BreakGlassReason>('emergency')
  const { pending, fault, run } = useAction()
  const search = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void run(() => session.perform('consultation.search', { birthName: textOf(form, 'birthName'), birthDate: textOf(form, 'birthDate') })).then((reply) => {
      if (!reply) return
      setFound(reply.found)
      setChosen(reply.found[0] ?? null)
    })
  }
  const open = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!chosen) return
    const explanation = textOf(new FormData(event.currentTarget), 'explanation')
    void run(() => session.perform('access.breakGlass', { consultationId: chosen.consultationId, reason, explanation })).then((opened) => opened && onClose())
  }
  const refused = fault && (fault.code === 'forbidden' || fault.code === 'notFound') ? <Notice tone="bad" role="alert"><p>{words.already}</p></Notice> : <FaultNotice fault={fault} />
  return (
    <Dialog title={words.title} onClose={onClose}>
      <Notice tone="warn"><p>{words.warning}</p></Notice>
      <form className="sign-in" onSubmit={search}>
        <div className="field"><label htmlFor="birth-name">{words.birthName}</label><input id="birth-name" name="birthName" required maxLength={100} autoComplete="off" onChange={() => setFound(null)} /></div>
        <div className="field"><label htmlFor="birth-date">{words.birthDate}</label><input id="birth-date" name="birthDate" type="date" required onChange={() => setFound(null)} /></div>
        {!found && refused}
        <Button look={found ? 'plain' : 'primary'} type="submit" disabled={pending}>{words.search}</Button>
      </form>
      <div role="status">{found?.length === 0 && <p>{words.none}</p>}</div>
      {found && chosen && (
        <form className="sign-in" onSubmit={open}>
          <fieldset className="reasons">
            <legend className="field-label">{words.pick}</legend>
            {found.map((one) => (
              <label key={one.consultationId} className="choice"><input type="radio" name="consultation" checked={chosen.consultationId === one.consultationId} onChange={() => setChosen(one)} />
                {dayOf(one.scheduledAt, zone, locale)}, {clock(one.scheduledAt, zone, locale)} · {one.service ?? never}</label>
            ))}
          </fieldset>
          <fieldset className="reasons">
            <legend className="field-label">{words.reason}</legend>
            {breakGlassReasons.map((one) => <label key={one} className="choice"><input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />{reasons[one]}</label>)}
          </fieldset>
          <div className="field"><label htmlFor="explanation">{words.explanation}</label><textarea id="explanation" name="explanation" rows={3} required minLength={10} maxLength={300} aria-describedby="explanation-help" /><p id="explanation-help" className="soft">{words.explanationHelp}</p></div>
          {refused}
          <Button look="danger" type="submit" disabled={pending}>{words.open}</Button>
        </form>
      )}
    </Dialog>
  )
}

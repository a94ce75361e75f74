import Phone from 'lucide-react/icons/phone'
import { useState } from 'react'
import type { DayRow } from '@lien/contract/views'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { useAction } from '../../useAction.ts'
import type { DaySession } from '../DaySession.ts'
import type { IdentityWork } from '../identity/useIdentity.ts'
import { isHeld } from '../rules.ts'
import { PatientNumber } from './PatientNumber.tsx'

/** From video down to an ordinary telephone call, with the number before one's eyes. */
export function StepDown({ row, session, work }: { row: DayRow; session: DaySession; work: IdentityWork }) {
  const { t } = useOffice()
  const words = t.telephone
  const [open, setOpen] = useState(false)
  const { pending, fault, run } = useAction()
  if (!isHeld(row) || !row.may.includes('telephone')) return null
  return (
    <>
      <Button aria-haspopup="dialog" aria-label={words.button} icon={<Phone aria-hidden size={20} />} onClick={() => {
        // Out of reach, the identity may not have been read with the call.
        if (!work.patient) work.retry()
        setOpen(true)
      }}>{words.short}</Button>
      {open && (
        <Dialog title={words.dialog.title} onClose={() => setOpen(false)}>
          <p>{words.dialog.body}</p>
          <PatientNumber patient={work.patient} primary={false} />
          <p className="soft">{words.rule}</p>
          <FaultNotice fault={fault} />
          <div className="row">
            <Button look="primary" disabled={pending} onClick={() => void run(() => session.perform('consultation.continueByTelephone', { consultationId: row.consultationId }))}>{words.dialog.confirm}</Button>
            <Button onClick={() => setOpen(false)}>{words.dialog.stay}</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

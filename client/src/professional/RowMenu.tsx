import Ellipsis from 'lucide-react/icons/ellipsis'
import { can, isOpen } from '@lien/contract/consultation'
import type { DayPerson, DayRow } from '@lien/contract/views'
import { useState } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import type { DaySession } from './DaySession.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { MessageDialog } from './MessageDialog.tsx'

type Open = { kind: 'menu' | 'message' | 'noShow' | 'cancel' } | { kind: 'issue' | 'revoke'; person: DayPerson }
interface Props { row: DayRow; session: DaySession }

/** The rarer actions, each a sentence; what cannot be done now is not shown. */
export function RowMenu({ row, session }: Props) {
  const { t } = useOffice()
  const [open, setOpen] = useState<Open | null>(null)
  if (!isOpen(row.state)) return null
  const words = t.professional
  // The button stays while a dialog is open: it is where the focus comes back to.
  return (
    <>
      <Button look="quiet" aria-haspopup="dialog" aria-label={words.moreFor(row.patient.name)} title={words.more} icon={<Ellipsis aria-hidden />} onClick={() => setOpen({ kind: 'menu' })} />
      {open && <RowDialog row={row} session={session} open={open} setOpen={setOpen} />}
    </>
  )
}

function RowDialog({ row, session, open, setOpen }: Props & { open: Open; setOpen: (open: Open | null) => void }) {
  const { t } = useOffice()
  const words = t.professional
  const { consultationId } = row
  const close = (): void => setOpen(null)
  const guests = row.people.filter(({ seat }) => seat !== 'oncologist')
  switch (open.kind) {
    case 'message':
      return <MessageDialog name={row.patient.name} send={(text) => session.perform('message.send', { consultationId, text })} onClose={close} />
    case 'issue':
      return <LinkDialog person={open.person} issue={() => session.perform('link.issue', { consultationId, participantId: open.person.participantId })} onClose={close} />
    case 'revoke':
      return <ConfirmDialog title={words.actions.of(words.actions.revoke, open.person.name)} body={words.confirm.revoke} confirm={words.actions.revoke} onClose={close}
        command={() => session.perform('link.revoke', { consultationId, participantId: open.person.participantId })} />
    case 'noShow':
      return <ConfirmDialog title={words.actions.of(words.actions.noShow, row.patient.name)} body={words.confirm.noShow} confirm={words.actions.noShow} onClose={close}
        command={() => session.perform('consultation.markNoShow', { consultationId })} />
    case 'cancel':
      return <ConfirmDialog title={words.actions.of(words.actions.cancel, row.patient.name)} body={words.confirm.cancel} confirm={words.actions.cancel} onClose={close}
        command={() => session.perform('consultation.cancel', { consultationId })} />
    case 'menu':
      return (
        <Dialog title={words.moreFor(row.patient.name)} onClose={close}>
          <div className="menu">
            <Button onClick={() => setOpen({ kind: 'message' })}>{words.actions.message}</Button>
            {guests.map((person) => (
              <div key={person.participantId} className="row">
                <Button onClick={() => setOpen({ kind: 'issue', person })}>{guests.length > 1 ? words.actions.of(words.actions.issue, person.name) : words.actions.issue}</Button>
                <Button onClick={() => setOpen({ kind: 'revoke', person })}>{guests.length > 1 ? words.actions.of(words.actions.revoke, person.name) : words.actions.revoke}</Button>
              </div>
            ))}
            {can(row.state, 'noShow', 'oncologist') && <Button onClick={() => setOpen({ kind: 'noShow' })}>{words.actions.noShow}</Button>}
            {can(row.state, 'cancel', 'oncologist') && <Button onClick={() => setOpen({ kind: 'cancel' })}>{words.actions.cancel}</Button>}
          </div>
        </Dialog>
      )
  }
}

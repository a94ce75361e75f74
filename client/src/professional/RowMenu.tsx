import Ellipsis from 'lucide-react/icons/ellipsis'
import { can, isOpen } from '@lien/contract/consultation'
import type { Right } from '@lien/contract/rights'
import { holds } from '@lien/contract/roles'
import type { DayPerson, DayRow } from '@lien/contract/views'
import { useState } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import type { DaySession } from './DaySession.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { MessageDialog } from './MessageDialog.tsx'

type Open = { kind: 'menu' | 'message' | 'messages' | 'noShow' | 'cancel' } | { kind: 'issue' | 'revoke'; person: DayPerson }
interface Props { row: DayRow; session: DaySession }

/** The rarer actions, each a sentence; what cannot be done now is not shown. */
export function RowMenu({ row, session }: Props) {
  const { t } = useOffice()
  const [open, setOpen] = useState<Open | null>(null)
  const reads = row.me === null && row.may.includes('messages')
  if (!isOpen(row.state) && !reads) return null
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
  const { glass } = t.administration
  const may = (right: Right): boolean => row.may.includes(right)
  const current = isOpen(row.state)
  const guests = row.people.filter(({ seat }) => !holds(seat))
  switch (open.kind) {
    case 'message':
      return <MessageDialog name={row.patient.name} send={(text) => session.perform('message.send', { consultationId, text })} onClose={close} />
    case 'messages':
      return (
        <Dialog title={glass.messages} onClose={close}>
          {row.messages.length === 0 ? <p>{glass.noMessages}</p> : <ul>{row.messages.map((one) => <li key={one.id}><strong>{one.fromName}</strong> {one.text}</li>)}</ul>}
        </Dialog>
      )
    case 'issue':
      return <LinkDialog consultationId={consultationId} person={open.person} session={session} onClose={close} />
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
            {current && may('write') && <Button onClick={() => setOpen({ kind: 'message' })}>{words.actions.message}</Button>}
            {row.me === null && may('messages') && <Button onClick={() => setOpen({ kind: 'messages' })}>{glass.messages}</Button>}
            {current && guests.map((person) => (
              <div key={person.participantId} className="row">
                {may('issueLink') && <Button onClick={() => setOpen({ kind: 'issue', person })}>{guests.length > 1 ? words.actions.of(words.actions.issue, person.name) : words.actions.issue}</Button>}
                {may('revokeLink') && <Button onClick={() => setOpen({ kind: 'revoke', person })}>{guests.length > 1 ? words.actions.of(words.actions.revoke, person.name) : words.actions.revoke}</Button>}
              </div>
            ))}
            {may('noShow') && can(row.state, 'noShow', 'oncologist') && <Button onClick={() => setOpen({ kind: 'noShow' })}>{words.actions.noShow}</Button>}
            {may('cancel') && can(row.state, 'cancel', 'oncologist') && <Button onClick={() => setOpen({ kind: 'cancel' })}>{words.actions.cancel}</Button>}
          </div>
        </Dialog>
      )
  }
}

import type { FaultBody } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { DayPerson } from '@lien/contract/views'
import type { Output } from '@lien/contract/commands'
import { useEffect, useState } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'
import { ContactForm } from './ContactForm.tsx'
import type { DaySession } from './DaySession.ts'

interface Props { consultationId: ConsultationId; person: DayPerson; session: DaySession; onClose: () => void }

/** A number is not broken over two lines. */
const whole = (masked: string): string => masked.replaceAll(' ', '\u00a0')

/** A fresh link: sent to the person's known contact, or shown this once to be copied. */
export function LinkDialog({ consultationId, person, session, onClose }: Props) {
  const { t } = useOffice()
  const words = t.professional.linkDialog
  const { pending, fault, run } = useAction()
  const [contact, setContact] = useState<Output<'contact.read'> | null>(null)
  const [unread, setUnread] = useState<FaultBody | null>(null)
  const [changing, setChanging] = useState(false)
  const [made, setMade] = useState<{ url: string } | { sent: string } | null>(null)
  const [copied, setCopied] = useState(false)
  /** Counts what was saved: after each the contact is read again. */
  const [version, setVersion] = useState(0)
  const { participantId } = person
  const of = { consultationId, participantId }
  useEffect(() => {
    const gone = new AbortController()
    void session.perform('contact.read', { consultationId, participantId }).then((reply) => {
      if (gone.signal.aborted) return
      if (reply.ok) setContact(reply.value)
      else setUnread(reply.fault)
    })
    return () => gone.abort()
  }, [session, consultationId, participantId, version])
  const send = (): void => void run(() => session.perform('link.resend', of)).then((sent) => sent && setMade({ sent: words.by[sent.channel](whole(sent.masked)) }))
  const show = (): void => void run(() => session.perform('link.issue', of)).then((link) => link && setMade(link))
  const to = contact?.linkTo ?? null
  return (
    <Dialog title={words.title(person.name)} onClose={onClose}>
      <FaultNotice fault={fault ?? unread} />
      {made && 'sent' in made && (
        <>
          <Notice tone="good" role="status"><p>{words.sent(made.sent)}</p></Notice>
          <div className="row"><Button look="primary" onClick={onClose}>{t.common.close}</Button></div>
        </>
      )}
      {made && 'url' in made && (
        <>
          <Notice tone="info"><p>{words.once}</p></Notice>
          <div className="field"><label htmlFor="link">{words.label}</label><input id="link" readOnly value={made.url} onFocus={(event) => event.target.select()} /></div>
          <div className="row">
            <Button look="primary" onClick={() => void navigator.clipboard.writeText(made.url).then(() => setCopied(true), () => setCopied(false))}>{words.copy}</Button>
            <span role="status">{copied && words.copied}</span>
          </div>
        </>
      )}
      {!made && contact && (changing ? (
        <ContactForm {...of} known={contact} session={session} onSaved={() => {
          setChanging(false)
          setVersion(version + 1)
        }} />
      ) : (
        <>
          <p>{to ? words.send(words.by[to.channel](whole(to.masked))) : words.unknown}</p>
          {to && <p className="soft">{words.sendBody}</p>}
          <div className="row">
            {to && <Button look="primary" disabled={pending} onClick={send}>{words.sendButton}</Button>}
            <Button look={to ? 'plain' : 'primary'} disabled={pending} onClick={() => setChanging(true)}>{to ? words.change : words.add}</Button>
          </div>
          <hr />
          <p className="soft">{words.showBody} {t.professional.confirm.issue}</p>
          <div className="row"><Button disabled={pending} onClick={show}>{t.professional.actions.issue}</Button></div>
        </>
      ))}
    </Dialog>
  )
}

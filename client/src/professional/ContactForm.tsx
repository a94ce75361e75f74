import type { Input, Output } from '@lien/contract/commands'
import type { ConsultationId, ParticipantId } from '@lien/contract/ids'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { faultSentence } from '../ui/faultSentence.ts'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'
import type { DaySession } from './DaySession.ts'
import { LanguageField, languageOf } from './LanguageField.tsx'

interface Props { consultationId: ConsultationId; participantId: ParticipantId; known: Output<'contact.read'>; session: DaySession; onSaved: () => void }

/** How a person is reached: what is typed is preferred from then on, and the other way stays known. With nothing typed, only the language changes. */
export function ContactForm({ consultationId, participantId, known, session, onSaved }: Props) {
  const { t } = useOffice()
  const words = t.professional.linkDialog
  const { pending, fault, run } = useAction()
  const [typed, setTyped] = useState('')
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const language = languageOf(new FormData(event.currentTarget))
    void run(() => session.perform('contact.save', { consultationId, participantId, ...reachedBy(typed.trim(), known), language })).then((saved) => saved && onSaved())
  }
  const keeps = known.phone !== null || known.mail !== null
  const mistake = fault && (fault.code === 'invalidInput' ? words.wrongContact : faultSentence(fault, t))
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label htmlFor="contact">{words.contact}</label>
        {keeps && <p id="contact-kept" className="soft">{words.keepContact}</p>}
        <input id="contact" required={!keeps} minLength={3} maxLength={254} autoComplete="off" spellCheck={false} value={typed} aria-invalid={mistake !== null} {...((mistake ?? keeps) && { 'aria-describedby': mistake ? 'contact-mistake' : 'contact-kept' })} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {mistake && <div id="contact-mistake"><Notice tone="bad" role="alert"><p>{mistake}</p></Notice></div>}
      <LanguageField id="contact-language" chosen={known.language} />
      <Button look="primary" type="submit" disabled={pending}>{words.save}</Button>
    </form>
  )
}

/** What is kept of what was typed, beside what is known. */
function reachedBy(typed: string, { phone, mail, preferred }: Output<'contact.read'>): Pick<Input<'contact.save'>, 'phone' | 'mail' | 'preferred'> {
  if (typed === '') return { phone, mail, preferred: preferred ?? (phone === null ? 'mail' : 'sms') }
  return typed.includes('@') ? { phone, mail: typed, preferred: 'mail' } : { phone: typed, mail, preferred: 'sms' }
}

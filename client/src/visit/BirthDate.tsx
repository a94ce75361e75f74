import { useRef, useState, type SubmitEvent } from 'react'
import { useCodeWords } from '../i18n/codes.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAction } from '../useAction.ts'
import { birthDateOf } from './birthDateOf.ts'
import { SendFault } from './AskCode.tsx'
import { ProviderChoice, ProviderFailure } from './ProviderChoice.tsx'
import type { FactorProps } from './SecondFactor.tsx'

const parts = [{ name: 'day', size: 2, complete: 'bday-day' }, { name: 'month', size: 2, complete: 'bday-month' }, { name: 'year', size: 4, complete: 'bday-year' }] as const

/** Three simple fields: a calendar would have to be turned back seventy years. */
export function BirthDate({ session, pending }: FactorProps) {
  const words = useCodeWords()
  const { pending: busy, fault, run } = useAction()
  const [typed, setTyped] = useState({ day: '', month: '', year: '' })
  const [impossible, setImpossible] = useState(false)
  const [edited, setEdited] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const birthDate = birthDateOf(typed, new Date())
    setImpossible(birthDate === null)
    setEdited(false)
    if (!birthDate) return first.current?.focus()
    void run(() => session.prove('link.confirmBirthDate', { birthDate })).then(() => first.current?.focus())
  }
  const mistake = impossible ? words.birth.impossible : pending.refused && !edited ? words.birth.wrong : null
  return (
    <Page title={words.birth.title} phone={pending.site.phone} demo={pending.site.demo}>
      <h1 id="asked">{words.birth.title}</h1>
      <p>{words.birth.lead}</p>
      <ProviderFailure session={session} />
      <form className="stack" onSubmit={submit} noValidate>
        <p id="example" className="soft">{words.birth.example}</p>
        <div role="group" aria-labelledby="asked" aria-describedby={mistake ? 'example mistake' : 'example'} className="birth">
          {parts.map(({ name, size, complete }) => (
            <div key={name} className={`field ${name}`}>
              <label htmlFor={name}>{words.birth[name]}</label>
              <input {...(name === 'day' && { ref: first })} id={name} inputMode="numeric" autoComplete={complete} maxLength={size} value={typed[name]} aria-invalid={mistake !== null}
                onChange={(event) => {
                  setTyped({ ...typed, [name]: event.target.value.replace(/\D/g, '').slice(0, size) })
                  setImpossible(false)
                  setEdited(true)
                }} />
            </div>
          ))}
        </div>
        {mistake && !busy && <div id="mistake"><Notice tone="bad" role="alert"><p>{mistake}</p></Notice></div>}
        <SendFault fault={fault} />
        <Button look="primary" big type="submit" disabled={busy}>{words.birth.submit}</Button>
      </form>
      <ProviderChoice pending={pending} />
    </Page>
  )
}

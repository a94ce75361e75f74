import type { Channel } from '@lien/contract/outbox'
import type { PendingView } from '@lien/contract/commands/links'
import { useRef, useState, type SubmitEvent } from 'react'
import { useCodeWords } from '../i18n/codes.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAction } from '../useAction.ts'
import { useNow } from '../useStore.ts'
import { channelsOf, DemoTelephone, maskedOf, NoLongerMine, SendFault } from './AskCode.tsx'
import type { FactorProps } from './SecondFactor.tsx'

const length = 6

/** One big field; the telephone offers the code it has just received, and a pasted one may hold spaces. */
export function EnterCode({ session, pending, sent }: FactorProps & { sent: NonNullable<PendingView['sent']> }) {
  const words = useCodeWords()
  const now = useNow(1000)
  const { pending: busy, fault, run } = useAction()
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const seconds = Math.ceil((Date.parse(sent.nextAt) - now) / 1000)
  const others = channelsOf(pending.methods).filter((channel) => channel !== sent.channel)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setMissing(code.length !== length)
    if (code.length !== length) return field.current?.focus()
    void run(() => session.prove('link.confirmCode', { code })).then(() => {
      setCode('')
      field.current?.focus()
    })
  }
  const send = (channel: Channel) => () => void run(() => session.prove('link.sendCode', { channel }))
  const mistake = missing ? words.enter.missing : pending.refused ? words.enter.wrong : null
  return (
    <Page title={words.enter.title} phone={pending.site.phone} demo={pending.site.demo}>
      <h1>{words.enter.title}</h1>
      <p role="status">{words.enter.gone(sent.channel, maskedOf(pending, sent.channel))}</p>
      <DemoTelephone demo={pending.site.demo} />
      <form className="stack" onSubmit={submit} noValidate>
        <div className="field code">
          <label htmlFor="code">{words.enter.label}</label>
          <input ref={field} id="code" inputMode="numeric" autoComplete="one-time-code" enterKeyHint="go" spellCheck={false} value={code} aria-invalid={mistake !== null} {...(mistake && { 'aria-describedby': 'mistake' })}
            onChange={(event) => {
              setCode(event.target.value.replace(/\D/g, '').slice(0, length))
              setMissing(false)
            }} />
        </div>
        {mistake && !busy && <div id="mistake"><Notice tone="bad" role="alert"><p>{mistake}</p></Notice></div>}
        <SendFault fault={fault} />
        <Button look="primary" big type="submit" disabled={busy}>{words.enter.submit}</Button>
      </form>
      <section className="stack">
        {/* The seconds are seen; what they lead to is said once. */}
        {seconds > 0 && <p role="timer" aria-live="off" className="soft">{words.enter.wait(seconds)}</p>}
        <p role="status" className="soft">{seconds > 0 ? '' : words.enter.ready}</p>
        {seconds <= 0 && (
          <>
            <Button big disabled={busy} onClick={send(sent.channel)}>{words.enter.again}</Button>
            {others.map((channel) => <Button key={channel} big disabled={busy} onClick={send(channel)}>{words.ask.other(channel, maskedOf(pending, channel))}</Button>)}
          </>
        )}
        <NoLongerMine phone={pending.site.phone} />
      </section>
    </Page>
  )
}

import Send from 'lucide-react/icons/send'
import type { Reply } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import type { MessageView } from '@lien/contract/views'
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { MessageList } from '../messages/MessageList.tsx'
import { Button } from '../ui/Button.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'

interface Props { messages: readonly MessageView[]; me: ParticipantId | null; zone: string; send: (text: string) => Promise<Reply<unknown>> }

/** The written conversation; the newest message is always in sight. */
export function MessagesPanel({ messages, me, zone, send }: Props) {
  const { t } = useI18n()
  const words = t.call.messages
  const [text, setText] = useState('')
  const { pending, fault, run } = useAction()
  const id = useId()
  const end = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const list = end.current?.parentElement
    const form = document.activeElement?.closest('form')
    // Whoever fills in something else in the panel keeps it before their eyes.
    if (list && form && !list.parentElement?.contains(form)) list.scrollTop = list.scrollHeight
    // Newer browsers answer a promise here, which is no clean-up function: braces matter.
    else end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages.length])
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '') return
    if (!(await run(() => send(text.trim())))) return
    setText('')
    // The button was disabled while it sent, which loses the focus; the next words begin where these did.
    field.current?.focus()
  }
  return (
    <section className="panel-section grow" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <div className="scroll" tabIndex={0} role="group" aria-label={words.title}>
        {messages.length === 0 ? <p className="soft">{words.empty}</p> : <MessageList messages={messages} me={me} zone={zone} />}
        <div ref={end} />
      </div>
      <FaultNotice fault={fault} />
      <form className="compose" onSubmit={(event) => void submit(event)}>
        <div className="field"><label htmlFor={`${id}-text`}>{words.label}</label>
          <input ref={field} id={`${id}-text`} value={text} maxLength={500} autoComplete="off" onChange={(event) => setText(event.target.value)} /></div>
        <Button look="primary" type="submit" disabled={pending} icon={<Send aria-hidden size={20} />}>{words.send}</Button>
      </form>
    </section>
  )
}

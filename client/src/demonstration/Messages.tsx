import { useEffect, useState } from 'react'
import type { DemoMessage } from '@lien/contract/outbox'
import type { FaultBody } from '@lien/contract/faults'
import { perform } from '../http.ts'
import { demonstration as english } from '../i18n/en/demonstration.ts'
import { demonstration as french } from '../i18n/fr/demonstration.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { clock } from '../i18n/time.ts'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'

/** ms */
const often = 2_000

/** What the demonstration has sent, like the screen of the telephone that nobody has. */
export function Messages() {
  const { lang } = useI18n()
  const words = lang === 'fr' ? french : english
  const [messages, setMessages] = useState<readonly DemoMessage[] | null>(null)
  const [fault, setFault] = useState<FaultBody | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    const look = async () => {
      const reply = await perform(null, 'outbox.readDemo', {})
      if (gone.signal.aborted) return
      setFault(reply.ok ? null : reply.fault)
      if (reply.ok) setMessages(reply.value.messages)
    }
    void look()
    const timer = setInterval(() => void look(), often)
    return () => {
      gone.abort()
      clearInterval(timer)
    }
  }, [])
  const refused = fault?.code === 'forbidden'
  return (
    <Page title={words.title} demo={!refused}>
      <h1>{words.title}</h1>
      {refused ? <Notice tone="warn" role="alert"><p>{words.refused}</p></Notice> : <p>{words.lead}</p>}
      {!refused && <FaultNotice fault={fault} />}
      {messages?.length === 0 && <p role="status">{words.none}</p>}
      <ul className="phone">{messages?.map((one) => (
        <li key={one.id}>
          <h2>{words.to(words.channels[one.channel], one.to)} <time dateTime={one.at}>{clock(one.at, Intl.DateTimeFormat().resolvedOptions().timeZone, lang)}</time></h2>
          {one.subject && <p><strong>{one.subject}</strong></p>}
          <p className="phone-text">{linked(one.text)}</p>
        </li>
      ))}</ul>
    </Page>
  )
}

/** Addresses can be touched, as on a telephone. */
const linked = (text: string) => text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 === 1 ? <a key={index} href={part} target="_blank" rel="noreferrer noopener">{part}</a> : part))

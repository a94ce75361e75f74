import type { FaultBody } from '@lien/contract/faults'
import type { SiteView } from '@lien/contract/views'
import { useEffect, useState, type SubmitEvent } from 'react'
import { perform } from '../http.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useCodeWords } from '../i18n/codes.ts'
import { Button } from '../ui/Button.tsx'
import { faultSentence } from '../ui/faultSentence.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import { useAction } from '../useAction.ts'
import { DemoTelephone } from './AskCode.tsx'
import './factor.css'

/** Whoever lost their link gives the contact they gave us. The sentence afterwards is the same for everybody. */
export default function LostLink() {
  const { t } = useI18n()
  const words = useCodeWords().lost
  const [site, setSite] = useState<SiteView | null>(null)
  const [contact, setContact] = useState('')
  const [sent, setSent] = useState(false)
  const { pending, fault, run } = useAction()
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void run(() => perform(null, 'link.askAgain', { contact })).then((done) => done && setSent(true))
  }
  const sentence = (body: FaultBody): string => (body.code === 'rateLimited' ? words.limited : faultSentence(body, t))
  const title = sent ? words.sentTitle : words.title
  return (
    <Page title={title} phone={site?.phone ?? null} demo={site?.demo ?? false}>
      <h1>{title}</h1>
      {sent ? (
        <>
          <Notice tone="info" role="status"><p>{words.sent}</p></Notice>
          <DemoTelephone demo={site?.demo ?? false} />
          <p>{words.nothing}</p>
          <div className="stack">
            {site && <PhoneLink phone={site.phone} big look="primary" />}
            <Button big onClick={() => setSent(false)}>{words.change}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{words.lead}</p>
          <form className="stack" onSubmit={submit}>
            <div className="field wide">
              <label htmlFor="contact">{words.label}</label>
              <input id="contact" autoComplete="tel" inputMode="email" spellCheck={false} autoCapitalize="none" required minLength={3} maxLength={254} value={contact} onChange={(event) => setContact(event.target.value)} />
            </div>
            {fault && <Notice tone="bad" role="alert"><p>{sentence(fault)}</p></Notice>}
            <Button look="primary" big type="submit" disabled={pending}>{words.submit}</Button>
          </form>
        </>
      )}
    </Page>
  )
}

import type { Output } from '@lien/contract/commands'
import { useCallback, useEffect, useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import type { DaySession } from '../DaySession.ts'
import { LanguageField, languageOf } from '../LanguageField.tsx'

/** Where Lien writes to the professional, and the language they choose for it. */
export function MessagesSection({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.account.messages
  const [reached, setReached] = useState<Output<'account.read'> | null>(null)
  const [saved, setSaved] = useState(false)
  const { run: read, fault: unread } = useAction()
  const { pending, fault, run } = useAction()
  const load = useCallback(async () => {
    const found = await session.perform('account.read', {})
    if (found.ok) setReached(found.value)
    return found
  }, [session])
  // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the page opens
  useEffect(() => void read(load), [load])

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const language = languageOf(new FormData(event.currentTarget))
    setSaved(false)
    void run(() => session.perform('account.chooseLanguage', { language })).then((done) => setSaved(done !== null))
  }
  return (
    <section aria-labelledby="messages" className="devices-section">
      <h2 id="messages">{words.title}</h2>
      <FaultNotice fault={fault ?? unread} />
      <div role="status">{saved && <Notice tone="good"><p>{words.saved}</p></Notice>}</div>
      {reached === null
        ? (unread ? <Button onClick={() => void read(load)}>{t.common.retry}</Button> : <p role="status">{t.common.loading}</p>)
        : (
          <form className="stack" onSubmit={submit} onChange={() => setSaved(false)}>
            <p>{words.lead(reached.email)}</p>
            <LanguageField id="own-language" chosen={reached.language} />
            <div className="row"><Button type="submit" disabled={pending}>{t.professional.linkDialog.save}</Button></div>
          </form>
        )}
    </section>
  )
}

import type { SiteView } from '@lien/contract/views'
import Copy from 'lucide-react/icons/copy'
import { useEffect, useState } from 'react'
import { isAndroid, type InApp } from '../help/inApp.ts'
import { perform } from '../http.ts'
import { usePrecallWords } from '../i18n/precall.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import type { VisitSession } from './VisitSession.ts'

/**
 * A messaging application has opened the link in a browser of its own. Nothing was exchanged yet: the link, still
 * whole in the address, works in the real browser, and no code was spent on this one.
 */
export default function InAppScreen({ session, app }: { session: VisitSession; app: InApp }) {
  const words = usePrecallWords().inApp
  const [site, setSite] = useState<SiteView | null>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  const copy = (): void => void copyText(location.href).then(setCopied)
  return (
    <Page title={words.title} phone={site?.phone ?? null} demo={site?.demo ?? false}>
      <h1>{words.title}</h1>
      <p>{words.lead(app)}</p>
      <ol className="points">{(isAndroid(navigator.userAgent) ? words.android : words.ios).map((step) => <li key={step}>{step}</li>)}</ol>
      <p>{words.or}</p>
      <div className="stack">
        <Button look="primary" big icon={<Copy aria-hidden />} onClick={copy}>{words.copy}</Button>
        <div role="status">{copied && <Notice tone="good"><p>{words.copied}</p></Notice>}</div>
        {copied === false && <input type="text" readOnly aria-label={words.byHand} value={location.href} onFocus={(event) => event.currentTarget.select()} />}
        <Button big onClick={() => session.stayInApp()}>{words.stay}</Button>
      </div>
    </Page>
  )
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // these browsers often forbid it: the link is shown instead
  }
}

import type { PendingView } from '@lien/contract/commands/links'
import { useI18n } from '../i18n/I18n.tsx'
import { useCodeWords } from '../i18n/codes.ts'
import { clock } from '../i18n/time.ts'
import { Button } from '../ui/Button.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import { useNow } from '../useStore.ts'
import { AskCode } from './AskCode.tsx'
import { BirthDate } from './BirthDate.tsx'
import { EnterCode } from './EnterCode.tsx'
import './factor.css'
import { ProviderChoice, ProviderFailure } from './ProviderChoice.tsx'
import type { VisitSession } from './VisitSession.ts'

export interface FactorProps { session: VisitSession; pending: PendingView }

/** What a link asks beside itself, one thing a screen; nothing of the consultation is known here yet. */
export default function SecondFactor({ session, pending }: FactorProps) {
  const now = useNow(1000)
  const { locale } = useI18n()
  const words = useCodeWords()
  const { site, methods, sent, lockedUntil } = pending
  if (lockedUntil && Date.parse(lockedUntil) > now) {
    const time = clock(lockedUntil, site.timeZone, locale)
    return (
      <Page title={words.locked.title} demo={site.demo}>
        <h1>{words.locked.title}</h1>
        <p role="alert">{methods[0] === 'birthDate' ? words.locked.birthBody(time) : words.locked.body(time)}</p>
        <p>{words.locked.call}</p>
        <PhoneLink phone={site.phone} big look="primary" />
      </Page>
    )
  }
  if (methods[0] === 'birthDate') return <BirthDate session={session} pending={pending} />
  if (methods.length === 0) {
    return (
      <Page title={words.unreachable.title} demo={site.demo}>
        <h1>{words.unreachable.title}</h1>
        <ProviderFailure session={session} />
        <p>{words.unreachable.body}</p>
        <div className="stack">
          <PhoneLink phone={site.phone} big look="primary" />
          <Button big onClick={() => location.reload()}>{words.unreachable.retry}</Button>
        </div>
        <ProviderChoice pending={pending} />
      </Page>
    )
  }
  return sent ? <EnterCode session={session} pending={pending} sent={sent} /> : <AskCode session={session} pending={pending} />
}

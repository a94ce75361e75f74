import type { DayRow } from '@lien/contract/views'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Store } from '../call/Store.ts'
import type { CallSession, CallSnapshot } from '../call/CallSession.ts'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { DaySession } from './DaySession.ts'

interface Props { session: DaySession; row: DayRow | null; call: CallSession | null; loading: boolean; failed?: boolean; children?: ReactNode }

/** The state of a call whose code is still on its way. */
export const notYet = new Store<CallSnapshot>({ phase: 'joining', connection: 'joining', reason: null, fault: null, remotes: [] })

/** Shows the call while there is one; else why there is none, and the way back. */
export function CallOver({ session, row, call, loading, failed = false, children }: Props) {
  const { t } = useOffice()
  const navigate = useNavigate()
  const { phase, reason } = useStore(call?.state ?? notYet)
  const words = t.professional
  const closed = row && (row.state === 'ended' || row.state === 'signed')
  if (row && !closed && !failed && (phase === 'joining' || phase === 'live' || phase === 'rejoining')) return children
  const back = <Button look={phase === 'replaced' || failed ? 'plain' : 'primary'} onClick={() => void navigate('/')}>{words.backToDay}</Button>
  // The row that says so follows at once.
  if (loading || (!closed && reason === 'byTelephone')) return <Page compact title={words.title}><p role="status">{t.common.loading}</p></Page>
  const [title, body] = phase === 'replaced' ? [t.visit.replaced.title, t.visit.replaced.body]
    : closed || reason === 'ended' ? [words.ended, row?.endReason ? t.call.end.reasons[row.endReason] : '']
      : failed ? [t.call.refused.title, t.help.unsupported.join(' ')]
        : row ? [t.call.refused.title, t.call.refused.body] : [words.unknown.title, words.unknown.body]
  return (
    <Page compact title={title}>
      <h1>{title}</h1>
      <p role="status">{body}</p>
      <div className="row">
        {failed && <Button look="primary" onClick={() => location.reload()}>{t.common.reload}</Button>}
        {phase === 'replaced' && <Button look="primary" onClick={() => session.takeBack()}>{t.visit.replaced.back}</Button>}
        {back}
      </div>
    </Page>
  )
}

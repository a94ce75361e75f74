import type { DeviceReport } from '@lien/contract/views'
import { usePrecallWords } from '../i18n/precall.ts'
import { Button } from '../ui/Button.tsx'
import { useStore } from '../useStore.ts'
import { outcomeOf } from './verdict.ts'
import type { VisitSession } from './VisitSession.ts'

/** One sentence and what to do next. */
export function TestResult({ session, report, onRetry }: { session: VisitSession; report: DeviceReport; onRetry: () => void }) {
  const words = usePrecallWords()
  const { network } = useStore(session.state)
  if (network === 'trying') {
    return (
      <div role="status" className="stack">
        <h1>{words.wait.title}</h1>
        <p>{words.wait.body}</p>
      </div>
    )
  }
  const outcome = outcomeOf(report, network)
  const { title, next } = words.results[outcome]
  const done = <Button look={outcome === 'ready' ? 'primary' : 'plain'} big onClick={() => session.endTest()}>{words.done}</Button>
  return (
    <>
      <div role="status" className="stack">
        <h1>{title}</h1>
        <p>{next}</p>
        <p className="soft">{words.told}</p>
      </div>
      <div className="stack">
        {outcome !== 'ready' && <Button look="primary" big onClick={onRetry}>{words.retry}</Button>}
        {done}
      </div>
    </>
  )
}

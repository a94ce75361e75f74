import type { ReactNode } from 'react'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import type { Answering } from './Answering.ts'
import { Numbers } from './Warning.tsx'

/** They pressed send: until the server has everything, the truth about where it is. */
export function Sending({ answering }: { answering: Answering }) {
  const words = useQuestionWords().sending
  const { saved } = useStore(answering.state)
  const waits = saved === 'device' || saved === 'nowhere'
  return (
    <div role="status" className="stack">
      <h1>{words.title}</h1>
      {waits ? <Notice tone="warn"><p>{words.waits}</p></Notice> : <p>{words.body}</p>}
    </div>
  )
}

/** It has arrived; what happens next, and what to do meanwhile. */
export function Thanks({ answering, phone, byNurse, onBack, closing }: { answering: Answering; phone: string; byNurse: boolean; onBack: () => void; closing?: ReactNode }) {
  const words = useQuestionWords()
  const { flags, request } = useStore(answering.state)
  return (
    <>
      <div role="status" className="stack">
        <h1>{words.thanks.title}</h1>
        {request?.answeredBy && <p className="soft">{words.thanks.by(request.answeredBy)}</p>}
      </div>
      {flags.length > 0 && <Notice tone="bad"><p>{words.warning.reminder}</p></Notice>}
      {flags.length > 0 && <Numbers phone={phone} care={flags.includes('selfHarm')} />}
      {!byNurse && <><p>{words.thanks.next}</p><p>{words.thanks.worse}</p></>}
      {closing ?? <div className="stack"><Button look="primary" big onClick={onBack}>{byNurse ? words.thanks.nurseBack : words.thanks.back}</Button></div>}
    </>
  )
}

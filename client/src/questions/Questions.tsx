import type { RequestId } from '@lien/contract/ids'
import { useEffect, useState, type ReactNode } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import { Answering, type Perform } from './Answering.ts'
import { Intro } from './Intro.tsx'
import { Question } from './Question.tsx'
import './questions.css'
import { end, resumeAt, stepsOf } from './rules.ts'
import { Summary } from './Summary.tsx'
import { Sending, Thanks } from './Thanks.tsx'
import { Warning } from './Warning.tsx'

export interface QuestionsProps {
  requestId: RequestId
  perform: Perform
  /** The ward's telephone. */
  phone: string
  /** Whose questions they are, where a nurse asks them. */
  asked?: string
  /** The line to the server is open: what waits may be sent. */
  online: boolean
  frame: (title: string, children: ReactNode) => ReactNode
  onBack: () => void
  /** What is said once everything has arrived, where it is no visit that follows. */
  closing?: ReactNode
}

/** The questions before a visit, one a screen, for whoever answers them; `key` it by its request. */
export default function Questions({ requestId, perform, phone, asked, online, frame, onBack, closing }: QuestionsProps) {
  const [over] = useState(() => new AbortController())
  const [answering] = useState(() => Answering.create({ requestId, perform, signal: over.signal }))
  useEffect(() => () => over.abort(), [over])
  useEffect(() => {
    if (online) answering.hurry()
  }, [online, answering])
  return <Answered answering={answering} {...{ phone, frame, onBack, closing, ...(asked !== undefined && { asked }) }} />
}

type Inner = Pick<QuestionsProps, 'phone' | 'asked' | 'frame' | 'onBack' | 'closing'> & { answering: Answering }

/** The screen that fits, and over it what waits for nobody. */
function Answered(props: Inner) {
  const { warning } = useStore(props.answering.state)
  return <><Fitting {...props} />{warning.length > 0 && <Warning answering={props.answering} flags={warning} phone={props.phone} />}</>
}

function Fitting({ answering, phone, asked, frame, onBack, closing }: Inner) {
  const { t } = useI18n()
  const words = useQuestionWords()
  const { request, fault, answers, sent, finishing } = useStore(answering.state)
  /** The question's key, or `end`; null: where they left, once that is known. */
  const [place, setPlace] = useState<string | null>(null)
  const [whoKnown, setWhoKnown] = useState(false)
  useEffect(() => {
    if (place !== null) answering.here(place)
  }, [answering, place])
  if (!request) {
    if (!fault) return frame(words.title, <p role="status">{t.common.loading}</p>)
    if (fault.code === 'unavailable' || fault.code === 'internal' || fault.code === 'rateLimited') {
      return frame(words.title, <><h1>{words.title}</h1><Notice tone="warn" role="alert"><p>{words.unreachable}</p></Notice><div className="stack"><Button look="primary" big onClick={() => void answering.load()}>{t.common.retry}</Button><Button big onClick={onBack}>{t.common.back}</Button></div></>)
    }
  }
  if (fault || !request || (request.state !== 'asked' && request.state !== 'begun' && request.state !== 'completed')) {
    return frame(words.over.title, <><h1>{words.over.title}</h1><p>{words.over.body}</p><div className="stack"><Button look="primary" big onClick={onBack}>{t.common.back}</Button></div></>)
  }
  if (sent) return frame(words.thanks.title, <Thanks answering={answering} phone={phone} byNurse={asked !== undefined} onBack={onBack} closing={closing} />)
  if (finishing) return frame(words.sending.title, <Sending answering={answering} />)
  const begin = (who: 'patient' | 'relative' | 'nurse'): void => {
    answering.begin(who)
    setWhoKnown(true)
  }
  if (!whoKnown && request.state === 'asked') return frame(words.title, <Intro {...(asked !== undefined && { asked })} onBegin={begin} onBack={onBack} />)
  const steps = stepsOf(request.forms, answers)
  const index = resumeAt(steps, answers, place ?? answering.was)
  // Once a question is shown it stays, whatever is answered, until the person moves on.
  if (place === null) setPlace(steps[index]?.key ?? end)
  const go = (to: number): void => {
    const key = steps[to]?.key ?? end
    setPlace(key)
  }
  const step = steps[index]
  if (!step) return frame(words.summary.title, <Summary answering={answering} steps={steps} onGo={go} onBack={() => go(steps.length - 1)} />)
  return frame(words.title, <Question key={step.key} answering={answering} step={step} index={index} count={steps.length} onNext={() => go(index + 1)} onBack={index > 0 ? () => go(index - 1) : onBack} />)
}

import type { SpeakerState } from '@lien/contract/network'
import Volume2 from 'lucide-react/icons/volume-2'
import { useState } from 'react'
import { usePrecallWords } from '../i18n/precall.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Chime } from './useChime.ts'

/** Only the person can say whether they hear; the answer is also the way on. */
export function Hearing({ chime, busy, onAnswer }: { chime: Chime; busy: boolean; onAnswer: (speaker: SpeakerState) => void }) {
  const words = usePrecallWords()
  const [silent, setSilent] = useState(false)
  return (
    <div className="stack">
      {silent
        ? <Notice tone="warn" role="alert"><h2>{words.silent.title}</h2><ol className="fix">{words.silent.steps.map((step) => <li key={step}>{step}</li>)}</ol></Notice>
        : <p className="question">{words.hearing}</p>}
      <PlaySound chime={chime} />
      <Button look="primary" big disabled={busy} onClick={() => onAnswer('heard')}>{silent ? words.silent.now : words.heard}</Button>
      {silent ? <Button big disabled={busy} onClick={() => onAnswer('notHeard')}>{words.silent.goOn}</Button> : <Button big disabled={busy} onClick={() => setSilent(true)}>{words.notHeard}</Button>}
    </div>
  )
}

export function PlaySound({ chime }: { chime: Chime }) {
  const words = usePrecallWords()
  return <Button icon={<Volume2 aria-hidden />} onClick={chime.play}>{words.again}</Button>
}

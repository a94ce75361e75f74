import { useI18n } from '../i18n/I18n.tsx'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

interface Props { asked?: string; onBegin: (who: 'patient' | 'relative' | 'nurse') => void; onBack: () => void }

/** What it is, how long it takes, that nobody watches it, and who answers. */
export function Intro({ asked, onBegin, onBack }: Props) {
  const { t } = useI18n()
  const words = useQuestionWords()
  if (asked !== undefined) {
    return (
      <>
        <h1>{words.title}</h1>
        <p>{words.nurse.lead(asked)}</p>
        <div className="stack"><Button look="primary" big onClick={() => onBegin('nurse')}>{words.nurse.start}</Button><Button big onClick={onBack}>{words.nurse.back}</Button></div>
      </>
    )
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro.lead}</p>
      <ul className="question-points">{words.intro.points.map((point) => <li key={point}>{point}</li>)}</ul>
      <Notice tone="info"><p>{words.intro.notWatched}</p></Notice>
      <section className="stack" aria-labelledby="who">
        <h2 id="who">{words.intro.who}</h2>
        <Button look="primary" big onClick={() => onBegin('patient')}>{words.intro.me}</Button>
        <Button big onClick={() => onBegin('relative')}>{words.intro.relative}</Button>
        <Button look="quiet" onClick={onBack}>{t.common.back}</Button>
      </section>
    </>
  )
}

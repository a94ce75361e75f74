import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import Volume2 from 'lucide-react/icons/volume-2'
import { useI18n } from '../i18n/I18n.tsx'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import type { Answering } from './Answering.ts'
import { Field } from './Field.tsx'
import { answerTo, isAnswered, type Step } from './rules.ts'
import { Saved } from './Saved.tsx'
import { useReading } from './useReading.ts'

interface Props { answering: Answering; step: Step; index: number; count: number; onNext: () => void; onBack: () => void }

/** One question, large, with the way on, the way back, and the right not to answer. */
export function Question({ answering, step, index, count, onNext, onBack }: Props) {
  const { lang, locale, t } = useI18n()
  const words = useQuestionWords()
  const { answers } = useStore(answering.state)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const { item, above } = step
  const answer = answerTo(answers, step)
  const declined = answer !== undefined && 'decline' in answer
  const question = item.text?.[lang] ?? above[0]?.[lang] ?? ''
  const lead = item.text ? above : above.slice(1)
  const options = item.options.map(({ text }) => text[lang])
  const reading = useReading([...lead.map((one) => one[lang]), question, item.help?.[lang] ?? '', ...options].filter(Boolean).join('. '), locale)
  useEffect(() => {
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [])
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    // Leaving a field keeps what stands in it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (form.current?.querySelector('[aria-invalid="true"]')) return form.current.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    const now = answerTo(answering.state.get().answers, step)
    if (!item.required || isAnswered(now)) return onNext()
    setMistake(words.choose)
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }
  const decline = (): void => {
    answering.answer(step.responseId, item.linkId, { decline: 'declined' })
    onNext()
  }
  return (
    <form ref={form} className="question-screen" onSubmit={submit} noValidate>
      <div className="question-head">
        <p id={`${id}-progress`} className="soft">{words.progress(index + 1, count)}</p>
        <progress aria-labelledby={`${id}-progress`} value={index + 1} max={count} />
      </div>
      {lead.map((one) => <p key={one.fr} className="soft">{one[lang]}</p>)}
      <Field item={item} answer={answer} question={question} heading={heading} describedBy={mistake ? `${id}-mistake` : undefined}
        onSay={(values) => {
          setMistake(null)
          answering.answer(step.responseId, item.linkId, { values })
        }} />
      {declined && <Notice tone="info" role="status"><p>{words.declined}</p></Notice>}
      {mistake && <div id={`${id}-mistake`}><Notice tone="warn" role="alert"><p>{mistake}</p></Notice></div>}
      <div className="question-moves"><Button onClick={onBack}>{index > 0 ? words.previous : t.common.back}</Button><Button look="primary" type="submit">{words.next}</Button></div>
      <Saved answering={answering} />
      <div className="row">
        <Button look="quiet" onClick={decline}>{words.decline}</Button>
        {reading && <Button look="quiet" icon={<Volume2 aria-hidden size={22} />} aria-pressed={reading.reading} onClick={reading.toggle}>{reading.reading ? words.stop : words.read}</Button>}
      </div>
    </form>
  )
}

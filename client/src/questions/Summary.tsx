import type { Value } from '@lien/contract/forms'
import { useI18n } from '../i18n/I18n.tsx'
import { useQuestionWords } from '../i18n/questions.ts'
import { birth } from '../i18n/time.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import type { Answering } from './Answering.ts'
import { Saved } from './Saved.tsx'
import { answerTo, isAnswered, type Step } from './rules.ts'

interface Props { answering: Answering; steps: readonly Step[]; onGo: (index: number) => void; onBack: () => void }

/** Everything that was said, to read again and to change, then one button. */
export function Summary({ answering, steps, onGo, onBack }: Props) {
  const { lang, locale } = useI18n()
  const words = useQuestionWords()
  const { answers, open } = useStore(answering.state)
  const missing = steps.flatMap((step, index) => ((step.item.required && !isAnswered(answerTo(answers, step))) || open.includes(step.item.linkId) ? [index] : []))
  const said = (value: Value, { item }: Step): string => {
    switch (value.type) {
      case 'code': return item.options.find(({ code }) => code === value.code)?.text[lang] ?? value.code
      case 'boolean': return value.value ? words.yes : words.no
      case 'number': return `${new Intl.NumberFormat(locale).format(value.value)}${item.unit ? `\u00a0${item.unit}` : ''}`
      case 'date': return birth(value.value, locale)
      case 'text': return value.value
    }
  }
  const textOf = (step: Step): string => {
    const answer = answerTo(answers, step)
    if (answer && 'decline' in answer) return words.summary.declined
    return answer && answer.values.length > 0 ? answer.values.map((value) => said(value, step)).join(', ') : words.summary.none
  }
  const [first] = missing
  return (
    <>
      <h1>{words.summary.title}</h1>
      {first !== undefined
        ? <><Notice tone="warn" role="status"><p>{words.summary.open(missing.length)}</p></Notice><Button look="primary" big onClick={() => onGo(first)}>{words.summary.goTo}</Button></>
        : <><p>{words.summary.lead}</p><Button look="primary" big onClick={() => answering.finish()}>{words.summary.send}</Button></>}
      <Saved answering={answering} />
      <ul className="said">
        {steps.map((step, index) => {
          const question = step.item.text?.[lang] ?? step.above[0]?.[lang] ?? ''
          const [about] = step.above
          return (
            <li key={step.key}>
              <div>
                {about && step.item.text && <p className="soft">{about[lang]}</p>}
                <p>{question}</p>
                <p className={isAnswered(answerTo(answers, step)) ? 'strong' : 'soft'}>{textOf(step)}</p>
              </div>
              <Button look="quiet" aria-label={words.summary.changeOf(question)} onClick={() => onGo(index)}>{words.summary.change}</Button>
            </li>
          )
        })}
      </ul>
      <div className="stack"><Button onClick={onBack}>{words.previous}</Button></div>
    </>
  )
}

import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Answer, FormItem, Value } from '@lien/contract/forms'
import { useI18n } from '../i18n/I18n.tsx'
import { useQuestionWords } from '../i18n/questions.ts'
import { Notice } from '../ui/Notice.tsx'
import { faultOfNumber, numberOf, valuesOf } from './rules.ts'

export interface FieldProps {
  item: FormItem; answer: Answer | undefined; question: string
  heading: RefObject<HTMLHeadingElement | null>
  describedBy: string | undefined
  onSay: (values: Value[]) => void
}

/** What a question is answered with, by its kind. */
export function Field(props: FieldProps) {
  const words = useQuestionWords()
  const { item } = props
  switch (item.kind) {
    case 'boolean': return <Choice {...props} options={[{ value: { type: 'boolean', value: true }, label: words.yes }, { value: { type: 'boolean', value: false }, label: words.no }]} />
    case 'choice': case 'openChoice': return <Options {...props} />
    case 'integer': case 'decimal': case 'quantity': return <NumberField {...props} />
    case 'date': return <DateField {...props} />
    case 'string': case 'text': return <TextFields {...props} />
    case 'group': case 'display': case 'unsupported': return null
  }
}

interface Labelled { value: Value; label: string }
const nameOf = (value: Value): string => `${value.type}:${value.type === 'code' ? value.code : String(value.value)}`

function Options(props: FieldProps) {
  const { lang } = useI18n()
  const { item } = props
  return <Choice {...props} options={item.options.map(({ code, text }) => ({ value: { type: 'code', code }, label: text[lang] }))} />
}

/** One of several, or several of several; `openChoice` adds words of one's own. */
function Choice({ item, answer, question, heading, describedBy, onSay, options }: FieldProps & { options: readonly Labelled[] }) {
  const words = useQuestionWords()
  const { lang } = useI18n()
  const id = useId()
  const values = valuesOf(answer)
  const chosen = new Set(values.map(nameOf))
  const own = values.find((value) => value.type === 'text')
  const say = (value: Value, on: boolean): void => {
    if (!item.repeats) return onSay([value])
    const rest = values.filter((one) => nameOf(one) !== nameOf(value))
    onSay(on ? [...rest, value] : rest)
  }
  const help = [item.help?.[lang], item.repeats ? words.several : null].filter(Boolean).join(' ')
  return (
    <fieldset className="question-field" aria-describedby={[help && `${id}-help`, describedBy].filter(Boolean).join(' ') || undefined}>
      <legend><h1 ref={heading} tabIndex={-1}>{question}</h1></legend>
      {help && <p id={`${id}-help`} className="soft">{help}</p>}
      {options.map(({ value, label }) => (
        <label key={nameOf(value)} className="choice">
          <input type={item.repeats ? 'checkbox' : 'radio'} name={id} checked={chosen.has(nameOf(value))} onChange={(event) => say(value, event.target.checked)} />
          <span>{label}</span>
        </label>
      ))}
      {item.kind === 'openChoice' && (
        <TextLine label={words.other} value={own?.type === 'text' ? own.value : ''} maxLength={item.maxLength} onText={(text) => onSay([...(item.repeats ? values.filter(({ type }) => type !== 'text') : []), ...(text === '' ? [] : [{ type: 'text' as const, value: text }])])} />
      )}
    </fieldset>
  )
}

/** A question whose field has a label, which is the screen's heading. */
function Labelled({ item, question, heading, field, children }: Pick<FieldProps, 'item' | 'question' | 'heading'> & { field: string; children: ReactNode }) {
  const { lang } = useI18n()
  return (
    <div className="question-field field">
      <h1 ref={heading} tabIndex={-1}><label htmlFor={field}>{question}</label></h1>
      {item.help && <p id={`${field}-help`} className="soft">{item.help[lang]}</p>}
      {children}
    </div>
  )
}

/** With a comma or a point; kept once it is a number within its bounds and the field is left. */
function NumberField({ item, answer, question, heading, describedBy, onSay }: FieldProps) {
  const { locale } = useI18n()
  const words = useQuestionWords()
  const id = useId()
  const [known] = valuesOf(answer)
  const [typed, setTyped] = useState(known?.type === 'number' ? new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 6 }).format(known.value) : '')
  const [left, setLeft] = useState(false)
  const fault = left && typed.trim() !== '' ? faultOfNumber(typed, item) : null
  const shown = (bound: number | null): string | null => (bound === null ? null : new Intl.NumberFormat(locale).format(bound))
  const leave = (): void => {
    setLeft(true)
    const value = numberOf(typed)
    if (typed.trim() === '') {
      if (known) onSay([])
    } else if (value !== null && !faultOfNumber(typed, item) && !(known?.type === 'number' && known.value === value)) onSay([{ type: 'number', value }])
  }
  return (
    <Labelled {...{ item, question, heading, field: id }}>
      <div className="with-unit">
        <input id={id} inputMode={item.kind === 'integer' ? 'numeric' : 'decimal'} autoComplete="off" value={typed} aria-invalid={fault !== null} aria-describedby={[item.help && `${id}-help`, item.unit && `${id}-unit`, fault && `${id}-fault`, describedBy].filter(Boolean).join(' ') || undefined}
          onChange={(event) => {
            setLeft(false)
            setTyped(event.target.value)
          }} onBlur={leave} />
        {item.unit && <span id={`${id}-unit`}>{item.unit}</span>}
      </div>
      {fault && <div id={`${id}-fault`}><Notice tone="bad" role="alert"><p>{fault === 'range' ? words.number.range(shown(item.min), shown(item.max)) : words.number[fault]}</p></Notice></div>}
    </Labelled>
  )
}

function DateField({ item, answer, question, heading, describedBy, onSay }: FieldProps) {
  const id = useId()
  const [known] = valuesOf(answer)
  return (
    <Labelled {...{ item, question, heading, field: id }}>
      <input id={id} type="date" value={known?.type === 'date' ? known.value : ''} aria-describedby={describedBy} onChange={(event) => onSay(event.target.value === '' ? [] : [{ type: 'date', value: event.target.value }])} />
    </Labelled>
  )
}

const lines = 3

/** A line, a few, or a paragraph. */
function TextFields({ item, answer, question, heading, describedBy, onSay }: FieldProps) {
  const words = useQuestionWords()
  const { lang } = useI18n()
  const id = useId()
  const said = valuesOf(answer).flatMap((value) => (value.type === 'text' ? [value.value] : []))
  const keep = (texts: readonly string[]): void => onSay([...new Set(texts.filter((text) => text !== ''))].map((value) => ({ type: 'text', value })))
  if (!item.repeats) {
    return (
      <Labelled {...{ item, question, heading, field: id }}>
        <Typing id={id} many={item.kind === 'text'} maxLength={item.maxLength} value={said[0] ?? ''} describedBy={describedBy} onText={(text) => keep([text])} />
      </Labelled>
    )
  }
  return (
    <fieldset className="question-field" aria-describedby={describedBy}>
      <legend><h1 ref={heading} tabIndex={-1}>{question}</h1></legend>
      {item.help && <p className="soft">{item.help[lang]}</p>}
      <Lines said={said} count={Math.max(lines, said.length)} item={item} onTexts={keep} label={words.line} />
    </fieldset>
  )
}

function Lines({ said, count, item, onTexts, label }: { said: readonly string[]; count: number; item: FormItem; onTexts: (texts: string[]) => void; label: (n: number) => string }) {
  const [texts, setTexts] = useState(() => Array.from({ length: count }, (_, index) => said[index] ?? ''))
  return texts.map((text, index) => (
    <TextLine key={index} label={label(index + 1)} value={text} maxLength={item.maxLength} onText={(typed) => {
      const all = texts.map((one, place) => (place === index ? typed : one))
      setTexts(all)
      onTexts(all)
    }} />
  ))
}

function TextLine({ label, value, maxLength, onText }: { label: string; value: string; maxLength: number | null; onText: (text: string) => void }) {
  const id = useId()
  return <div className="field"><label htmlFor={id}>{label}</label><Typing id={id} value={value} maxLength={maxLength} onText={onText} /></div>
}

/** ms: words are kept when their writer pauses, and when they leave. */
const pause = 700

function Typing({ id, value, maxLength, many = false, describedBy, onText }: { id: string; value: string; maxLength: number | null; many?: boolean; describedBy?: string | undefined; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const told = useRef(value)
  const tell = (text: string): void => {
    clearTimeout(timer.current)
    if (text.trim() === told.current) return
    told.current = text.trim()
    onText(told.current)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const common = {
    id, value: typed, maxLength: maxLength ?? 2_000, 'aria-describedby': describedBy,
    onChange: (event: { target: { value: string } }) => {
      const text = event.target.value
      setTyped(text)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => tell(text), pause)
    },
    onBlur: () => tell(typed),
  }
  return many ? <textarea rows={4} {...common} /> : <input autoComplete="off" {...common} />
}

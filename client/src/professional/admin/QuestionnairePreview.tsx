import type { Problem, QuestionnaireView } from '@lien/contract/commands/questionnaires'
import type { FormItem } from '@lien/contract/forms'
import { useEffect, useRef } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Table } from './Table.tsx'

/** A questionnaire as people are asked it, with what its document says of itself. */
export function QuestionnairePreview({ view, onClose }: { view: QuestionnaireView; onClose: () => void }) {
  const { t, lang } = useOffice()
  const words = t.questionnaires.preview
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [view])
  const { facts } = view
  return (
    <section className="questionnaire-preview" aria-labelledby="questionnaire-preview">
      <h2 id="questionnaire-preview" ref={heading} tabIndex={-1}>{words.title(view.title[lang])}</h2>
      <dl className="facts">
        <dt>{words.url}</dt><dd className="breakable">{view.url} · {view.version}</dd>
        <dt>{words.publisher}</dt><dd>{facts.publisher ?? words.none}</dd>
        <dt>{words.copyright}</dt><dd>{facts.copyright ?? words.none}</dd>
      </dl>
      {view.problems.length > 0 && <><Notice tone="warn"><p>{words.stops}</p></Notice><Problems problems={view.problems} more={0} /></>}
      <Items items={view.form.items} />
      <div className="row"><Button onClick={onClose}>{words.close}</Button></div>
    </section>
  )
}

function Items({ items }: { items: readonly FormItem[] }) {
  const { t, lang } = useOffice()
  return (
    <ol className="asked">
      {items.map((item) => (
        <li key={item.linkId}>
          {item.text && <p className={item.kind === 'group' ? 'group' : ''}>{item.text[lang]}</p>}
          {item.help && <p className="soft">{item.help[lang]}</p>}
          <p className="soft">{traitsOf(item, t.questionnaires.preview).join(' · ')}</p>
          {item.options.length > 0 && <ul className="options">{item.options.map(({ code, text }) => <li key={code}>{text[lang]}</li>)}</ul>}
          {item.items.length > 0 && <Items items={item.items} />}
        </li>
      ))}
    </ol>
  )
}

type Words = ReturnType<typeof useOffice>['t']['questionnaires']['preview']
function traitsOf(item: FormItem, words: Words): string[] {
  const traits: (string | null)[] = [kindOf(item, words), item.required ? words.required : null, item.repeats && item.options.length > 0 ? words.several : null, item.enableWhen ? words.conditional : null, item.symptom ? words.symptom(item.symptom) : null, item.flags.length > 0 ? words.flag : null]
  return traits.filter((one) => one !== null)
}

function kindOf({ kind, unit }: FormItem, words: Words): string | null {
  switch (kind) {
    case 'boolean': return words.yesNo
    case 'integer': case 'decimal': case 'quantity': return unit ? words.numberOf(unit) : words.number
    case 'date': return words.date
    case 'string': case 'text': case 'openChoice': return words.free
    case 'group': case 'display': case 'choice': case 'unsupported': return null
  }
}

/** Each in a sentence, beside the element at fault. */
export function Problems({ problems, more }: { problems: readonly Problem[]; more: number }) {
  const { t } = useOffice()
  const words = t.questionnaires.import
  return (
    <>
      <Table<Problem & { at: number }> caption={words.what} rows={problems.map((one, at) => ({ ...one, at }))} id={({ at }) => String(at)} empty="" columns={[
        { name: words.where, cell: ({ path, linkId }) => <span className="breakable">{linkId !== null && <strong>{linkId} </strong>}<code>{path || words.document}</code></span> },
        { name: words.what, cell: ({ code, params }) => t.questionnaires.problems[code](params) },
      ]} />
      {more > 0 && <p>{words.more(more)}</p>}
    </>
  )
}

import { alertLine } from '@lien/contract/summaryRules'
import type { AnswersSummary, MeasureSummary, SummaryView } from '@lien/contract/summaries'
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { useOffice } from '../../i18n/office.ts'
import { FollowUpPart } from '../followUps/FollowUpPart.tsx'
import { useWantedHeading } from '../useWantedHeading.ts'
import './summary.css'
import { keep } from './keep.ts'
import { SymptomItem } from './SymptomItem.tsx'
import { SymptomTable } from './SymptomTable.tsx'
import { TreatmentPart } from './TreatmentPart.tsx'
import type { SummaryWork } from './useSummary.ts'
import { WeightSection } from './WeightSection.tsx'
import { useTelling, type Telling } from './words.ts'

const HistoryDialog = later(async () => ({ default: (await import('./HistoryDialog.tsx')).HistoryDialog }))
const dayLength = 86_400_000

/** What the patient felt, to be read in twenty seconds; the heading is the dialog's where it stands in one. */
export function SummaryPanel({ work, titled = true }: { work: SummaryWork; titled?: boolean }) {
  const { t } = useOffice()
  const id = useId()
  const heading = useWantedHeading(work)
  const { summary, fault } = work
  return (
    <section className="panel-section summary" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className={titled ? '' : 'sr-only'}>{t.summary.title}</h2>
      {fault && <><FaultNotice fault={fault} /><Button onClick={work.reload}>{t.common.retry}</Button></>}
      {!summary && !fault && <p role="status">{t.common.loading}</p>}
      {summary && <Body summary={summary} work={work} />}
    </section>
  )
}

function Body({ summary, work }: { summary: SummaryView; work: SummaryWork }) {
  const telling = useTelling(summary)
  const { t, day, dayAndTime } = telling
  const words = t.summary
  const { lang } = useOffice()
  const { pending, fault, run } = useAction()
  const [seen, setSeen] = useState(false)
  const { answers } = summary
  return (
    <>
      <div className="summary-head">
        {answers && (
          <>
            <p><strong>{words.sent(dayAndTime(answers.completedAt), words.answeredBy[answers.answeredBy ?? 'patient'])}</strong>{answers.purpose === 'followUp' && `, ${t.followUps.between}`}</p>
            <p>{words.complete(answers.answered, answers.asked)} · {words.window(day(new Date(Date.parse(answers.completedAt) - 7 * dayLength).toISOString()), day(answers.completedAt))}</p>
          </>
        )}
        <TreatmentPart summary={summary} telling={telling} work={work} />
      </div>
      {(summary.flags.length > 0 || summary.alert) && (
        <Notice tone={summary.flags.length > 0 ? 'bad' : 'warn'}>
          {summary.flags.length > 0 && <><h3>{words.flagsTitle}</h3><ul className="flags">{summary.flags.map(({ flag }) => <li key={flag}>{words.flags[flag]}</li>)}</ul></>}
          {summary.alert && <p>{alertLine(summary.alert, words.alert, dayAndTime)}.</p>}
        </Notice>
      )}
      {answers ? <Answers summary={summary} answers={answers} telling={telling} work={work} /> : <Nothing summary={summary} telling={telling} work={work} />}
      {summary.weight && answers && <WeightSection weight={summary.weight} telling={telling} />}
      <FollowUpPart summary={summary} telling={telling} work={work} />
      <FaultNotice fault={fault} />
      {(answers !== null || summary.earlierAt !== null) && (
        <div className="row">
          <Button aria-haspopup="dialog" onClick={() => setSeen(true)}>{words.allVisits}</Button>
          {answers && <Button disabled={pending} onClick={() => void run(() => work.session.perform('summary.print', { consultationId: summary.consultationId, language: lang })).then((printed) => printed && keep(printed))}>{words.pdf}</Button>}
        </div>
      )}
      {answers && <p className="soft small">{answers.scoring.length > 0 && words.footer(answers.scoring.join(', '))} {answers.questionnaires.map(({ title, version }) => words.questionnaire(telling.of(title), version)).join(' ; ')}.</p>}
      {seen && <HistoryDialog summary={summary} telling={telling} work={work} onClose={() => setSeen(false)} />}
    </>
  )
}

/** One calm sentence, and what can be done about it. */
function Nothing({ summary: { request, earlierAt, may }, telling: { t, day }, work }: { summary: SummaryView; telling: Telling; work: SummaryWork }) {
  const words = t.summary.nothing
  const { pending, fault, run } = useAction()
  const [asked, setAsked] = useState(false)
  const state = request?.state
  return (
    <>
      <p>{state === 'asked' ? words.asked(day(request?.askedAt ?? '')) : state === 'begun' ? words.begun : state === 'missed' ? words.missed : words.never}{earlierAt && ` ${words.earlier(day(earlierAt))}`}</p>
      {asked && <p role="status">{words.askedNow}</p>}
      <FaultNotice fault={fault} />
      {may.includes('ask') && !asked && state !== 'missed' && <div className="row"><Button disabled={pending} onClick={() => void run(work.ask).then((done) => setAsked(done !== null))}>{state ? words.again : words.ask}</Button></div>}
    </>
  )
}

interface AnswersProps { summary: SummaryView; answers: AnswersSummary; telling: Telling; work: SummaryWork }

function Answers({ summary, answers, telling, work }: AnswersProps) {
  const { t, of } = telling
  const words = t.summary
  const id = useId()
  const [table, setTable] = useState(false)
  const may = { discuss: summary.may.includes('discuss'), grade: summary.may.includes('grade') }
  const shared = { answers, treatments: summary.treatments, telling, work, may }
  const names = (list: AnswersSummary['absent']): string => list.map(({ label }) => of(label)).join(', ')
  return (
    <>
      <section className="summary-part" aria-labelledby={`${id}-topics`}>
        <h3 id={`${id}-topics`}>{words.topics}</h3>
        {answers.topics.length === 0 ? <p className="soft">{words.noTopics}</p> : (
          <ol className="topics">{answers.topics.map(({ index, text, discussed }) => (
            <li key={index}><span>{text}</span>
              {may.discuss
                ? <label className="tick"><input type="checkbox" aria-label={words.discussedOf(text)} checked={discussed} onChange={(event) => void work.discuss({ kind: 'topic', index }, event.target.checked)} /><span aria-hidden>{words.discussed}</span></label>
                : discussed && <span>✓ {words.discussed}</span>}
            </li>
          ))}</ol>
        )}
      </section>
      <section className="summary-part" aria-labelledby={`${id}-symptoms`}>
        <div className="symptoms-head">
          <div><h3 id={`${id}-symptoms`}>{words.symptoms}</h3>{!table && answers.symptoms.length > 0 && <p className="scale"><span aria-hidden>↑</span> {words.worse} · 0–4 · {words.threshold}</p>}</div>
          <label className="tick"><input type="checkbox" role="switch" checked={table} onChange={(event) => setTable(event.target.checked)} />{words.asTable}</label>
        </div>
        {table ? <SymptomTable {...shared} /> : answers.symptoms.length === 0 ? <p>{words.noSymptoms}</p> : <ul className="symptoms">{answers.symptoms.map((one) => <SymptomItem key={one.symptom} one={one} {...shared} />)}</ul>}
        {!table && answers.absent.length > 0 && <p><strong>{words.absent}{'\u00a0: '}</strong>{names(answers.absent)}</p>}
        {!table && answers.unanswered.length > 0 && <p><strong>{words.unanswered}{'\u00a0: '}</strong>{answers.unanswered.map((one) => `${of(one.label)}${one.missing === 'declined' || one.missing === 'notApplicable' ? ` (${words.missing[one.missing]})` : ''}`).join(', ')}</p>}
      </section>
      <Measures answers={answers} telling={telling} />
      {answers.others.length > 0 && <details className="summary-part"><summary>{words.other}</summary><dl className="said">{answers.others.map(({ label, answer }) => <div key={label.fr}><dt>{of(label)}</dt><dd>{of(answer)}</dd></div>)}</dl></details>}
    </>
  )
}

function Measures({ answers: { measures }, telling: { t, of, day, number } }: { answers: AnswersSummary; telling: Telling }) {
  const words = t.summary
  const id = useId()
  const shown = measures.filter(({ measure }) => measure !== 'weight')
  const valueOf = ({ measure, value, words: said, unit }: MeasureSummary): string => {
    if (value === null) return words.missing.unanswered
    if (measure === 'callWanted') return value > 0 ? words.yes : words.no
    return said ? of(said) : `${number(value)}${unit ? `\u00a0${unit}` : ''}`
  }
  if (shown.length === 0) return null
  return (
    <section className="summary-part" aria-labelledby={id}>
      <h3 id={id}>{words.measured}</h3>
      <dl className="said">
        {shown.map((one) => (
          <div key={one.measure}><dt>{words.measures[one.measure]}</dt>
            <dd>{valueOf(one)}{one.details.map(({ answer }) => ` (${of(answer)})`).join('')}{one.previous && one.measure === 'temperature' && <span className="soft"> · {words.before(number(one.previous.value), day(one.previous.at))}</span>}</dd></div>
        ))}
      </dl>
    </section>
  )
}

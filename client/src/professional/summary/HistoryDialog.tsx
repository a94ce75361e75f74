import type { HistoryView, SummaryView } from '@lien/contract/summaries'
import { useEffect, useState } from 'react'
import type { FaultBody } from '@lien/contract/faults'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { momentsOf } from './chart.ts'
import { Sparkline } from './Sparkline.tsx'
import type { SummaryWork } from './useSummary.ts'
import { pointsOf, type Telling } from './words.ts'

const frame = { width: 360, height: 64, pad: 8 }

/** Every visit of a year: one chart a symptom on the same time axis, then every answer in a table. */
export function HistoryDialog({ summary, telling, work, onClose }: { summary: SummaryView; telling: Telling; work: SummaryWork; onClose: () => void }) {
  const { t } = telling
  const words = t.summary.history
  const [year, setYear] = useState<number | null>(null)
  const [answer, setAnswer] = useState<{ history: HistoryView | null; fault: FaultBody | null }>({ history: null, fault: null })
  const { session } = work
  const { consultationId } = summary
  useEffect(() => {
    let here = true
    void session.perform('summary.history', { consultationId, ...(year !== null && { year }) }).then((reply) => {
      if (here) setAnswer(reply.ok ? { history: reply.value, fault: null } : { history: null, fault: reply.fault })
    })
    return () => {
      here = false
    }
  }, [session, consultationId, year])
  const { history, fault } = answer
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="history">
        <FaultNotice fault={fault} />
        {!history && !fault && <p role="status">{t.common.loading}</p>}
        {history && (
          <>
            <div className="row" role="group" aria-label={words.years}>{history.years.map((one) => <Button key={one} look={one === history.year ? 'primary' : 'plain'} aria-pressed={one === history.year} onClick={() => setYear(one)}>{one}</Button>)}</div>
            {history.visits.length === 0 ? <p>{words.none}</p> : <Year history={history} telling={telling} />}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Year({ history, telling }: { history: HistoryView; telling: Telling }) {
  const { t, of, day, number } = telling
  const words = t.summary
  const [from, to] = [Date.UTC(history.year, 0, 1), Date.UTC(history.year + 1, 0, 1)]
  const months = Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(telling.locale, { month: 'narrow', timeZone: 'UTC' }).format(Date.UTC(history.year, month, 1)))
  return (
    <>
      <p className="scale"><span aria-hidden>↑</span> {words.worse} · 0–4 · {words.threshold}</p>
      <ul className="history-charts">
        {history.symptoms.map(({ symptom, label, presence }) => {
          const moments = momentsOf(history.visits, symptom)
          return (
            <li key={symptom}>
              <h3>{of(label)}</h3>
              <Sparkline moments={moments} treatments={history.treatments} presence={presence} frame={frame} from={from} to={to} label={pointsOf({ label, points: moments.map(({ value }) => value) }, history.visits, telling)} />
              <p className="months" aria-hidden>{months.map((month, index) => <span key={index}>{month}</span>)}</p>
            </li>
          )
        })}
      </ul>
      <h3>{words.history.table}</h3>
      <div className="table-place" role="region" aria-label={words.history.table} tabIndex={0}>
        <table className="summary-table">
          <caption className="sr-only">{words.history.table}</caption>
          <thead><tr><th scope="col">{words.columns.visit}</th>{history.symptoms.map(({ symptom, label }) => <th key={symptom} scope="col">{of(label)}</th>)}<th scope="col">{words.columns.weight}</th></tr></thead>
          <tbody>
            {[...history.visits].reverse().map((visit) => (
              <tr key={visit.requestId}>
                <th scope="row">{day(visit.at)}{visit.purpose === 'followUp' && <span className="soft small"> {t.followUps.between}</span>}{visit.answeredBy && <span className="soft small"> {words.answeredBy[visit.answeredBy]}</span>}</th>
                {history.symptoms.map(({ symptom, presence }) => {
                  const score = visit.scores[symptom]
                  return <td key={symptom}>{visit.missed || !score || score.raw === null ? words.gap : presence ? (score.raw > 0 ? words.yes : words.no) : score.raw}{score && score.clinician !== null && <span className="soft small"> ({words.history.clinician(score.clinician)})</span>}</td>
                })}
                <td>{visit.measures.weight === undefined ? '–' : number(visit.measures.weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

import type { AnswersSummary, SymptomSummary } from '@lien/contract/summaries'
import { Discussed, Grade, isMarked, type SymptomProps } from './SymptomItem.tsx'
import { answerOf, baselineOf, changeOf, type Telling } from './words.ts'

type Props = Omit<SymptomProps, 'one'> & { answers: AnswersSummary; telling: Telling }

/** The same as a real table, everything asked in one, for whoever reads by rows and columns. */
export function SymptomTable({ answers, telling, work, may }: Props) {
  const { t, of, day } = telling
  const { columns, missing, gap, concerning } = t.summary
  const rows: SymptomSummary[] = [...answers.symptoms, ...answers.absent, ...answers.unanswered]
  return (
    // Wider than the panel: it can be scrolled by keyboard too.
    <div className="table-place" role="region" aria-label={t.summary.table} tabIndex={0}>
      <table className="summary-table">
        <caption className="sr-only">{t.summary.symptoms}</caption>
        <thead><tr>
          {[columns.symptom, columns.answer, columns.change, columns.baseline, columns.composite].map((name) => <th key={name} scope="col">{name}</th>)}
          {answers.axis.map(({ at }) => <th key={at} scope="col">{day(at)}</th>)}
          {may.grade && <th scope="col">{t.summary.clinician}</th>}{may.discuss && <th scope="col">{t.summary.discussed}</th>}
        </tr></thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.symptom}>
              <th scope="row">{of(one.label)}</th>
              <td>{answerOf(one, telling)}{isMarked(one) && <span className="sr-only"> ({concerning})</span>}</td>
              <td>{changeOf(one, telling) || '–'}</td><td>{baselineOf(one, telling) || '–'}</td>
              <td>{one.grade ?? (one.missing === null || one.missing === 'presence' ? '–' : missing[one.missing])}</td>
              {answers.axis.map(({ at }, index) => <td key={at}>{one.points[index] ?? gap}</td>)}
              {may.grade && <td><Grade one={one} telling={telling} work={work} may={may} /></td>}
              {may.discuss && <td><Discussed one={one} telling={telling} work={work} may={may} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

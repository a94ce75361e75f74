import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { rawThreshold } from '@lien/contract/summaryRules'
import type { AnswersSummary, SymptomSummary, TreatmentSummary } from '@lien/contract/summaries'
import { useState } from 'react'
import { Sparkline } from './Sparkline.tsx'
import type { SummaryWork } from './useSummary.ts'
import { answerOf, baselineOf, changeOf, pointsOf, type Telling } from './words.ts'

const grades = [0, 1, 2, 3, 4, 5] as const

export interface SymptomProps { one: SymptomSummary; answers: AnswersSummary; treatments: readonly TreatmentSummary[]; telling: Telling; work: SummaryWork; may: { discuss: boolean; grade: boolean } }

export const isMarked = ({ raw, pattern }: SymptomSummary): boolean => pattern !== 'P' && raw !== null && raw >= rawThreshold

/** Name, number and word, change in words, a chart; what was answered attribute by attribute folds out. */
export function SymptomItem({ one, answers, treatments, telling, work, may }: SymptomProps) {
  const { t, of, day } = telling
  const words = t.summary
  const marked = isMarked(one)
  const [open, setOpen] = useState(false)
  const label = of(one.label)
  return (
    <li className={marked ? 'symptom marked' : 'symptom'}>
      <h4><button type="button" className="link" aria-expanded={open} title={words.details} onClick={() => setOpen(!open)}>{label}</button></h4>
      <p className="answer">{marked && <TriangleAlert role="img" aria-label={words.concerning} size={18} />}{answerOf(one, telling)}</p>
      <div className="line"><Sparkline moments={answers.axis.map(({ at }, index) => ({ at, value: one.points[index] ?? null }))} treatments={treatments} presence={one.pattern === 'P'} label={pointsOf(one, answers.axis, telling)} /></div>
      <p className={(one.change ?? 0) > 0 ? 'change worse' : 'change'}>{[changeOf(one, telling), baselineOf(one, telling), one.missing === 'unanswered' || one.missing === 'declined' ? words.incomplete : ''].filter(Boolean).join(' · ')}</p>
      <div className="marks"><Discussed one={one} telling={telling} work={work} may={may} /><Grade one={one} telling={telling} work={work} may={may} /></div>
      {open && (
        <ul className="attributes">
          {one.attributes.map(({ attribute, value, words: said }) => <li key={attribute}>{words.attributes[attribute]}{'\u00a0: '}{value === null ? words.missing.unanswered : `${one.pattern === 'P' ? '' : `${value} – `}${said ? of(said) : ''}`}</li>)}
          {one.pattern !== 'P' && <li>{one.grade === null ? words.noComposite : words.composite(one.grade)}</li>}
          {one.clinician && <li>{words.given(one.clinician.grade, one.clinician.by)}, {day(one.clinician.at)}</li>}
        </ul>
      )}
    </li>
  )
}

type MarkProps = Pick<SymptomProps, 'one' | 'telling' | 'work' | 'may'>

export function Discussed({ one, telling: { t, of }, work, may }: MarkProps) {
  const words = t.summary
  if (!may.discuss) return one.discussed ? <span>✓ {words.discussed}</span> : null
  return <label className="tick"><input type="checkbox" aria-label={words.discussedOf(of(one.label))} checked={one.discussed} onChange={(event) => void work.discuss({ kind: 'symptom', symptom: one.symptom }, event.target.checked)} /><span aria-hidden>{words.discussed}</span></label>
}

export function Grade({ one, telling: { t, of }, work, may }: MarkProps) {
  const words = t.summary
  if (!may.grade) return one.clinician ? <span>{words.given(one.clinician.grade, one.clinician.by)}</span> : null
  return (
    <label className="tick"><span aria-hidden>{words.clinician}</span>
      <select aria-label={words.clinicianOf(of(one.label))} value={one.clinician?.grade ?? ''} onChange={(event) => void work.grade(one.symptom, event.target.value === '' ? null : Number(event.target.value))}>
        <option value="">{words.none}</option>
        {grades.map((grade) => <option key={grade} value={grade}>{grade}</option>)}
      </select>
    </label>
  )
}

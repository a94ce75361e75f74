import type { WeightSummary } from '@lien/contract/summaries'
import { useId } from 'react'
import { Notice } from '../../ui/Notice.tsx'
import { xOf } from './chart.ts'
import { weightSentences, type Telling } from './words.ts'

const frame = { width: 320, height: 130, pad: 18 }
const dayLength = 86_400_000

/** Weight apart from symptoms: up is more, and the lines below which HAS's criterion of loss is met. */
export function WeightSection({ weight, telling }: { weight: WeightSummary; telling: Telling }) {
  const { t, number, day } = telling
  const words = t.summary.weight
  const id = useId()
  const latest = weight.points.at(-1)
  if (!latest) return null
  return (
    <section className="summary-part" aria-labelledby={id}>
      <h3 id={id}>{words.title} <span className="value">{number(latest.kg)}&nbsp;kg</span></h3>
      {weightSentences(weight, telling).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {weight.points.length > 1 && <WeightChart weight={weight} telling={telling} latest={latest.at} />}
      {weight.reached.length > 0
        ? <Notice tone="warn"><p><strong>{words.reached}</strong> ({words.age[weight.age]}){'\u00a0: '}{weight.reached.map((one) => words.criteria[one]).join(', ')}.</p></Notice>
        : weight.month !== null || weight.halfYear !== null ? <p>{words.notReached}.</p> : null}
      <p className="soft small">{words.limits}</p>
      {weight.points.length === 1 && <p className="sr-only">{day(latest.at)}</p>}
    </section>
  )
}

function WeightChart({ weight: { points, month, halfYear }, telling: { t, number, day }, latest }: { weight: WeightSummary; telling: Telling; latest: string }) {
  const words = t.summary.weight
  const end = Date.parse(latest)
  // Half a year, which is what the criteria look at.
  const shown = points.filter(({ at }) => end - Date.parse(at) <= 183 * dayLength)
  const from = Math.min(...shown.map(({ at }) => Date.parse(at)), end - 31 * dayLength)
  const limits = [...(halfYear ? [{ kg: halfYear.kg * 0.9, since: from, text: words.lineHalfYear, at: 'start' as const }] : []), ...(month ? [{ kg: month.kg * 0.95, since: end - 31 * dayLength, text: words.lineMonth, at: 'end' as const }] : [])]
  const all = [...shown.map(({ kg }) => kg), ...limits.map(({ kg }) => kg)]
  const [least, most] = [Math.floor(Math.min(...all)) - 1, Math.ceil(Math.max(...all)) + 1]
  const { width, height, pad } = frame
  const x = (at: string): number => xOf(at, from, end, frame)
  const y = (kg: number): number => height - pad - ((kg - least) / (most - least)) * (height - 2 * pad)
  return (
    <svg className="weight-chart" role="img" aria-label={words.chart(shown.slice(-6).map(({ at, kg }) => t.summary.point(day(at), `${number(kg)} kg`)).join(' ; '))} viewBox={`0 0 ${width} ${height}`}>
      {limits.map(({ kg, since, text, at }) => (
        <g key={text}>
          <line className="threshold" x1={x(new Date(since).toISOString())} x2={width - pad} y1={y(kg)} y2={y(kg)} />
          <text x={at === 'start' ? pad : width - pad} y={y(kg) + 13} textAnchor={at}>{text}</text>
        </g>
      ))}
      <polyline className="run" points={shown.map(({ at, kg }) => `${x(at)},${y(kg)}`).join(' ')} />
      {shown.map(({ at, kg }) => <circle key={at} className="point" cx={x(at)} cy={y(kg)} r="3" />)}
    </svg>
  )
}

import { rawThreshold } from '@lien/contract/summaryRules'
import type { TreatmentSummary } from '@lien/contract/summaries'
import { cycleStarts, runsOf, xOf, yOf, type Frame, type Moment } from './chart.ts'

interface Props { moments: readonly Moment[]; treatments: readonly TreatmentSummary[]; presence?: boolean; label: string; frame?: Frame; from?: number; to?: number }
const small: Frame = { width: 124, height: 44, pad: 7 }

/**
 * A few answers over true time on a fixed scale, up being worse: a line joins answers in a row, nothing bridges a gap,
 * what reaches the dashed threshold is a triangle, and short strokes below are the days on which a cycle began.
 */
export function Sparkline({ moments, treatments, presence = false, label, frame = small, from = Math.min(...moments.map(({ at }) => Date.parse(at))), to = Math.max(...moments.map(({ at }) => Date.parse(at))) }: Props) {
  const most = presence ? 1 : 4
  const x = (at: string): number => xOf(at, from, to, frame)
  const y = (value: number): number => yOf(value, most, frame)
  const { width, height, pad } = frame
  return (
    <svg className="sparkline" role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <line className="axis" x1={pad} x2={width - pad} y1={y(0)} y2={y(0)} />
      {!presence && <line className="threshold" x1={pad / 2} x2={width - pad / 2} y1={y(rawThreshold)} y2={y(rawThreshold)} />}
      {cycleStarts(treatments, from, to).map((at) => <line key={at} className="cycle" x1={x(at)} x2={x(at)} y1={y(0)} y2={height} />)}
      {runsOf(moments).map((run) => <polyline key={run[0]?.at} className="run" points={run.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />)}
      {moments.map(({ at, value }) => value !== null && <Point key={at} x={x(at)} y={y(value)} marked={!presence && value >= rawThreshold} />)}
    </svg>
  )
}

const Point = ({ x, y, marked }: { x: number; y: number; marked: boolean }) => (marked ? <path className="point marked" d={`M${x} ${y - 6} L${x + 5.5} ${y + 4} L${x - 5.5} ${y + 4} Z`} /> : <circle className="point" cx={x} cy={y} r="3.2" />)

import type { HistoryView, TreatmentSummary } from '@lien/contract/summaries'

/** Charts by time: x is where an instant lies between two others, y where a raw answer lies on the fixed scale. */
export interface Frame { width: number; height: number; pad: number }
export interface Moment { at: string; value: number | null }
const dayLength = 86_400_000

/** From left to right by true time; one instant alone stands at the right. */
export function xOf(at: string, from: number, to: number, { width, pad }: Frame): number {
  return to <= from ? width - pad : pad + ((Date.parse(at) - from) / (to - from)) * (width - 2 * pad)
}

/** Up is worse; the scale never moves with the values. */
export const yOf = (value: number, most: number, { height, pad }: Frame): number => height - pad - (value / most) * (height - 2 * pad)

/** Runs of answers without a gap: a line joins each run, and nothing bridges a gap. */
export function runsOf(moments: readonly Moment[]): { at: string; value: number }[][] {
  const runs: { at: string; value: number }[][] = []
  let run: { at: string; value: number }[] = []
  for (const { at, value } of moments) {
    if (value !== null) run.push({ at, value })
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  return run.length > 0 ? [...runs, run] : runs
}

/** The days between two instants on which a cycle, or a treatment, begins; days are taken at noon UTC, which no zone of a hospital moves to another day. */
export function cycleStarts(treatments: readonly Pick<TreatmentSummary, 'startedOn' | 'endedOn' | 'cycleDays'>[], from: number, to: number): string[] {
  const starts = treatments.flatMap(({ startedOn, endedOn, cycleDays }) => {
    const first = Date.parse(`${startedOn}T12:00:00Z`)
    const last = Math.min(to, endedOn ? Date.parse(`${endedOn}T12:00:00Z`) : to)
    if (cycleDays === null) return first >= from && first <= last ? [first] : []
    const skipped = Math.max(0, Math.ceil((from - first) / (cycleDays * dayLength)))
    const found: number[] = []
    for (let at = first + skipped * cycleDays * dayLength; at <= last; at += cycleDays * dayLength) found.push(at)
    return found
  })
  return [...new Set(starts)].sort((one, other) => one - other).map((at) => new Date(at).toISOString())
}

/** The points of a year of one symptom; a missed visit is a gap. */
export const momentsOf = (visits: HistoryView['visits'], symptom: string): Moment[] => visits.map(({ at, scores }) => ({ at, value: scores[symptom]?.raw ?? null }))

/** "04/11", with the year where it is another one than that of `today`. */
export function shortDay(at: string, zone: string, lang: string, today: string): string {
  const year = (one: string): string => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(new Date(one))
  return new Intl.DateTimeFormat(lang, { day: '2-digit', month: lang.startsWith('fr') ? '2-digit' : 'short', timeZone: zone, ...(year(at) !== year(today) && { year: 'numeric' }) }).format(new Date(at))
}

/** "+2", "−1": with a true minus sign. */
export const signed = (value: number, lang: string, digits = 0): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits })}`

import type { SymptomSummary, SummaryView, WeightSummary } from '@lien/contract/summaries'
import type { Words } from '@lien/contract/forms'
import { useOffice } from '../../i18n/office.ts'
import type { Office } from '../../i18n/fr/office.ts'
import { clock } from '../../i18n/time.ts'
import { shortDay, signed } from './chart.ts'

/** How a summary is said in the reader's language, with its days in the establishment's calendar. */
export interface Telling {
  t: Office; locale: string
  of: (words: Words) => string
  day: (at: string) => string
  dayAndTime: (at: string) => string
  date: (day: string) => string
  number: (value: number, digits?: number) => string
  percent: (value: number) => string
}

export function useTelling({ timeZone: zone, visitAt }: Pick<SummaryView, 'timeZone' | 'visitAt'>): Telling {
  const { t, lang, locale } = useOffice()
  const day = (at: string): string => shortDay(at, zone, locale, visitAt)
  return {
    t, locale, day, of: (words) => words[lang],
    dayAndTime: (at) => `${day(at)}${lang === 'fr' ? ' à ' : ' at '}${clock(at, zone, locale)}`,
    // A calendar day has no zone: noon UTC is that day everywhere.
    date: (one) => shortDay(`${one}T12:00:00Z`, 'UTC', locale, visitAt),
    number: (value, digits = 1) => value.toLocaleString(locale, { maximumFractionDigits: digits }),
    percent: (value) => `${signed(value, locale, 1)}\u00a0%`,
  }
}

/** "3 – sévère"; presence has no number, since one alone would look like "mild". */
export function answerOf({ raw, words, of: attribute, pattern, missing }: SymptomSummary, { t, of }: Telling): string {
  if (raw === null) return t.summary.missing[missing === null || missing === 'presence' ? 'unanswered' : missing]
  const said = words ? of(words) : attribute ? t.summary.attributes[attribute] : ''
  return pattern === 'P' ? said : `${raw} – ${said}`
}

/** "+2 depuis le 04/11". */
export function changeOf({ raw, change, previous, pattern }: SymptomSummary, { t, day, locale }: Telling): string {
  const words = t.summary
  if (raw === null) return ''
  if (!previous || change === null) return words.first
  if (pattern === 'P') return change > 0 ? words.appeared(day(previous.at)) : words.still(day(previous.at))
  return change === 0 ? words.same(day(previous.at)) : words.change(signed(change, locale), day(previous.at))
}

/** Where treatment began with another answer than the one compared with. */
export const baselineOf = ({ baseline, previous, pattern }: SymptomSummary, { t, day }: Telling): string =>
  (baseline && pattern !== 'P' && baseline.at !== previous?.at ? t.summary.baseline(baseline.raw, day(baseline.at)) : '')

/** Every point in words, for those who do not see the chart. */
export function pointsOf({ label, points }: Pick<SymptomSummary, 'label' | 'points'>, axis: readonly { at: string }[], { t, of, day }: Telling): string {
  return t.summary.points(of(label), axis.map(({ at }, index) => t.summary.point(day(at), points[index]?.toString() ?? t.summary.gap)).join(' ; '))
}

export function weightSentences({ month, halfYear }: WeightSummary, { t, number, day, percent }: Telling): string[] {
  const words = t.summary.weight
  const kg = (value: number): string => `${number(value)}\u00a0kg`
  return [...(month ? [words.month(percent(month.percent), kg(month.kg), day(month.at))] : []), ...(halfYear ? [words.halfYear(percent(halfYear.percent), kg(halfYear.kg), day(halfYear.at))] : [])]
}

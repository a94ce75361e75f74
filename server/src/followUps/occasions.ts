import { DateTime } from 'luxon'
import { fewestDaysBetween, type Weekday } from '@lien/contract/followUpRules'

/** A rhythm as it stands: a cycle's days are counted from its treatment's first day, and end with its last. Days as YYYY-MM-DD. */
export type Planned =
  | { kind: 'weekly'; weekday: Weekday }
  | { kind: 'cycle'; startedOn: string; endedOn: string | null; cycleDays: number; days: readonly number[] }

/** People are asked in the morning, and have two days; a day more, and nobody expects an answer. Hours of the establishment's own clock. */
const hour = 9
const daysToAnswer = 2

const dayAt = (day: string, zone: string, later = 0): Date => DateTime.fromISO(day, { zone }).plus({ days: later }).set({ hour }).toJSDate()
/** When the patient is asked on a planned day. */
export const askedAt = (day: string, zone: string): Date => dayAt(day, zone)
/** By when they should have answered. */
export const dueAt = (day: string, zone: string): Date => dayAt(day, zone, daysToAnswer)
/** The establishment's calendar day at an instant. */
export const dayOf = (at: Date, zone: string): string => iso(DateTime.fromJSDate(at, { zone }))

// Calendar days alone are reckoned without a clock: no day of them has 23 hours.
const plain = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' })
const iso = (day: DateTime): string => {
  const text = day.toISODate()
  if (text === null) throw new RangeError('Not a day.')
  return text
}
export const plus = (day: string, days: number): string => iso(plain(day).plus({ days }))
export const monthsLater = (day: string, months: number): string => iso(plain(day).plus({ months }))
const between = (from: string, to: string): number => Math.round(plain(to).diff(plain(from), 'days').days)

/** The first planned day from `from` on; null where it would be after `until`, or after the treatment. */
export function occasionFrom(planned: Planned, from: string, until: string): string | null {
  const found = planned.kind === 'weekly' ? plus(from, (planned.weekday - plain(from).weekday + 7) % 7) : inCycle(planned, from)
  const last = planned.kind === 'cycle' && planned.endedOn !== null && planned.endedOn < until ? planned.endedOn : until
  return found <= last ? found : null
}

function inCycle({ startedOn, cycleDays, days }: Extract<Planned, { kind: 'cycle' }>, from: string): string {
  const begun = Math.max(0, between(startedOn, from))
  const first = begun - (begun % cycleDays)
  const candidates = [first, first + cycleDays].flatMap((cycle) => days.map((day) => plus(startedOn, cycle + day - 1)))
  return candidates.filter((day) => day >= from).reduce((one, other) => (other < one ? other : one))
}

/** All planned days from `from` on, in order. */
export function occasionsFrom(planned: Planned, from: string, until: string): string[] {
  const found: string[] = []
  for (let day = occasionFrom(planned, from, until); day !== null; day = occasionFrom(planned, plus(day, 1), until)) found.push(day)
  return found
}

/** The first planned day whose hour has not come at `at`. */
export function occasionAfter(planned: Planned, at: Date, until: string, zone: string): string | null {
  const today = dayOf(at, zone)
  return occasionFrom(planned, askedAt(today, zone) > at ? today : plus(today, 1), until)
}

/** May these days of a cycle be asked on? Each once, within it, and none before the last one's questions are over. */
export function areApart(days: readonly number[], cycleDays: number): boolean {
  const sorted = [...days].sort((one, other) => one - other)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined || first < 1 || last > cycleDays) return false
  return [...sorted, first + cycleDays].every((day, index, all) => index === 0 || day - (all[index - 1] ?? 0) >= fewestDaysBetween)
}

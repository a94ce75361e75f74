import { DateTime } from 'luxon'
import type { Hours, Target } from '@lien/contract/alertRules'

/** More closed days in a row than any house has. */
const mostDays = 400

/**
 * The instant when so many minutes of service have passed since `at`, in the establishment's own time: nights,
 * weekends and closed days do not count. Throws `RangeError` where the house never opens.
 */
export function afterService(at: Date, minutes: number, hours: Hours, zone: string): Date {
  let left = minutes
  let day = DateTime.fromJSDate(at, { zone }).startOf('day')
  for (let tried = 0; tried < mostDays; tried += 1, day = day.plus({ days: 1 })) {
    if (!hours.days.includes(day.weekday) || hours.closed.includes(day.toISODate() ?? '')) continue
    const [opens, closes] = [clock(day, hours.from), clock(day, hours.to)]
    const from = Math.max(opens.toMillis(), at.getTime())
    const available = (closes.toMillis() - from) / 60_000
    if (available <= 0) continue
    if (left <= available) return new Date(from + left * 60_000)
    left -= available
  }
  throw new RangeError('No hours of service.')
}

const clock = (day: DateTime, time: string): DateTime => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return day.set({ hour, minute })
}

/** By when an alert raised at `at` must be seen; the visit it may wait for begins at `visitAt`. */
export function dueAt(target: Target, at: Date, visitAt: Date, hours: Hours, zone: string): Date {
  switch (target.kind) {
    case 'service': return afterService(at, target.minutes, hours, zone)
    case 'always': return new Date(at.getTime() + target.minutes * 60_000)
    // What is answered in the waiting room is read in the visit.
    case 'visit': return new Date(Math.max(visitAt.getTime(), at.getTime()))
  }
}

/** A calendar day in words. It has no zone: noon UTC is that day everywhere. */
export const dayInWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

/** The same day, months later; the last day of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Days as people write them: "8, 15". Whatever else stands there is left to the server to refuse. */
export const daysIn = (typed: string): number[] => [...new Set((typed.match(/\d+/g) ?? []).map(Number))]

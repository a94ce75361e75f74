/** Sentences about time. Instants are ISO 8601 in UTC; zones are IANA names; `now` is in ms since 1970. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "10 h 30" in French, "10:30" in English. */
export function clock(at: string, zone: string, lang: string): string {
  const parts = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).formatToParts(new Date(at))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  if (!lang.startsWith('fr')) return `${of('hour')}:${of('minute')}`
  return `${Number(of('hour'))}\u00a0h${of('minute') === '00' ? '' : `\u00a0${of('minute')}`}`
}

export const dayOf = (at: string, zone: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(new Date(at))

/** "dans 12 minutes", "il y a 5 minutes"; null within the minute. */
export function relative(at: string, now: number, lang: string): string | null {
  const away = Date.parse(at) - now
  const size = Math.abs(away)
  if (size < minute) return null
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'always' })
  if (size < hour) return words.format(Math.round(away / minute), 'minute')
  if (size < day) return words.format(Math.round(away / hour), 'hour')
  return words.format(Math.round(away / day), 'day')
}

/** Whole minutes since an instant, never negative. */
export const minutesSince = (at: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(at)) / minute))

/** "4 min", "1 h 05". */
export function lasted(minutes: number): string {
  if (minutes < 60) return `${minutes}\u00a0min`
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`
}

/** Do two zones show the same clock at this instant? */
export const sameClock = (at: string, one: string, other: string): boolean => `${dayOf(at, one, 'en')} ${clock(at, one, 'en')}` === `${dayOf(at, other, 'en')} ${clock(at, other, 'en')}`

/** "12/03/1954", as it is written on a wristband. */
export const birth = (date: string, lang: string): string => new Intl.DateTimeFormat(lang, { day: '2-digit', month: lang.startsWith('fr') ? '2-digit' : 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))

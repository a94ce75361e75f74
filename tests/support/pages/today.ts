/**
 * Minutes from now, kept within the day of the hospital (Europe/Paris): close to midnight an appointment in five
 * minutes is tomorrow's, and rightly missing from the list that a test looks at.
 */
export function withinToday(minutes: number, now = new Date()): number {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .formatToParts(now).flatMap(({ type, value }) => (type === 'hour' || type === 'minute' ? [Number(value)] : []))
  const since = hour * 60 + minute
  return Math.max(1 - since, Math.min(24 * 60 - 2 - since, minutes))
}

/** The date (YYYY-MM-DD) that three fields say; null where there is none, or it lies ahead of `now` or too far back for a life. */
export function birthDateOf({ day, month, year }: { day: string; month: string; year: string }, now: Date): string | null {
  const [d, m, y] = [Number(day), Number(month), Number(year)]
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const date = new Date(Date.UTC(y, m - 1, d))
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return real && date <= now && y > now.getUTCFullYear() - 130 ? date.toISOString().slice(0, 10) : null
}

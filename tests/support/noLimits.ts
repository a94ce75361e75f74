import { usualLimits, type LimitTable } from '@lien/server/door/limits.ts'

const plenty = { points: 1_000_000, duration: 1 }
/** One machine plays everybody here: what would be an attack elsewhere is a test's ordinary pace. */
export const noLimits = Object.fromEntries(Object.keys(usualLimits).map((name) => [name, plenty])) as LimitTable

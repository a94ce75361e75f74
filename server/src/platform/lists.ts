/**
 * SQL: the rows of a sub-select as one JSON list in its order, an empty one where there is none: a row comes with its
 * lists in one statement (decision 0036).
 */
export const listOf = (select: string): string => `(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x)`

/** An instant as PostgreSQL writes it into JSON. */
export type WrittenInstant = string
export const instantOf = (written: WrittenInstant): Date => new Date(written)

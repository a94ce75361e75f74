import { Fault } from '@lien/contract/faults'

/** PostgreSQL's SQLSTATE classes (appendix A of its manual) and Node's socket errors, as the faults they mean to a person. */
const away = /^(08|57P0|53|57014|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE)/
const collided = /^(40001|40P01|55P03|23505)/
/** The driver's own words where the connection is gone; Knex puts the statement before them. */
const gone = /Connection terminated( unexpectedly)?$|is not queryable$/
const unstorable = /^(22021|22P05)/

/** Null when the error is not the database's, or is our own mistake. */
export function faultOfDatabase(error: unknown): Fault | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'KnexTimeoutError' || gone.test(error.message)) return new Fault('unavailable', { reason: 'databaseAway', cause: error })
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (away.test(code)) return new Fault('unavailable', { reason: 'databaseAway', cause: error })
  if (collided.test(code)) return new Fault('conflict', { cause: error })
  if (unstorable.test(code)) return new Fault('invalidInput', { cause: error })
  return null
}

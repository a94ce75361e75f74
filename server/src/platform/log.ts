import pino from 'pino'

export type Log = pino.Logger

/**
 * The technical log: ids and codes, never a token, a name or an answer. Written at once: what an asynchronous log
 * still holds at exit is retried for ever when its reader is gone, and the process would never end.
 */
export function createLog(level: string, to: pino.DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
}

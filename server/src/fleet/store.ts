import pg from 'pg'
import type { Transaction } from '../platform/db.ts'

/** A connection of its own, since LISTEN belongs to a connection. */
export type Line = pg.Client

const channel = 'lien'

/** A connection that hears the other servers. `patience` in ms, for each query; `lost` may be told more than once. Throws where the database is out of reach. */
export async function openLine({ url, patience, hear, lost }: { url: string; patience: number; hear: (message: string | undefined) => void; lost: (line: Line, error: Error) => void }): Promise<Line> {
  const line = new pg.Client({ connectionString: url, application_name: 'lien-fleet', query_timeout: patience, connectionTimeoutMillis: patience, keepAlive: true })
  line.on('error', (error) => lost(line, error))
  line.on('notification', ({ payload }) => hear(payload))
  await line.connect()
  await line.query(`SET ROLE lien_app; LISTEN ${channel}`)
  return line
}

/** Said when the transaction commits, and not at all where it does not. */
export function notify(db: Transaction, messages: string[]): void {
  db.send(db.raw(`SELECT pg_notify('${channel}', message) FROM unnest(?::text[]) AS message`, [messages]))
}

/** Says that this server lives. True where nobody knew: it has just started, or was given up. */
export async function beat(line: Line, serverId: string): Promise<boolean> {
  const { rows } = await line.query<{ fresh: boolean }>('INSERT INTO servers AS s (server_id, seen_at) VALUES ($1, now()) ON CONFLICT (server_id) DO UPDATE SET seen_at = now() RETURNING s.xmax = 0 AS fresh', [serverId])
  return rows[0]?.fresh === true
}

/** Gives up the servers that have been silent for so many seconds. True where there was one. */
export async function bury(line: Line, seconds: number): Promise<boolean> {
  const { rowCount } = await line.query('DELETE FROM servers WHERE seen_at < now() - make_interval(secs => $1)', [seconds])
  return (rowCount ?? 0) > 0
}

export const leave = (line: Line, serverId: string): Promise<unknown> => line.query('DELETE FROM servers WHERE server_id = $1', [serverId])

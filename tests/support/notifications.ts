import pg from 'pg'
import type { TestHouse } from './house.ts'

/** What everybody with a connection to the database may hear. */
export async function listenTo({ database }: TestHouse): Promise<{ heard: string[]; close: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: database.url })
  const heard: string[] = []
  client.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await client.connect()
  await client.query('LISTEN lien')
  return { heard, close: () => client.end() }
}

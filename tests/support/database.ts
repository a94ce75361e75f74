import { randomUUID } from 'node:crypto'
import pg from 'pg'

export interface TestDatabase {
  /** As its owner: what a person with the keys of the database could do. */
  url: string
  query: <R extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<R[]>
  drop: () => Promise<void>
}

/** A fresh copy of the migrated template. */
export async function cloneDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await once(serverUrl, `CREATE DATABASE ${name} TEMPLATE lien_template`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 4 })
  pool.on('error', (error) => console.error('test pool', error.message))
  return {
    url: url.href,
    query: async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await pool.query<R>(sql, values)).rows,
    drop: async () => {
      await pool.end()
      await once(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try { await client.query(sql) } finally { await client.end() }
}

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { modalities, states } from '@lien/contract/consultation'
import { seats } from '@lien/contract/roles'
import { migrate } from '@lien/server/platform/db.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => { database = await cloneDatabase(inject('databaseUrl')) })
afterAll(() => database.drop())

async function allowed(constraint: string): Promise<string[]> {
  const [row] = await database.query<{ def: string }>('SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = $1', [constraint])
  return [...(row?.def ?? '').matchAll(/'([A-Za-z]+)'::text/g)].map(([, name]) => name ?? '').sort()
}

it('the database allows the contract’s states and seats, and no other', async () => {
  expect(await allowed('consultations_state')).toEqual([...states].sort())
  expect(await allowed('modalities_modality')).toEqual([...modalities].sort())
  expect(await allowed('participants_seat')).toEqual([...seats].sort())
})

it('migrations run side by side and again without harm, also after one was killed half-way', async () => {
  const done = await database.query('SELECT name FROM lien_migrations ORDER BY id')
  await database.query('UPDATE lien_migrations_lock SET is_locked = 1')
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  expect(await database.query('SELECT name FROM lien_migrations ORDER BY id')).toEqual(done)
  expect(done[0]).toEqual({ name: '0001_first_consultation' })
})

/** Not of an establishment: migrations' own notes, the trail, which the application cannot read at all, and the counters of attempts and the processes of Lien, which name nobody. */
const open = ['lien_migrations', 'lien_migrations_lock', 'limits', 'servers', 'trail', 'trail_heads']

it('[wall] every table is behind the second wall, and the application owns none', async () => {
  const tables = await database.query<{ name: string; walled: boolean; owner: string }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS walled, pg_get_userbyid(c.relowner) AS owner
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`)
  expect(tables.filter(({ walled }) => !walled).map(({ name }) => name)).toEqual(open)
  expect(tables.filter(({ owner }) => owner.startsWith('lien_'))).toEqual([])
  const readable = await database.query<{ name: string }>(`SELECT name FROM unnest($1::text[]) AS name WHERE has_table_privilege('lien_app', name, 'SELECT, INSERT, UPDATE, DELETE')`, [open])
  expect(readable.map(({ name }) => name)).toEqual(['limits', 'servers'])
})

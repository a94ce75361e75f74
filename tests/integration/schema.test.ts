import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { states } from '@lien/contract/consultation'
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
  expect(await allowed('participants_seat')).toEqual([...seats].sort())
})

it('migrations run side by side and again without harm, also after one was killed half-way', async () => {
  await database.query('UPDATE lien_migrations_lock SET is_locked = 1')
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  expect(await database.query('SELECT name FROM lien_migrations')).toEqual([{ name: '0001_first_consultation' }])
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '@lien/server/platform/db.ts'
import { EmbeddedPostgres } from '../../scripts/postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext { databaseUrl: string }
}

/** One real PostgreSQL for the run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lien-test-'))
  const postgres = await EmbeddedPostgres.start({ dataDir, settings: { fsync: 'off', full_page_writes: 'off' } })
  const template = new URL(postgres.url)
  template.pathname = '/lien_template'
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query('CREATE DATABASE lien_template')
  await admin.end()
  await migrate(template.href)
  project.provide('databaseUrl', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

import knex, { type Knex } from 'knex'
import type { Log } from './log.ts'
import { steps } from '@lien/migrations/index.ts'

export type Db = Knex
export type Transaction = Knex.Transaction

/** The server works as this role: it owns no table, and cannot change a row of the trail. */
export const applicationRole = 'lien_app'
/** Any number, the same in every process: one migrator at a time. */
const migrationLock = 7_210_411

interface Connection { query: (sql: string, done: (error: Error | null) => void) => void }

/** A pool whose every connection has stepped down to the application's role. */
export function openDatabase(url: string, log: Log, poolSize = 10): Db {
  return knex({
    client: 'pg',
    connection: { connectionString: url, application_name: 'lien-server' },
    pool: {
      min: 0, max: poolSize,
      afterCreate(connection: Connection, done: (error: Error | null, connection: Connection) => void) {
        connection.query(`SET ROLE ${applicationRole}; SET statement_timeout = '10s'; SET lock_timeout = '5s'`, (error) => done(error, connection))
      },
    },
    acquireConnectionTimeout: 5_000,
    log: { warn: (message: unknown) => log.warn({ message }, 'database'), error: (message: unknown) => log.error({ message }, 'database') },
  })
}

/** Brings the database to this version, as its owner, one process at a time. */
export async function migrate(url: string): Promise<void> {
  const owner = knex({ client: 'pg', connection: { connectionString: url, application_name: 'lien-migrations' }, pool: { min: 0, max: 3 } })
  try {
    await owner.transaction(async (holder) => {
      await holder.raw('SELECT pg_advisory_xact_lock(?)', [migrationLock])
      await ensureRole(owner)
      // Only the advisory lock's holder comes here, so a lock row left by a killed process is stale.
      const migrations = { migrationSource: source, tableName: 'lien_migrations' }
      await owner.migrate.forceFreeMigrationsLock(migrations)
      await owner.migrate.latest(migrations)
    })
  } finally {
    await owner.destroy()
  }
}

/** Roles belong to the whole cluster: another database's migrator may make it at the same moment. */
async function ensureRole(owner: Db): Promise<void> {
  await owner.raw(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${applicationRole}') THEN CREATE ROLE ${applicationRole} NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`)
  await owner.raw(`DO $$ BEGIN
    IF NOT pg_has_role(current_user, '${applicationRole}', 'MEMBER') THEN EXECUTE format('GRANT ${applicationRole} TO %I', current_user); END IF;
  END $$`)
}

const source: Knex.MigrationSource<(typeof steps)[number]> = {
  getMigrations: () => Promise.resolve([...steps]),
  getMigrationName: (step) => step.name,
  getMigration: (step) => Promise.resolve({ up: step.up, down: () => Promise.reject(new Error('Migrations only go forward.')) }),
}

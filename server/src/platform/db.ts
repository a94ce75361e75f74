import knex, { type Knex } from 'knex'
import type { ConsultationId } from '@lien/contract/ids'
import type { Log } from './log.ts'
import { keepPlans } from './prepared.ts'
import { inTransaction, type Db, type Pool, type Transaction } from './transaction.ts'
import { steps } from '@lien/migrations/index.ts'

export type { Db, Pool, Transaction }

/**
 * The server works as `lien_app`: it owns nothing, sees only rows of the establishment that a transaction speaks for,
 * and cannot touch the trail but through its functions. `lien_system` is Lien acting by itself, for one transaction;
 * `lien_door` and `lien_trail` own the functions of `migrations/steps/0002_tenancy.ts`, and `lien_trail` reads the trail.
 */
const roles = ['lien_app', 'lien_system', 'lien_door', 'lien_trail'] as const
export type DatabaseRole = 'lien_app' | 'lien_trail'
/** Any number, the same in every process: one migrator at a time. */
const migrationLock = 7_210_411

interface Connection { query: (sql: string, done: (error: Error | null) => void) => void }

/**
 * A pool whose every connection has stepped down to a role of ours. A statement is planned once a connection, whatever
 * its parameters: rows are found by keys, so that the values matter little and the planning much.
 */
export function openDatabase(url: string, log: Log, { role = 'lien_app', poolSize = 10 }: { role?: DatabaseRole; poolSize?: number } = {}): Pool {
  return knex({
    client: 'pg',
    // A statement need not wait for the answer to the one before it (decision 0038).
    connection: { connectionString: url, application_name: 'lien-server', pipeline: true } as Knex.PgConnectionConfig,
    pool: {
      min: 0, max: poolSize,
      afterCreate(connection: Connection, done: (error: Error | null, connection: Connection) => void) {
        keepPlans(connection)
        connection.query(`SET ROLE ${role}; SET statement_timeout = '10s'; SET lock_timeout = '5s'; SET plan_cache_mode = force_generic_plan`, (error) => done(error, connection))
      },
    },
    acquireConnectionTimeout: 5_000,
    log: { warn: (message: unknown) => log.warn({ message }, 'database'), error: (message: unknown) => log.error({ message }, 'database') },
  })
}

/** Lien acts by itself: one transaction that sees the rows of every establishment. */
export function asLien<T>(pool: Pool, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(pool, (trx) => {
    becomeLien(trx)
    return work(trx)
  })
}
export const becomeLien = (trx: Transaction): void => trx.send(trx.raw('SET LOCAL ROLE lien_system'))

/** Reads what the people of one consultation may see, outside any act: for the notices that follow a commit. */
export function aboutConsultation<T>(pool: Pool, id: ConsultationId, read: (trx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(pool, (trx) => {
    trx.send(trx.raw('SELECT door_consultation(?)', [id]))
    return read(trx)
  })
}

/** Brings the database to this version, as its owner, one process at a time. */
export async function migrate(url: string): Promise<void> {
  const owner = knex({ client: 'pg', connection: { connectionString: url, application_name: 'lien-migrations' }, pool: { min: 0, max: 3 } })
  try {
    await owner.transaction(async (holder) => {
      await holder.raw('SELECT pg_advisory_xact_lock(?)', [migrationLock])
      for (const role of roles) await ensureRole(owner, role)
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
async function ensureRole(owner: Db, role: string): Promise<void> {
  await owner.raw(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`)
  await owner.raw(`DO $$ BEGIN
    IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN EXECUTE format('GRANT ${role} TO %I', current_user); END IF;
  END $$`)
}

const source: Knex.MigrationSource<(typeof steps)[number]> = {
  getMigrations: () => Promise.resolve([...steps]),
  getMigrationName: (step) => step.name,
  getMigration: (step) => Promise.resolve({ up: step.up, down: () => Promise.reject(new Error('Migrations only go forward.')) }),
}

import type { Knex } from 'knex'

/**
 * Each part of a work list by an index in its own order: a planner that cannot see through the second wall takes an
 * index of the whole house for a worse bargain than reading every alert.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE INDEX alerts_service_open ON alerts (service_id, rank, due_at, id) WHERE closed_at IS NULL;
    CREATE INDEX alerts_service_closed ON alerts (service_id, closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
    CREATE INDEX alerts_account_open ON alerts (account_id, rank, due_at, id) WHERE closed_at IS NULL;
    CREATE INDEX alerts_account_closed ON alerts (account_id, closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
    CREATE INDEX alerts_escalated ON alerts USING gin (escalated_to) WHERE escalated_to <> '{}';
  `)
}

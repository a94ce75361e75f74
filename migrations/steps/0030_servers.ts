import type { Knex } from 'knex'

/**
 * The server processes that share this database, by their last sign of life. Not a tenant's data and not behind
 * row-level security: a name and a time. UNLOGGED: after a crash of the database each says again that it lives.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE UNLOGGED TABLE servers (
      server_id text PRIMARY KEY,
      seen_at timestamptz NOT NULL
    );
    CREATE INDEX stays_open ON stays (server_id) WHERE left_at IS NULL;
    GRANT SELECT, INSERT, UPDATE, DELETE ON servers TO lien_app;
  `)
}

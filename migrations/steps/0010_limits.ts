import type { Knex } from 'knex'

/**
 * Counters of attempts, shared by all server processes (rate-limiter-flexible's own shape). Not a tenant's data and not
 * behind row-level security: they are counted before anybody is known, a key is a keyed hash of an address or a mail
 * address that cannot be read back, and a row means nothing an hour after it expires, when it is deleted. UNLOGGED: a
 * crash of the database forgets them, which costs an attacker's patience and nobody's data.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE UNLOGGED TABLE limits (
      key varchar(255) PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    );
    CREATE INDEX limits_expire ON limits (expire);
    GRANT SELECT, INSERT, UPDATE, DELETE ON limits TO lien_app;
  `)
}

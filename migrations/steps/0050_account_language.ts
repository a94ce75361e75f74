import type { Knex } from 'knex'

/** In which language a professional is written to: invitations, passwords, alerts. Those who are there are written to as before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`ALTER TABLE accounts ADD COLUMN language text NOT NULL DEFAULT 'fr' CHECK (language IN ('fr','en'))`)
}

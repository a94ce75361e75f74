import type { Knex } from 'knex'

/** Of one url, one version at a time is asked: two publications at the same moment cannot both hold. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE UNIQUE INDEX questionnaires_one_published ON questionnaires (establishment_id, url) WHERE state = 'published'
  `)
}

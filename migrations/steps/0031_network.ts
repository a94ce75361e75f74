import type { Knex } from 'knex'

/** What a person's test found beside camera and microphone: whether they hear, and how their network carries a call. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE participants
      ADD COLUMN speaker text CHECK (speaker IN ('heard','notHeard')),
      ADD COLUMN network text CHECK (network IN ('good','weak','bad','none'))
  `)
}

import type { Knex } from 'knex'

/** A coordinating nurse may hold a consultation: the call that an alert asks for (decision 0044). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE participants DROP CONSTRAINT participants_seat,
      ADD CONSTRAINT participants_seat CHECK (seat IN ('oncologist','coordinatingNurse','patient','relative','townNurse','townPhysician','interpreter'))
  `)
}

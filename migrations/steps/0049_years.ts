import type { Knex } from 'knex'

/** What a house of ten years is asked every day (`npm run bench -- years`): the few consultations still open, those of one patient, a patient by their birth date. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE INDEX consultations_open ON consultations (establishment_id, scheduled_at) WHERE state IN ('scheduled','waiting','inProgress','interrupted');
    CREATE INDEX consultations_patient ON consultations (patient_id, scheduled_at);
    CREATE INDEX patients_birth ON patients (establishment_id, birth_date);
  `)
}

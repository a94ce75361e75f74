import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/**
 * By which means a consultation was held, from its start to its end without a gap: by telephone alone it is no
 * teleconsultation, and its report must say so. Consultations that began before were held by video.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE modalities (
      id uuid PRIMARY KEY,
      consultation_id uuid NOT NULL REFERENCES consultations,
      establishment_id uuid NOT NULL REFERENCES establishments,
      modality text NOT NULL CONSTRAINT modalities_modality CHECK (modality IN ('video','telephone')),
      from_at timestamptz NOT NULL,
      -- Null: still.
      until_at timestamptz CHECK (until_at >= from_at),
      -- The number that the patient is called on, masked: their own page shows it.
      rings text CHECK (rings IS NULL OR modality = 'telephone')
    );
    CREATE UNIQUE INDEX modalities_now ON modalities (consultation_id) WHERE until_at IS NULL;
    CREATE INDEX modalities_consultation ON modalities (consultation_id, from_at);
    INSERT INTO modalities (id, consultation_id, establishment_id, modality, from_at, until_at)
      SELECT gen_random_uuid(), id, establishment_id, 'video', started_at, ended_at FROM consultations WHERE started_at IS NOT NULL;
    GRANT SELECT, INSERT, UPDATE ON modalities TO lien_app;
  `)
  await isolate(db, 'modalities', 'consultation_id')
}

import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/** Accesses opened by break-glass, and the national number of a professional (RPPS, once per establishment). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Whoever an administrator adds has no password before they answer their invitation.
    ALTER TABLE accounts ALTER password_hash DROP NOT NULL;
    ALTER TABLE accounts ADD COLUMN IF NOT EXISTS rpps text;
    ALTER TABLE accounts ADD CONSTRAINT accounts_rpps_digits CHECK (rpps ~ '^[0-9]{11}$');
    CREATE UNIQUE INDEX accounts_rpps_once ON accounts (establishment_id, rpps);

    CREATE TABLE accesses (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      account_id uuid NOT NULL REFERENCES accounts,
      reason text NOT NULL CONSTRAINT accesses_reason CHECK (reason IN ('emergency','replacement','continuity','patientRequest','other')),
      explanation text NOT NULL CHECK (length(explanation) BETWEEN 10 AND 300),
      opened_at timestamptz NOT NULL,
      until timestamptz NOT NULL CHECK (until > opened_at)
    );
    CREATE INDEX accesses_consultation ON accesses (consultation_id, until);
    CREATE INDEX accesses_account ON accesses (account_id, until);
    CREATE INDEX consultations_service ON consultations (service_id, scheduled_at);
    -- Nobody takes back that they looked.
    GRANT SELECT, INSERT ON accesses TO lien_app;
  `)
  await isolate(db, 'accesses', 'never')
}

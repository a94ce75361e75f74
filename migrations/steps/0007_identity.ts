import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/**
 * Who the patient is (CSP R6316-3; RNIV), and what the professional saw of it at the start of a call. The traits that
 * greet a guest stay in `patients`; those here, the INS among them, no guest's session can read (decision 0026).
 * Codes are repeated from the contract on purpose: a test compares them.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE identities (
      patient_id uuid PRIMARY KEY REFERENCES patients,
      establishment_id uuid NOT NULL REFERENCES establishments,
      given_names text NOT NULL CHECK (length(given_names) BETWEEN 1 AND 200),
      used_given_name text,
      sex text NOT NULL CONSTRAINT identities_sex CHECK (sex IN ('F','M','I')),
      birth_place text NOT NULL CHECK (birth_place ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
      ins_matricule text CHECK (ins_matricule ~ '^[0-9]{5}([0-9]{2}|2[AB])[0-9]{8}$'),
      ins_oid text CONSTRAINT identities_oid CHECK (ins_oid IN ('1.2.250.1.213.1.4.8','1.2.250.1.213.1.4.9','1.2.250.1.213.1.4.10','1.2.250.1.213.1.4.11')),
      status text NOT NULL CONSTRAINT identities_status CHECK (status IN ('provisional','retrieved','validated','qualified')),
      changed_at timestamptz NOT NULL,
      CHECK ((ins_matricule IS NULL) = (ins_oid IS NULL)),
      CHECK ((ins_oid IS NOT NULL) = (status IN ('retrieved','qualified')))
    );
    -- Nothing was asked of those who are known already: provisional is what they are.
    INSERT INTO identities (patient_id, establishment_id, given_names, sex, birth_place, status, changed_at)
      SELECT id, establishment_id, given_name, 'I', '99999', 'provisional', created_at FROM patients;

    -- Each row stays; the latest of a consultation counts.
    CREATE TABLE identity_checks (
      id uuid PRIMARY KEY,
      consultation_id uuid NOT NULL REFERENCES consultations,
      establishment_id uuid NOT NULL REFERENCES establishments,
      account_id uuid NOT NULL REFERENCES accounts,
      document text NOT NULL CONSTRAINT identity_checks_document CHECK (document IN ('identityCard','passport','residencePermit','vitaleApp','other','knownToProfessional')),
      -- Where to send help; part of the medical record.
      place text NOT NULL CHECK (length(place) BETWEEN 3 AND 300),
      callback text NOT NULL CHECK (callback ~ '^[+][1-9][0-9]{4,14}$'),
      at timestamptz NOT NULL
    );
    CREATE INDEX identity_checks_consultation ON identity_checks (consultation_id, at);

    GRANT SELECT, INSERT, UPDATE ON identities TO lien_app;
    GRANT SELECT, INSERT ON identity_checks TO lien_app;
  `)
  await isolate(db, 'identities', 'never')
  await isolate(db, 'identity_checks', 'never')
}

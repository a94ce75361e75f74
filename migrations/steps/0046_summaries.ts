import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/**
 * What the doctor says of a patient's answers (decision 0046): each saying is a row of its own, the latest counts, and
 * nothing that was said is ever written over.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE discussions (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      request_id uuid NOT NULL REFERENCES questionnaire_requests,
      -- One of the two: a symptom's code, or the place of a topic among the patient's own.
      symptom text,
      topic integer,
      discussed boolean NOT NULL,
      account_id uuid NOT NULL REFERENCES accounts,
      at timestamptz NOT NULL,
      CHECK ((symptom IS NULL) <> (topic IS NULL))
    );
    CREATE INDEX discussions_request ON discussions (request_id, at);

    -- A CTCAE grade beside the patient's answer; null takes the earlier one back.
    CREATE TABLE clinician_grades (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      request_id uuid NOT NULL REFERENCES questionnaire_requests,
      symptom text NOT NULL,
      grade smallint CHECK (grade BETWEEN 0 AND 5),
      account_id uuid NOT NULL REFERENCES accounts,
      at timestamptz NOT NULL
    );
    CREATE INDEX clinician_grades_request ON clinician_grades (request_id, at);

    -- The last comparable answer and the first one are found without reading five years of them.
    CREATE INDEX symptom_scores_history ON symptom_scores (patient_id, symptom, at);

    GRANT SELECT, INSERT ON discussions, clinician_grades TO lien_app;
  `)
  await isolate(db, 'discussions', 'never')
  await isolate(db, 'clinician_grades', 'never')
}

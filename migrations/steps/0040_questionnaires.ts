import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/**
 * Questionnaires as data, what was asked of whom, what was answered, and what it scores (decision 0040). A published
 * questionnaire never changes; a completed response never changes; a score says by which version it was computed.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE questionnaires (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      -- FHIR's canonical: url|version names one document for ever.
      url text NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
      version text NOT NULL CHECK (length(version) BETWEEN 1 AND 100),
      title jsonb NOT NULL,
      state text NOT NULL CONSTRAINT questionnaires_state CHECK (state IN ('draft','published','retired')),
      -- What it is asked for, and for modules, the treatment that calls for it.
      purpose text CONSTRAINT questionnaires_purpose CHECK (purpose IN ('previsit','module')),
      module text,
      -- The document as it came, to the byte; and what Lien reads of it.
      source text NOT NULL,
      form jsonb NOT NULL,
      imported_by uuid REFERENCES accounts,
      imported_at timestamptz NOT NULL,
      published_at timestamptz,
      retired_at timestamptz,
      UNIQUE (establishment_id, url, version),
      CHECK ((state = 'draft') = (published_at IS NULL)),
      CHECK ((purpose = 'module') = (module IS NOT NULL))
    );
    CREATE FUNCTION questionnaires_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state <> 'draft' AND (NEW.url, NEW.version, NEW.source, NEW.form, NEW.published_at) IS DISTINCT FROM (OLD.url, OLD.version, OLD.source, OLD.form, OLD.published_at) THEN
        RAISE EXCEPTION 'a published questionnaire never changes';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER questionnaires_fixed BEFORE UPDATE ON questionnaires FOR EACH ROW EXECUTE FUNCTION questionnaires_fixed();

    CREATE TABLE questionnaire_requests (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      -- The visit it informs; the patient answers from their own seat of it.
      consultation_id uuid NOT NULL REFERENCES consultations,
      patient_id uuid NOT NULL REFERENCES patients,
      purpose text NOT NULL CONSTRAINT questionnaire_requests_purpose CHECK (purpose IN ('previsit','followUp')),
      state text NOT NULL CONSTRAINT questionnaire_requests_state CHECK (state IN ('asked','begun','completed','missed','cancelled')),
      answered_by text CONSTRAINT questionnaire_requests_answered_by CHECK (answered_by IN ('patient','relative','nurse')),
      asked_at timestamptz NOT NULL,
      due_at timestamptz NOT NULL,
      reminded_at timestamptz,
      begun_at timestamptz,
      completed_at timestamptz,
      CHECK ((state = 'completed') = (completed_at IS NOT NULL))
    );
    -- One pre-visit request a consultation; follow-ups, one for each time they fall due.
    CREATE UNIQUE INDEX questionnaire_requests_once ON questionnaire_requests (consultation_id, purpose, due_at);
    CREATE INDEX questionnaire_requests_open ON questionnaire_requests (due_at) WHERE state IN ('asked','begun');
    CREATE INDEX questionnaire_requests_patient ON questionnaire_requests (patient_id, completed_at);

    CREATE TABLE questionnaire_responses (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      request_id uuid NOT NULL REFERENCES questionnaire_requests,
      patient_id uuid NOT NULL REFERENCES patients,
      questionnaire_id uuid NOT NULL REFERENCES questionnaires,
      position integer NOT NULL,
      answers jsonb NOT NULL DEFAULT '{}',
      saved_at timestamptz,
      completed_at timestamptz,
      UNIQUE (request_id, questionnaire_id)
    );
    CREATE INDEX questionnaire_responses_patient ON questionnaire_responses (patient_id, completed_at);

    -- One row a symptom asked: raw attributes apart from the grade, and why there is none.
    CREATE TABLE symptom_scores (
      response_id uuid NOT NULL REFERENCES questionnaire_responses,
      symptom text NOT NULL,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      patient_id uuid NOT NULL REFERENCES patients,
      questionnaire_id uuid NOT NULL REFERENCES questionnaires,
      at timestamptz NOT NULL,
      pattern text CONSTRAINT symptom_scores_pattern CHECK (pattern IN ('FSI','FS','FI','SI','F','S','A','P')),
      frequency smallint CHECK (frequency BETWEEN 0 AND 4),
      severity smallint CHECK (severity BETWEEN 0 AND 4),
      interference smallint CHECK (interference BETWEEN 0 AND 4),
      amount smallint CHECK (amount BETWEEN 0 AND 4),
      presence smallint CHECK (presence BETWEEN 0 AND 1),
      grade smallint CHECK (grade BETWEEN 0 AND 3),
      missing text CONSTRAINT symptom_scores_missing CHECK (missing IN ('unanswered','declined','notApplicable','presence')),
      version text NOT NULL,
      PRIMARY KEY (response_id, symptom),
      CHECK ((grade IS NULL) = (missing IS NOT NULL))
    );
    CREATE INDEX symptom_scores_patient ON symptom_scores (patient_id, at);

    -- Temperature (°C), weight (kg), activity (0 to 4), missed doses, a wanted call (0 or 1), falls.
    CREATE TABLE measured_values (
      response_id uuid NOT NULL REFERENCES questionnaire_responses,
      measure text NOT NULL CONSTRAINT measured_values_measure CHECK (measure IN ('temperature','weight','activity','missedDoses','callWanted','falls')),
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      patient_id uuid NOT NULL REFERENCES patients,
      at timestamptz NOT NULL,
      value numeric NOT NULL,
      PRIMARY KEY (response_id, measure)
    );
    CREATE INDEX measured_values_patient ON measured_values (patient_id, measure, at);

    -- What the patient is treated with: its name, its modules and the length of a cycle.
    CREATE TABLE treatments (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      patient_id uuid NOT NULL REFERENCES patients,
      label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
      modules text[] NOT NULL DEFAULT '{}',
      started_on date NOT NULL,
      cycle_days integer CHECK (cycle_days BETWEEN 1 AND 120),
      ended_on date CHECK (ended_on >= started_on),
      noted_by uuid REFERENCES accounts,
      noted_at timestamptz NOT NULL
    );
    CREATE INDEX treatments_patient ON treatments (patient_id, started_on);

    GRANT SELECT, INSERT, UPDATE ON questionnaires, questionnaire_requests, questionnaire_responses, treatments TO lien_app;
    GRANT SELECT, INSERT ON symptom_scores, measured_values TO lien_app;
  `)
  await isolate(db, 'questionnaires', 'everything')
  for (const table of ['questionnaire_requests', 'questionnaire_responses', 'symptom_scores', 'measured_values']) await isolate(db, table, 'consultation_id')
  await isolate(db, 'treatments', 'never')
}

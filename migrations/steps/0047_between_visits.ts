import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/** Asking between visits (decision 0047): whether a house does, whom, and a link that leads to questions alone. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Each decision is a row of its own, the latest counts.
    CREATE TABLE monitoring_decisions (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      switched_on boolean NOT NULL,
      -- Which words were read.
      statement text NOT NULL,
      account_id uuid NOT NULL REFERENCES accounts,
      at timestamptz NOT NULL
    );
    CREATE INDEX monitoring_decisions_latest ON monitoring_decisions (establishment_id, at DESC, id DESC);

    CREATE TABLE follow_ups (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      -- In which it was begun: the patient answers from their seat of it, whatever has become of it.
      consultation_id uuid NOT NULL REFERENCES consultations,
      patient_id uuid NOT NULL REFERENCES patients,
      -- One of the two: a day of the week (ISO 8601), or days of each cycle of a treatment.
      weekday smallint CHECK (weekday BETWEEN 1 AND 7),
      treatment_id uuid REFERENCES treatments,
      days smallint[],
      until_on date NOT NULL,
      started_by uuid NOT NULL REFERENCES accounts,
      started_at timestamptz NOT NULL,
      -- The next time that is planned, and when that was reckoned: a treatment noted since may have moved it.
      next_on date,
      next_at timestamptz,
      planned_at timestamptz NOT NULL,
      stopped_at timestamptz,
      ending text CONSTRAINT follow_ups_ending CHECK (ending IN ('stopped','switchedOff','finished')),
      -- Null: Lien itself.
      stopped_by uuid REFERENCES accounts,
      CHECK ((weekday IS NULL) <> (treatment_id IS NULL)),
      CHECK ((treatment_id IS NULL) = (days IS NULL)),
      CHECK ((next_on IS NULL) = (next_at IS NULL)),
      CHECK ((stopped_at IS NULL) = (ending IS NULL))
    );
    -- Nobody is asked twice.
    CREATE UNIQUE INDEX follow_ups_one ON follow_ups (patient_id) WHERE stopped_at IS NULL;
    CREATE INDEX follow_ups_due ON follow_ups (next_at) WHERE stopped_at IS NULL;

    -- One request a planned day, whatever the establishment's clock or its time zone do.
    ALTER TABLE questionnaire_requests ADD follow_up_id uuid REFERENCES follow_ups, ADD occasion_on date,
      ADD CHECK ((follow_up_id IS NULL) = (occasion_on IS NULL)),
      ADD CHECK (follow_up_id IS NULL OR purpose = 'followUp');
    CREATE UNIQUE INDEX questionnaire_requests_occasion ON questionnaire_requests (follow_up_id, occasion_on);

    -- A link to these questions and to nothing else: it outlives the consultation, and opens no seat of it.
    ALTER TABLE links ADD request_id uuid REFERENCES questionnaire_requests;
    CREATE INDEX links_request ON links (request_id) WHERE request_id IS NOT NULL;

    ALTER TABLE outbox DROP CONSTRAINT outbox_template;
    ALTER TABLE outbox ADD CONSTRAINT outbox_template CHECK (template IN ('link','linkAgain','code','invitation','passwordReset','questionnaire','questionnaireReminder','followUp','followUpReminder','alertWaiting'));

    GRANT SELECT, INSERT ON monitoring_decisions TO lien_app;
    GRANT SELECT, INSERT, UPDATE ON follow_ups TO lien_app;
  `)
  await isolate(db, 'monitoring_decisions', 'never')
  await isolate(db, 'follow_ups', 'consultation_id')
  await db.raw(`
    DROP FUNCTION door_seat(uuid, uuid);
    DROP FUNCTION door_link(bytea);
    -- A seat and the link that opened it; with a request, the link opens that alone.
    CREATE FUNCTION door_seat(participant uuid, link uuid) RETURNS TABLE (seat text, consultation_id uuid, establishment_id uuid, expires_at timestamptz, revoked_at timestamptz, request_id uuid) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT p.seat, p.consultation_id, p.establishment_id, l.expires_at, l.revoked_at, l.request_id FROM links l JOIN participants p ON p.id = l.participant_id WHERE l.id = link AND p.id = participant;
        PERFORM lien_enter(p.establishment_id, p.consultation_id) FROM links l JOIN participants p ON p.id = l.participant_id WHERE l.id = link AND p.id = participant;
      END $$;
    -- A personal link by the hash of its token.
    CREATE FUNCTION door_link(hash bytea) RETURNS TABLE (id uuid, participant_id uuid, consultation_id uuid, establishment_id uuid, expires_at timestamptz, revoked_at timestamptz, state text, request_id uuid) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT l.id, l.participant_id, l.consultation_id, l.establishment_id, l.expires_at, l.revoked_at, c.state, l.request_id FROM links l JOIN consultations c ON c.id = l.consultation_id WHERE l.token_hash = hash;
        PERFORM lien_enter(l.establishment_id, l.consultation_id) FROM links l WHERE l.token_hash = hash;
      END $$;
  `)
  await runAs(db, 'lien_door', ['door_seat(uuid, uuid)', 'door_link(bytea)'])
}

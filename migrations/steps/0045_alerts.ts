import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/**
 * Rules as versioned data of an establishment, the alerts they raise, and what was done about them (decision 0044).
 * A published set of rules never changes: the application may only add one.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE alert_rule_sets (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      version integer NOT NULL CHECK (version >= 1),
      rules jsonb NOT NULL,
      -- Read by Lien itself, for every establishment at once.
      missing_hours integer NOT NULL,
      -- Null: Lien's proposal, that nobody of the house has decided on.
      published_by uuid REFERENCES accounts,
      published_at timestamptz NOT NULL,
      UNIQUE (establishment_id, version)
    );

    CREATE TABLE alerts (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      service_id uuid REFERENCES services,
      -- Who holds the consultation: theirs too where it belongs to no service.
      account_id uuid REFERENCES accounts,
      patient_id uuid NOT NULL REFERENCES patients,
      request_id uuid NOT NULL REFERENCES questionnaire_requests,
      level text NOT NULL CONSTRAINT alerts_level CHECK (level IN ('red','orange','yellow','technical')),
      rank smallint NOT NULL GENERATED ALWAYS AS (CASE level WHEN 'red' THEN 1 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 3 ELSE 4 END) STORED,
      technical boolean NOT NULL GENERATED ALWAYS AS (level = 'technical') STORED,
      rules_version integer NOT NULL,
      reasons jsonb NOT NULL,
      raised_at timestamptz NOT NULL,
      due_at timestamptz NOT NULL,
      escalate_at timestamptz NOT NULL,
      seen_at timestamptz,
      seen_by uuid REFERENCES accounts,
      claimed_at timestamptz,
      claimed_by uuid REFERENCES accounts,
      acted_at timestamptz,
      action text CONSTRAINT alerts_action CHECK (action IN ('advisedByPhone','notReached','videoCall','appointment','sentToEmergency','treatmentPaused','informedOncologist','noAction')),
      escalated_at timestamptz,
      escalated_to uuid[] NOT NULL DEFAULT '{}',
      call_id uuid REFERENCES consultations,
      closed_at timestamptz,
      closed_by uuid REFERENCES accounts,
      CHECK ((claimed_at IS NULL) = (claimed_by IS NULL)),
      CHECK ((acted_at IS NULL) = (action IS NULL))
    );
    -- One open alert a questionnaire, and one that it did not come.
    CREATE UNIQUE INDEX alerts_once ON alerts (request_id, technical) WHERE closed_at IS NULL;
    -- The work list, in its order.
    CREATE INDEX alerts_open ON alerts (establishment_id, rank, due_at, id) WHERE closed_at IS NULL;
    CREATE INDEX alerts_closed ON alerts (establishment_id, closed_at DESC, id DESC) WHERE closed_at IS NOT NULL;
    CREATE INDEX alerts_unseen ON alerts (escalate_at) WHERE closed_at IS NULL AND seen_at IS NULL AND escalated_at IS NULL;
    CREATE INDEX alerts_request ON alerts (request_id);
    CREATE INDEX alerts_patient ON alerts (patient_id, raised_at);

    -- Every step that was taken, with what was said about it; an alert shows its last.
    CREATE TABLE alert_actions (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      alert_id uuid NOT NULL REFERENCES alerts,
      account_id uuid NOT NULL REFERENCES accounts,
      action text NOT NULL,
      comment text CHECK (length(comment) BETWEEN 1 AND 1000),
      at timestamptz NOT NULL
    );
    CREATE INDEX alert_actions_alert ON alert_actions (alert_id, at);

    ALTER TABLE outbox DROP CONSTRAINT outbox_template;
    ALTER TABLE outbox ADD CONSTRAINT outbox_template CHECK (template IN ('link','linkAgain','code','invitation','passwordReset','questionnaire','questionnaireReminder','alertWaiting'));

    GRANT SELECT, INSERT ON alert_rule_sets, alert_actions TO lien_app;
    GRANT SELECT, INSERT, UPDATE ON alerts TO lien_app;
  `)
  await isolate(db, 'alert_rule_sets', 'everything')
  await isolate(db, 'alerts', 'consultation_id')
  await isolate(db, 'alert_actions', 'never')
  // The patient's own act compares with answers of earlier consultations, which their session does not see: a door
  // function answers those of the same patient and house, for a request that the transaction may touch, and opens nothing.
  await db.raw(`
    GRANT SELECT ON questionnaire_requests, questionnaire_responses, questionnaires, symptom_scores, measured_values TO lien_door;
    CREATE FUNCTION door_earlier_answers(request uuid) RETURNS TABLE (request_id uuid, at timestamptz, url text, version text, scores jsonb, measured jsonb) LANGUAGE sql STABLE AS $$
      SELECT e.id, e.completed_at, q.url, q.version,
        (SELECT jsonb_agg(jsonb_build_object('symptom', s.symptom, 'pattern', s.pattern, 'grade', s.grade, 'raw', jsonb_strip_nulls(jsonb_build_object(
          'frequency', s.frequency, 'severity', s.severity, 'interference', s.interference, 'amount', s.amount, 'presence', s.presence)))) FROM symptom_scores s WHERE s.response_id = r.id),
        (SELECT jsonb_object_agg(m.measure, m.value) FROM measured_values m WHERE m.response_id = r.id)
      FROM questionnaire_requests o
      JOIN questionnaire_requests e ON e.patient_id = o.patient_id AND e.establishment_id = o.establishment_id AND e.id <> o.id AND e.state = 'completed'
      JOIN questionnaire_responses r ON r.request_id = e.id JOIN questionnaires q ON q.id = r.questionnaire_id
      WHERE o.id = request AND o.establishment_id = lien_establishment() AND (lien_consultation() IS NULL OR o.consultation_id = lien_consultation())
      ORDER BY e.completed_at, r.position
    $$;
  `)
  await runAs(db, 'lien_door', ['door_earlier_answers(uuid)'])
}

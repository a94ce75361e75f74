import type { Knex } from 'knex'

/** Questions are asked and reminded by message, and their absence is told once (decision 0042). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE outbox DROP CONSTRAINT outbox_template;
    ALTER TABLE outbox ADD CONSTRAINT outbox_template CHECK (template IN ('link','linkAgain','code','invitation','passwordReset','questionnaire','questionnaireReminder'));
    -- When the team heard that nothing had come back.
    ALTER TABLE questionnaire_requests ADD missing_told_at timestamptz;
    CREATE INDEX consultations_ahead ON consultations (scheduled_at) WHERE state = 'scheduled';
  `)
}

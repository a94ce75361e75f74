import type { Knex } from 'knex'
import { isolate } from '../isolate.ts'

/** The outbox: what is to be sent, written in the transaction that decided it (decision 0024). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE outbox (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid REFERENCES consultations,
      participant_id uuid REFERENCES participants,
      account_id uuid REFERENCES accounts,
      channel text NOT NULL CONSTRAINT outbox_channel CHECK (channel IN ('sms','mail','voice')),
      -- In the clear while it is to be sent, masked afterwards.
      recipient text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
      template text NOT NULL CONSTRAINT outbox_template CHECK (template IN ('link','linkAgain','code','invitation','passwordReset')),
      lang text NOT NULL CHECK (lang IN ('fr','en')),
      -- AES-256-GCM under LIEN_OUTBOX_KEY: links and codes are secrets. Null once sent or given up for good.
      params bytea,
      state text NOT NULL CONSTRAINT outbox_state CHECK (state IN ('queued','claimed','handing','sent','failed','uncertain')),
      attempts integer NOT NULL DEFAULT 0,
      next_at timestamptz NOT NULL,
      expires_at timestamptz,
      -- One try of one server: it alone may go on while the lease lasts.
      claim uuid,
      claimed_by text,
      lease_until timestamptz,
      last_error text CHECK (last_error ~ '^[A-Za-z]{1,40}$'),
      created_at timestamptz NOT NULL,
      sent_at timestamptz,
      CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
      CHECK (state <> 'sent' OR params IS NULL),
      CHECK ((state IN ('claimed','handing')) = (lease_until IS NOT NULL AND claimed_by IS NOT NULL))
    );
    CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';
    CREATE INDEX outbox_leases ON outbox (lease_until) WHERE state IN ('claimed','handing');
    CREATE INDEX outbox_of ON outbox (establishment_id, created_at);
    GRANT SELECT, INSERT, UPDATE ON outbox TO lien_app;
  `)
  await isolate(db, 'outbox', 'never')
  // A guest, or somebody just recognised by a door function, causes a message (a code, a lost link) and reads none.
  await db.raw(`
    CREATE POLICY put ON outbox FOR INSERT TO lien_app
      WITH CHECK (establishment_id = lien_establishment() AND (lien_consultation() IS NULL OR consultation_id = lien_consultation()))
  `)
}

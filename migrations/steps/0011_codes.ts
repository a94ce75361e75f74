import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/** The second factor of personal links, and how people are reached (decision 0025). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE establishments ADD patient_factor text NOT NULL DEFAULT 'code' CHECK (patient_factor IN ('code','birthDate','none'));

    -- Wrong answers are counted on the link itself, whose row is locked meanwhile: every process counts together.
    ALTER TABLE links
      ADD wrong_answers integer NOT NULL DEFAULT 0 CHECK (wrong_answers >= 0),
      ADD locks integer NOT NULL DEFAULT 0 CHECK (locks >= 0),
      ADD locked_until timestamptz,
      -- Made because somebody asked for their lost link.
      ADD asked_again boolean NOT NULL DEFAULT false;

    CREATE TABLE contacts (
      participant_id uuid PRIMARY KEY REFERENCES participants,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      phone text CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
      mail text CHECK (mail = lower(mail) AND length(mail) BETWEEN 3 AND 254),
      preferred text NOT NULL CONSTRAINT contacts_preferred CHECK (preferred IN ('sms','mail','voice')),
      language text NOT NULL CHECK (language IN ('fr','en')),
      changed_at timestamptz NOT NULL,
      CHECK (num_nonnulls(phone, mail) > 0)
    );
    CREATE INDEX contacts_phone ON contacts (phone) WHERE phone IS NOT NULL;
    CREATE INDEX contacts_mail ON contacts (mail) WHERE mail IS NOT NULL;

    -- One browser's opening of a link that waits for its second factor.
    CREATE TABLE pendings (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      link_id uuid NOT NULL REFERENCES links,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      confirmed_at timestamptz
    );
    CREATE TABLE codes (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      consultation_id uuid NOT NULL REFERENCES consultations,
      pending_id uuid NOT NULL REFERENCES pendings,
      link_id uuid NOT NULL REFERENCES links,
      channel text NOT NULL CONSTRAINT codes_channel CHECK (channel IN ('sms','mail','voice')),
      -- HMAC-SHA256 under a key of the server's, over this row's id and the code.
      code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
      sent_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      -- Used, replaced by a newer one, or given up with a lock.
      over_at timestamptz
    );
    CREATE INDEX codes_link ON codes (link_id, sent_at);
    CREATE UNIQUE INDEX codes_newest ON codes (pending_id) WHERE over_at IS NULL;

    GRANT SELECT, INSERT, UPDATE ON contacts, pendings, codes TO lien_app;
    GRANT SELECT ON pendings TO lien_door;
  `)
  for (const table of ['contacts', 'pendings', 'codes']) await isolate(db, table, 'consultation_id')
  await db.raw(`
    -- A browser that opened a link and has not given the second factor yet.
    CREATE FUNCTION door_pending(pending uuid) RETURNS TABLE (link_id uuid, participant_id uuid, consultation_id uuid, establishment_id uuid, expires_at timestamptz, link_expires_at timestamptz, revoked_at timestamptz) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT l.id, l.participant_id, l.consultation_id, l.establishment_id, p.expires_at, l.expires_at, l.revoked_at
          FROM pendings p JOIN links l ON l.id = p.link_id WHERE p.id = pending AND p.confirmed_at IS NULL;
        PERFORM lien_enter(p.establishment_id, p.consultation_id) FROM pendings p WHERE p.id = pending AND p.confirmed_at IS NULL;
      END $$;
  `)
  await runAs(db, 'lien_door', ['door_pending(uuid)'])
}

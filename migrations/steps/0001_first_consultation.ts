import type { Knex } from 'knex'

/**
 * Everything the first consultation needs. States and seats are repeated here as CHECK constraints on purpose: a test
 * compares them with the contract's tables. `lien_app` is the server's role: it owns nothing and cannot rewrite the trail.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE establishments (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      finess text UNIQUE CHECK (finess ~ '^[0-9A-Z]{9}$'),
      time_zone text NOT NULL,
      phone text NOT NULL,
      created_at timestamptz NOT NULL
    );

    CREATE TABLE accounts (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      email text NOT NULL,
      password_hash text NOT NULL,
      name text NOT NULL,
      role text NOT NULL CHECK (role IN ('oncologist','coordinatingNurse','townNurse','townPhysician','secretary','administrator','auditor')),
      specialty text,
      disabled_at timestamptz,
      created_at timestamptz NOT NULL
    );
    CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));

    CREATE TABLE patients (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      civility text NOT NULL CHECK (civility IN ('Mme','M.')),
      birth_name text NOT NULL,
      used_name text,
      given_name text NOT NULL,
      birth_date date NOT NULL,
      created_at timestamptz NOT NULL
    );

    CREATE TABLE consultations (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      patient_id uuid NOT NULL REFERENCES patients,
      kind text NOT NULL CHECK (kind IN ('followUp','treatment','postRcp')),
      state text NOT NULL CONSTRAINT consultations_state CHECK (state IN ('scheduled','waiting','inProgress','interrupted','ended','signed','cancelled','noShow')),
      scheduled_at timestamptz NOT NULL,
      duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 240),
      started_at timestamptz,
      ended_at timestamptz,
      end_reason text CHECK (end_reason IN ('completed','reroutedInPerson','reroutedEmergency','technical','patientWish')),
      created_at timestamptz NOT NULL
    );
    CREATE INDEX consultations_day ON consultations (establishment_id, scheduled_at);

    CREATE TABLE participants (
      id uuid PRIMARY KEY,
      consultation_id uuid NOT NULL REFERENCES consultations,
      establishment_id uuid NOT NULL REFERENCES establishments,
      seat text NOT NULL CONSTRAINT participants_seat CHECK (seat IN ('oncologist','patient','relative','townNurse','townPhysician','interpreter')),
      account_id uuid REFERENCES accounts,
      name text NOT NULL,
      specialty text,
      consent text CHECK (consent IN ('given','refused')),
      consent_at timestamptz,
      consent_means text CHECK (consent_means IN ('ownLink')),
      camera text CHECK (camera IN ('ok','off','denied','absent','busy','unsupported')),
      microphone text CHECK (microphone IN ('ok','off','denied','absent','busy','unsupported')),
      checked_in_at timestamptz,
      admitted_at timestamptz,
      created_at timestamptz NOT NULL,
      CHECK ((consent IS NULL) = (consent_at IS NULL)),
      UNIQUE (consultation_id, account_id)
    );
    CREATE INDEX participants_account ON participants (account_id) WHERE account_id IS NOT NULL;

    CREATE TABLE links (
      id uuid PRIMARY KEY,
      participant_id uuid NOT NULL REFERENCES participants,
      token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
      expires_at timestamptz NOT NULL,
      opened_at timestamptz,
      revoked_at timestamptz,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX links_participant ON links (participant_id);

    CREATE TABLE messages (
      id uuid PRIMARY KEY,
      consultation_id uuid NOT NULL REFERENCES consultations,
      participant_id uuid NOT NULL REFERENCES participants,
      text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
      sent_at timestamptz NOT NULL
    );
    CREATE INDEX messages_consultation ON messages (consultation_id, sent_at);

    -- Which pages are connected, and to which server process.
    CREATE TABLE presences (
      socket_id text PRIMARY KEY,
      server_id text NOT NULL,
      participant_id uuid REFERENCES participants,
      account_id uuid REFERENCES accounts,
      since timestamptz NOT NULL,
      CHECK (num_nonnulls(participant_id, account_id) = 1)
    );
    CREATE INDEX presences_participant ON presences (participant_id);
    CREATE INDEX presences_account ON presences (account_id);

    -- Which sfu carries a consultation's room; decided once, by compare-and-set.
    CREATE TABLE rooms (
      consultation_id uuid PRIMARY KEY REFERENCES consultations,
      sfu_id text NOT NULL,
      placed_at timestamptz NOT NULL
    );

    -- Each stay of a person in a call. lost_at: their socket is gone, perhaps for a moment.
    CREATE TABLE stays (
      id uuid PRIMARY KEY,
      consultation_id uuid NOT NULL REFERENCES consultations,
      participant_id uuid NOT NULL REFERENCES participants,
      server_id text NOT NULL,
      socket_id text NOT NULL,
      joined_at timestamptz NOT NULL,
      media_up_at timestamptz,
      lost_at timestamptz,
      left_at timestamptz
    );
    CREATE UNIQUE INDEX stays_present ON stays (participant_id) WHERE left_at IS NULL;
    CREATE INDEX stays_consultation ON stays (consultation_id);

    -- body is the exact text that was sealed; type and at are read out of it, so they cannot disagree with it.
    CREATE TABLE trail (
      chain uuid NOT NULL,
      seq bigint NOT NULL CHECK (seq > 0),
      establishment_id uuid REFERENCES establishments,
      body text NOT NULL,
      type text NOT NULL GENERATED ALWAYS AS (body::jsonb -> 'event' ->> 'type') STORED,
      hash bytea NOT NULL CHECK (octet_length(hash) = 32),
      PRIMARY KEY (chain, seq)
    );
    CREATE TABLE trail_heads (
      chain uuid PRIMARY KEY,
      seq bigint NOT NULL,
      hash bytea NOT NULL,
      seal bytea NOT NULL
    );
    CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$;
    CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
      FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
    CREATE TRIGGER trail_heads_never_go BEFORE DELETE OR TRUNCATE ON trail_heads
      FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();

    GRANT USAGE ON SCHEMA public TO lien_app;
    GRANT SELECT, INSERT, UPDATE ON establishments, accounts, patients, consultations, participants, links, stays, rooms TO lien_app;
    GRANT SELECT, INSERT ON messages, trail TO lien_app;
    GRANT SELECT, INSERT, DELETE ON presences TO lien_app;
    GRANT DELETE ON rooms TO lien_app;
    GRANT SELECT, INSERT, UPDATE ON trail_heads TO lien_app;
  `)
}

import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/**
 * Professionals' sessions (decision 0021): one row a sign-in and device, and every refresh token it was ever given, by
 * hash and generation: only so is a token that comes a second time known from one that never was.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE sessions (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      account_id uuid NOT NULL REFERENCES accounts,
      browser text CHECK (length(browser) <= 40),
      system text CHECK (length(system) <= 40),
      generation integer NOT NULL,
      rotated_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      ended_at timestamptz,
      ending text CONSTRAINT sessions_ending CHECK (ending IN ('signedOut','endedElsewhere','endedByAdministrator','credentialsChanged','sessionReused','sessionReplaced','sessionExpired')),
      CHECK ((ended_at IS NULL) = (ending IS NULL))
    );
    CREATE INDEX sessions_account ON sessions (account_id) WHERE ending IS NULL;
    CREATE INDEX sessions_establishment ON sessions (establishment_id) WHERE ending IS NULL;
    CREATE TABLE session_tokens (
      hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
      session_id uuid NOT NULL REFERENCES sessions,
      establishment_id uuid NOT NULL REFERENCES establishments,
      generation integer NOT NULL,
      UNIQUE (session_id, generation)
    );
    GRANT SELECT, INSERT, UPDATE ON sessions TO lien_app;
    GRANT SELECT, INSERT, DELETE ON session_tokens TO lien_app;
    GRANT SELECT ON sessions, session_tokens TO lien_door;
  `)
  await isolate(db, 'sessions', 'never')
  await isolate(db, 'session_tokens', 'never')
  await db.raw(`
    -- Whose session this is and why it is over; a live one opens its establishment's rows.
    CREATE FUNCTION door_session(session uuid, at timestamptz) RETURNS TABLE (account_id uuid, role text, establishment_id uuid, ending text) LANGUAGE plpgsql AS $$
      BEGIN
        SELECT s.account_id, a.role, s.establishment_id, CASE WHEN s.ending IS NOT NULL THEN s.ending WHEN a.disabled_at IS NOT NULL THEN 'endedByAdministrator' WHEN s.expires_at <= at THEN 'sessionExpired' END
          INTO account_id, role, establishment_id, ending FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.id = session;
        IF NOT FOUND THEN RETURN; END IF;
        IF ending IS NULL THEN PERFORM lien_enter(establishment_id, NULL); END IF;
        RETURN NEXT;
      END $$;
    -- The family of a refresh token, whichever of its generations it is.
    CREATE FUNCTION door_refresh(token bytea) RETURNS TABLE (session_id uuid, account_id uuid, establishment_id uuid, generation integer, account_open boolean) LANGUAGE plpgsql AS $$
      BEGIN
        SELECT s.id, s.account_id, s.establishment_id, t.generation, a.disabled_at IS NULL
          INTO session_id, account_id, establishment_id, generation, account_open FROM session_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id WHERE t.hash = token;
        IF NOT FOUND THEN RETURN; END IF;
        PERFORM lien_enter(establishment_id, NULL);
        RETURN NEXT;
      END $$;
    -- Of the sessions and links that carry a server process's connected pages: those that no longer do.
    CREATE FUNCTION door_over(of_sessions uuid[], of_links uuid[], at timestamptz, unseen timestamptz) RETURNS TABLE (id uuid, why text) LANGUAGE sql STABLE AS $$
      SELECT s.id, CASE WHEN s.ending IS NOT NULL THEN s.ending WHEN a.disabled_at IS NOT NULL THEN 'endedByAdministrator' WHEN s.expires_at <= at THEN 'sessionExpired' ELSE 'accessExpired' END
        FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.id = ANY(of_sessions) AND (s.ending IS NOT NULL OR a.disabled_at IS NOT NULL OR s.expires_at <= at OR s.seen_at <= unseen)
      UNION ALL SELECT l.id, 'linkRevoked' FROM links l WHERE l.id = ANY(of_links) AND l.revoked_at IS NOT NULL
    $$;
  `)
  await runAs(db, 'lien_door', ['door_session(uuid, timestamptz)', 'door_refresh(bytea)', 'door_over(uuid[], uuid[], timestamptz, timestamptz)'])
}

import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/**
 * Local accounts (decision 0022): second factors, recovery codes, pending sign-ins, counted failures, and the tokens
 * that set a password. Whatever is looked up before anyone is known goes through a door function.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE establishments ADD second_factor text NOT NULL DEFAULT 'required' CONSTRAINT establishments_second_factor CHECK (second_factor IN ('required','optional'));
    UPDATE establishments SET second_factor = 'optional' WHERE finess = '000000000';
    -- False where everybody signs in by an identity provider: no password opens anything, and none is mailed.
    ALTER TABLE establishments ADD local_accounts boolean NOT NULL DEFAULT true;

    CREATE TABLE factors (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      account_id uuid NOT NULL REFERENCES accounts,
      kind text NOT NULL CONSTRAINT factors_kind CHECK (kind IN ('totp','passkey')),
      label text NOT NULL CHECK (length(label) <= 60),
      -- TOTP: the secret under the server's key, and the last time step that was accepted.
      sealed_secret bytea,
      last_step bigint,
      -- Passkey: what its authenticator signs with.
      credential_id text UNIQUE,
      public_key bytea,
      sign_count bigint,
      transports text[],
      created_at timestamptz NOT NULL,
      last_used_at timestamptz,
      CHECK ((kind = 'totp') = (sealed_secret IS NOT NULL)),
      CHECK ((kind = 'passkey') = (credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL))
    );
    CREATE INDEX factors_account ON factors (account_id);

    CREATE TABLE recovery_codes (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      account_id uuid NOT NULL REFERENCES accounts,
      code_hash bytea NOT NULL,
      used_at timestamptz,
      created_at timestamptz NOT NULL,
      UNIQUE (account_id, code_hash)
    );

    -- A sign-in that is not finished, or a factor being made. Whoever asks for a passkey's challenge is nobody yet: no establishment.
    CREATE TABLE sign_in_tickets (
      id uuid PRIMARY KEY,
      token_hash bytea NOT NULL UNIQUE,
      establishment_id uuid REFERENCES establishments,
      account_id uuid REFERENCES accounts,
      stage text NOT NULL CONSTRAINT sign_in_tickets_stage CHECK (stage IN ('secondFactor','enrol','passkey','adding','proving')),
      challenge text,
      sealed_secret bytea,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX sign_in_tickets_account ON sign_in_tickets (account_id);

    -- Failures are counted per mail address, whether it has an account or not: the address itself is not kept.
    CREATE TABLE sign_in_failures (
      address_hash bytea PRIMARY KEY,
      failures int NOT NULL,
      locked_until timestamptz,
      last_at timestamptz NOT NULL
    );

    CREATE TABLE password_tokens (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      account_id uuid NOT NULL REFERENCES accounts,
      token_hash bytea NOT NULL UNIQUE,
      kind text NOT NULL CONSTRAINT password_tokens_kind CHECK (kind IN ('invitation','reset')),
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX password_tokens_account ON password_tokens (account_id);

    GRANT SELECT, INSERT, UPDATE, DELETE ON factors, recovery_codes, sign_in_tickets TO lien_app;
    GRANT SELECT, INSERT, UPDATE ON password_tokens TO lien_app;
    GRANT SELECT ON factors TO lien_door;
    GRANT SELECT, UPDATE ON password_tokens TO lien_door;
    GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_tickets, sign_in_failures TO lien_door;
  `)
  for (const table of ['factors', 'recovery_codes', 'sign_in_tickets', 'password_tokens'] as const) await isolate(db, table, 'never')
  await db.raw(`
    -- Locking a row for update asks for the right to update it.
    CREATE POLICY door_locks ON password_tokens FOR UPDATE TO lien_door USING (true) WITH CHECK (false);
    CREATE POLICY door_writes ON sign_in_tickets TO lien_door USING (true) WITH CHECK (true);
    ALTER TABLE sign_in_failures ENABLE ROW LEVEL SECURITY;
    ALTER TABLE sign_in_failures FORCE ROW LEVEL SECURITY;
    CREATE POLICY door_writes ON sign_in_failures TO lien_door USING (true) WITH CHECK (true);
    CREATE POLICY migrations ON sign_in_failures TO CURRENT_USER USING (true) WITH CHECK (true);

    -- The failures of an address, locked until the transaction ends: attempts on one address come one after the other.
    CREATE FUNCTION door_failures(address bytea, at timestamptz) RETURNS TABLE (failures int, locked_until timestamptz) LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO sign_in_failures AS f (address_hash, failures, last_at) VALUES (address, 0, at) ON CONFLICT DO NOTHING;
        RETURN QUERY SELECT f.failures, f.locked_until FROM sign_in_failures f WHERE f.address_hash = address FOR UPDATE;
      END $$;
    CREATE FUNCTION door_failures_set(address bytea, count int, locked timestamptz, at timestamptz) RETURNS void LANGUAGE sql AS $$
      UPDATE sign_in_failures SET failures = count, locked_until = locked, last_at = at WHERE address_hash = address;
      DELETE FROM sign_in_failures WHERE address_hash IN (SELECT address_hash FROM sign_in_failures WHERE last_at < at - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED);
    $$;
    -- A pending sign-in by the hash of its ticket.
    CREATE FUNCTION door_ticket(hash bytea, at timestamptz) RETURNS TABLE (id uuid, account_id uuid, stage text, challenge text, sealed_secret bytea) LANGUAGE plpgsql AS $$
      DECLARE held uuid;
      BEGIN
        RETURN QUERY SELECT t.id, t.account_id, t.stage, t.challenge, t.sealed_secret FROM sign_in_tickets t LEFT JOIN accounts a ON a.id = t.account_id
          WHERE t.token_hash = hash AND t.used_at IS NULL AND t.expires_at > at AND a.disabled_at IS NULL FOR UPDATE OF t;
        SELECT t.establishment_id INTO held FROM sign_in_tickets t WHERE t.token_hash = hash AND t.used_at IS NULL AND t.expires_at > at;
        IF held IS NOT NULL THEN PERFORM lien_enter(held, NULL); END IF;
      END $$;
    CREATE FUNCTION door_ticket_use(ticket uuid, at timestamptz) RETURNS void LANGUAGE sql AS $$ UPDATE sign_in_tickets SET used_at = at WHERE id = ticket $$;
    -- A challenge for a passkey whose owner is not known yet.
    CREATE FUNCTION door_passkey_ask(ticket uuid, hash bytea, words text, expires timestamptz, at timestamptz) RETURNS void LANGUAGE sql AS $$
      DELETE FROM sign_in_tickets WHERE account_id IS NULL AND expires_at < at;
      INSERT INTO sign_in_tickets (id, token_hash, stage, challenge, expires_at, created_at) VALUES (ticket, hash, 'passkey', words, expires, at);
    $$;
    -- The account that holds a passkey.
    CREATE FUNCTION door_passkey(credential text) RETURNS uuid LANGUAGE plpgsql AS $$
      DECLARE holder uuid; house uuid;
      BEGIN
        SELECT a.id, a.establishment_id INTO holder, house FROM factors f JOIN accounts a ON a.id = f.account_id WHERE f.credential_id = credential AND a.disabled_at IS NULL;
        IF house IS NOT NULL THEN PERFORM lien_enter(house, NULL); END IF;
        RETURN holder;
      END $$;
    -- An invitation or a reset that is still good.
    CREATE FUNCTION door_password_token(hash bytea, at timestamptz) RETURNS TABLE (id uuid, account_id uuid) LANGUAGE plpgsql AS $$
      DECLARE house uuid;
      BEGIN
        RETURN QUERY SELECT t.id, t.account_id FROM password_tokens t JOIN accounts a ON a.id = t.account_id
          WHERE t.token_hash = hash AND t.used_at IS NULL AND t.expires_at > at AND a.disabled_at IS NULL FOR UPDATE OF t;
        SELECT t.establishment_id INTO house FROM password_tokens t WHERE t.token_hash = hash AND t.used_at IS NULL AND t.expires_at > at;
        IF house IS NOT NULL THEN PERFORM lien_enter(house, NULL); END IF;
      END $$;
  `)
  await runAs(db, 'lien_door', [
    'door_failures(bytea, timestamptz)', 'door_failures_set(bytea, int, timestamptz, timestamptz)', 'door_ticket(bytea, timestamptz)', 'door_ticket_use(uuid, timestamptz)',
    'door_passkey_ask(uuid, bytea, text, timestamptz, timestamptz)', 'door_passkey(text)', 'door_password_token(bytea, timestamptz)',
  ])
}

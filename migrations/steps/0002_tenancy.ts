import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/**
 * Establishments and their services as tenants, and the second wall (decision 0020): row-level security on every
 * table, door functions that recognise who knocks and open their establishment for one transaction, and a trail that
 * the application can only append to through its own role's functions.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION lien_establishment() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('lien.establishment', true), '')::uuid $$;
    CREATE FUNCTION lien_consultation() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('lien.consultation', true), '')::uuid $$;

    CREATE TABLE services (
      id uuid PRIMARY KEY,
      establishment_id uuid NOT NULL REFERENCES establishments,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      closed_at timestamptz,
      created_at timestamptz NOT NULL,
      UNIQUE (establishment_id, name)
    );
    -- The treating team: whoever belongs to a service may be given its consultations.
    CREATE TABLE service_members (
      service_id uuid NOT NULL REFERENCES services,
      account_id uuid NOT NULL REFERENCES accounts,
      establishment_id uuid NOT NULL REFERENCES establishments,
      since timestamptz NOT NULL,
      PRIMARY KEY (service_id, account_id)
    );
    CREATE INDEX service_members_account ON service_members (account_id);
    ALTER TABLE consultations ADD service_id uuid REFERENCES services;

    ALTER TABLE links ADD establishment_id uuid REFERENCES establishments, ADD consultation_id uuid REFERENCES consultations;
    UPDATE links l SET establishment_id = p.establishment_id, consultation_id = p.consultation_id FROM participants p WHERE p.id = l.participant_id;
    ALTER TABLE links ALTER establishment_id SET NOT NULL, ALTER consultation_id SET NOT NULL;
    ALTER TABLE messages ADD establishment_id uuid REFERENCES establishments;
    UPDATE messages m SET establishment_id = c.establishment_id FROM consultations c WHERE c.id = m.consultation_id;
    ALTER TABLE messages ALTER establishment_id SET NOT NULL;
    ALTER TABLE rooms ADD establishment_id uuid REFERENCES establishments;
    UPDATE rooms r SET establishment_id = c.establishment_id FROM consultations c WHERE c.id = r.consultation_id;
    ALTER TABLE rooms ALTER establishment_id SET NOT NULL;
    ALTER TABLE stays ADD establishment_id uuid REFERENCES establishments;
    UPDATE stays s SET establishment_id = c.establishment_id FROM consultations c WHERE c.id = s.consultation_id;
    ALTER TABLE stays ALTER establishment_id SET NOT NULL;
    DELETE FROM presences;
    ALTER TABLE presences ADD establishment_id uuid NOT NULL REFERENCES establishments;

    GRANT SELECT, INSERT, UPDATE ON services TO lien_app;
    GRANT SELECT, INSERT, DELETE ON service_members TO lien_app;
    GRANT lien_app TO lien_system;
  `)
  for (const table of ['links', 'participants', 'messages', 'rooms', 'stays'] as const) await isolate(db, table, 'consultation_id')
  await isolate(db, 'consultations', 'id')
  await isolate(db, 'establishments', 'everything', 'id')
  // Whoever is in a consultation with a professional sees that they are there.
  await isolate(db, 'presences', 'everything')
  await isolate(db, 'services', 'everything')
  await isolate(db, 'accounts', 'never')
  await isolate(db, 'service_members', 'never')
  await isolate(db, 'patients', 'everything')
  // A guest's consultation is about one patient.
  await db.raw(`
    CREATE POLICY own_patient ON patients AS RESTRICTIVE TO lien_app
      USING (lien_consultation() IS NULL OR EXISTS (SELECT FROM consultations c WHERE c.patient_id = patients.id AND c.id = lien_consultation()))
  `)
  await doorFunctions(db)
  await trailFunctions(db)
}

/** They answer what it takes to recognise one person, and open the rows of their establishment for this transaction alone. */
async function doorFunctions(db: Knex): Promise<void> {
  await db.raw(`
    GRANT USAGE ON SCHEMA public TO lien_door, lien_trail, lien_system;
    GRANT SELECT ON establishments, accounts, links, participants, consultations TO lien_door;

    CREATE FUNCTION lien_enter(establishment uuid, consultation uuid) RETURNS void LANGUAGE sql AS $$
      SELECT set_config('lien.establishment', coalesce(establishment::text, ''), true), set_config('lien.consultation', coalesce(consultation::text, ''), true)
    $$;
    REVOKE ALL ON FUNCTION lien_enter(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION lien_enter(uuid, uuid) TO lien_door;

    -- A professional's account that is still open.
    CREATE FUNCTION door_account(account uuid) RETURNS TABLE (role text, establishment_id uuid) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT a.role, a.establishment_id FROM accounts a WHERE a.id = account AND a.disabled_at IS NULL;
        PERFORM lien_enter(a.establishment_id, NULL) FROM accounts a WHERE a.id = account AND a.disabled_at IS NULL;
      END $$;
    -- A seat and the link that opened it.
    CREATE FUNCTION door_seat(participant uuid, link uuid) RETURNS TABLE (seat text, consultation_id uuid, establishment_id uuid, expires_at timestamptz, revoked_at timestamptz) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT p.seat, p.consultation_id, p.establishment_id, l.expires_at, l.revoked_at FROM links l JOIN participants p ON p.id = l.participant_id WHERE l.id = link AND p.id = participant;
        PERFORM lien_enter(p.establishment_id, p.consultation_id) FROM links l JOIN participants p ON p.id = l.participant_id WHERE l.id = link AND p.id = participant;
      END $$;
    -- A personal link by the hash of its token.
    CREATE FUNCTION door_link(hash bytea) RETURNS TABLE (id uuid, participant_id uuid, consultation_id uuid, establishment_id uuid, expires_at timestamptz, revoked_at timestamptz, state text) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT l.id, l.participant_id, l.consultation_id, l.establishment_id, l.expires_at, l.revoked_at, c.state FROM links l JOIN consultations c ON c.id = l.consultation_id WHERE l.token_hash = hash;
        PERFORM lien_enter(l.establishment_id, l.consultation_id) FROM links l WHERE l.token_hash = hash;
      END $$;
    -- Whoever signs in with a mail address.
    CREATE FUNCTION door_credentials(address text) RETURNS TABLE (id uuid, establishment_id uuid, password_hash text) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT a.id, a.establishment_id, a.password_hash FROM accounts a WHERE lower(a.email) = lower(address) AND a.disabled_at IS NULL;
        PERFORM lien_enter(a.establishment_id, NULL) FROM accounts a WHERE lower(a.email) = lower(address) AND a.disabled_at IS NULL;
      END $$;
    -- Lien itself speaks about one consultation: a notice to its people, a page that was lost.
    CREATE FUNCTION door_consultation(consultation uuid) RETURNS uuid LANGUAGE plpgsql AS $$
      DECLARE found uuid;
      BEGIN
        SELECT c.establishment_id INTO found FROM consultations c WHERE c.id = consultation;
        PERFORM lien_enter(found, NULL);
        RETURN found;
      END $$;
    -- The house that greets people before anyone is known: the oldest one.
    CREATE FUNCTION door_site() RETURNS TABLE (name text, phone text, time_zone text) LANGUAGE sql AS $$
      SELECT name, phone, time_zone FROM establishments ORDER BY created_at LIMIT 1
    $$;
  `)
  await runAs(db, 'lien_door', ['door_account(uuid)', 'door_seat(uuid, uuid)', 'door_link(bytea)', 'door_credentials(text)', 'door_consultation(uuid)', 'door_site()'])
}

/** The trail belongs to its own role: the application appends through these two and reads nothing. */
async function trailFunctions(db: Knex): Promise<void> {
  await db.raw(`
    REVOKE ALL ON trail, trail_heads FROM lien_app;
    GRANT SELECT, INSERT ON trail TO lien_trail;
    GRANT SELECT, INSERT, UPDATE ON trail_heads TO lien_trail;
    -- Checking the trail asks which chains must exist.
    GRANT SELECT (id) ON consultations TO lien_trail;
    CREATE POLICY trail ON consultations FOR SELECT TO lien_trail USING (true);

    -- The head of a chain, locked until the transaction ends; made with the first row's predecessor when it is new.
    CREATE FUNCTION trail_head(of_chain uuid, before_first bytea, first_seal bytea) RETURNS TABLE (seq bigint, hash bytea) LANGUAGE plpgsql AS $$
      BEGIN
        RETURN QUERY SELECT h.seq, h.hash FROM trail_heads h WHERE h.chain = of_chain FOR UPDATE;
        IF NOT FOUND THEN
          -- Two first writers meet here: the second waits for the first's row, then reads it.
          INSERT INTO trail_heads (chain, seq, hash, seal) VALUES (of_chain, 0, before_first, first_seal) ON CONFLICT DO NOTHING;
          RETURN QUERY SELECT h.seq, h.hash FROM trail_heads h WHERE h.chain = of_chain FOR UPDATE;
        END IF;
      END $$;
    CREATE FUNCTION trail_append(of_chain uuid, establishment uuid, seqs bigint[], bodies text[], hashes bytea[], new_seal bytea) RETURNS void LANGUAGE sql AS $$
      INSERT INTO trail (chain, seq, establishment_id, body, hash) SELECT of_chain, r.seq, establishment, r.body, r.hash FROM unnest(seqs, bodies, hashes) AS r (seq, body, hash);
      UPDATE trail_heads SET seq = seqs[array_upper(seqs, 1)], hash = hashes[array_upper(hashes, 1)], seal = new_seal WHERE chain = of_chain;
    $$;
  `)
  await db.raw(`
    -- Whether a chain has begun: an attempt on somebody else's consultation is written where it was aimed.
    CREATE FUNCTION trail_known(of_chain uuid) RETURNS boolean LANGUAGE sql AS $$ SELECT EXISTS (SELECT FROM trail_heads WHERE chain = of_chain) $$;
  `)
  await runAs(db, 'lien_trail', ['trail_known(uuid)', 'trail_head(uuid, bytea, bytea)', 'trail_append(uuid, uuid, bigint[], text[], bytea[], bytea)'])
}

import type { Knex } from 'knex'
import { isolate, runAs } from '../isolate.ts'

/** Professionals who sign in at an identity provider (decision 0023). No token is ever written here. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE accounts ADD COLUMN IF NOT EXISTS rpps text CHECK (rpps ~ '^[0-9]{11}$');
    ALTER TABLE accounts ADD COLUMN profession text, ADD COLUMN specialty_code text;
    CREATE UNIQUE INDEX IF NOT EXISTS accounts_rpps ON accounts (establishment_id, rpps) WHERE rpps IS NOT NULL;

    -- Which subject of which provider an account belongs to: one of each issuer.
    CREATE TABLE account_identities (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES accounts,
      establishment_id uuid NOT NULL REFERENCES establishments,
      issuer text NOT NULL,
      subject text NOT NULL,
      roles text[] NOT NULL,
      structures text[] NOT NULL,
      linked_at timestamptz NOT NULL,
      used_at timestamptz NOT NULL,
      UNIQUE (establishment_id, issuer, subject),
      UNIQUE (account_id, issuer)
    );
    GRANT SELECT, INSERT, UPDATE ON account_identities TO lien_app;
    GRANT SELECT ON account_identities TO lien_door;
  `)
  await isolate(db, 'account_identities', 'never')
  await db.raw(`
    -- Whom an establishment knows by what a provider has proven: by subject, else by national number, else by verified mail address.
    CREATE FUNCTION door_identity(of_finess text, of_issuer text, of_subject text, of_rpps text, of_mail text)
      RETURNS TABLE (account_id uuid, establishment_id uuid, role text, rpps text, linked boolean, taken boolean) LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      DECLARE house uuid; somebody uuid; known boolean := true;
      BEGIN
        SELECT e.id INTO house FROM establishments e WHERE e.finess = of_finess;
        SELECT i.account_id INTO somebody FROM account_identities i WHERE i.establishment_id = house AND i.issuer = of_issuer AND i.subject = of_subject;
        IF somebody IS NULL THEN
          known := false;
          SELECT a.id INTO somebody FROM accounts a WHERE a.establishment_id = house AND a.disabled_at IS NULL AND a.rpps = of_rpps;
        END IF;
        IF somebody IS NULL AND of_mail IS NOT NULL THEN
          SELECT a.id INTO somebody FROM accounts a WHERE a.establishment_id = house AND a.disabled_at IS NULL AND lower(a.email) = lower(of_mail);
        END IF;
        RETURN QUERY SELECT a.id, a.establishment_id, a.role, a.rpps, known, NOT known AND EXISTS (SELECT FROM account_identities i WHERE i.account_id = a.id AND i.issuer = of_issuer)
          FROM accounts a WHERE a.id = somebody AND a.disabled_at IS NULL;
        IF FOUND THEN PERFORM lien_enter(house, NULL); END IF;
      END $$;
  `)
  await runAs(db, 'lien_door', ['door_identity(text, text, text, text, text)'])
}

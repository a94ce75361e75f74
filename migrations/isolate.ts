import type { Knex } from 'knex'

/** Which column of a table names the consultation that a guest's session is confined to; `never`: guests see no row. */
export type GuestScope = 'consultation_id' | 'id' | 'everything' | 'never'

const guestRule: Record<GuestScope, string> = {
  consultation_id: '(lien_consultation() IS NULL OR consultation_id = lien_consultation())',
  id: '(lien_consultation() IS NULL OR id = lien_consultation())',
  everything: 'true',
  never: 'lien_consultation() IS NULL',
}

/**
 * Puts a table behind the second wall (decision 0020): for the application a row exists only while the transaction
 * speaks for the row's establishment and, when a guest speaks, for their own consultation. `lien_system` (Lien acting
 * by itself) and the migrating owner see every row; `lien_door` reads, to recognise who knocks.
 * Every table with a person's data calls this in the migration that makes it.
 */
export async function isolate(db: Knex, table: string, guests: GuestScope, establishment = 'establishment_id'): Promise<void> {
  const rule = `${establishment} = lien_establishment() AND ${guestRule[guests]}`
  await db.raw(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON ${table} TO lien_app USING (${rule}) WITH CHECK (${rule});
    CREATE POLICY door ON ${table} FOR SELECT TO lien_door USING (true);
    CREATE POLICY lien_itself ON ${table} TO lien_system USING (true) WITH CHECK (true);
    CREATE POLICY migrations ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);
  `)
}

/** Makes functions run with a role's rights whoever calls them, and lets only the application call them. */
export async function runAs(db: Knex, role: 'lien_door' | 'lien_trail', functions: readonly string[]): Promise<void> {
  await db.raw(`GRANT CREATE ON SCHEMA public TO ${role}`)
  for (const signature of functions) {
    await db.raw(`
      ALTER FUNCTION ${signature} SECURITY DEFINER SET search_path = public, pg_temp;
      REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
      ALTER FUNCTION ${signature} OWNER TO ${role};
      GRANT EXECUTE ON FUNCTION ${signature} TO lien_app;
    `)
  }
  await db.raw(`REVOKE CREATE ON SCHEMA public FROM ${role}`)
}

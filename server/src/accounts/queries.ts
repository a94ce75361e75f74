import { Fault } from '@lien/contract/faults'
import type { AccountId, EstablishmentId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { ProfessionalView } from '@lien/contract/views'
import type { Db } from '../platform/db.ts'

interface Row { id: AccountId; establishment_id: EstablishmentId; email: string; name: string; role: AccountRole; specialty: string | null; disabled_at: Date | null }

export async function findProfessional(db: Db, id: AccountId): Promise<ProfessionalView> {
  const row = await db<Row>('accounts').where({ id }).first('id', 'name', 'role', 'specialty')
  if (!row) throw new Fault('notFound')
  return { accountId: row.id, name: row.name, role: row.role, specialty: row.specialty }
}

/** Who holds this account now; null once it is closed. Opens their establishment's rows for the transaction. */
export async function findAccountCaller(db: Db, id: AccountId): Promise<{ role: AccountRole; establishmentId: EstablishmentId } | null> {
  const found = await db.raw<{ rows: Pick<Row, 'role' | 'establishment_id'>[] }>('SELECT role, establishment_id FROM door_account(?)', [id])
  const [row] = found.rows
  return row ? { role: row.role, establishmentId: row.establishment_id } : null
}

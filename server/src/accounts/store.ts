import type { AccountId, EstablishmentId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { Transaction } from '../platform/db.ts'

interface Row { id: AccountId; email: string; password_hash: string; disabled_at: Date | null }

export async function findCredentials(db: Transaction, email: string): Promise<{ id: AccountId; passwordHash: string } | null> {
  const found = await db.raw<{ rows: Pick<Row, 'id' | 'password_hash'>[] }>('SELECT id, password_hash FROM door_credentials(?)', [email])
  const [row] = found.rows
  return row ? { id: row.id, passwordHash: row.password_hash } : null
}

export interface NewAccount { id: AccountId; establishmentId: EstablishmentId; email: string; passwordHash: string; name: string; role: AccountRole; specialty: string | null }
export const insertAccount = (db: Transaction, one: NewAccount, at: Date) =>
  db('accounts').insert({ id: one.id, establishment_id: one.establishmentId, email: one.email, password_hash: one.passwordHash, name: one.name, role: one.role, specialty: one.specialty, created_at: at })

export const savePassword = (db: Transaction, id: AccountId, passwordHash: string) => db('accounts').where({ id }).update({ password_hash: passwordHash })

import type { EstablishmentId } from '@lien/contract/ids'
import type { SecondFactorRule } from '@lien/contract/signIn'
import type { Act } from '../platform/act.ts'
import type { Transaction } from '../platform/db.ts'

export const insertEstablishment = (db: Transaction, one: { id: EstablishmentId; name: string; finess: string; timeZone: string; phone: string; secondFactor?: SecondFactorRule }, at: Date) =>
  db('establishments').insert({ id: one.id, name: one.name, finess: one.finess, time_zone: one.timeZone, phone: one.phone, second_factor: one.secondFactor ?? 'required', created_at: at })

export async function findByFiness(db: Transaction, finess: string): Promise<EstablishmentId | null> {
  const row = await db<{ id: EstablishmentId; finess: string }>('establishments').where({ finess }).first('id')
  return row?.id ?? null
}

export const changeEstablishment = (act: Act, one: { name: string; phone: string; timeZone: string }) =>
  act.db('establishments').where({ id: act.establishmentId }).update({ name: one.name, phone: one.phone, time_zone: one.timeZone })

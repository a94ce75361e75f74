import type { PatientFactor } from '@lien/contract/factors'
import type { EstablishmentId } from '@lien/contract/ids'
import type { SecondFactorRule } from '@lien/contract/factors'
import type { Transaction } from '../platform/db.ts'

export const insertEstablishment = (db: Transaction, one: { id: EstablishmentId; name: string; finess: string; timeZone: string; phone: string; secondFactor?: SecondFactorRule }, at: Date) =>
  db('establishments').insert({ id: one.id, name: one.name, finess: one.finess, time_zone: one.timeZone, phone: one.phone, second_factor: one.secondFactor ?? 'required', created_at: at })

export async function findByFiness(db: Transaction, finess: string): Promise<EstablishmentId | null> {
  const row = await db<{ id: EstablishmentId; finess: string }>('establishments').where({ finess }).first('id')
  return row?.id ?? null
}

/** What an administrator decides; a rule that is left out stays as it is. */
export interface Decisions { patientFactor?: PatientFactor | undefined; secondFactor?: SecondFactorRule | undefined }
export const changeEstablishment = (db: Transaction, id: EstablishmentId, { name, phone, timeZone, patientFactor, secondFactor }: Decisions & { name: string; phone: string; timeZone: string }) =>
  db('establishments').where({ id }).update({ name, phone, time_zone: timeZone, ...(patientFactor && { patient_factor: patientFactor }), ...(secondFactor && { second_factor: secondFactor }) })

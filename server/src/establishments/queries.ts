import type { EstablishmentView } from '@lien/contract/administration'
import type { PatientFactor } from '@lien/contract/factors'
import type { EstablishmentId } from '@lien/contract/ids'
import type { SecondFactorRule } from '@lien/contract/factors'
import type { SiteView } from '@lien/contract/views'
import type { Db } from '../platform/db.ts'

export type Site = Omit<SiteView, 'demo'>
interface Row { name: string; phone: string; time_zone: string }

const site = (row: Row): Site => ({ name: row.name, phone: row.phone, timeZone: row.time_zone })

export async function establishmentSite(db: Db, id: EstablishmentId): Promise<Site> {
  const row = await db('establishments').where({ id }).first<Row | undefined>('name', 'phone', 'time_zone')
  if (!row) throw new Error(`Establishment ${id} is missing.`)
  return site(row)
}

/** The house that greets people before anyone is known: the oldest one; null before the first is set up. */
export async function firstSite(db: Db): Promise<Site | null> {
  const found = await db.raw<{ rows: Row[] }>('SELECT name, phone, time_zone FROM door_site()')
  const [row] = found.rows
  return row ? site(row) : null
}

/** The establishment as its administrator sees it. */
export async function readEstablishment(db: Db, id: EstablishmentId): Promise<EstablishmentView> {
  const row = await db('establishments').where({ id }).first<(Row & { finess: string | null; patient_factor: PatientFactor; second_factor: SecondFactorRule }) | undefined>('id', 'name', 'phone', 'time_zone', 'finess', 'patient_factor', 'second_factor')
  if (!row) throw new Error(`Establishment ${id} is missing.`)
  return { ...site(row), finess: row.finess, patientFactor: row.patient_factor, secondFactor: row.second_factor }
}

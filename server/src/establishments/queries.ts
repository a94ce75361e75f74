import type { EstablishmentId } from '@lien/contract/ids'
import type { SiteView } from '@lien/contract/views'
import type { Db } from '../platform/db.ts'

export type Site = Omit<SiteView, 'demo'>
interface Row { id: EstablishmentId; name: string; phone: string; time_zone: string }

const site = (row: Row): Site => ({ name: row.name, phone: row.phone, timeZone: row.time_zone })

export async function establishmentSite(db: Db, id: EstablishmentId): Promise<Site> {
  const row = await db<Row>('establishments').where({ id }).first('id', 'name', 'phone', 'time_zone')
  if (!row) throw new Error(`Establishment ${id} is missing.`)
  return site(row)
}

/** The house that greets people before anyone is known: the oldest one; null before the first is set up. */
export async function firstSite(db: Db): Promise<Site | null> {
  const row = await db<Row>('establishments').orderBy('created_at').first('id', 'name', 'phone', 'time_zone')
  return row ? site(row) : null
}

import type { AccountId, EstablishmentId, ServiceId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { Act } from '../platform/act.ts'
import type { Known, NewPerson } from './rules.ts'

const ofHere = (act: Act) => act.db('accounts').where({ establishment_id: act.establishmentId })

/** Two administrators who change accounts at once wait for each other, so that the last one cannot vanish between them. */
export const lockStaff = (act: Act) => act.db('establishments').where({ id: act.establishmentId }).forNoKeyUpdate().first('id')

export const insertPerson = (act: Act, id: AccountId, { name, email, role, rpps, specialty, language }: Omit<NewPerson, 'services'>) =>
  act.db('accounts').insert({ id, establishment_id: act.establishmentId, email, password_hash: null, name, role, rpps, specialty, language, created_at: act.at })

/** How many were changed: none when the account is not of this establishment. */
export const changePerson = (act: Act, id: AccountId, { name, role, rpps, specialty, language }: Omit<NewPerson, 'services' | 'email'>): Promise<number> =>
  ofHere(act).where({ id }).update({ name, role, rpps, specialty, language })
export const disable = (act: Act, id: AccountId): Promise<number> => ofHere(act).where({ id }).whereNull('disabled_at').update({ disabled_at: act.at })
export const enable = (act: Act, id: AccountId): Promise<number> => ofHere(act).where({ id }).whereNotNull('disabled_at').update({ disabled_at: null })

export async function countAdministrators(act: Act): Promise<number> {
  const row = await ofHere(act).where({ role: 'administrator' satisfies AccountRole }).whereNull('disabled_at').count({ n: '*' }).first<{ n: string }>()
  return Number(row.n)
}

/** Accounts, closed ones too, and open services: what an import is compared with. */
export async function findKnown(act: Act): Promise<Known> {
  return {
    accounts: await ofHere(act).select<{ id: AccountId; email: string; rpps: string | null }[]>('id', 'email', 'rpps'),
    services: await act.db('services').where({ establishment_id: act.establishmentId }).whereNull('closed_at').select<{ id: ServiceId; name: string }[]>('id', 'name'),
  }
}

/** Is the establishment's number one of these? */
export async function hasFiness(act: Act, id: EstablishmentId, numbers: readonly string[]): Promise<boolean> {
  const row = await act.db('establishments').where({ id }).whereIn('finess', numbers).first<{ id: EstablishmentId } | undefined>('id')
  return row !== undefined
}
export const allowPasswords = (act: Act, allowed: boolean) => act.db('establishments').where({ id: act.establishmentId }).update({ local_accounts: allowed })

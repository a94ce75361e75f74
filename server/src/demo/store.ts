import { openStates } from '@lien/contract/consultation'
import type { AccountId, ConsultationId, EstablishmentId, ParticipantId, PatientId } from '@lien/contract/ids'
import type { Seat } from '@lien/contract/roles'
import type { Transaction } from '../platform/db.ts'

export interface OpenVisit { id: ConsultationId; /** Birth name. */ patient: string; people: readonly { id: ParticipantId; seat: Seat; name: string }[] }

/** The consultations of `account` since `from` that can still take place. */
export async function openVisits(db: Transaction, account: AccountId, from: Date): Promise<OpenVisit[]> {
  const rows = await db('consultations as c').join('patients as p', 'p.id', 'c.patient_id').join('participants as me', 'me.consultation_id', 'c.id')
    .where({ 'me.account_id': account }).where('c.scheduled_at', '>=', from).whereIn('c.state', [...openStates])
    .select<{ id: ConsultationId; birth_name: string }[]>('c.id', 'p.birth_name').orderBy('c.scheduled_at')
  return Promise.all(rows.map(async (row) => ({
    id: row.id, patient: row.birth_name,
    people: await db('participants').where({ consultation_id: row.id }).orderBy('created_at').select<OpenVisit['people']>('id', 'seat', 'name'),
  })))
}

/** The demonstration's patient of an earlier day, with their history; null on the first. */
export async function patientOfBefore(db: Transaction, establishmentId: EstablishmentId, { birthName, birthDate }: { birthName: string; birthDate: string }): Promise<PatientId | null> {
  const row = await db('patients').where({ establishment_id: establishmentId, birth_name: birthName, birth_date: birthDate }).orderBy('created_at', 'desc').first<{ id: PatientId } | undefined>('id')
  return row?.id ?? null
}

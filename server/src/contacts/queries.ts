import { openStates } from '@lien/contract/consultation'
import type { ParticipantId } from '@lien/contract/ids'
import type { Db } from '../platform/db.ts'
import type { Contact } from './rules.ts'
import type { Reached } from './store.ts'

export type { Contact } from './rules.ts'
export type { Reached } from './store.ts'

export async function findContact(db: Db, participantId: ParticipantId): Promise<Contact | null> {
  const row = await db('contacts').where({ participant_id: participantId }).first<Contact | undefined>('phone', 'mail', 'preferred', 'language')
  return row ?? null
}

interface Row { participant_id: Reached['participantId']; consultation_id: Reached['consultationId']; establishment_id: Reached['establishmentId'] }

/** Whoever gave this number or address for a consultation that is open and planned between `from` and `to`. Lien itself asks. */
export async function reachedBy(db: Db, known: { phone: string } | { mail: string }, from: Date, to: Date): Promise<Reached[]> {
  const rows = await db('contacts as k').join('consultations as c', 'c.id', 'k.consultation_id')
    .where('phone' in known ? { 'k.phone': known.phone } : { 'k.mail': known.mail })
    .whereIn('c.state', [...openStates]).where('c.scheduled_at', '>=', from).where('c.scheduled_at', '<', to)
    .orderBy('c.scheduled_at').limit(10).select<Row[]>('k.participant_id', 'k.consultation_id', 'k.establishment_id')
  return rows.map((row) => ({ participantId: row.participant_id, consultationId: row.consultation_id, establishmentId: row.establishment_id }))
}

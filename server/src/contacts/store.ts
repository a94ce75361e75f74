import type { ConsultationId, EstablishmentId, ParticipantId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import type { Contact } from './rules.ts'

export interface Reached { participantId: ParticipantId; consultationId: ConsultationId; establishmentId: EstablishmentId }

export async function saveContact(act: Act, { participantId, consultationId, establishmentId }: Reached, { phone, mail, preferred, language }: Contact): Promise<void> {
  await act.db('contacts').insert({ participant_id: participantId, establishment_id: establishmentId, consultation_id: consultationId, phone, mail, preferred, language, changed_at: act.at })
    .onConflict('participant_id').merge(['phone', 'mail', 'preferred', 'language', 'changed_at'])
}

import type { ConsultationId, MessageId, ParticipantId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'

export const insertMessage = (act: Act, one: { id: MessageId; consultationId: ConsultationId; from: ParticipantId; text: string }) =>
  act.db('messages').insert({ id: one.id, establishment_id: act.establishmentId, consultation_id: one.consultationId, participant_id: one.from, text: one.text, sent_at: act.at })

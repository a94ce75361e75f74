import { Fault } from '@lien/contract/faults'
import type { ConsultationState, ConsultationKind, ConsentDecision, EndReason, Modality } from '@lien/contract/consultation'
import type { AccountId, ConsultationId, EstablishmentId, ParticipantId, PatientId, ServiceId } from '@lien/contract/ids'
import type { Seat } from '@lien/contract/roles'
import type { NetworkVerdict } from '@lien/contract/network'
import type { DeviceReport } from '@lien/contract/views'
import type { Act } from '../platform/act.ts'
import { chainIsKnown } from '../platform/trail.ts'
import type { Consultation } from './rules.ts'

interface ConsultationRow { id: ConsultationId; establishment_id: EstablishmentId; service_id: ServiceId | null; state: ConsultationState }
interface ParticipantRow { id: ParticipantId; seat: Seat; account_id: AccountId | null; consent: ConsentDecision | null; checked_in_at: Date | null; admitted_at: Date | null; by_telephone: boolean }

/**
 * Loads a consultation for change: its row stays locked until the act ends, so two commands on one consultation
 * never see half of each other. The act's trail goes to its chain from here on. Throws `notFound`.
 */
export async function loadForChange(act: Act, id: ConsultationId): Promise<Consultation> {
  const row = await act.db<ConsultationRow>('consultations').where({ id }).select('id', 'establishment_id', 'service_id', 'state').forNoKeyUpdate().first()
  if (!row) {
    // Beyond the caller's wall: the attempt is written in the trail of the consultation that it was aimed at.
    if (await chainIsKnown(act.db, id)) act.concern(id)
    throw new Fault('notFound')
  }
  act.concern(row.id)
  // Beside the people, since what is read with the lock itself is as old as the wait for it.
  const byTelephone = act.db.raw(`EXISTS (SELECT FROM modalities m WHERE m.consultation_id = participants.consultation_id AND m.until_at IS NULL AND m.modality = 'telephone') AS by_telephone`)
  const people = await act.db('participants').where({ consultation_id: id })
    .select<ParticipantRow[]>('id', 'seat', 'account_id', 'consent', 'checked_in_at', 'admitted_at', byTelephone).orderBy('created_at')
  return {
    id: row.id, establishmentId: row.establishment_id, state: row.state, byTelephone: people.some((p) => p.by_telephone),
    people: people.map((p) => ({ id: p.id, seat: p.seat, accountId: p.account_id, consent: p.consent, checkedInAt: p.checked_in_at, admittedAt: p.admitted_at })),
    ...(await relationsTo(act, row, people.some(({ account_id }) => account_id !== null && act.caller.kind === 'professional' && account_id === act.caller.accountId))),
  }
}

/** How the caller is related to a consultation where they have no seat; whoever sits in it needs no other relation. */
async function relationsTo(act: Act, row: ConsultationRow, seated: boolean): Promise<Pick<Consultation, 'team' | 'openedTo'>> {
  if (act.caller.kind !== 'professional' || seated) return { team: [], openedTo: [] }
  const { accountId } = act.caller
  const found = await act.db.raw<{ rows: { member: boolean; opened: boolean }[] }>(`
    SELECT EXISTS (SELECT FROM service_members WHERE service_id = ? AND account_id = ?) AS member,
           EXISTS (SELECT FROM accesses WHERE consultation_id = ? AND account_id = ? AND until > ?) AS opened`,
  [row.service_id, accountId, row.id, accountId, act.at])
  const [relation] = found.rows
  return { team: relation?.member ? [accountId] : [], openedTo: relation?.opened ? [accountId] : [] }
}

/** Moves a consultation on; the WHERE repeats the state it was seen in. Throws `invalidState` when it has moved since. */
export async function advance(act: Act, { id, state: from }: Consultation, to: ConsultationState, dates: { started_at?: Date; ended_at?: Date; end_reason?: EndReason } = {}): Promise<void> {
  const moved = await act.db('consultations').where({ id, state: from }).update({ state: to, ...dates })
  if (moved !== 1) throw new Fault('invalidState')
}

/** From this instant it is held in this way; what was before ends here. `rings`: the masked number that the patient is called on. */
export async function beginModality(act: Act, { id, establishmentId }: Consultation, modality: Modality, rings: string | null = null): Promise<void> {
  await endModality(act, id)
  await act.db('modalities').insert({ id: act.newId(), establishment_id: establishmentId, consultation_id: id, modality, from_at: act.at, rings })
}
export const endModality = (act: Act, id: ConsultationId) => act.db('modalities').where({ consultation_id: id }).whereNull('until_at').update({ until_at: act.at })
export const saveRings = (act: Act, id: ConsultationId, rings: string | null) => act.db('modalities').where({ consultation_id: id }).whereNull('until_at').update({ rings })

const person = (act: Act, id: ParticipantId) => act.db('participants').where({ id })
export const saveConsent = (act: Act, id: ParticipantId, decision: ConsentDecision) => person(act, id).update({ consent: decision, consent_at: act.at, consent_means: 'ownLink' })
export const saveDeviceCheck = (act: Act, id: ParticipantId, { camera, microphone, speaker }: DeviceReport) => person(act, id).update({ camera, microphone, speaker: speaker ?? null })
export const saveNetwork = (act: Act, id: ParticipantId, network: NetworkVerdict) => person(act, id).update({ network })
export const saveCheckIn = (act: Act, id: ParticipantId) => person(act, id).update({ checked_in_at: act.at })
export const saveAdmission = (act: Act, id: ParticipantId) => person(act, id).update({ admitted_at: act.at })
export const saveSentBack = (act: Act, id: ParticipantId) => person(act, id).update({ admitted_at: null, checked_in_at: act.at })

export interface NewConsultation { id: ConsultationId; establishmentId: EstablishmentId; serviceId?: ServiceId | null; patientId: PatientId; kind: ConsultationKind; scheduledAt: Date; durationMinutes: number; /** It took place already, as planned. */ held?: boolean }
export const insertConsultation = (act: Act, one: NewConsultation) =>
  act.db('consultations').insert({ id: one.id, establishment_id: one.establishmentId, service_id: one.serviceId ?? null, patient_id: one.patientId, kind: one.kind, state: one.held ? 'ended' : 'scheduled', ...(one.held && { started_at: one.scheduledAt, ended_at: new Date(one.scheduledAt.getTime() + one.durationMinutes * 60_000), end_reason: 'completed' }), scheduled_at: one.scheduledAt, duration_minutes: one.durationMinutes, created_at: act.at })

export interface NewParticipant { id: ParticipantId; seat: Seat; accountId: AccountId | null; name: string; specialty: string | null }
export const insertParticipant = (act: Act, consultation: NewConsultation, one: NewParticipant) =>
  act.db('participants').insert({ id: one.id, consultation_id: consultation.id, establishment_id: consultation.establishmentId, seat: one.seat, account_id: one.accountId, name: one.name, specialty: one.specialty, created_at: act.at })

import { Fault } from '@lien/contract/faults'
import type { ConsultationState, ConsultationKind, ConsentDecision, EndReason, Modality } from '@lien/contract/consultation'
import type { AccountId, ConsultationId, EstablishmentId, ParticipantId, PatientId, ServiceId } from '@lien/contract/ids'
import type { Seat } from '@lien/contract/roles'
import type { NetworkVerdict } from '@lien/contract/network'
import type { DeviceReport } from '@lien/contract/views'
import type { Act } from '../platform/act.ts'
import { instantOf, listOf, type WrittenInstant } from '../platform/lists.ts'
import { chainIsKnown } from '../platform/trail.ts'
import type { Consultation } from './rules.ts'

interface ConsultationRow { id: ConsultationId; establishment_id: EstablishmentId; service_id: ServiceId | null; state: ConsultationState; by_telephone: boolean; people: PersonRow[] }
interface PersonRow { id: ParticipantId; seat: Seat; accountId: AccountId | null; consent: ConsentDecision | null; checkedInAt: WrittenInstant | null; admittedAt: WrittenInstant | null }

const whenOf = (written: WrittenInstant | null): Date | null => (written === null ? null : instantOf(written))

/**
 * Loads a consultation for change: its row stays locked until the act ends, so two commands on one consultation
 * never see half of each other. The act's trail goes to its chain from here on. Throws `notFound`.
 */
export async function loadForChange(act: Act, id: ConsultationId): Promise<Consultation> {
  // The lock leaves first: what one statement reads with the lock it takes is as old as the wait for it.
  act.db.send(act.db('consultations').where({ id }).select('id').forNoKeyUpdate())
  const people = listOf(`
    SELECT p.id, p.seat, p.account_id AS "accountId", p.consent, p.checked_in_at AS "checkedInAt", p.admitted_at AS "admittedAt"
    FROM participants p WHERE p.consultation_id = c.id ORDER BY p.created_at`)
  const { rows: [row] } = await act.db.raw<{ rows: ConsultationRow[] }>(`
    SELECT c.id, c.establishment_id, c.service_id, c.state, ${people} AS people,
           EXISTS (SELECT FROM modalities m WHERE m.consultation_id = c.id AND m.until_at IS NULL AND m.modality = 'telephone') AS by_telephone
    FROM consultations c WHERE c.id = ?`, [id])
  if (!row) {
    // Beyond the caller's wall: the attempt is written in the trail of the consultation that it was aimed at.
    if (await chainIsKnown(act.db, id)) act.concern(id)
    throw new Fault('notFound')
  }
  act.concern(row.id)
  return {
    id: row.id, establishmentId: row.establishment_id, state: row.state, byTelephone: row.by_telephone,
    people: row.people.map(({ checkedInAt, admittedAt, ...one }) => ({ ...one, checkedInAt: whenOf(checkedInAt), admittedAt: whenOf(admittedAt) })),
    ...(await relationsTo(act, row, row.people.some(({ accountId }) => accountId !== null && act.caller.kind === 'professional' && accountId === act.caller.accountId))),
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

/** Nobody waits for it: it leaves with the act's trail. */
const save = (act: Act, id: ParticipantId, what: object) => act.db.send(act.db('participants').where({ id }).update(what))
export const saveConsent = (act: Act, id: ParticipantId, decision: ConsentDecision) => save(act, id, { consent: decision, consent_at: act.at, consent_means: 'ownLink' })
export const saveDeviceCheck = (act: Act, id: ParticipantId, { camera, microphone, speaker }: DeviceReport) => save(act, id, { camera, microphone, speaker: speaker ?? null })
export const saveNetwork = (act: Act, id: ParticipantId, network: NetworkVerdict) => save(act, id, { network })
export const saveCheckIn = (act: Act, id: ParticipantId) => save(act, id, { checked_in_at: act.at })
export const saveAdmission = (act: Act, id: ParticipantId) => save(act, id, { admitted_at: act.at })
export const saveSentBack = (act: Act, id: ParticipantId) => save(act, id, { admitted_at: null, checked_in_at: act.at })

export interface NewConsultation { id: ConsultationId; establishmentId: EstablishmentId; serviceId?: ServiceId | null; patientId: PatientId; kind: ConsultationKind; scheduledAt: Date; durationMinutes: number; /** It took place already, as planned. */ held?: boolean }
export const insertConsultation = (act: Act, one: NewConsultation) =>
  act.db('consultations').insert({ id: one.id, establishment_id: one.establishmentId, service_id: one.serviceId ?? null, patient_id: one.patientId, kind: one.kind, state: one.held ? 'ended' : 'scheduled', ...(one.held && { started_at: one.scheduledAt, ended_at: new Date(one.scheduledAt.getTime() + one.durationMinutes * 60_000), end_reason: 'completed' }), scheduled_at: one.scheduledAt, duration_minutes: one.durationMinutes, created_at: act.at })

export interface NewParticipant { id: ParticipantId; seat: Seat; accountId: AccountId | null; name: string; specialty: string | null }
export const insertParticipant = (act: Act, consultation: NewConsultation, one: NewParticipant) =>
  act.db('participants').insert({ id: one.id, consultation_id: consultation.id, establishment_id: consultation.establishmentId, seat: one.seat, account_id: one.accountId, name: one.name, specialty: one.specialty, created_at: act.at })

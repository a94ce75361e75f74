import type { AnsweringView, FollowUpView, MonitoringView, Rhythm } from '@lien/contract/followUps'
import type { FollowUpEnding, Weekday } from '@lien/contract/followUpRules'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, FollowUpId, ParticipantId, PatientId, RequestId, TreatmentId } from '@lien/contract/ids'
import type { RequestPurpose, RequestState, RequestSummary } from '@lien/contract/requests'
import type { Civility } from '@lien/contract/views'
import type { Db } from '../platform/db.ts'

/** As many as one round deals with. */
const handful = 100

export interface FollowUp {
  id: FollowUpId; establishmentId: EstablishmentId; consultationId: ConsultationId; patientId: PatientId; rhythm: Rhythm; until: string
  nextOn: string | null; plannedAt: Date; startedAt: Date; startedBy: AccountId
}
interface Row {
  id: FollowUpId; establishment_id: EstablishmentId; consultation_id: ConsultationId; patient_id: PatientId; weekday: Weekday | null; treatment_id: TreatmentId | null; days: number[] | null
  until_on: string; next_on: string | null; planned_at: Date; started_at: Date; started_by: AccountId
}
export const followUpColumns = `f.id, f.establishment_id, f.consultation_id, f.patient_id, f.weekday, f.treatment_id, f.days, to_char(f.until_on, 'YYYY-MM-DD') AS until_on, to_char(f.next_on, 'YYYY-MM-DD') AS next_on, f.planned_at, f.started_at, f.started_by`
function rhythmOf({ weekday, treatment_id, days }: Row): Rhythm {
  if (treatment_id !== null) return { kind: 'cycle', treatmentId: treatment_id, days: days ?? [] }
  if (weekday === null) throw new Error('A follow-up without a rhythm.')
  return { kind: 'weekly', weekday }
}
export const followUpOf = (row: Row): FollowUp => ({
  id: row.id, establishmentId: row.establishment_id, consultationId: row.consultation_id, patientId: row.patient_id, rhythm: rhythmOf(row), until: row.until_on,
  nextOn: row.next_on, plannedAt: row.planned_at, startedAt: row.started_at, startedBy: row.started_by,
})
export type FollowUpRow = Row

/** Follow-ups whose next time has come, or whose treatment was noted anew since they were planned. Lien itself looks. */
export async function dueFollowUps(db: Db, at: Date): Promise<{ id: FollowUpId; establishmentId: EstablishmentId }[]> {
  const { rows } = await db.raw<{ rows: { id: FollowUpId; establishment_id: EstablishmentId }[] }>(`
    SELECT f.id, f.establishment_id FROM follow_ups f LEFT JOIN treatments t ON t.id = f.treatment_id
    WHERE f.stopped_at IS NULL AND (f.next_at <= ? OR t.noted_at > f.planned_at) ORDER BY f.next_at LIMIT ${handful}`, [at])
  return rows.map((row) => ({ id: row.id, establishmentId: row.establishment_id }))
}

export async function currentOf(db: Db, patientId: PatientId): Promise<(FollowUp & { by: string; last: RequestSummary | null }) | null> {
  const { rows: [row] } = await db.raw<{ rows: (Row & { name: string; request_id: RequestId | null; state: RequestState; due_at: Date; completed_at: Date | null })[] }>(`
    SELECT ${followUpColumns}, a.name, r.id AS request_id, r.state, r.due_at, r.completed_at FROM follow_ups f JOIN accounts a ON a.id = f.started_by
    LEFT JOIN LATERAL (SELECT id, state, due_at, completed_at FROM questionnaire_requests WHERE follow_up_id = f.id ORDER BY occasion_on DESC LIMIT 1) r ON true
    WHERE f.patient_id = ? AND f.stopped_at IS NULL`, [patientId])
  if (!row) return null
  const last = row.request_id === null ? null : { requestId: row.request_id, purpose: 'followUp' as const, state: row.state, dueAt: row.due_at.toISOString(), completedAt: row.completed_at?.toISOString() ?? null }
  return { ...followUpOf(row), by: row.name, last }
}

export async function formerOf(db: Db, patientId: PatientId): Promise<FollowUpView['former']> {
  const { rows: [row] } = await db.raw<{ rows: { started_at: Date; stopped_at: Date; ending: FollowUpEnding; name: string | null }[] }>(`
    SELECT f.started_at, f.stopped_at, f.ending, a.name FROM follow_ups f LEFT JOIN accounts a ON a.id = f.stopped_by
    WHERE f.patient_id = ? AND f.stopped_at IS NOT NULL ORDER BY f.stopped_at DESC LIMIT 1`, [patientId])
  return row ? { startedAt: row.started_at.toISOString(), stoppedAt: row.stopped_at.toISOString(), ending: row.ending, by: row.name } : null
}

export interface Cycle { startedOn: string; endedOn: string | null; cycleDays: number; notedAt: Date }
/** The cycle of one of a patient's treatments; null where there is none. */
export async function cycleOf(db: Db, patientId: PatientId, id: TreatmentId): Promise<Cycle | null> {
  const { rows: [row] } = await db.raw<{ rows: Cycle[] }>(`
    SELECT to_char(started_on, 'YYYY-MM-DD') AS "startedOn", to_char(ended_on, 'YYYY-MM-DD') AS "endedOn", cycle_days AS "cycleDays", noted_at AS "notedAt"
    FROM treatments WHERE id = ? AND patient_id = ? AND cycle_days IS NOT NULL`, [id, patientId])
  return row ?? null
}

/** The last planned day that was asked. */
export async function lastAsked(db: Db, id: FollowUpId): Promise<string | null> {
  const { rows: [row] } = await db.raw<{ rows: { day: string | null }[] }>(`SELECT to_char(max(occasion_on), 'YYYY-MM-DD') AS day FROM questionnaire_requests WHERE follow_up_id = ?`, [id])
  return row?.day ?? null
}

export interface Subject { patientId: PatientId; /** The patient's seat; null where they have none. */ participantId: ParticipantId | null; timeZone: string }
/** Whom a consultation's follow-up is about. Throws `notFound`. */
export async function subjectOf(db: Db, id: ConsultationId): Promise<Subject> {
  const { rows: [row] } = await db.raw<{ rows: { patient_id: PatientId; participant_id: ParticipantId | null; time_zone: string }[] }>(`
    SELECT c.patient_id, p.id AS participant_id, e.time_zone FROM consultations c JOIN establishments e ON e.id = c.establishment_id
    LEFT JOIN participants p ON p.consultation_id = c.id AND p.seat = 'patient' WHERE c.id = ?`, [id])
  if (!row) throw new Fault('notFound')
  return { patientId: row.patient_id, participantId: row.participant_id, timeZone: row.time_zone }
}

/** Whether this house asks between visits: what was decided last. */
export async function monitoringOf(db: Db, establishmentId: EstablishmentId): Promise<MonitoringView> {
  const { rows: [row] } = await db.raw<{ rows: { switched_on: boolean | null; statement: string; at: Date; name: string; followed: number }[] }>(`
    SELECT d.switched_on, d.statement, d.at, d.name, (SELECT count(*)::int FROM follow_ups WHERE establishment_id = :establishmentId AND stopped_at IS NULL) AS followed
    FROM (SELECT 1) one LEFT JOIN LATERAL (
      SELECT m.switched_on, m.statement, m.at, a.name FROM monitoring_decisions m JOIN accounts a ON a.id = m.account_id WHERE m.establishment_id = :establishmentId ORDER BY m.at DESC, m.id DESC LIMIT 1) d ON true`, { establishmentId })
  if (!row) throw new Error('A count without a row.')
  return { on: row.switched_on ?? false, decided: row.switched_on === null ? null : { by: row.name, at: row.at.toISOString(), statement: row.statement }, followed: row.followed }
}

/** What a link to questions opens. Throws `notFound`. */
export async function readAnswering(db: Db, id: RequestId, demo: boolean): Promise<AnsweringView> {
  const { rows: [row] } = await db.raw<{ rows: { purpose: RequestPurpose; state: RequestState; due_at: Date; completed_at: Date | null; civility: Civility; family_name: string; name: string; phone: string; time_zone: string; next_at: Date | null }[] }>(`
    SELECT r.purpose, r.state, r.due_at, r.completed_at, p.civility, COALESCE(p.used_name, p.birth_name) AS family_name, e.name, e.phone, e.time_zone, f.next_at
    FROM questionnaire_requests r JOIN patients p ON p.id = r.patient_id JOIN establishments e ON e.id = r.establishment_id
    LEFT JOIN follow_ups f ON f.id = r.follow_up_id AND f.stopped_at IS NULL WHERE r.id = ?`, [id])
  if (!row) throw new Fault('notFound')
  return {
    stage: 'answering', site: { name: row.name, phone: row.phone, timeZone: row.time_zone, demo }, greeting: { civility: row.civility, familyName: row.family_name },
    request: { requestId: id, purpose: row.purpose, state: row.state, dueAt: row.due_at.toISOString(), completedAt: row.completed_at?.toISOString() ?? null }, nextAt: row.next_at?.toISOString() ?? null,
  }
}

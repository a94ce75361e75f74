import type { Reason, RuleSet } from '@lien/contract/alertRules'
import type { AlertAction, AlertLevel } from '@lien/contract/alerts'
import type { Answers, Form } from '@lien/contract/forms'
import type { AccountId, AlertId, ConsultationId, EstablishmentId, PatientId, RequestId, ResponseId, ServiceId } from '@lien/contract/ids'
import { holderSeats } from '@lien/contract/roles'
import type { Act } from '../platform/act.ts'
import { isByLink } from '../platform/caller.ts'
import type { Db } from '../platform/db.ts'
import { earlierSql, partOf, partsSql, type Part, type PartRow } from './queries.ts'

/** A request and the visit it informs; between visits, until when what it raises may wait: the next time the patient is asked, or the end of this one. */
export interface Asked { id: RequestId; establishmentId: EstablishmentId; consultationId: ConsultationId; patientId: PatientId; serviceId: ServiceId | null; accountId: AccountId | null; completedAt: Date | null; visitAt: Date; zone: string }

export async function findRequest(db: Db, by: { requestId: RequestId } | { responseId: ResponseId }): Promise<Asked | null> {
  const found = await db.raw<{ rows: { id: RequestId; establishment_id: EstablishmentId; consultation_id: ConsultationId; patient_id: PatientId; service_id: ServiceId | null; account_id: AccountId | null; completed_at: Date | null; scheduled_at: Date; time_zone: string }[] }>(`
    SELECT o.id, o.establishment_id, o.consultation_id, o.patient_id, c.service_id, o.completed_at, CASE WHEN o.purpose = 'followUp' THEN coalesce(f.next_at, o.due_at) ELSE c.scheduled_at END AS scheduled_at, e.time_zone,
           (SELECT p.account_id FROM participants p WHERE p.consultation_id = c.id AND p.seat = ANY(?) ORDER BY p.created_at, p.id LIMIT 1) AS account_id
    FROM questionnaire_requests o JOIN consultations c ON c.id = o.consultation_id JOIN establishments e ON e.id = o.establishment_id LEFT JOIN follow_ups f ON f.id = o.follow_up_id
    WHERE o.id = ${'requestId' in by ? '?' : '(SELECT request_id FROM questionnaire_responses WHERE id = ?)'}`, [[...holderSeats], 'requestId' in by ? by.requestId : by.responseId])
  const [row] = found.rows
  return row ? { id: row.id, establishmentId: row.establishment_id, consultationId: row.consultation_id, patientId: row.patient_id, serviceId: row.service_id, accountId: row.account_id, completedAt: row.completed_at, visitAt: row.scheduled_at, zone: row.time_zone } : null
}

/** What was answered to a request, questionnaire by questionnaire, with the forms it was asked by. */
export async function answersTo(db: Db, requestId: RequestId): Promise<(Part & { form: Form; answers: Answers })[]> {
  const found = await db.raw<{ rows: (PartRow & { form: Form; answers: Answers })[] }>(`${partsSql('q.form, r.answers')} WHERE e.id = ? ORDER BY r.position`, [requestId])
  return found.rows.map((row) => ({ ...partOf(row), form: row.form, answers: row.answers }))
}

/** Earlier answers of the same patient in this house, oldest first; a patient's own act asks the door for them. */
export async function earlierAnswers(act: Act, requestId: RequestId): Promise<Part[]> {
  const guest = isByLink(act.caller)
  const found = await act.db.raw<{ rows: PartRow[] }>(guest ? 'SELECT request_id, at, url, version, scores, measured FROM door_earlier_answers(?)' : earlierSql, [requestId])
  return found.rows.map(partOf)
}

export interface InForce { version: number; rules: RuleSet; publishedAt: Date; publishedBy: AccountId | null }
export async function findRules(db: Db, establishmentId: EstablishmentId): Promise<InForce | null> {
  const row = await db('alert_rule_sets').where({ establishment_id: establishmentId }).orderBy('version', 'desc')
    .first<{ version: number; rules: RuleSet; published_at: Date; published_by: AccountId | null } | undefined>('version', 'rules', 'published_at', 'published_by')
  return row ? { version: row.version, rules: row.rules, publishedAt: row.published_at, publishedBy: row.published_by } : null
}
/** False where that version is there already. */
export async function insertRules(act: Act, establishmentId: EstablishmentId, { version, rules, publishedBy }: Omit<InForce, 'publishedAt'>): Promise<boolean> {
  const inserted = await act.db.raw<{ rowCount: number }>(`
    INSERT INTO alert_rule_sets (id, establishment_id, version, rules, missing_hours, published_by, published_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (establishment_id, version) DO NOTHING`, [act.newId(), establishmentId, version, JSON.stringify(rules), rules.missingHours, publishedBy, act.at])
  return inserted.rowCount === 1
}

export interface OpenAlert { id: AlertId; level: AlertLevel; reasons: Reason[]; dueAt: Date; escalateAt: Date }
/** The open alert of a request, locked until the act ends. */
export async function lockOpen(act: Act, requestId: RequestId, technical: boolean): Promise<OpenAlert | null> {
  const row = await act.db('alerts').where({ request_id: requestId, technical }).whereNull('closed_at').forNoKeyUpdate()
    .first<{ id: AlertId; level: AlertLevel; reasons: Reason[]; due_at: Date; escalate_at: Date } | undefined>('id', 'level', 'reasons', 'due_at', 'escalate_at')
  return row ? { id: row.id, level: row.level, reasons: row.reasons, dueAt: row.due_at, escalateAt: row.escalate_at } : null
}
/** Reasons of the request's alerts that were dealt with. */
export async function closedReasons(act: Act, requestId: RequestId): Promise<Reason[]> {
  const rows = await act.db('alerts').where({ request_id: requestId }).whereNotNull('closed_at').select<{ reasons: Reason[] }[]>('reasons')
  return rows.flatMap(({ reasons }) => reasons)
}

export interface NewAlert { id: AlertId; level: AlertLevel; version: number; reasons: readonly Reason[]; dueAt: Date; escalateAt: Date }
/** False where another act has just raised one. */
export async function insertAlert(act: Act, asked: Asked, one: NewAlert): Promise<boolean> {
  const inserted = await act.db.raw<{ rowCount: number }>(`
    INSERT INTO alerts (id, establishment_id, consultation_id, service_id, account_id, patient_id, request_id, level, rules_version, reasons, raised_at, due_at, escalate_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id, technical) WHERE closed_at IS NULL DO NOTHING`,
  [one.id, asked.establishmentId, asked.consultationId, asked.serviceId, asked.accountId, asked.patientId, asked.id, one.level, one.version, JSON.stringify(one.reasons), act.at, one.dueAt, one.escalateAt])
  return inserted.rowCount === 1
}
/** More reasons have come: nobody has seen those yet. */
export const widen = (act: Act, id: AlertId, { level, version, reasons, dueAt, escalateAt, again }: Omit<NewAlert, 'id'> & { /** It presses more than when it was handed on. */ again: boolean }) =>
  act.db('alerts').where({ id }).update({ level, rules_version: version, reasons: JSON.stringify(reasons), due_at: dueAt, escalate_at: escalateAt, seen_at: null, seen_by: null, ...(again && { escalated_at: null }) })

export interface KnownAlert {
  id: AlertId; consultationId: ConsultationId; serviceId: ServiceId | null; accountId: AccountId | null; patientId: PatientId; requestId: RequestId
  escalatedTo: AccountId[]; claimedBy: AccountId | null; action: AlertAction | null; callId: ConsultationId | null; closed: boolean; member: boolean
}
/** An alert, and whether this account works in its service. */
export async function findAlert(db: Db, id: AlertId, accountId: AccountId): Promise<KnownAlert | null> {
  const found = await db.raw<{ rows: { id: AlertId; consultation_id: ConsultationId; service_id: ServiceId | null; account_id: AccountId | null; patient_id: PatientId; request_id: RequestId; escalated_to: AccountId[]; claimed_by: AccountId | null; action: AlertAction | null; call_id: ConsultationId | null; closed: boolean; member: boolean }[] }>(`
    SELECT a.id, a.consultation_id, a.service_id, a.account_id, a.patient_id, a.request_id, a.escalated_to, a.claimed_by, a.action, a.call_id, a.closed_at IS NOT NULL AS closed,
           EXISTS (SELECT FROM service_members m WHERE m.service_id = a.service_id AND m.account_id = ?) AS member
    FROM alerts a WHERE a.id = ?`, [accountId, id])
  const [row] = found.rows
  return row ? {
    id: row.id, consultationId: row.consultation_id, serviceId: row.service_id, accountId: row.account_id, patientId: row.patient_id, requestId: row.request_id,
    escalatedTo: row.escalated_to, claimedBy: row.claimed_by, action: row.action, callId: row.call_id, closed: row.closed, member: row.member,
  } : null
}

const open = (act: Act, id: AlertId) => act.db('alerts').where({ id }).whereNull('closed_at')
export const markSeen = (act: Act, id: AlertId, by: AccountId): Promise<number> => open(act, id).whereNull('seen_at').update({ seen_at: act.at, seen_by: by })
/** One guarded UPDATE: of two who take it at once, one finds it free. */
export const claim = async (act: Act, id: AlertId, by: AccountId): Promise<boolean> => (await open(act, id).whereNull('claimed_by').update({ claimed_by: by, claimed_at: act.at, seen_at: act.db.raw('coalesce(seen_at, ?)', [act.at]), seen_by: act.db.raw('coalesce(seen_by, ?)', [by]) })) === 1
const mine = (act: Act, id: AlertId, by: AccountId) => open(act, id).where({ claimed_by: by })
export const release = async (act: Act, id: AlertId, by: AccountId): Promise<boolean> => (await mine(act, id, by).update({ claimed_by: null, claimed_at: null })) === 1
export async function saveAction(act: Act, id: AlertId, by: AccountId, { action, comment }: { action: AlertAction; comment: string | null }): Promise<boolean> {
  if ((await mine(act, id, by).update({ action, acted_at: act.at })) !== 1) return false
  await act.db('alert_actions').insert({ id: act.newId(), establishment_id: act.establishmentId, alert_id: id, account_id: by, action, comment, at: act.at })
  return true
}
export const close = async (act: Act, id: AlertId, by: AccountId): Promise<boolean> => (await mine(act, id, by).whereNotNull('action').update({ closed_at: act.at, closed_by: by })) === 1
export const saveCall = (act: Act, id: AlertId, callId: ConsultationId) => act.db('alerts').where({ id }).update({ call_id: callId })

/** What was missing has come. */
export async function closeAnswered(act: Act, requestId: RequestId): Promise<AlertId[]> {
  const rows = await act.db('alerts').where({ request_id: requestId, technical: true }).whereNull('closed_at').update({ closed_at: act.at }).returning<{ id: AlertId }[]>('id')
  return rows.map(({ id }) => id)
}
export async function wasMissed(act: Act, requestId: RequestId): Promise<boolean> {
  return (await act.db('alerts').where({ request_id: requestId, technical: true }).first<{ id: AlertId } | undefined>('id')) !== undefined
}

export interface Unseen { id: AlertId; establishmentId: EstablishmentId; consultationId: ConsultationId; accountId: AccountId | null; raisedAt: Date }
/** The alert, while nobody has seen it and no other server hands it on. */
export async function lockUnseen(act: Act, id: AlertId): Promise<Unseen | null> {
  const found = await act.db.raw<{ rows: { id: AlertId; establishment_id: EstablishmentId; consultation_id: ConsultationId; account_id: AccountId | null; raised_at: Date }[] }>(`
    SELECT id, establishment_id, consultation_id, account_id, raised_at FROM alerts
    WHERE id = ? AND closed_at IS NULL AND seen_at IS NULL AND escalated_at IS NULL AND escalate_at <= ? FOR NO KEY UPDATE SKIP LOCKED`, [id, act.at])
  const [row] = found.rows
  return row ? { id: row.id, establishmentId: row.establishment_id, consultationId: row.consultation_id, accountId: row.account_id, raisedAt: row.raised_at } : null
}
export const saveEscalation = (act: Act, id: AlertId, to: readonly AccountId[]) =>
  act.db('alerts').where({ id }).update({ escalated_at: act.at, escalated_to: act.db.raw('ARRAY(SELECT DISTINCT unnest(escalated_to || ?::uuid[]))', [[...to]]) })

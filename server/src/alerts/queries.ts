import type { Reason } from '@lien/contract/alertRules'
import { alertLevels, type AlertAction, type AlertLevel, type ClinicalLevel } from '@lien/contract/alerts'
import type { AlertCounts, AlertCursor, AlertRow, AlertView } from '@lien/contract/commands/alerts'
import { openStates } from '@lien/contract/consultation'
import type { Language } from '@lien/contract/contact'
import type { Answers, Form } from '@lien/contract/forms'
import type { AccountId, AlertId, ConsultationId, EstablishmentId, ParticipantId, PatientId, QuestionnaireId, RequestId, ServiceId } from '@lien/contract/ids'
import type { Pattern } from '@lien/contract/scoring'
import type { RequestPurpose } from '@lien/contract/requests'
import type { AccountRole } from '@lien/contract/roles'
import type { Attribute, Measure } from '@lien/contract/symptoms'
import type { Professional } from '../platform/caller.ts'
import type { Db } from '../platform/db.ts'

/** What one questionnaire of a request was answered. */
export interface Part { requestId: RequestId; at: Date; url: string; version: string; scores: { symptom: string; pattern: Pattern | null; grade: number | null; raw: Partial<Record<Attribute, number>> }[]; measured: Partial<Record<Measure, number>> }
export interface PartRow { request_id: RequestId; at: Date; url: string; version: string; scores: Part['scores'] | null; measured: Part['measured'] | null }
export const partOf = (row: PartRow): Part => ({ requestId: row.request_id, at: row.at, url: row.url, version: row.version, scores: row.scores ?? [], measured: row.measured ?? {} })

/** `e` is the request, `r` one response of it, `q` its questionnaire. */
export const partsSql = (more: string): string => `
  SELECT e.id AS request_id, coalesce(e.completed_at, r.completed_at, r.saved_at, e.asked_at) AS at, q.url, q.version, ${more},
    (SELECT jsonb_agg(jsonb_build_object('symptom', s.symptom, 'pattern', s.pattern, 'grade', s.grade, 'raw', jsonb_strip_nulls(jsonb_build_object(
      'frequency', s.frequency, 'severity', s.severity, 'interference', s.interference, 'amount', s.amount, 'presence', s.presence)))) FROM symptom_scores s WHERE s.response_id = r.id) AS scores,
    (SELECT jsonb_object_agg(m.measure, m.value) FROM measured_values m WHERE m.response_id = r.id) AS measured
  FROM questionnaire_requests e JOIN questionnaire_responses r ON r.request_id = e.id JOIN questionnaires q ON q.id = r.questionnaire_id`
/** The same as `door_earlier_answers` answers, for whoever sees the rows themselves. */
export const earlierSql = `${partsSql('q.id AS questionnaire_id')}
  JOIN questionnaire_requests o ON e.patient_id = o.patient_id AND e.establishment_id = o.establishment_id AND e.id <> o.id AND e.state = 'completed'
  WHERE o.id = ? ORDER BY e.completed_at, r.position`

interface Row {
  id: AlertId; level: AlertLevel; rank: number; service: string | null; reasons: Reason[]; raised_at: Date; due_at: Date; seen_at: Date | null; escalated_at: Date | null
  claimed_by: AccountId | null; holder: string | null; action: AlertAction | null; closed_at: Date | null; given_name: string; family_name: string; birth_date: string
}
const iso = (date: Date | null): string | null => date?.toISOString() ?? null
const rowView = (row: Row): AlertRow => ({
  alertId: row.id, level: row.level, patient: { name: `${row.given_name} ${row.family_name}`, birthDate: row.birth_date }, service: row.service, reasons: row.reasons,
  raisedAt: row.raised_at.toISOString(), dueAt: row.due_at.toISOString(), seenAt: iso(row.seen_at), escalatedAt: iso(row.escalated_at),
  holder: row.claimed_by ? { accountId: row.claimed_by, name: row.holder ?? '' } : null, action: row.action, closedAt: iso(row.closed_at),
})
const rowColumns = `a.id, a.level, a.rank, s.name AS service, a.reasons, a.raised_at, a.due_at, a.seen_at, a.escalated_at, a.claimed_by, h.name AS holder, a.action, a.closed_at,
  p.given_name, coalesce(p.used_name, p.birth_name) AS family_name, to_char(p.birth_date, 'YYYY-MM-DD') AS birth_date`
const rowJoins = 'JOIN patients p ON p.id = a.patient_id LEFT JOIN services s ON s.id = a.service_id LEFT JOIN accounts h ON h.id = a.claimed_by'
export const alertsAPage = 50

/** Nurses work for their services, oncologists for the consultations they hold; whoever an alert was handed on to sees it too. */
const [held, handedOn] = ['a.account_id = ?', `a.escalated_to <> '{}' AND a.escalated_to @> ARRAY[?::uuid]`]
async function servicesOf(db: Db, { accountId, role }: Professional): Promise<ServiceId[]> {
  if (role !== 'coordinatingNurse') return []
  return (await db('service_members').where({ account_id: accountId }).select<{ service_id: ServiceId }[]>('service_id')).map(({ service_id }) => service_id)
}

/** One page of a work list; the names are read for its rows alone. */
export async function listAlerts(db: Db, caller: Professional, state: 'open' | 'closed', after: AlertCursor | null): Promise<{ alerts: AlertRow[]; next: AlertCursor | null }> {
  const open = state === 'open'
  const order = open ? 'a.rank, a.due_at, a.id' : 'a.closed_at DESC, a.id DESC'
  const from = !after ? null : open
    ? { sql: 'AND (a.rank, a.due_at, a.id) > (?::smallint, ?::timestamptz, ?::uuid)', values: [after.rank, after.at, after.alertId] }
    : { sql: 'AND (a.closed_at, a.id) < (?::timestamptz, ?::uuid)', values: [after.at, after.alertId] }
  // A page of each service and of what is one's own, each by its index in the list's order; then the page of all.
  const page = (where: string) => `SELECT a.* FROM alerts a WHERE ${where} AND a.establishment_id = ? AND a.closed_at IS ${open ? '' : 'NOT '}NULL ${from?.sql ?? ''} ORDER BY ${order} LIMIT ${alertsAPage + 1}`
  const values = [caller.establishmentId, ...(from?.values ?? [])]
  const found = await db.raw<{ rows: Row[] }>(`
    SELECT ${rowColumns} FROM (
      SELECT DISTINCT ON (${order.replaceAll(' DESC', '')}) * FROM (
        (SELECT b.* FROM unnest(?::uuid[]) AS mine (service) CROSS JOIN LATERAL (${page('a.service_id = mine.service')}) b)
        UNION ALL (${page(held)}) UNION ALL (${page(handedOn)})
      ) a ORDER BY ${order} LIMIT ${alertsAPage + 1}
    ) a ${rowJoins} ORDER BY ${order}`, [await servicesOf(db, caller), ...values, caller.accountId, ...values, caller.accountId, ...values])
  const rows = found.rows.slice(0, alertsAPage)
  const last = found.rows.length > alertsAPage ? rows.at(-1) : undefined
  return { alerts: rows.map(rowView), next: last ? { rank: last.rank, at: (last.closed_at ?? last.due_at).toISOString(), alertId: last.id } : null }
}

export async function countAlerts(db: Db, caller: Professional): Promise<AlertCounts> {
  const found = await db.raw<{ rows: { level: AlertLevel; n: number }[] }>(`
    SELECT a.level, count(*)::int AS n FROM alerts a WHERE a.establishment_id = ? AND a.closed_at IS NULL AND (a.service_id = ANY(?::uuid[]) OR ${held} OR (${handedOn})) GROUP BY a.level`,
  [caller.establishmentId, await servicesOf(db, caller), caller.accountId, caller.accountId])
  const counts = new Map(found.rows.map(({ level, n }) => [level, n]))
  return Object.fromEntries(alertLevels.map((level) => [level, counts.get(level) ?? 0])) as AlertCounts
}

export interface Detail extends Omit<AlertView, 'symptoms' | 'measures' | 'phone'> { patientSeat: ParticipantId | null }
/** Everything of an alert but the answers. */
export async function readAlert(db: Db, id: AlertId): Promise<Detail | null> {
  const found = await db.raw<{ rows: (Row & { patient_id: PatientId; consultation_id: ConsultationId; request_id: RequestId; purpose: RequestPurpose; awaited: boolean; rules_version: number; scheduled_at: Date; completed_at: Date | null; patient_seat: ParticipantId | null; call_id: ConsultationId | null })[] }>(`
    SELECT ${rowColumns}, a.patient_id, a.consultation_id, a.request_id, o.purpose, o.state IN ('asked', 'begun') AS awaited, a.rules_version, c.scheduled_at, o.completed_at, v.id AS call_id,
           (SELECT x.id FROM participants x WHERE x.consultation_id = a.consultation_id AND x.seat = 'patient' LIMIT 1) AS patient_seat
    FROM alerts a ${rowJoins} JOIN consultations c ON c.id = a.consultation_id JOIN questionnaire_requests o ON o.id = a.request_id
    LEFT JOIN consultations v ON v.id = a.call_id AND v.state = ANY(?) WHERE a.id = ?`, [[...openStates], id])
  const [row] = found.rows
  if (!row) return null
  const actions = await db.raw<{ rows: { at: Date; by: string; action: AlertAction; comment: string | null }[] }>('SELECT x.at, b.name AS by, x.action, x.comment FROM alert_actions x JOIN accounts b ON b.id = x.account_id WHERE x.alert_id = ? ORDER BY x.at, x.id', [id])
  return {
    ...rowView(row), patientId: row.patient_id, consultationId: row.consultation_id, request: { requestId: row.request_id, purpose: row.purpose, awaited: row.awaited }, visitAt: row.scheduled_at.toISOString(), rulesVersion: row.rules_version, completedAt: iso(row.completed_at),
    actions: actions.rows.map((one) => ({ ...one, at: one.at.toISOString() })), call: row.call_id, patientSeat: row.patient_seat,
  }
}

/** Who may stand in: nurses and oncologists of the house whose account is open. */
export async function possibleDeputies(db: Db, establishmentId: EstablishmentId): Promise<{ accountId: AccountId; name: string; role: AccountRole; email: string; language: Language }[]> {
  const rows = await db('accounts').where({ establishment_id: establishmentId }).whereIn('role', ['coordinatingNurse', 'oncologist']).whereNull('disabled_at').orderBy('name')
    .select<{ id: AccountId; name: string; role: AccountRole; email: string; language: Language }[]>('id', 'name', 'role', 'email', 'language')
  return rows.map(({ id, ...rest }) => ({ accountId: id, ...rest }))
}

export interface PastRequest { requestId: RequestId; patientId: PatientId; at: Date; recent: boolean; parts: (Part & { questionnaireId: QuestionnaireId; answers: Answers | null })[] }
/** What was completed since `from` (the latest `most`), with everything those patients answered before; and the forms of the recent ones. */
export async function pastRequests(db: Db, establishmentId: EstablishmentId, from: Date, most: number): Promise<{ completed: number; requests: PastRequest[]; forms: Map<QuestionnaireId, Form> }> {
  const counted = await db.raw<{ rows: { n: number }[] }>(`SELECT count(*)::int AS n FROM questionnaire_requests WHERE establishment_id = ? AND state = 'completed' AND completed_at >= ?`, [establishmentId, from])
  const found = await db.raw<{ rows: (PartRow & { patient_id: PatientId; questionnaire_id: QuestionnaireId; answers: Answers | null; recent: boolean })[] }>(`
    WITH recent AS MATERIALIZED (SELECT id, patient_id FROM questionnaire_requests WHERE establishment_id = ? AND state = 'completed' AND completed_at >= ? ORDER BY completed_at DESC, id DESC LIMIT ?)
    ${partsSql('e.patient_id, q.id AS questionnaire_id, w.id IS NOT NULL AS recent, CASE WHEN w.id IS NOT NULL THEN r.answers END AS answers')} LEFT JOIN recent w ON w.id = e.id
    WHERE e.establishment_id = ? AND e.state = 'completed' AND e.patient_id IN (SELECT patient_id FROM recent) ORDER BY e.completed_at, e.id, r.position`, [establishmentId, from, most, establishmentId])
  const requests = new Map<RequestId, PastRequest>()
  for (const row of found.rows) {
    const one = requests.get(row.request_id) ?? { requestId: row.request_id, patientId: row.patient_id, at: row.at, recent: row.recent, parts: [] }
    one.parts.push({ ...partOf(row), questionnaireId: row.questionnaire_id, answers: row.answers })
    requests.set(row.request_id, one)
  }
  const ids = [...new Set(found.rows.filter(({ recent }) => recent).map(({ questionnaire_id }) => questionnaire_id))]
  const forms = await db('questionnaires').whereIn('id', ids).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
  return { completed: counted.rows[0]?.n ?? 0, requests: [...requests.values()], forms: new Map(forms.map(({ id, form }) => [id, form])) }
}

/** Alerts that nobody has seen by the time they are to be handed on. */
export async function unseenAlerts(db: Db, at: Date, most: number): Promise<{ id: AlertId; establishmentId: EstablishmentId }[]> {
  const rows = await db('alerts').whereNull('closed_at').whereNull('seen_at').whereNull('escalated_at').where('escalate_at', '<=', at).orderBy('escalate_at').limit(most)
    .select<{ id: AlertId; establishment_id: EstablishmentId }[]>('id', 'establishment_id')
  return rows.map((row) => ({ id: row.id, establishmentId: row.establishment_id }))
}

/** Requests that have not come back although their visit is near (as each house's latest rules say how near; whoever was asked just now has had no time), or, between visits, although their time is over. */
export async function overdueRequests(db: Db, at: Date, standard: number): Promise<{ requestId: RequestId; establishmentId: EstablishmentId; consultationId: ConsultationId }[]> {
  const found = await db.raw<{ rows: { id: RequestId; establishment_id: EstablishmentId; consultation_id: ConsultationId }[] }>(`
    SELECT o.id, o.establishment_id, o.consultation_id FROM questionnaire_requests o JOIN consultations c ON c.id = o.consultation_id
    WHERE o.state IN ('asked', 'begun') AND (o.purpose = 'followUp' AND o.due_at <= ? OR o.purpose = 'previsit' AND o.asked_at <= ?::timestamptz - interval '6 hours' AND c.state = 'scheduled' AND c.scheduled_at > ?
      AND c.scheduled_at <= ?::timestamptz + make_interval(hours => coalesce((SELECT r.missing_hours FROM alert_rule_sets r WHERE r.establishment_id = o.establishment_id ORDER BY r.version DESC LIMIT 1), ?)))
      AND NOT EXISTS (SELECT FROM alerts a WHERE a.request_id = o.id AND a.technical) LIMIT 200`, [at, at, at, at, standard])
  return found.rows.map((row) => ({ requestId: row.id, establishmentId: row.establishment_id, consultationId: row.consultation_id }))
}

export interface AlertProgress { level: ClinicalLevel; raisedAt: Date; seen: { by: string; at: Date } | null; claimed: { by: string; at: Date } | null; acted: { by: string; at: Date; action: AlertAction } | null; closedAt: Date | null }
/** How far the alert that a request's answers raised has come, the open one before those closed; null where nothing was raised. */
export async function alertOfRequest(db: Db, id: RequestId): Promise<AlertProgress | null> {
  const found = await db.raw<{ rows: { level: ClinicalLevel; raised_at: Date; seen_at: Date | null; seen_by: string | null; claimed_at: Date | null; claimed_by: string | null; acted_at: Date | null; acted_by: string | null; action: AlertAction | null; closed_at: Date | null }[] }>(`
    SELECT a.level, a.raised_at, a.seen_at, s.name AS seen_by, a.claimed_at, c.name AS claimed_by, x.at AS acted_at, x.name AS acted_by, x.action, a.closed_at
    FROM alerts a LEFT JOIN accounts s ON s.id = a.seen_by LEFT JOIN accounts c ON c.id = a.claimed_by
    LEFT JOIN LATERAL (SELECT y.at, y.action, b.name FROM alert_actions y JOIN accounts b ON b.id = y.account_id WHERE y.alert_id = a.id ORDER BY y.at DESC, y.id DESC LIMIT 1) x ON true
    WHERE a.request_id = ? AND NOT a.technical ORDER BY a.closed_at DESC NULLS FIRST, a.raised_at DESC LIMIT 1`, [id])
  const [row] = found.rows
  if (!row) return null
  const step = (by: string | null, at: Date | null) => (by !== null && at ? { by, at } : null)
  const acted = step(row.acted_by, row.acted_at)
  return { level: row.level, raisedAt: row.raised_at, seen: step(row.seen_by, row.seen_at), claimed: step(row.claimed_by, row.claimed_at), acted: acted && row.action ? { ...acted, action: row.action } : null, closedAt: row.closed_at }
}

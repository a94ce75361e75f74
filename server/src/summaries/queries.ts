import type { Answers, Form } from '@lien/contract/forms'
import type { AccountId, ConsultationId, PatientId, QuestionnaireId, RequestId, ResponseId, TreatmentId } from '@lien/contract/ids'
import type { RequestPurpose, RequestState } from '@lien/contract/requests'
import { instrumentOf, type Pattern } from '@lien/contract/scoring'
import type { ClinicianGrade, MissingReason } from '@lien/contract/summaries'
import type { Answerer, Measure } from '@lien/contract/symptoms'
import type { Transaction } from '../platform/db.ts'
import type { Raw, Weighed } from './rules.ts'

export interface Visit { patientId: PatientId; at: Date; endedAt: Date | null; timeZone: string; birthDate: string }
export async function visitOf(db: Transaction, id: ConsultationId): Promise<Visit | null> {
  const { rows: [row] } = await db.raw<{ rows: Visit[] }>(`
    SELECT c.patient_id AS "patientId", COALESCE(c.started_at, c.scheduled_at) AS at, c.ended_at AS "endedAt", e.time_zone AS "timeZone", to_char(p.birth_date, 'YYYY-MM-DD') AS "birthDate"
    FROM consultations c JOIN patients p ON p.id = c.patient_id JOIN establishments e ON e.id = c.establishment_id WHERE c.id = ?`, [id])
  return row ?? null
}

export interface Request { id: RequestId; purpose: RequestPurpose; state: RequestState; answeredBy: Answerer | null; askedAt: Date; dueAt: Date; completedAt: Date | null; earlierAt: Date | null }
const requestColumns = `r.id, r.purpose, r.state, r.answered_by AS "answeredBy", r.asked_at AS "askedAt", r.due_at AS "dueAt", r.completed_at AS "completedAt"`

/** The request that a visit is read with: the last one sent before the visit was over, else the last one made; with when the patient last answered for another visit. */
export async function requestOf(db: Transaction, id: ConsultationId, { patientId, endedAt }: Visit): Promise<Pick<Request, 'earlierAt'> & { request: Request | null }> {
  const { rows: [row] } = await db.raw<{ rows: Request[] }>(`
    SELECT ${requestColumns}, x.at AS "earlierAt" FROM (SELECT max(completed_at) AS at FROM questionnaire_requests WHERE patient_id = :patientId AND state = 'completed' AND consultation_id <> :id) x
    LEFT JOIN LATERAL (SELECT * FROM questionnaire_requests WHERE consultation_id = :id AND state <> 'cancelled' AND (CAST(:endedAt AS timestamptz) IS NULL OR COALESCE(completed_at, asked_at) <= :endedAt)
      ORDER BY completed_at DESC NULLS LAST, due_at DESC LIMIT 1) r ON true`, { id, patientId, endedAt })
  return { request: row?.id ? row : null, earlierAt: row?.earlierAt ?? null }
}

export interface Response { id: ResponseId; questionnaireId: QuestionnaireId; version: string; form: Form; answers: Answers }
export async function responsesOf(db: Transaction, id: RequestId): Promise<Response[]> {
  const { rows } = await db.raw<{ rows: Response[] }>(`
    SELECT r.id, r.questionnaire_id AS "questionnaireId", q.version, q.form, r.answers
    FROM questionnaire_responses r JOIN questionnaires q ON q.id = r.questionnaire_id WHERE r.request_id = ? ORDER BY r.position, r.id`, [id])
  return rows
}

export interface AxisVisit { id: RequestId; at: Date; missed: boolean }
/** The last six requests that were answered up to this one, and those between that were not, in order of time. */
export async function axisOf(db: Transaction, patientId: PatientId, until: Date): Promise<AxisVisit[]> {
  const { rows } = await db.raw<{ rows: AxisVisit[] }>(`
    WITH seen AS (SELECT id, completed_at AS at FROM questionnaire_requests WHERE patient_id = :patientId AND completed_at <= :until ORDER BY completed_at DESC LIMIT 6)
    SELECT id, at, false AS missed FROM seen
    UNION ALL SELECT id, due_at, true FROM questionnaire_requests WHERE patient_id = :patientId AND completed_at IS NULL AND state = 'missed' AND due_at < :until AND due_at > (SELECT min(at) FROM seen)
    ORDER BY at`, { patientId, until })
  return rows
}

export interface Score extends Raw {
  requestId: RequestId; questionnaireId: QuestionnaireId; url: string; version: string; scoring: string
  symptom: string; at: Date; pattern: Pattern | null; grade: number | null; missing: MissingReason | null
}
const scoreColumns = `r.request_id AS "requestId", s.questionnaire_id AS "questionnaireId", q.url, q.version, s.version AS scoring, s.symptom, s.at, s.pattern, s.frequency, s.severity, s.interference, s.amount, s.presence, s.grade, s.missing`
export async function scoresOf(db: Transaction, ids: readonly RequestId[]): Promise<Score[]> {
  const { rows } = await db.raw<{ rows: Score[] }>(`
    SELECT ${scoreColumns} FROM questionnaire_responses r JOIN symptom_scores s ON s.response_id = r.id JOIN questionnaires q ON q.id = s.questionnaire_id
    WHERE r.request_id = ANY(?)`, [[...ids]])
  return rows
}

export interface Earlier { symptom: string; previousAt: Date | null; previousRaw: number | null; baselineAt: Date | null; baselineRaw: number | null }
/**
 * For each score the last comparable answer before it, and its baseline: the last one given by the end of the day that
 * treatment started (`begun`), else the first there is.
 */
export async function earlierOf(db: Transaction, patientId: PatientId, scores: readonly Score[], begun: Date | null): Promise<Map<string, Earlier>> {
  const worst = 'COALESCE(GREATEST(s.frequency, s.severity, s.interference, s.amount), s.presence)'
  const comparable = `FROM symptom_scores s WHERE s.patient_id = :patientId AND s.symptom = c.symptom AND s.at < c.at AND ${worst} IS NOT NULL AND s.questionnaire_id = ANY(i.ids)`
  // The versions of each instrument are found before: looked for within each lateral, the planner reads every answer.
  const known = await db('questionnaires').whereIn('url', [...new Set(scores.map(({ url }) => url))]).select<{ id: QuestionnaireId; url: string; version: string }[]>('id', 'url', 'version')
  const { rows } = await db.raw<{ rows: Earlier[] }>(`
    WITH instruments AS MATERIALIZED (SELECT instrument, array_agg(id) AS ids FROM unnest(CAST(:instruments AS text[]), CAST(:ids AS uuid[])) AS k(instrument, id) GROUP BY 1)
    SELECT c.symptom, p.at AS "previousAt", p.raw AS "previousRaw", b.at AS "baselineAt", b.raw AS "baselineRaw"
    FROM unnest(CAST(:symptoms AS text[]), CAST(:ats AS timestamptz[]), CAST(:asked AS text[])) AS c(symptom, at, instrument) JOIN instruments i USING (instrument)
    LEFT JOIN LATERAL (SELECT s.at, ${worst} AS raw ${comparable} ORDER BY s.at DESC LIMIT 1) p ON true
    LEFT JOIN LATERAL (
      (SELECT s.at, ${worst} AS raw, 1 AS rank ${comparable} AND s.at < :begun ORDER BY s.at DESC LIMIT 1)
      UNION ALL (SELECT s.at, ${worst} AS raw, 2 AS rank ${comparable} ORDER BY s.at LIMIT 1) ORDER BY rank LIMIT 1) b ON true`,
  {
    patientId, begun, symptoms: scores.map(({ symptom }) => symptom), ats: scores.map(({ at }) => at.toISOString()), asked: scores.map(instrumentOf),
    instruments: known.map(instrumentOf), ids: known.map(({ id }) => id),
  })
  return new Map(rows.map((row) => [row.symptom, row]))
}

export interface Measured { measure: Measure; value: number; previousAt: Date | null; previous: number | null }
export async function measuredOf(db: Transaction, patientId: PatientId, ids: readonly ResponseId[]): Promise<Map<Measure, Measured>> {
  const { rows } = await db.raw<{ rows: Measured[] }>(`
    SELECT m.measure, m.value::float8 AS value, p.at AS "previousAt", p.value::float8 AS previous FROM measured_values m
    LEFT JOIN LATERAL (SELECT at, value FROM measured_values WHERE patient_id = ? AND measure = m.measure AND at < m.at ORDER BY at DESC LIMIT 1) p ON true
    WHERE m.response_id = ANY(?)`, [patientId, [...ids]])
  return new Map(rows.map((row) => [row.measure, row]))
}

/** A year of weights up to an instant, in order of time. */
export async function weightsOf(db: Transaction, patientId: PatientId, until: Date): Promise<Weighed[]> {
  const { rows } = await db.raw<{ rows: Weighed[] }>(`
    SELECT at, value::float8 AS kg FROM measured_values WHERE patient_id = :patientId AND measure = 'weight' AND at <= :until AND at > CAST(:until AS timestamptz) - interval '1 year' ORDER BY at`, { patientId, until })
  return rows
}

export interface Treatment { id: TreatmentId; label: string; modules: string[]; startedOn: string; endedOn: string | null; cycleDays: number | null }
/** All of a patient's, in order of their start. */
export async function treatmentsOf(db: Transaction, patientId: PatientId): Promise<Treatment[]> {
  const { rows } = await db.raw<{ rows: Treatment[] }>(`
    SELECT id, label, modules, to_char(started_on, 'YYYY-MM-DD') AS "startedOn", to_char(ended_on, 'YYYY-MM-DD') AS "endedOn", cycle_days AS "cycleDays"
    FROM treatments WHERE patient_id = ? ORDER BY started_on, id`, [patientId])
  return rows
}

interface Mark { symptom: string | null; topic: number | null; discussed: boolean | null; grade: number | null; at: Date; by: string; accountId: AccountId }
export interface Marks { symptoms: Set<string>; topics: Set<number>; grades: Map<string, ClinicianGrade> }
/** What the doctor ticked and graded; of several sayings about one thing, the latest. */
export async function marksOf(db: Transaction, ids: readonly RequestId[]): Promise<Map<RequestId, Marks>> {
  const { rows } = await db.raw<{ rows: (Mark & { requestId: RequestId })[] }>(`
    SELECT * FROM (
      SELECT DISTINCT ON (d.request_id, d.symptom, d.topic) d.request_id AS "requestId", d.symptom, d.topic, d.discussed, NULL::smallint AS grade, d.at, a.name AS by
      FROM discussions d JOIN accounts a ON a.id = d.account_id WHERE d.request_id = ANY(:ids) ORDER BY d.request_id, d.symptom, d.topic, d.at DESC, d.id DESC) d
    UNION ALL SELECT * FROM (
      SELECT DISTINCT ON (g.request_id, g.symptom) g.request_id, g.symptom, NULL::integer, NULL::boolean, g.grade, g.at, a.name
      FROM clinician_grades g JOIN accounts a ON a.id = g.account_id WHERE g.request_id = ANY(:ids) ORDER BY g.request_id, g.symptom, g.at DESC, g.id DESC) g`, { ids: [...ids] })
  const marks = new Map<RequestId, Marks>()
  for (const { requestId, symptom, topic, discussed, grade, at, by } of rows) {
    const of = marks.get(requestId) ?? { symptoms: new Set(), topics: new Set(), grades: new Map() }
    marks.set(requestId, of)
    if (discussed && symptom !== null) of.symptoms.add(symptom)
    if (discussed && topic !== null) of.topics.add(topic)
    if (discussed === null && symptom !== null && grade !== null) of.grades.set(symptom, { grade, by, at: at.toISOString() })
  }
  return marks
}

/** The years, where the establishment lives, in which anything was asked and is over. */
export async function yearsOf(db: Transaction, patientId: PatientId, timeZone: string): Promise<number[]> {
  const { rows } = await db.raw<{ rows: { year: number }[] }>(`
    SELECT DISTINCT EXTRACT(year FROM COALESCE(completed_at, due_at) AT TIME ZONE ?)::integer AS year FROM questionnaire_requests
    WHERE patient_id = ? AND state IN ('completed', 'missed') ORDER BY year DESC`, [timeZone, patientId])
  return rows.map(({ year }) => year)
}

export interface PastRequest { id: RequestId; purpose: RequestPurpose; at: Date; missed: boolean; answeredBy: Answerer | null }
export async function requestsOfYear(db: Transaction, patientId: PatientId, year: number, timeZone: string): Promise<PastRequest[]> {
  const { rows } = await db.raw<{ rows: PastRequest[] }>(`
    SELECT id, purpose, COALESCE(completed_at, due_at) AS at, state = 'missed' AS missed, answered_by AS "answeredBy" FROM questionnaire_requests
    WHERE patient_id = :patientId AND state IN ('completed', 'missed')
      AND COALESCE(completed_at, due_at) >= make_timestamptz(:year, 1, 1, 0, 0, 0, :timeZone) AND COALESCE(completed_at, due_at) < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, :timeZone)
    ORDER BY at`, { patientId, year, timeZone })
  return rows
}

export async function measuredAt(db: Transaction, ids: readonly RequestId[]): Promise<{ requestId: RequestId; measure: Measure; value: number }[]> {
  const { rows } = await db.raw<{ rows: { requestId: RequestId; measure: Measure; value: number }[] }>(`
    SELECT r.request_id AS "requestId", m.measure, m.value::float8 AS value FROM questionnaire_responses r JOIN measured_values m ON m.response_id = r.id WHERE r.request_id = ANY(?)`, [[...ids]])
  return rows
}

/** By questionnaire, for the words of a year's symptoms. */
export async function formsFor(db: Transaction, ids: readonly QuestionnaireId[]): Promise<Map<QuestionnaireId, Form>> {
  const rows = await db('questionnaires').whereIn('id', [...new Set(ids)]).select<{ id: QuestionnaireId; form: Form }[]>('id', 'form')
  return new Map(rows.map(({ id, form }) => [id, form]))
}

import { flagsOf } from '@lien/contract/forms'
import { instrumentOf } from '@lien/contract/scoring'
import type { ConsultationId, RequestId } from '@lien/contract/ids'
import type { AnswersSummary, HistoryView, MeasureSummary, SummaryRight, SummaryView, SymptomSummary, TreatmentSummary } from '@lien/contract/summaries'
import { measures as knownMeasures } from '@lien/contract/symptoms'
import { Fault } from '@lien/contract/faults'
import { alertOfRequest, type AlertProgress } from '../alerts/queries.ts'
import type { Transaction } from '../platform/db.ts'
import * as queries from './queries.ts'
import { attributesOf, completeness, cycleOn, dayIn, measuresOf, measureWords, otherAnswers, sorted, symptomsOf, symptomWords, topicsOf, weightOf, worstOf } from './rules.ts'

const iso = (date: Date): string => date.toISOString()
const earlier = (at: Date | null, raw: number | null) => (at && raw !== null ? { at: iso(at), raw } : null)

async function visitOf(db: Transaction, id: ConsultationId): Promise<queries.Visit> {
  const visit = await queries.visitOf(db, id)
  if (!visit) throw new Fault('notFound')
  return visit
}

async function treatmentsOn(db: Transaction, { patientId, at, timeZone }: queries.Visit): Promise<TreatmentSummary[]> {
  const day = dayIn(at, timeZone)
  return (await queries.treatmentsOf(db, patientId)).map(({ id, ...rest }) => ({ treatmentId: id, ...rest, ...cycleOn(rest, day) }))
}

/** Everything that a visit's panel shows, in a fixed number of queries however long the history. Throws `notFound`. */
export async function readSummary(db: Transaction, id: ConsultationId, may: SummaryRight[]): Promise<SummaryView> {
  const visit = await visitOf(db, id)
  const { request, earlierAt } = await queries.requestOf(db, id, visit)
  const responses = request ? await queries.responsesOf(db, request.id) : []
  const treatments = await treatmentsOn(db, visit)
  const until = request?.completedAt ?? visit.at
  return {
    consultationId: id, visitAt: iso(visit.at), timeZone: visit.timeZone, may,
    request: request && { requestId: request.id, state: request.state, askedAt: iso(request.askedAt), dueAt: iso(request.dueAt) },
    flags: [...new Set(responses.flatMap(({ form, answers }) => flagsOf(form, answers)))].map((flag) => ({ flag })),
    alert: request ? alertView(await alertOfRequest(db, request.id)) : null,
    answers: request?.completedAt ? await answersOf(db, visit, { ...request, completedAt: request.completedAt }, responses, treatments) : null,
    earlierAt: earlierAt && iso(earlierAt), treatments, weight: weightOf(await queries.weightsOf(db, visit.patientId, until), visit.birthDate, visit.timeZone),
  }
}

const alertView = (alert: AlertProgress | null): SummaryView['alert'] => alert && {
  level: alert.level, raisedAt: iso(alert.raisedAt), closedAt: alert.closedAt && iso(alert.closedAt),
  seen: alert.seen && { ...alert.seen, at: iso(alert.seen.at) }, claimed: alert.claimed && { ...alert.claimed, at: iso(alert.claimed.at) }, acted: alert.acted && { ...alert.acted, at: iso(alert.acted.at) },
}

type Sent = queries.Request & { completedAt: Date }

async function answersOf(db: Transaction, { patientId, timeZone }: queries.Visit, request: Sent, responses: readonly queries.Response[], treatments: readonly TreatmentSummary[]): Promise<AnswersSummary> {
  const axis = await queries.axisOf(db, patientId, request.completedAt)
  const scores = await queries.scoresOf(db, axis.map(({ id }) => id))
  const current = scores.filter(({ requestId }) => requestId === request.id)
  const before = await queries.earlierOf(db, patientId, current, beginning(treatments, dayIn(request.completedAt, timeZone)))
  const marks = (await queries.marksOf(db, [request.id])).get(request.id)
  const rows = responses.flatMap(({ questionnaireId, form }) => symptomsOf(form).flatMap((symptom): SymptomSummary[] => {
    const score = current.find((one) => one.symptom === symptom && one.questionnaireId === questionnaireId)
    return score ? [symptomOf(score, symptomWords(form, symptom), { axis, scores, before: before.get(symptom), marks })] : []
  }))
  const { because, others } = otherAnswers(responses)
  const measured = await queries.measuredOf(db, patientId, responses.map(({ id }) => id))
  return {
    requestId: request.id, purpose: request.purpose, answeredBy: request.answeredBy, completedAt: iso(request.completedAt), ...completeness(responses),
    topics: topicsOf(responses).map((text, index) => ({ index, text, discussed: marks?.topics.has(index) ?? false })),
    ...sorted(rows), measures: knownMeasures.flatMap((measure): MeasureSummary[] => {
      const words = measuresOf(responses).includes(measure) ? measureWords(responses, measure) : null
      const found = measured.get(measure)
      const previous = found?.previousAt && found.previous !== null ? { at: iso(found.previousAt), value: found.previous } : null
      return words ? [{ measure, ...words, value: found?.value ?? null, previous, details: because.get(measure) ?? [] }] : []
    }),
    others, axis: axis.map(({ at, missed }) => ({ at: iso(at), missed })),
    scoring: [...new Set(current.map(({ scoring }) => scoring))], questionnaires: responses.map(({ form, version }) => ({ title: form.title, version })),
  }
}

/** The instant before which an answer is one from before the treatment of that day; null without one. Within a day, no clock is that exact. */
function beginning(treatments: readonly TreatmentSummary[], day: string): Date | null {
  const current = treatments.findLast(({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn >= day))
  return current ? new Date(Date.parse(current.startedOn) + 86_400_000) : null
}

interface Around { axis: readonly queries.AxisVisit[]; scores: readonly queries.Score[]; before: queries.Earlier | undefined; marks: queries.Marks | undefined }

function symptomOf(score: queries.Score, { label, option }: ReturnType<typeof symptomWords>, { axis, scores, before, marks }: Around): SymptomSummary {
  const worst = worstOf(score)
  const previous = earlier(before?.previousAt ?? null, before?.previousRaw ?? null)
  const instrument = instrumentOf(score)
  return {
    symptom: score.symptom, label, pattern: score.pattern, grade: score.grade, missing: score.missing,
    attributes: attributesOf(score.pattern, score).map((attribute) => {
      const value = score[attribute]
      return { attribute, value, words: value === null ? null : option(attribute, value) }
    }),
    raw: worst?.raw ?? null, of: worst?.of ?? null, words: worst && option(worst.of, worst.raw),
    previous, baseline: earlier(before?.baselineAt ?? null, before?.baselineRaw ?? null),
    change: worst && previous ? worst.raw - previous.raw : null,
    points: axis.map(({ id }) => {
      const then = scores.find((one) => one.requestId === id && one.symptom === score.symptom && instrumentOf(one) === instrument)
      return then ? (worstOf(then)?.raw ?? null) : null
    }),
    clinician: marks?.grades.get(score.symptom) ?? null, discussed: marks?.symptoms.has(score.symptom) ?? false,
  }
}

/** All visits of a year. Throws `notFound`. */
export async function readHistory(db: Transaction, id: ConsultationId, wanted: number | undefined): Promise<HistoryView> {
  const visit = await visitOf(db, id)
  const { patientId, timeZone } = visit
  const years = await queries.yearsOf(db, patientId, timeZone)
  const year = wanted ?? years[0] ?? Number(dayIn(visit.at, timeZone).slice(0, 4))
  const requests = await queries.requestsOfYear(db, patientId, year, timeZone)
  const ids = requests.map((one) => one.id)
  const scores = await queries.scoresOf(db, ids)
  const measured = await queries.measuredAt(db, ids)
  const marks = await queries.marksOf(db, ids)
  const forms = await queries.formsFor(db, scores.map(({ questionnaireId }) => questionnaireId))
  const symptoms = new Map<string, HistoryView['symptoms'][number]>()
  for (const [questionnaireId, form] of forms) {
    for (const symptom of symptomsOf(form)) {
      const known = scores.find((one) => one.symptom === symptom && one.questionnaireId === questionnaireId)
      if (known && !symptoms.has(symptom)) symptoms.set(symptom, { symptom, label: symptomWords(form, symptom).label, presence: known.pattern === 'P' })
    }
  }
  const of = <T extends { requestId: RequestId }>(all: readonly T[], requestId: RequestId): T[] => all.filter((one) => one.requestId === requestId)
  return {
    years, year, timeZone, symptoms: [...symptoms.values()], treatments: await treatmentsOn(db, visit),
    visits: requests.map(({ id: requestId, at, ...rest }) => ({
      requestId, at: iso(at), ...rest,
      scores: Object.fromEntries(of(scores, requestId).map((one) => [one.symptom, { raw: worstOf(one)?.raw ?? null, grade: one.grade, missing: one.missing, clinician: marks.get(requestId)?.grades.get(one.symptom)?.grade ?? null }])),
      measures: Object.fromEntries(of(measured, requestId).map(({ measure, value }) => [measure, value])),
    })),
  }
}

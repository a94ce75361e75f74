import { isOpen, type ConsultationState } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId, TreatmentId } from '@lien/contract/ids'
import { holds } from '@lien/contract/roles'
import type { SummaryRight, SummaryView } from '@lien/contract/summaries'
import { findProfessional } from '../accounts/queries.ts'
import { consultationFor } from '../consultations/commands.ts'
import { heldConsultation } from '../consultations/queries.ts'
import { establishmentSite } from '../establishments/queries.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { identityOf } from '../patients/queries.ts'
import { printSummary } from './print.ts'
import { marksOf, visitOf } from './queries.ts'
import { dayIn } from './rules.ts'
import * as store from './store.ts'
import { readHistory, readSummary } from './summary.ts'

type Names = 'summary.read' | 'summary.print' | 'summary.history' | 'summary.discuss' | 'summary.grade' | 'treatment.set' | 'treatment.end'

/** Until the report is signed; never of a visit that did not take place. */
const writable = (state: ConsultationState): boolean => isOpen(state) || state === 'ended'

/** What the caller, who may read the consultation, may do with its summary. */
function rightsIn(act: Act, { state, people, team }: Awaited<ReturnType<typeof consultationFor>>): SummaryRight[] {
  const { accountId, role } = professionalOf(act.caller)
  const holding = people.some((one) => one.accountId === accountId && holds(one.seat))
  return [
    ...(isOpen(state) ? ['ask' as const] : []),
    ...(holding && role === 'oncologist' && writable(state) ? ['discuss' as const, 'grade' as const] : []),
    ...(holding || (role === 'coordinatingNurse' && team.includes(accountId)) ? ['treat' as const] : []),
  ]
}

/** The summary of a consultation that the caller may read. Throws `notFound`, `forbidden`. */
async function summaryFor(act: Act, consultationId: ConsultationId): Promise<SummaryView> {
  const consultation = await consultationFor(act, 'read', consultationId)
  return readSummary(act.db, consultationId, rightsIn(act, consultation))
}

async function patientOf(act: Act, id: ConsultationId) {
  const visit = await visitOf(act.db, id)
  if (!visit) throw new Fault('notFound')
  return visit.patientId
}

/** The sent answers that the oncologist who holds the consultation speaks about. Throws `notFound`, `forbidden`, `invalidState`. */
async function heldAnswers(act: Act, consultationId: ConsultationId) {
  const { state } = await heldConsultation(act, consultationId)
  if (!writable(state)) throw new Fault('invalidState')
  const { answers } = await readSummary(act.db, consultationId, [])
  if (!answers) throw new Fault('invalidState')
  const said = { id: act.newId<string>(), consultationId, requestId: answers.requestId, accountId: professionalOf(act.caller).accountId }
  return { said, topics: answers.topics, symptoms: new Set([...answers.symptoms, ...answers.absent, ...answers.unanswered].map(({ symptom }) => symptom)) }
}

/** Whoever holds the consultation, or a nurse of its service. Throws `notFound`, `forbidden`. */
export async function mustMayTreat(act: Act, id: ConsultationId) {
  const consultation = await consultationFor(act, 'read', id)
  if (!rightsIn(act, consultation).includes('treat')) throw new Fault('forbidden')
  return consultation
}

export const summaryCommands: ActHandlers<Names> = {
  async 'summary.read'(act, { consultationId }) {
    const summary = await summaryFor(act, consultationId)
    act.record({ type: 'summary.read', patientId: await patientOf(act, consultationId) })
    return summary
  },

  async 'summary.print'(act, { consultationId, language }) {
    const summary = await summaryFor(act, consultationId)
    const { patientId, identity } = await identityOf(act.db, consultationId)
    const [site, { name }] = [await establishmentSite(act.db, act.establishmentId), await findProfessional(act.db, professionalOf(act.caller).accountId)]
    const file = await printSummary({ summary, identity, site: site.name, by: name, at: act.at, language })
    act.record({ type: 'summary.printed', patientId })
    // Nothing of the patient in the name: it stays in download folders and histories.
    return { name: `${language === 'fr' ? 'synthese' : 'summary'}-${dayIn(new Date(summary.visitAt), summary.timeZone)}.pdf`, file: file.toString('base64') }
  },

  async 'summary.history'(act, { consultationId, year }) {
    await consultationFor(act, 'read', consultationId)
    const history = await readHistory(act.db, consultationId, year)
    act.record({ type: 'summary.historyRead', patientId: await patientOf(act, consultationId), visits: history.visits.length })
    return history
  },

  async 'summary.discuss'(act, { consultationId, item, discussed }) {
    const { said, topics, symptoms } = await heldAnswers(act, consultationId)
    const known = item.kind === 'symptom' ? symptoms.has(item.symptom) : topics.some(({ index }) => index === item.index)
    if (!known) throw new Fault('invalidInput', { fields: ['item'] })
    await store.insertDiscussion(act, { ...said, symptom: item.kind === 'symptom' ? item.symptom : null, topic: item.kind === 'topic' ? item.index : null, discussed })
    act.record({ type: 'summary.discussed', discussionId: said.id, item: item.kind })
    return {}
  },

  async 'summary.grade'(act, { consultationId, symptom, grade }) {
    const { said, symptoms } = await heldAnswers(act, consultationId)
    if (!symptoms.has(symptom)) throw new Fault('invalidInput', { fields: ['symptom'] })
    await store.insertGrade(act, { ...said, symptom, grade })
    act.record({ type: 'summary.graded', gradeId: said.id })
    return { clinician: (await marksOf(act.db, [said.requestId])).get(said.requestId)?.grades.get(symptom) ?? null }
  },

  async 'treatment.set'(act, { consultationId, treatmentId, ...rest }) {
    await mustMayTreat(act, consultationId)
    const one = { ...rest, id: treatmentId ?? act.newId<TreatmentId>(), patientId: await patientOf(act, consultationId), accountId: professionalOf(act.caller).accountId }
    if (!treatmentId) await store.insertTreatment(act, one)
    else if (!await store.correctTreatment(act, one)) throw new Fault('invalidInput', { fields: ['treatmentId', 'startedOn'] })
    act.record({ type: 'treatment.set', treatmentId: one.id, corrected: treatmentId !== undefined })
    return { treatmentId: one.id }
  },

  async 'treatment.end'(act, { consultationId, treatmentId, endedOn }) {
    await mustMayTreat(act, consultationId)
    const ended = await store.endTreatment(act, { id: treatmentId, patientId: await patientOf(act, consultationId), endedOn, accountId: professionalOf(act.caller).accountId })
    if (!ended) throw new Fault('invalidInput', { fields: ['treatmentId', 'endedOn'] })
    act.record({ type: 'treatment.ended', treatmentId })
    return {}
  },
}

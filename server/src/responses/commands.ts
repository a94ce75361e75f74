import { isOpen } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import { flagsOf, type Answers, type Form } from '@lien/contract/forms'
import type { ConsultationId, FollowUpId, QuestionnaireId, RequestId, ResponseId } from '@lien/contract/ids'
import type { RequestSummary } from '@lien/contract/requests'
import type { Answerer, RedFlag } from '@lien/contract/symptoms'
import { judgeResponse, raiseFlags } from '../alerts/commands.ts'
import { consultationFor, ownOpenSeat } from '../consultations/commands.ts'
import { revokeQuestions, sendLink } from '../links/commands.ts'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { formsOf, publishedFor } from '../questionnaires/queries.ts'
import { faultyAnswers, isAwaited, measuresOf, merge, openQuestions, scoresOf } from './rules.ts'
import * as store from './store.ts'

type Names = 'request.ask' | 'request.read' | 'request.begin' | 'response.save' | 'request.complete'

const summaryOf = ({ id, purpose, state, dueAt, completedAt }: store.Request): RequestSummary =>
  ({ requestId: id, purpose, state, dueAt: dueAt.toISOString(), completedAt: completedAt?.toISOString() ?? null })

/**
 * The relation of everybody who reads or fills a request: the patient of its consultation, in the seat their own link
 * opened or by a link to this request alone, or a nurse who may read the consultation and asks by telephone. Locked until the act ends. Throws `notFound`,
 * `forbidden`, and `invalidState` where nobody is expected in the consultation any more.
 */
async function requestFor(act: Act, what: { requestId: RequestId } | { responseId: ResponseId }): Promise<store.Request> {
  const found = await store.consultationOf(act.db, what)
  if (!found) throw new Fault('notFound')
  let open = true
  if (act.caller.kind === 'answering') {
    if (act.caller.requestId !== found.requestId) throw new Fault('notFound')
    act.concern(found.consultationId)
  } else if (act.caller.kind === 'guest') {
    if (act.caller.seat !== 'patient' || act.caller.consultationId !== found.consultationId) throw new Fault('notFound')
    await ownOpenSeat(act)
  } else {
    open = isOpen((await consultationFor(act, 'read', found.consultationId)).state)
  }
  const request = await store.lockRequest(act.db, found.requestId)
  if (!request) throw new Fault('notFound')
  // Between visits no consultation has to be waiting.
  if (request.purpose === 'previsit' && !open) throw new Fault('invalidState')
  return request
}

function mustBeAwaited(request: store.Request): void {
  if (!isAwaited(request.state)) throw new Fault('invalidState')
}

/** Who speaks when nothing was said about it. */
const usually = (act: Act): Answerer => (act.caller.kind === 'professional' ? 'nurse' : 'patient')

interface Filled { response: store.Response; form: Form }
async function filled(act: Act, requestId: RequestId): Promise<Filled[]> {
  const responses = await store.responsesOf(act.db, requestId)
  const forms = await formsOf(act.db, responses.map(({ questionnaireId }) => questionnaireId))
  return responses.map((response) => {
    const form = forms.get(response.questionnaireId)
    if (!form) throw new Error(`Questionnaire ${response.questionnaireId} is missing.`)
    return { response, form }
  })
}

const flagsOfAll = (all: readonly Filled[]): RedFlag[] => [...new Set(all.flatMap(({ form, response }) => flagsOf(form, response.answers)))]

export const responseCommands = ({ publicUrl }: { publicUrl: string }): ActHandlers<Names> => ({
  async 'request.ask'(act, { consultationId, questionnaireIds }) {
    const { state } = await consultationFor(act, 'issueLink', consultationId)
    if (!isOpen(state)) throw new Fault('invalidState')
    return askPrevisit(act, publicUrl, consultationId, questionnaireIds)
  },

  async 'request.read'(act, { requestId }) {
    const request = await requestFor(act, { requestId })
    const all = await filled(act, request.id)
    act.record({ type: 'request.read', requestId })
    return { ...summaryOf(request), answeredBy: request.answeredBy, forms: all.map(({ response, form }) => ({ responseId: response.id, form, answers: response.answers })) }
  },

  async 'request.begin'(act, { requestId, answeredBy }) {
    const request = await requestFor(act, { requestId })
    mustBeAwaited(request)
    // A nurse writes down what she was told; nobody else speaks as one.
    if ((answeredBy === 'nurse') !== (act.caller.kind === 'professional')) throw new Fault('forbidden')
    await begin(act, request, answeredBy)
    return {}
  },

  async 'response.save'(act, { responseId, answers }) {
    const request = await requestFor(act, { responseId })
    mustBeAwaited(request)
    const mine = (await filled(act, request.id)).find(({ response }) => response.id === responseId)
    if (!mine) throw new Fault('notFound')
    const wrong = faultyAnswers(mine.form, answers)
    if (wrong.length > 0) throw new Fault('invalidInput', { fields: wrong.slice(0, 20) })
    if (request.state === 'asked') await begin(act, request, request.answeredBy ?? usually(act))
    const merged = merge(mine.response.answers, answers, act.at.getTime())
    if (merged.kept > 0) await store.saveAnswers(act, responseId, merged.answers)
    act.record({ type: 'response.saved', requestId: request.id, responseId, kept: merged.kept })
    const flags = flagsOf(mine.form, merged.answers)
    await raiseFlags(act, { establishmentId: request.establishmentId, consultationId: request.consultationId, patientId: request.patientId, responseId, flags })
    return { flags }
  },

  async 'request.complete'(act, { requestId }) {
    const request = await requestFor(act, { requestId })
    mustBeAwaited(request)
    const all = await filled(act, request.id)
    const open = all.flatMap(({ form, response }) => openQuestions(form, response.answers))
    if (open.length > 0) throw new Fault('invalidInput', { fields: open.slice(0, 20) })
    await complete(act, request, all, request.answeredBy ?? usually(act), act.at)
    await judgeResponse(act, { requestId })
    return { flags: flagsOfAll(all) }
  },
})

async function begin(act: Act, request: store.Request, answeredBy: Answerer): Promise<void> {
  await store.saveBegun(act, request.id, answeredBy)
  act.record({ type: 'request.begun', requestId: request.id, answeredBy })
  if (request.state === 'asked') act.tell({ type: 'changed', consultationId: request.consultationId, soon: true })
}

async function complete(act: Act, request: store.Request, all: readonly Filled[], answeredBy: Answerer, at: Date): Promise<void> {
  await store.saveCompleted(act, request, answeredBy, at)
  for (const { response, form } of all) await store.insertScores(act, request, response, at, scoresOf(form, response.answers), measuresOf(form, response.answers))
  act.record({ type: 'request.completed', requestId: request.id, answeredBy })
  act.tell({ type: 'changed', consultationId: request.consultationId })
}

/**
 * Asks the questions before a visit, once a consultation, and sends the patient a link to them; asked again while they
 * are not answered, a fresh link goes out. The caller's command has checked their right to. Throws `invalidState`
 * where they were answered already, or where there is nothing to ask (`noQuestionnaire`).
 */
export async function askPrevisit(act: Act, publicUrl: string, consultationId: ConsultationId, wanted?: readonly QuestionnaireId[]): Promise<RequestSummary> {
  const plan = await store.planOf(act.db, consultationId)
  if (!plan) throw new Fault('notFound')
  const known = await store.lockPrevisit(act.db, consultationId)
  if (known && !isAwaited(known.state)) throw new Fault('invalidState')
  const request = known ?? await newRequest(act, plan, { wanted, ...before(plan, act.at) })
  act.record({ type: 'request.asked', requestId: request.id, purpose: request.purpose })
  if (plan.participantId) await sendLink(act, { publicUrl, consultationId, participantId: plan.participantId, template: 'questionnaire' })
  act.tell({ type: 'changed', consultationId })
  return summaryOf(request)
}

/** What is asked of this patient: what was named, or all that is published for a visit and for their treatment. */
async function questionnairesFor(act: Act, plan: store.Plan, wanted: readonly QuestionnaireId[] | undefined): Promise<QuestionnaireId[]> {
  const modules = await store.modulesOf(act.db, plan.patientId, act.at)
  if (!wanted) return (await publishedFor(act.db, plan.establishmentId, modules)).map(({ id }) => id)
  const ids = await store.publishedAmong(act.db, plan.establishmentId, wanted)
  if (ids.length < new Set(wanted).size) throw new Fault('invalidInput', { fields: ['questionnaireIds'] })
  return ids
}

type Asking = Pick<store.NewRequest, 'purpose' | 'askedAt' | 'dueAt' | 'occasion'>
const before = ({ scheduledAt }: store.Plan, askedAt: Date): Asking => ({ purpose: 'previsit', askedAt, dueAt: scheduledAt, occasion: null })

/** Throws `conflict` where it was asked already. */
async function newRequest(act: Act, plan: store.Plan, { wanted, ...asking }: Asking & { wanted?: readonly QuestionnaireId[] | undefined }): Promise<store.Request> {
  const questionnaires = await questionnairesFor(act, plan, wanted)
  if (questionnaires.length === 0) throw new Fault('invalidState', { reason: 'noQuestionnaire' })
  const id = act.newId<RequestId>()
  const { establishmentId, consultationId, patientId } = plan
  if (!await store.insertRequest(act, { id, establishmentId, consultationId, patientId, ...asking, questionnaires })) throw new Fault('conflict')
  const made = await store.lockRequest(act.db, id)
  if (!made) throw new Error('A request that was just made is missing.')
  return made
}

export interface Answered { consultationId: ConsultationId; answeredBy: Answerer; at: Date; answers: ReadonlyMap<QuestionnaireId, Answers> }
/**
 * Writes down what was asked and answered elsewhere or earlier (a demonstration's past, answers taken over from another
 * system): the same merging, the same scores. For Lien's own acts. Throws `invalidInput` for answers that cannot be.
 */
export async function recordAnswered(act: Act, { consultationId, answeredBy, at, answers }: Answered): Promise<RequestId> {
  const plan = await store.planOf(act.db, consultationId)
  if (!plan) throw new Fault('notFound')
  const request = await newRequest(act, plan, { wanted: [...answers.keys()], ...before(plan, at) })
  const all = (await filled(act, request.id)).map(({ form, response }) => {
    const given = answers.get(response.questionnaireId) ?? {}
    const wrong = faultyAnswers(form, given)
    if (wrong.length > 0) throw new Fault('invalidInput', { fields: wrong })
    return { form, response: { ...response, answers: given } }
  })
  for (const { response } of all) await store.saveAnswers(act, response.id, response.answers)
  act.record({ type: 'request.asked', requestId: request.id, purpose: request.purpose })
  await complete(act, request, all, answeredBy, at)
  return request.id
}

/** The patient is told once more, the day before. */
export async function remind(act: Act, publicUrl: string, request: store.Request): Promise<void> {
  const plan = await store.planOf(act.db, request.consultationId)
  await store.saveReminded(act, request.id)
  act.record({ type: 'request.reminded', requestId: request.id })
  if (!plan?.participantId) return
  const to = { publicUrl, consultationId: request.consultationId, participantId: plan.participantId }
  await (request.purpose === 'followUp' ? sendLink(act, { ...to, template: 'followUpReminder', questions: questionsOf(request) }) : sendLink(act, { ...to, template: 'questionnaireReminder' }))
}

const questionsOf = ({ id, dueAt }: store.Request) => ({ requestId: id, dueAt })

/**
 * Asks on a planned day between visits, with a link that leads to these questions alone. False where nothing is
 * published to be asked. For Lien's own acts. Throws `conflict` where that day was asked already.
 */
export async function askBetween(act: Act, publicUrl: string, { consultationId, dueAt, ...occasion }: store.Occasion & { consultationId: ConsultationId; dueAt: Date }): Promise<boolean> {
  const plan = await store.planOf(act.db, consultationId)
  if (!plan) throw new Fault('notFound')
  if ((await questionnairesFor(act, plan, undefined)).length === 0) return false
  const request = await newRequest(act, plan, { purpose: 'followUp', askedAt: act.at, dueAt, occasion })
  act.record({ type: 'request.asked', requestId: request.id, purpose: request.purpose })
  if (plan.participantId) await sendLink(act, { publicUrl, consultationId, participantId: plan.participantId, template: 'followUp', questions: questionsOf(request) })
  act.tell({ type: 'changed', consultationId })
  return true
}

/** Is anything published that this consultation's patient would be asked? */
export async function hasQuestions(act: Act, consultationId: ConsultationId): Promise<boolean> {
  const plan = await store.planOf(act.db, consultationId)
  return plan !== null && (await questionnairesFor(act, plan, undefined)).length > 0
}

/** Nobody waits for these answers any more: what was not sent is closed, and the links to it serve nobody. */
export async function cancelBetween(act: Act, followUps: readonly FollowUpId[]): Promise<void> {
  const cancelled = await store.cancelFor(act, followUps)
  await revokeQuestions(act, cancelled.map(({ id }) => id))
  for (const consultationId of new Set(cancelled.map((one) => one.consultationId))) act.tell({ type: 'changed', consultationId })
}

import type { DocumentCheck, Problem } from '@lien/contract/commands/questionnaires'
import { Fault } from '@lien/contract/faults'
import type { EstablishmentId, QuestionnaireId } from '@lien/contract/ids'
import { keepsOut } from '@lien/contract/questionnaires'
import { consultationFor } from '../consultations/commands.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { bundleOf } from './bundle.ts'
import { ownQuestionnaires } from './own.ts'
import { findQuestionnaire, listQuestionnaires, sentAbout } from './queries.ts'
import { mayEnter, readDocument, type Named } from './read.ts'
import * as store from './store.ts'

type Names = 'questionnaire.list' | 'questionnaire.read' | 'questionnaire.check' | 'questionnaire.import' | 'questionnaire.publish' | 'questionnaire.retire' | 'questionnaire.export' | 'response.export'

/** As many problems as somebody reads before they correct the first ones. */
const mostProblems = 100

/** Questionnaires belong to the caller's establishment: every statement names it. */
export const questionnaireCommands: ActHandlers<Names> = {
  async 'questionnaire.list'(act) {
    const questionnaires = await listQuestionnaires(act.db, professionalOf(act.caller).establishmentId)
    act.record({ type: 'questionnaire.read', what: 'list', questionnaireId: null })
    return { questionnaires }
  },

  async 'questionnaire.read'(act, { questionnaireId }) {
    const { summary, form, source } = await ofCaller(act, questionnaireId)
    const { facts, problems } = readDocument(source, summary)
    if (!facts) throw new Error(`Questionnaire ${questionnaireId} cannot be read any more.`)
    act.record({ type: 'questionnaire.read', what: 'form', questionnaireId })
    return { ...summary, facts, form, problems: problems.slice(0, mostProblems) }
  },

  'questionnaire.check'(act, { document, ...named }) {
    professionalOf(act.caller)
    act.record({ type: 'questionnaire.read', what: 'check', questionnaireId: null })
    return Promise.resolve(checkDocument(document, named))
  },

  async 'questionnaire.import'(act, { document, ...named }) {
    const { establishmentId } = professionalOf(act.caller)
    const { id, known } = await importDocument(act, establishmentId, document, named)
    act.record({ type: 'questionnaire.imported', questionnaireId: id, known })
    return { questionnaireId: id }
  },

  async 'questionnaire.publish'(act, { questionnaireId, purpose, module }) {
    const { establishmentId } = professionalOf(act.caller)
    const found = await store.lockQuestionnaire(act, questionnaireId)
    if (!found) throw new Fault('notFound')
    if (found.state !== 'draft') throw new Fault('invalidState')
    if (readDocument(found.source, found).problems.length > 0) throw new Fault('invalidInput', { reason: 'questionnaireWrong' })
    for (const id of await store.retireOthers(act, found.url)) act.record({ type: 'questionnaire.retired', questionnaireId: id })
    await store.publish(act, establishmentId, questionnaireId, purpose, module)
    act.record({ type: 'questionnaire.published', questionnaireId, purpose })
    return {}
  },

  async 'questionnaire.retire'(act, { questionnaireId }) {
    professionalOf(act.caller)
    const found = await store.lockQuestionnaire(act, questionnaireId)
    if (!found) throw new Fault('notFound')
    if ((await store.retire(act, questionnaireId)) !== 1) throw new Fault('invalidState')
    act.record({ type: 'questionnaire.retired', questionnaireId })
    return {}
  },

  async 'questionnaire.export'(act, { questionnaireId }) {
    const { source, summary } = await ofCaller(act, questionnaireId)
    act.record({ type: 'questionnaire.read', what: 'document', questionnaireId })
    return { document: source, url: summary.url, version: summary.version }
  },

  async 'response.export'(act, { consultationId }) {
    await consultationFor(act, 'read', consultationId)
    act.concern(consultationId)
    const sent = await sentAbout(act.db, consultationId)
    act.record({ type: 'response.exported', responses: sent.length })
    return { bundle: JSON.stringify(bundleOf(sent, act.at.toISOString(), () => act.newId())) }
  },
}

async function ofCaller(act: Act, id: QuestionnaireId) {
  const found = await findQuestionnaire(act.db, professionalOf(act.caller).establishmentId, id)
  if (!found) throw new Fault('notFound')
  return found
}

/** What an import would say, the problems that keep it out first. */
export function checkDocument(source: string, named: Named = {}): DocumentCheck {
  const { facts, form, problems } = readDocument(source, named)
  const graver = (one: Problem): number => (keepsOut(one.code) ? 0 : 1)
  const sorted = [...problems].sort((a, b) => graver(a) - graver(b))
  return { facts, form: mayEnter(problems) ? form : null, problems: sorted.slice(0, mostProblems), more: Math.max(0, sorted.length - mostProblems) }
}

/** Keeps a document as a draft, or finds the same one. Throws `invalidInput`, or `conflict` where its url and version are taken. */
export async function importDocument(act: Act, establishmentId: EstablishmentId, source: string, named: Named = {}): Promise<{ id: QuestionnaireId; known: boolean }> {
  const { document, form, problems } = readDocument(source, named)
  if (!document?.url || !document.version || !form || !mayEnter(problems)) throw new Fault('invalidInput', { reason: 'questionnaireWrong' })
  const { url, version } = document
  const id = act.newId<QuestionnaireId>()
  const importedBy = act.caller.kind === 'professional' ? act.caller.accountId : null
  if (await store.insertDraft(act, establishmentId, { id, url, version, source, form, importedBy })) return { id, known: false }
  const known = await store.findVersion(act, establishmentId, url, version)
  if (known?.source !== source) throw new Fault('conflict', { reason: 'versionTaken' })
  return { id: known.id, known: true }
}

/** Publishes Lien's own questionnaires where an establishment never had them; one that it retired stays so. */
export async function provideQuestionnaires(act: Act, establishmentId: EstablishmentId): Promise<void> {
  for (const { source, reading, purpose, module } of ownQuestionnaires()) {
    if (reading.problems.length > 0 || !reading.document?.url) throw new Error(`A questionnaire of Lien's own is wrong: ${JSON.stringify(reading.problems[0])}`)
    if (await store.hasUrl(act, establishmentId, reading.document.url)) continue
    const { id } = await importDocument(act, establishmentId, source)
    act.record({ type: 'questionnaire.imported', questionnaireId: id, known: false })
    await store.publish(act, establishmentId, id, purpose, module)
    act.record({ type: 'questionnaire.published', questionnaireId: id, purpose })
  }
}

import type { Reason } from '@lien/contract/alertRules'
import { highest, rankOf, type AlertLevel } from '@lien/contract/alerts'
import type { AlertId, ConsultationId, EstablishmentId, PatientId, RequestId, ResponseId } from '@lien/contract/ids'
import type { RedFlag } from '@lien/contract/symptoms'
import type { Act } from '../platform/act.ts'
import { answeredOf, flagReason, keyOf, missingReason, occasions, reasonOf, vocabularyOf } from './answers.ts'
import { dueAt } from './hours.ts'
import { proposal } from './proposal.ts'
import { evaluate } from './rules.ts'
import * as store from './store.ts'

/** The rules of a house; where nobody has decided on any, Lien's proposal becomes its first version. */
export async function rulesInForce(act: Act, establishmentId: EstablishmentId): Promise<store.InForce> {
  const known = await store.findRules(act.db, establishmentId)
  if (known) return known
  if (await store.insertRules(act, establishmentId, { version: 1, rules: proposal, publishedBy: null })) act.record({ type: 'ruleset.published', version: 1 })
  return (await store.findRules(act.db, establishmentId)) ?? { version: 1, rules: proposal, publishedAt: act.at, publishedBy: null }
}

/** A red flag waits for nobody, not even for the end of the questionnaire: its alert is raised as it is answered. */
export async function raiseFlags(act: Act, { responseId, flags }: { establishmentId: EstablishmentId; consultationId: ConsultationId; patientId: PatientId; responseId: ResponseId; flags: readonly RedFlag[] }): Promise<void> {
  const asked = flags.length > 0 ? await store.findRequest(act.db, { responseId }) : null
  if (asked) await raise(act, asked, await rulesInForce(act, asked.establishmentId), flags.map(flagReason))
}

/** A questionnaire was completed and scored: what the rules say of it joins the alert that its flags have raised. */
export async function judgeResponse(act: Act, { requestId }: { requestId: RequestId }): Promise<void> {
  const asked = await store.findRequest(act.db, { requestId })
  if (!asked) return
  act.concern(asked.consultationId)
  for (const alertId of await store.closeAnswered(act, requestId)) {
    act.record({ type: 'alert.closed', alertId, answered: true })
    act.tell({ type: 'alertsChanged', establishmentId: asked.establishmentId })
  }
  const inForce = await rulesInForce(act, asked.establishmentId)
  const parts = await store.answersTo(act.db, requestId)
  const now = answeredOf(parts, asked.completedAt ?? act.at)
  const raised = evaluate(inForce.rules, now, occasions(await store.earlierAnswers(act, requestId)))
  const words = vocabularyOf(parts.map(({ form }) => form))
  await raise(act, asked, inForce, raised.map((one) => reasonOf(one, words)))
}

/** The questionnaire has not come back in time: once a request, whatever becomes of it. */
export async function reportMissing(act: Act, { requestId }: { requestId: RequestId }): Promise<void> {
  const asked = await store.findRequest(act.db, { requestId })
  if (!asked || asked.completedAt || (await store.wasMissed(act, requestId))) return
  await raise(act, asked, await rulesInForce(act, asked.establishmentId), [missingReason])
}

/** One alert a questionnaire, with every reason in it: a nurse is called once for one patient (decision 0044). */
async function raise(act: Act, asked: store.Asked, inForce: store.InForce, reasons: readonly Reason[]): Promise<void> {
  if (reasons.length === 0) return
  act.concern(asked.consultationId)
  const technical = reasons.every(({ level }) => level === 'technical')
  const told = new Set((await store.closedReasons(act, asked.id)).map(keyOf))
  const fresh = reasons.filter((one) => !told.has(keyOf(one)))
  if (fresh.length === 0) return
  const open = (await store.lockOpen(act, asked.id, technical)) ?? (await begin(act, asked, inForce, fresh) ? null : await store.lockOpen(act, asked.id, technical))
  if (open) await join(act, asked, inForce, open, fresh)
  act.tell({ type: 'alertsChanged', establishmentId: asked.establishmentId })
}

const rulesOf = (reasons: readonly Reason[]): string[] => [...new Set(reasons.map(({ ruleId }) => ruleId))]

function times(act: Act, asked: store.Asked, { rules }: store.InForce, level: AlertLevel): { dueAt: Date; escalateAt: Date } {
  const due = dueAt(rules.targets[level], act.at, asked.visitAt, rules.hours, asked.zone)
  return { dueAt: due, escalateAt: new Date(due.getTime() + rules.escalateAfter * 60_000) }
}

async function begin(act: Act, asked: store.Asked, inForce: store.InForce, reasons: readonly Reason[]): Promise<boolean> {
  const [id, level] = [act.newId<AlertId>(), highest(reasons.map((one) => one.level))]
  const { version } = inForce
  if (!await store.insertAlert(act, asked, { id, level, version, reasons, ...times(act, asked, inForce, level) })) return false
  act.record({ type: 'alert.raised', alertId: id, level, version, rules: rulesOf(reasons) })
  return true
}

async function join(act: Act, asked: store.Asked, inForce: store.InForce, open: store.OpenAlert, reasons: readonly Reason[]): Promise<void> {
  const known = new Set(open.reasons.map(keyOf))
  const fresh = reasons.filter((one) => !known.has(keyOf(one)))
  if (fresh.length === 0) return
  const all = [...open.reasons, ...fresh]
  const level = highest(all.map((one) => one.level))
  const anew = times(act, asked, inForce, level)
  const sooner = anew.dueAt < open.dueAt ? anew : { dueAt: open.dueAt, escalateAt: open.escalateAt }
  await store.widen(act, open.id, { level, version: inForce.version, reasons: all, ...sooner, again: rankOf[level] < rankOf[open.level] })
  act.record({ type: 'alert.widened', alertId: open.id, level, rules: rulesOf(fresh) })
}

import type { RuleSet } from '@lien/contract/alertRules'
import { clinicalLevels, highest, type ClinicalLevel } from '@lien/contract/alerts'
import { Fault } from '@lien/contract/faults'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { establishmentSite } from '../establishments/queries.ts'
import { answeredOf } from './answers.ts'
import { afterService } from './hours.ts'
import { pastRequests, possibleDeputies, type PastRequest } from './queries.ts'
import { rulesInForce } from './raising.ts'
import { evaluate, type Answered, type Raised } from './rules.ts'
import * as store from './store.ts'

/** Past questionnaires that a preview looks at: the latest ones. */
const mostPreviewed = 2_000

export const ruleCommands: ActHandlers<'ruleset.read' | 'ruleset.preview' | 'ruleset.publish'> = {
  async 'ruleset.read'(act) {
    const { establishmentId } = professionalOf(act.caller)
    const { version, rules, publishedAt, publishedBy } = await rulesInForce(act, establishmentId)
    const staff = await possibleDeputies(act.db, establishmentId)
    const { timeZone } = await establishmentSite(act.db, establishmentId)
    act.record({ type: 'ruleset.read', version })
    return {
      version, rules, publishedAt: publishedAt.toISOString(), timeZone, staff: staff.map(({ accountId, name, role }) => ({ accountId, name, role })),
      publishedBy: publishedBy ? (staff.find(({ accountId }) => accountId === publishedBy)?.name ?? '') : null,
    }
  },

  async 'ruleset.preview'(act, { rules, days }) {
    const { establishmentId } = professionalOf(act.caller)
    const inForce = await rulesInForce(act, establishmentId)
    const { completed, requests, forms } = await pastRequests(act.db, establishmentId, new Date(act.at.getTime() - days * 24 * 3600 * 1000), mostPreviewed)
    const cases = casesOf(requests, forms)
    const proposed = cases.map(({ now, history }) => evaluate(rules, now, history))
    const alerts = (ruleId: string) => proposed.filter((raised) => raised.some((one) => one.ruleId === ruleId)).length
    act.record({ type: 'ruleset.previewed', evaluated: cases.length })
    return {
      completed, evaluated: cases.length, proposed: perLevel(proposed), inForce: perLevel(cases.map(({ now, history }) => evaluate(inForce.rules, now, history))),
      rules: rules.rules.map(({ id }) => ({ ruleId: id, alerts: alerts(id) })),
    }
  },

  async 'ruleset.publish'(act, { rules, basedOn }) {
    const { establishmentId, accountId } = professionalOf(act.caller)
    await mustBeFeasible(act, rules)
    const { version } = await rulesInForce(act, establishmentId)
    if (version !== basedOn || !await store.insertRules(act, establishmentId, { version: version + 1, rules, publishedBy: accountId })) throw new Fault('conflict')
    act.record({ type: 'ruleset.published', version: version + 1 })
    return { version: version + 1 }
  },
}

/** Deputies work here, and the house opens at all. */
async function mustBeFeasible(act: Act, { deputies, hours }: RuleSet): Promise<void> {
  const staff = new Set((await possibleDeputies(act.db, act.establishmentId)).map(({ accountId }) => accountId))
  if (deputies.some((id) => !staff.has(id))) throw new Fault('invalidInput', { fields: ['rules.deputies'] })
  try {
    afterService(act.at, 1, hours, 'UTC')
  } catch {
    throw new Fault('invalidInput', { fields: ['rules.hours'] })
  }
}

/** Each recent questionnaire with what the same patient had answered before it, as it was judged then. */
function casesOf(requests: readonly PastRequest[], forms: Awaited<ReturnType<typeof pastRequests>>['forms']): { now: Answered; history: Answered[] }[] {
  const past = new Map<string, Answered[]>()
  return requests.flatMap(({ patientId, at, recent, parts }) => {
    const now = answeredOf(parts.map((part) => ({ ...part, form: forms.get(part.questionnaireId) })), at)
    const history = past.get(patientId) ?? []
    past.set(patientId, [...history, now])
    return recent ? [{ now, history }] : []
  })
}

/** A questionnaire raises one alert, of its highest level. */
function perLevel(all: readonly Raised[][]): Record<ClinicalLevel, number> {
  const levels = all.flatMap((raised) => (raised.length > 0 ? [highest(raised.map(({ level }) => level))] : []))
  return Object.fromEntries(clinicalLevels.map((level) => [level, levels.filter((one) => one === level).length])) as Record<ClinicalLevel, number>
}

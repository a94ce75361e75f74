import type { Condition, Rule } from '@lien/contract/alertRules'
import type { ConditionKind } from '@lien/contract/alerts'

const fresh: Record<Exclude<ConditionKind, 'redFlag'>, Condition> = {
  raw: { kind: 'raw', symptoms: null, attributes: null, atLeast: 3 },
  rise: { kind: 'rise', symptoms: null, attributes: null, by: 2, against: 'last' },
  composite: { kind: 'composite', symptoms: null, atLeast: 3 },
  spread: { kind: 'spread', count: 2, by: 1, against: 'last' },
  weightLoss: { kind: 'weightLoss', percent: 5, days: 31 },
  activity: { kind: 'activity', atLeast: 3, by: null },
  missedDoses: { kind: 'missedDoses', atLeast: 1 },
  callWanted: { kind: 'callWanted' },
}

/** A rule to begin with; its id is free among `others`. */
export function freshRule(kind: ConditionKind, others: readonly Rule[]): Rule {
  const wished = kind === 'redFlag' ? 'raw' : kind
  const taken = new Set(others.map(({ id }) => id))
  let n = others.length + 1
  while (taken.has(`${wished}-${n}`)) n += 1
  return { id: `${wished}-${n}`, level: 'yellow', name: { fr: 'Nouvelle règle', en: 'New rule' }, when: fresh[wished] }
}

/** Codes as people type them; none: every symptom. */
export function codesOf(text: string): string[] | null {
  const codes = text.split(',').map((one) => one.trim()).filter(Boolean)
  return codes.length > 0 ? codes : null
}

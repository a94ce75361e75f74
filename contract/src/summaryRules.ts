import type { SummaryView, SymptomSummary } from './summaries.ts'

/** From this raw answer on a symptom is marked: the dashed line of every chart. */
export const rawThreshold = 3

/** HAS 2019 and 2021: loss of weight as a phenotypic criterion of undernutrition, the same below and from 70 years on. */
export const weightCriteria = ['fivePercentInOneMonth', 'tenPercentInSixMonths'] as const
export type WeightCriterion = (typeof weightCriteria)[number]

export type DiscussedItem =
  | { kind: 'topic'; text: string }
  | { kind: 'symptom'; symptom: SymptomSummary }

/** What the doctor ticked as discussed, in the order of the panel: for the printed summary and the report of the visit. */
export function discussedOf({ answers }: Pick<SummaryView, 'answers'>): DiscussedItem[] {
  if (!answers) return []
  return [
    ...answers.topics.flatMap(({ text, discussed }): DiscussedItem[] => (discussed ? [{ kind: 'topic', text }] : [])),
    ...[...answers.symptoms, ...answers.absent, ...answers.unanswered].flatMap((symptom): DiscussedItem[] => (symptom.discussed ? [{ kind: 'symptom', symptom }] : [])),
  ]
}

type Alert = NonNullable<SummaryView['alert']>
export interface AlertWords {
  level: Record<Alert['level'], string>; unseen: string; seen: (by: string, at: string) => string; claimed: (by: string, at: string) => string; closed: (at: string) => string
  done: (what: string, by: string, at: string) => string; actions: Record<NonNullable<Alert['acted']>['action'], string>
}
/** What became of an alert, in one line: on the screen and on paper. `told` says an instant. */
export function alertLine(alert: Alert, words: AlertWords, told: (at: string) => string): string {
  const { level, seen, claimed, acted, closedAt } = alert
  const hands = claimed ? words.claimed(claimed.by, told(claimed.at)) : seen ? words.seen(seen.by, told(seen.at)) : words.unseen
  return [words.level[level], hands, acted && words.done(words.actions[acted.action], acted.by, told(acted.at)), closedAt && words.closed(told(closedAt))].filter(Boolean).join(', ')
}

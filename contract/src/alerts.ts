/** The words of alerts. Plain data: no screen pays for a parser. */

/** How much an alert presses, the most pressing first. `technical`: no answer came, which says nothing about the patient. */
export const alertLevels = ['red', 'orange', 'yellow', 'technical'] as const
export type AlertLevel = (typeof alertLevels)[number]
/** What a rule about answers may raise. */
export const clinicalLevels = ['red', 'orange', 'yellow'] as const
export type ClinicalLevel = (typeof clinicalLevels)[number]

/** What was done about an alert. `answered`: the missing questionnaire came by itself. */
export const alertActions = ['advisedByPhone', 'notReached', 'videoCall', 'appointment', 'sentToEmergency', 'treatmentPaused', 'informedOncologist', 'noAction'] as const
export type AlertAction = (typeof alertActions)[number]
/** Whoever pauses a treatment prescribed it. */
export const oncologistActions: readonly AlertAction[] = ['treatmentPaused']

/** What a rule may ask of answers. */
export const conditionKinds = ['redFlag', 'raw', 'rise', 'composite', 'spread', 'weightLoss', 'activity', 'missedDoses', 'callWanted'] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** What a change is measured against: the last comparable answer, or the first one. */
export const comparisons = ['last', 'baseline'] as const
export type Comparison = (typeof comparisons)[number]

export const rankOf: Record<AlertLevel, number> = { red: 1, orange: 2, yellow: 3, technical: 4 }
/** The most pressing of some levels. Throws where there is none. */
export function highest<L extends AlertLevel>(levels: readonly L[]): L {
  const [first, ...others] = levels
  if (first === undefined) throw new RangeError('No level.')
  return others.reduce((most, one) => (rankOf[one] < rankOf[most] ? one : most), first)
}

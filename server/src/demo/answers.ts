import { everyItem, type Answer, type Answers, type Form } from '@lien/contract/forms'

/** What a fictitious patient answers, by the item of Lien's own questionnaire: a number chooses the option it counts as, null is "I prefer not to answer". */
export type Told = Readonly<Record<string, number | boolean | string | null>>

/** Somebody who is rather unwell between two cycles, and somebody who would only like to be called. */
export const demoTold: readonly (Told | null)[] = [
  // The first patient's answers are for whoever tries the demonstration to give.
  null,
  { 'nausea.frequency': 3, 'nausea.severity': 2, 'fatigue.severity': 2, 'fatigue.interference': 2, 'pain.frequency': 1, 'pain.severity': 1, 'pain.interference': 1, temperature: 37.1, weight: 71.5, activity: 2, missedDoses: 2, 'topic.1': 'Les nausées du matin' },
  { 'nausea.frequency': 0, 'fatigue.severity': 1, 'fatigue.interference': 1, temperature: 36.8, weight: 58, activity: 1, missedDoses: 0, callWanted: true },
]

/** Those answers as the form takes them; an item that it does not have is left out. */
export function answersFor(form: Form, told: Told, at: number): Answers {
  const answers: Record<string, Answer> = {}
  for (const { item } of everyItem(form.items)) {
    const said = told[item.linkId]
    if (said === undefined) continue
    if (said === null) {
      answers[item.linkId] = { decline: 'declined', at }
      continue
    }
    const option = item.options.find(({ ordinal }) => ordinal === said)
    if (option) answers[item.linkId] = { values: [{ type: 'code', code: option.code }], at }
    else if (typeof said === 'boolean') answers[item.linkId] = { values: [{ type: 'boolean', value: said }], at }
    else answers[item.linkId] = { values: [typeof said === 'number' ? { type: 'number', value: said } : { type: 'text', value: said }], at }
  }
  return answers
}

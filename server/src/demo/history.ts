import type { Answerer } from '@lien/contract/symptoms'
import type { Told } from './answers.ts'

/** One earlier visit of a fictitious patient: how long ago, and what they said to Lien's own questions. */
export interface Earlier { daysAgo: number; answeredBy: Answerer; told: Told }

/** What was the same at every visit; the symptoms that were nothing are listed as absent by the panel. */
const always: Told = {
  'vomiting.frequency': 0, 'breathlessness.severity': 0, 'cough.severity': 0, 'mouthSores.severity': 0, 'sadness.frequency': 0, 'rash.presence': 0, 'diarrhoea.frequency': 0,
  'pain.frequency': 1, 'pain.severity': 1, 'pain.interference': 0, 'sleep.severity': 1, 'sleep.interference': 1, 'anxiety.frequency': 1, 'anxiety.severity': 1, 'anxiety.interference': 0, 'constipation.severity': 1, temperature: 36.8, callWanted: false,
}

interface Visit { nausea: readonly [number, number]; fatigue: readonly [number, number]; appetite: readonly [number, number]; numbness: readonly [number, number]; weight: number; activity: number; topic: string; more?: Told }
const visit = ({ nausea, fatigue, appetite, numbness, weight, activity, topic, more }: Visit): Told => ({
  ...always, 'nausea.frequency': nausea[0], 'nausea.severity': nausea[1], 'fatigue.severity': fatigue[0], 'fatigue.interference': fatigue[1], 'appetite.severity': appetite[0], 'appetite.interference': appetite[1],
  'numbness.severity': numbness[0], 'numbness.interference': numbness[1], weight, activity, 'topic.1': topic, ...more,
})

/** Five months of treatment that gets harder: nausea and fatigue grow, appetite and weight go. Nobody's; every word is made up. */
export const demoHistory: readonly Earlier[] = [
  { daysAgo: 147, answeredBy: 'patient', told: visit({ nausea: [1, 1], fatigue: [1, 0], appetite: [0, 0], numbness: [0, 0], weight: 68.4, activity: 0, topic: 'Puis-je continuer à jardiner ?' }) },
  { daysAgo: 126, answeredBy: 'patient', told: visit({ nausea: [1, 1], fatigue: [1, 1], appetite: [1, 0], numbness: [0, 0], weight: 68.1, activity: 1, topic: 'Les horaires de mes médicaments' }) },
  { daysAgo: 105, answeredBy: 'patient', told: visit({ nausea: [2, 1], fatigue: [2, 1], appetite: [1, 1], numbness: [1, 0], weight: 67.2, activity: 1, topic: 'Les nausées du lendemain' }) },
  { daysAgo: 84, answeredBy: 'relative', told: visit({ nausea: [2, 2], fatigue: [2, 2], appetite: [1, 1], numbness: [1, 1], weight: 66.5, activity: 1, topic: 'La fatigue l’après-midi', more: { 'sadness.frequency': null } }) },
  { daysAgo: 42, answeredBy: 'patient', told: visit({ nausea: [2, 2], fatigue: [2, 2], appetite: [2, 1], numbness: [1, 1], weight: 65, activity: 1, topic: 'Je mange moins, que faire ?' }) },
  { daysAgo: 21, answeredBy: 'patient', told: visit({ nausea: [3, 2], fatigue: [3, 2], appetite: [2, 2], numbness: [2, 1], weight: 63.6, activity: 2, topic: 'Un traitement contre les nausées' }) },
]

import type { ConsultationId } from '@lien/contract/ids'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { Answered, type Given } from './answered.ts'
import type { House, PlannedVisit, World } from './world.ts'

const day = 86_400_000
type Query = ConstructorParameters<typeof Answered>[0]

const asked: Record<string, readonly ('frequency' | 'severity' | 'interference' | 'presence')[]> = {
  pain: ['frequency', 'severity', 'interference'], fatigue: ['severity', 'interference'], nausea: ['frequency', 'severity'], vomiting: ['frequency', 'severity'], appetite: ['severity', 'interference'], diarrhoea: ['frequency'], constipation: ['severity'],
  breathlessness: ['severity', 'interference'], cough: ['severity', 'interference'], numbness: ['severity', 'interference'], mouthSores: ['severity', 'interference'], sleep: ['severity', 'interference'], anxiety: ['frequency', 'severity', 'interference'], sadness: ['frequency', 'severity', 'interference'], rash: ['presence'],
}
/** What a fictitious patient under chemotherapy felt in five visits before this one, the third unanswered; the last answers are this visit's. */
const course: (Omit<Given, 'at'> & { days: number })[] = [
  { days: 57, symptoms: felt({ pain: [1, 1, 0], fatigue: [1, 1], nausea: [0], appetite: [0], numbness: [0], sleep: [2, 1], anxiety: [2, 2, 1] }), measures: { weight: 64.2 } },
  { days: 43, symptoms: felt({ pain: [1, 1, 1], fatigue: [2, 1], nausea: [1, 1], appetite: [1, 1], numbness: [0], sleep: [2, 1], anxiety: [2, 1, 1] }), measures: { weight: 63.8 } },
  { days: 29, symptoms: {}, state: 'missed' },
  { days: 15, symptoms: felt({ pain: [2, 1, 1], fatigue: [2, 2], nausea: [1, 1], appetite: [2, 1], numbness: [1, 0], sleep: [1, 1], anxiety: [1, 1, 1] }), measures: { weight: 63.1, temperature: 36.7 } },
  {
    days: 1, answeredBy: 'relative', topics: ['Les fourmillements dans les mains', 'Peut-on décaler la cure de décembre ?', 'Le résultat du scanner'],
    symptoms: { ...felt({ pain: [1, 1, 1], fatigue: [3, 2], nausea: [3, 2], vomiting: [1, 1], appetite: [2, 2], breathlessness: [3, 1], numbness: [2, 1], sleep: [1, 0], anxiety: [1, 1, 0], rash: [1] }), sadness: { frequency: 'declined' } },
    measures: { weight: 59.4, temperature: 38.4, missedDoses: 2, activity: 2, callWanted: 0, falls: 0 },
  },
]
/** Raw answers in the order they are asked; a symptom that is not named was answered "none". */
function felt(given: Record<string, number[]>): Given['symptoms'] {
  return Object.fromEntries(Object.entries(asked).map(([symptom, attributes]) => {
    const values = given[symptom] ?? [0]
    return [symptom, Object.fromEntries(attributes.slice(0, values[0] === 0 ? 1 : attributes.length).map((attribute, index) => [attribute, values[index] ?? 0]))]
  }))
}

/** Writes that course down for the patient of a visit. */
export async function feel(world: World, house: House, query: Query, visit: PlannedVisit, { answered: sent = true } = {}): Promise<void> {
  const answered = new Answered(query)
  await world.act(house.establishmentId, (act) => provideQuestionnaires(act, house.establishmentId))
  const form = await answered.previsit(house.establishmentId)
  const at = (days: number): Date => new Date(Date.now() - days * day)
  for (const { days, ...given } of sent ? course : course.slice(0, -1)) {
    let consultationId: ConsultationId = visit.consultationId
    if (days > 1) {
      const past = await world.visit(house, { in: -(days - 1) * 24 * 60 })
      await query(`UPDATE consultations SET state = 'ended', started_at = scheduled_at, ended_at = scheduled_at + interval '15 minutes', end_reason = 'completed' WHERE id = $1`, [past.consultationId])
      await answered.samePatient(visit.consultationId, past.consultationId)
      consultationId = past.consultationId
    }
    await answered.answer(consultationId, form, { ...given, at: at(days) })
  }
  await answered.treatment(visit.consultationId, { label: 'FOLFOX', startedOn: at(50).toISOString().slice(0, 10), cycleDays: 14, by: house.accountId })
}

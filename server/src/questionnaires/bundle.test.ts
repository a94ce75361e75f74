import { describe, expect, it } from 'vitest'
import type { Answers } from '@lien/contract/forms'
import { bundleOf, type SentResponse } from './bundle.ts'
import { ownQuestionnaires } from './own.ts'

const own = ownQuestionnaires()[0]
const code = (of: string) => ({ values: [{ type: 'code' as const, code: of }], at: 1 })
const answers: Answers = {
  temperature: { values: [{ type: 'number', value: 38.2 }], at: 1 }, bleeding: { values: [{ type: 'boolean', value: false }], at: 1 },
  'pain.frequency': code('3'), 'pain.severity': code('2'), 'pain.interference': { decline: 'declined', at: 1 },
  // Not asked any more: nausea was never felt.
  'nausea.frequency': code('0'), 'nausea.severity': code('4'),
  homeMedicine: { values: [{ type: 'boolean', value: true }], at: 1 }, missedDoses: { values: [{ type: 'number', value: 2 }], at: 1 }, missedReason: { values: [{ type: 'code', code: 'forgot' }, { type: 'code', code: 'noneLeft' }], at: 1 },
}
const none = { frequency: null, severity: null, interference: null, amount: null, presence: null }
const sent: SentResponse = {
  id: '01890000-0000-7000-8000-000000000001', patientId: '01890000-0000-7000-8000-000000000002', url: 'urn:lien:questionnaire:previsit', version: '1.0.0', source: own?.source ?? '', answers, answeredBy: 'relative', completedAt: '2026-11-22T08:00:00.000Z',
  scores: [
    { symptom: 'pain', grade: null, missing: 'declined', version: 'v', ...none, frequency: 3, severity: 2 }, { symptom: 'nausea', grade: 0, missing: null, version: 'v', ...none, frequency: 0 },
    { symptom: 'rash', grade: null, missing: 'presence', version: 'v', ...none, presence: 1 }, { symptom: 'cough', grade: null, missing: 'unanswered', version: 'v', ...none },
  ],
  measures: [{ measure: 'temperature', value: 38.2 }, { measure: 'weight', value: 61.5 }, { measure: 'missedDoses', value: 2 }],
}
let count = 0
const { entry } = bundleOf([sent], '2026-11-22T09:00:00.000Z', () => `id-${count += 1}`)
const resources = entry.map(({ resource }) => resource)
const observation = (of: string) => resources.find((one) => one.resourceType === 'Observation' && one.code.coding?.[0]?.code === of)

describe('answers in FHIR', () => {
  it('are nested as the questionnaire is, with options as its document writes them, without what was not asked', () => {
    const [response] = resources
    if (response?.resourceType !== 'QuestionnaireResponse') throw new Error('No response.')
    expect(response).toMatchObject({ questionnaire: 'urn:lien:questionnaire:previsit|1.0.0', status: 'completed', authored: sent.completedAt, subject: { identifier: { value: sent.patientId } }, source: { type: 'RelatedPerson' } })
    expect(response.item.map(({ linkId, item }) => [linkId, item?.map((one) => one.linkId)])).toEqual([
      ['now', ['temperature', 'bleeding']], ['pain', ['pain.frequency', 'pain.severity', 'pain.interference']], ['nausea', ['nausea.frequency']], ['medicines', ['homeMedicine', 'missedDoses', 'missedReason']],
    ])
    expect(response.item[1]?.item?.[0]?.answer).toEqual([{ valueCoding: { system: 'urn:lien:scale:frequency', code: '3', display: 'Presque tous les jours' } }])
    expect(response.item[1]?.item?.[2]).toMatchObject({ linkId: 'pain.interference', extension: [{ valueCode: 'asked-declined' }] })
    expect(response.item[1]?.item?.[2]?.answer).toBeUndefined()
    expect(response.item[0]?.item?.[0]?.answer).toEqual([{ valueDecimal: 38.2 }])
    expect(response.item[3]?.item?.[1]?.answer).toEqual([{ valueInteger: 2 }])
    expect(response.item[3]?.item?.[2]?.answer).toHaveLength(2)
  })

  it('have one observation a symptom: its grade or why there is none, its raw answers, the version of the algorithm', () => {
    expect(observation('pain')).toMatchObject({ code: { text: 'Douleur' }, derivedFrom: [{ reference: `urn:uuid:${sent.id}` }], method: { text: 'PRO composite grade 0-3, v' }, dataAbsentReason: { coding: [{ code: 'asked-declined' }] }, component: [{ valueInteger: 3 }, { valueInteger: 2 }] })
    expect(observation('pain')).not.toHaveProperty('valueInteger')
    expect(observation('nausea')).toMatchObject({ valueInteger: 0 })
    expect(observation('nausea')).not.toHaveProperty('dataAbsentReason')
    expect(observation('rash')).not.toHaveProperty('dataAbsentReason')
    expect(observation('rash')).toMatchObject({ component: [{ code: { coding: [{ code: 'presence' }] }, valueInteger: 1 }] })
    expect(observation('cough')).toMatchObject({ dataAbsentReason: { coding: [{ code: 'unknown' }] } })
  })

  it('have temperature and weight by LOINC in UCUM units, and no observation of what has no such code', () => {
    expect(observation('8310-5')).toMatchObject({ valueQuantity: { value: 38.2, code: 'Cel', system: 'http://unitsofmeasure.org' } })
    expect(observation('29463-7')).toMatchObject({ valueQuantity: { value: 61.5, code: 'kg' } })
    expect(resources.map(({ resourceType }) => resourceType)).toEqual(['QuestionnaireResponse', ...Array.from({ length: 6 }, () => 'Observation')])
    expect(new Set(entry.map(({ fullUrl }) => fullUrl)).size).toBe(7)
  })
})

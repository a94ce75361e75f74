import { expect, it } from 'vitest'
import { everyItem, isQuestion } from '@lien/contract/forms'
import { patternOf } from '@lien/contract/scoring'
import { ownQuestionnaires } from './own.ts'

const patternsOf = (index: number): Record<string, string | null> => Object.fromEntries((ownQuestionnaires()[index]?.reading.form?.items ?? []).flatMap(({ symptom, items }) => (symptom ? [[symptom, patternOf(items.flatMap(({ attribute }) => attribute ?? []))]] : [])))

it('Lien’s own questionnaires may be published as they are', () => {
  for (const { reading, module } of ownQuestionnaires()) expect(reading.problems, module ?? 'previsit').toEqual([])
})

it('they ask the symptoms they promise, each by its attributes', () => {
  expect(patternsOf(0)).toEqual({ pain: 'FSI', fatigue: 'SI', nausea: 'FS', vomiting: 'FS', appetite: 'SI', diarrhoea: 'F', constipation: 'S', breathlessness: 'SI', cough: 'SI', numbness: 'SI', mouthSores: 'SI', sleep: 'SI', anxiety: 'FSI', sadness: 'FSI', rash: 'P' })
  expect([1, 2, 3, 4, 5].map(patternsOf)).toEqual([
    { itching: 'S', dizziness: 'SI', headache: 'FSI' }, { drySkin: 'S', acne: 'S', handFoot: 'S' }, { jointPain: 'FSI', hotFlushes: 'FS' },
    { dryMouth: 'S', swallowing: 'S', taste: 'S', radiationSkin: 'S' }, { bowelControl: 'FI', painfulUrination: 'S', urinaryUrgency: 'FI', urinaryFrequency: 'FI', urineLeak: 'FI' },
  ])
})

it('every word of theirs is French and English', () => {
  const all = ownQuestionnaires().flatMap(({ reading }) => [...everyItem(reading.form?.items ?? [])]).flatMap(({ item }) => [item.text, item.help, ...item.options.map(({ text }) => text)])
  expect(all.filter((words) => words && words.fr === words.en).map((words) => words?.fr)).toEqual(['Constipation'])
})

it('the answers that wait for nobody have the thresholds of the notes', () => {
  const flags = ownQuestionnaires().flatMap(({ reading }) => [...everyItem(reading.form?.items ?? [])]).flatMap(({ item }) => item.flags.map(({ flag, operator, value }) => `${item.linkId} ${operator} ${value}: ${flag}`))
  expect(flags).toEqual([
    'temperature >= 38: fever', 'bleeding = true: bleeding', 'confusion = true: confusion', 'chestPain = true: chestPain', 'cannotDrink = true: cannotDrink',
    'pain.severity = 4: severePain', 'vomiting.frequency = 4: vomiting', 'breathlessness.severity >= 3: breathlessness', 'selfHarm = true: selfHarm',
  ])
})

it('a follow-up is asked only where the first answer is not "none"', () => {
  for (const { reading } of ownQuestionnaires()) {
    for (const { symptom, items } of reading.form?.items ?? []) {
      if (symptom) expect(items.slice(1).map(({ enableWhen }) => enableWhen?.conditions)).toEqual(items.slice(1).map(() => [{ question: items[0]?.linkId, operator: '!=', value: '0' }]))
    }
  }
  expect(ownQuestionnaires().map(({ reading }) => [...everyItem(reading.form?.items ?? [])].filter(({ item }) => isQuestion(item) && !item.enableWhen).length)).toEqual([26, 3, 3, 2, 4, 5])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highest, rankOf } from '@lien/contract/alerts'
import { attributes, measures, redFlags } from '@lien/contract/symptoms'
import { proposal } from '@lien/server/alerts/proposal.ts'
import { evaluate, type Answered, type Symptom } from '@lien/server/alerts/rules.ts'

const days = (n: number): Date => new Date(Date.UTC(2026, 10, 22 - n, 9))
const nothing: Answered = { at: days(0), symptoms: [], measures: {}, flags: [] }
const value = fc.integer({ min: 0, max: 4 })
const anySymptom = fc.record({
  symptom: fc.constantFrom('nausea', 'pain', 'breathlessness', '19'), comparable: fc.constantFrom('own|1', 'own|2'), pattern: fc.constantFrom('FSI', 'FS', 'SI', 'S', null),
  raw: fc.dictionary(fc.constantFrom(...attributes.filter((one) => one !== 'presence')), value), grade: fc.option(fc.integer({ min: 0, max: 3 })),
}) as fc.Arbitrary<Symptom>
const anyAnswers = (at: fc.Arbitrary<Date>) => fc.record({
  at, symptoms: fc.uniqueArray(anySymptom, { selector: ({ symptom }) => symptom, maxLength: 4 }), flags: fc.uniqueArray(fc.constantFrom(...redFlags)),
  measures: fc.dictionary(fc.constantFrom(...measures), fc.record({ value: fc.integer({ min: 0, max: 100 }), comparable: fc.constant('own|1') })),
}) as fc.Arbitrary<Answered>
const past = fc.array(anyAnswers(fc.integer({ min: 1, max: 300 }).map(days)), { maxLength: 4 }).map((all) => all.sort((a, b) => a.at.getTime() - b.at.getTime()))

describe('whatever is answered', () => {
  it('no answer raises nothing, whatever was answered before', () => {
    fc.assert(fc.property(past, (history) => { expect(evaluate(proposal, nothing, history)).toEqual([]) }))
  })
  it('leaving an answer out never raises more', () => {
    fc.assert(fc.property(anyAnswers(fc.constant(days(0))), past, (all, history) => {
      const key = ({ ruleId, symptom, flag }: { ruleId: string; symptom: string | null; flag: string | null }) => `${ruleId} ${symptom} ${flag}`
      const whole = new Set(evaluate(proposal, all, history).map(key))
      const fewer = evaluate(proposal, { ...all, symptoms: all.symptoms.slice(1) }, history).map(key)
      expect(fewer.filter((one) => !whole.has(one))).toEqual([])
    }))
  })
  it('a red flag is red, whatever else is said and whether or not a call is wanted', () => {
    fc.assert(fc.property(anyAnswers(fc.constant(days(0))), past, fc.boolean(), (all, history, wanted) => {
      const raised = evaluate(proposal, { ...all, measures: { ...all.measures, callWanted: { value: Number(wanted), comparable: 'own|1' } } }, history)
      expect(new Set(raised.flatMap(({ flag, level }) => (flag && level === 'red' ? flag : [])))).toEqual(new Set(all.flags))
      if (all.flags.length > 0) expect(highest(raised.map(({ level }) => level))).toBe('red')
    }))
  })
  it('a worse answer never presses less', () => {
    fc.assert(fc.property(anyAnswers(fc.constant(days(0))), past, (all, history) => {
      const worse: Answered = { ...all, symptoms: all.symptoms.map((one) => ({ ...one, raw: Object.fromEntries(Object.entries(one.raw).map(([attribute, n]) => [attribute, Math.min(4, n + 1)])) })) }
      const rank = (one: Answered) => Math.min(9, ...evaluate(proposal, one, history).map(({ level }) => rankOf[level]))
      expect(rank(worse)).toBeLessThanOrEqual(rank(all))
    }))
  })
})

import { expect, it } from 'vitest'
import { afterService, dueAt } from './hours.ts'
import { proposal } from './proposal.ts'

const { hours } = proposal
const paris = (text: string): Date => new Date(`${text}+01:00`)
const after = (from: string, minutes: number): string => afterService(paris(from), minutes, hours, 'Europe/Paris').toISOString()

it('counts within the day', () => expect(after('2026-11-23T09:00', 240)).toBe(paris('2026-11-23T13:00').toISOString()))
it('begins when the house opens, and goes on the next day', () => {
  expect(after('2026-11-23T06:00', 60)).toBe(paris('2026-11-23T09:30').toISOString())
  expect(after('2026-11-23T16:30', 240)).toBe(paris('2026-11-24T11:30').toISOString())
  expect(after('2026-11-23T17:30', 60)).toBe(paris('2026-11-24T09:30').toISOString())
})
it('the very end of the day is still of it', () => expect(after('2026-11-23T16:30', 60)).toBe(paris('2026-11-23T17:30').toISOString()))
it('leaves out nights, weekends and public holidays', () => {
  expect(after('2026-11-20T17:00', 60)).toBe(paris('2026-11-23T09:00').toISOString())
  // Wednesday 11 November 2026, and Christmas on a Friday.
  expect(after('2026-11-10T17:00', 60)).toBe(paris('2026-11-12T09:00').toISOString())
  expect(after('2026-12-24T17:00', 60)).toBe(paris('2026-12-28T09:00').toISOString())
})
it('in the establishment’s own time: La Réunion is three hours ahead, and the clock change moves nothing', () => {
  expect(afterService(new Date('2026-11-23T04:00:00Z'), 60, hours, 'Indian/Reunion').toISOString()).toBe('2026-11-23T05:30:00.000Z')
  // Summer time ends on 25 October: half past eight is 07:30 UTC after it, 06:30 before.
  expect(afterService(new Date('2026-10-23T15:00:00Z'), 60, hours, 'Europe/Paris').toISOString()).toBe('2026-10-26T08:00:00.000Z')
})
it('a house that never opens is said so', () => {
  const never = { ...hours, closed: Array.from({ length: 500 }, (_, index) => new Date(Date.UTC(2026, 10, 1 + index)).toISOString().slice(0, 10)) }
  expect(() => afterService(paris('2026-11-23T09:00'), 10, never, 'Europe/Paris')).toThrow(RangeError)
})
it('a target may be absolute, or the visit', () => {
  const at = paris('2026-11-21T23:00')
  expect(dueAt({ kind: 'always', minutes: 30 }, at, at, hours, 'Europe/Paris')).toEqual(paris('2026-11-21T23:30'))
  expect(dueAt({ kind: 'visit' }, at, paris('2026-11-24T10:00'), hours, 'Europe/Paris')).toEqual(paris('2026-11-24T10:00'))
  expect(dueAt({ kind: 'visit' }, at, paris('2026-11-20T10:00'), hours, 'Europe/Paris')).toEqual(at)
})

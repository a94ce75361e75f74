import { describe, expect, it } from 'vitest'
import { areApart, askedAt, dayOf, dueAt, monthsLater, occasionAfter, occasionFrom, occasionsFrom, type Planned } from './occasions.ts'

const paris = 'Europe/Paris'
const mondays: Planned = { kind: 'weekly', weekday: 1 }
const cycle = (over: Partial<Extract<Planned, { kind: 'cycle' }>> = {}): Planned => ({ kind: 'cycle', startedOn: '2026-11-02', endedOn: null, cycleDays: 21, days: [8, 15], ...over })
const never = '2099-12-31'

describe('a day of the week', () => {
  it('is that day itself, or the next one', () => {
    expect(occasionFrom(mondays, '2026-11-23', never)).toBe('2026-11-23')
    expect(occasionFrom(mondays, '2026-11-24', never)).toBe('2026-11-30')
    expect(occasionFrom({ kind: 'weekly', weekday: 7 }, '2026-11-23', never)).toBe('2026-11-29')
  })
  it('goes over the ends of months, of years, and the 29th of February', () => {
    expect(occasionsFrom(mondays, '2026-12-27', '2027-01-12')).toEqual(['2026-12-28', '2027-01-04', '2027-01-11'])
    expect(occasionsFrom({ kind: 'weekly', weekday: 2 }, '2028-02-20', '2028-03-08')).toEqual(['2028-02-22', '2028-02-29', '2028-03-07'])
  })
  it('is nine in the morning of the establishment, before and after the clock changes', () => {
    expect(['2026-10-19', '2026-10-26'].map((day) => askedAt(day, paris).toISOString())).toEqual(['2026-10-19T07:00:00.000Z', '2026-10-26T08:00:00.000Z'])
    expect(['2027-03-22', '2027-03-29'].map((day) => askedAt(day, paris).toISOString())).toEqual(['2027-03-22T08:00:00.000Z', '2027-03-29T07:00:00.000Z'])
    expect(askedAt('2026-10-26', 'Indian/Reunion').toISOString()).toBe('2026-10-26T05:00:00.000Z')
  })
  it('is due at the same hour two days later, over a night of 25 hours and one of 23', () => {
    expect(dueAt('2026-10-24', paris).toISOString()).toBe('2026-10-26T08:00:00.000Z')
    expect(dueAt('2027-03-27', paris).toISOString()).toBe('2027-03-29T07:00:00.000Z')
  })
  it('never falls twice or not at all around a change of the clock', () => {
    const days = occasionsFrom({ kind: 'weekly', weekday: 7 }, '2026-10-01', '2027-04-30')
    expect(new Set(days).size).toBe(days.length)
    expect(days).toHaveLength(30)
    expect(days).toEqual(expect.arrayContaining(['2026-10-25', '2027-03-28']))
  })
})

describe('days of a cycle', () => {
  it('count from the first day of treatment', () => expect(occasionsFrom(cycle(), '2026-11-01', '2026-12-20')).toEqual(['2026-11-09', '2026-11-16', '2026-11-30', '2026-12-07']))
  it('may be the first of the next cycle', () => expect(occasionFrom(cycle({ days: [1] }), '2026-11-03', never)).toBe('2026-11-23'))
  it('are asked in their order, whatever order they were given in', () => expect(occasionsFrom(cycle({ days: [15, 8] }), '2026-11-01', '2026-11-20')).toEqual(['2026-11-09', '2026-11-16']))
  it('begin with a treatment that has not', () => expect(occasionFrom(cycle(), '2026-09-01', never)).toBe('2026-11-09'))
  it('end with it', () => {
    expect(occasionsFrom(cycle({ endedOn: '2026-11-16' }), '2026-11-01', never)).toEqual(['2026-11-09', '2026-11-16'])
    expect(occasionFrom(cycle({ endedOn: '2026-11-15' }), '2026-11-10', never)).toBeNull()
  })
  it('keep days apart, over the end of the cycle too', () => {
    expect(areApart([8, 15], 21)).toBe(true)
    expect(areApart([1], 3)).toBe(true)
    for (const [days, length] of [[[8, 10], 21], [[1, 20], 21], [[8, 8], 21], [[22], 21], [[0], 21], [[1], 2], [[], 21]] as const) expect(areApart(days, length)).toBe(false)
  })
})

it('the last day counts, and none after it', () => {
  expect(occasionsFrom(mondays, '2026-11-23', '2026-12-07')).toEqual(['2026-11-23', '2026-11-30', '2026-12-07'])
  expect(occasionFrom(mondays, '2026-11-24', '2026-11-29')).toBeNull()
})

it('today is still asked before nine, by the clock of the establishment', () => {
  expect(occasionAfter(mondays, new Date('2026-11-23T07:59:00Z'), never, paris)).toBe('2026-11-23')
  expect(occasionAfter(mondays, new Date('2026-11-23T08:00:00Z'), never, paris)).toBe('2026-11-30')
  // Still Sunday in Paris, Monday in La Réunion.
  expect(dayOf(new Date('2026-11-22T22:00:00Z'), paris)).toBe('2026-11-22')
  expect(dayOf(new Date('2026-11-22T22:00:00Z'), 'Indian/Reunion')).toBe('2026-11-23')
})

it('a year is a year, from the last day of a month too', () => {
  expect(monthsLater('2026-11-30', 12)).toBe('2027-11-30')
  expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28')
})

import { describe, expect, it } from 'vitest'
import { cycleStarts, runsOf, shortDay, signed, xOf, yOf } from './chart.ts'

const frame = { width: 120, height: 40, pad: 6 }
const at = (day: string) => `${day}T10:00:00.000Z`
const [from, to] = [Date.parse(at('2026-10-01')), Date.parse(at('2026-11-01'))]

describe('a chart of answers', () => {
  it('has a true time axis: twice the days, twice the way', () => {
    const x = (day: string) => xOf(at(day), from, to, frame)
    expect([x('2026-10-01'), x('2026-11-01')]).toEqual([6, 114])
    expect(x('2026-10-15') - x('2026-10-01')).toBeCloseTo(2 * (x('2026-10-08') - x('2026-10-01')))
    expect(xOf(at('2026-10-01'), from, from, frame)).toBe(114)
  })
  it('up is worse on a scale that never moves', () => expect([yOf(0, 4, frame), yOf(3, 4, frame), yOf(4, 4, frame)]).toEqual([34, 13, 6]))
  it('a gap is a gap: no line bridges it', () => {
    const moments = [1, 2, null, 3, null, null, 4, 4].map((value, index) => ({ at: at(`2026-10-0${index + 1}`), value }))
    expect(runsOf(moments).map((run) => run.map(({ value }) => value))).toEqual([[1, 2], [3], [4, 4]])
    expect(runsOf([])).toEqual([])
  })
})

describe('marks of cycles', () => {
  const days = (all: string[]) => all.map((one) => one.slice(0, 10))
  it('stand on the day each begins, within the chart', () => {
    expect(days(cycleStarts([{ startedOn: '2026-09-10', endedOn: null, cycleDays: 14 }], from, to))).toEqual(['2026-10-08', '2026-10-22'])
    expect(days(cycleStarts([{ startedOn: '2026-10-05', endedOn: '2026-10-20', cycleDays: 14 }, { startedOn: '2026-10-21', endedOn: null, cycleDays: null }], from, to))).toEqual(['2026-10-05', '2026-10-19', '2026-10-21'])
    expect(cycleStarts([{ startedOn: '2026-12-01', endedOn: null, cycleDays: 7 }], from, to)).toEqual([])
  })
})

describe('words of a change', () => {
  it('day and month in the establishment’s own calendar, and the year where it is another', () => {
    expect(shortDay('2026-11-03T23:30:00Z', 'Europe/Paris', 'fr-FR', at('2026-11-22'))).toBe('04/11')
    expect(shortDay('2026-11-03T23:30:00Z', 'America/Cayenne', 'fr-FR', at('2026-11-22'))).toBe('03/11')
    expect(shortDay('2025-11-04T10:00:00Z', 'Europe/Paris', 'fr-FR', at('2026-11-22'))).toBe('04/11/2025')
    expect(shortDay('2026-11-04T10:00:00Z', 'Europe/Paris', 'en-GB', at('2026-11-22'))).toBe('04 Nov')
  })
  it('a sign that is read as one', () => expect([signed(2, 'fr-FR'), signed(-1, 'fr-FR'), signed(0, 'fr-FR'), signed(-5.33, 'fr-FR', 1)]).toEqual(['+2', '−1', '0', '−5,3']))
})

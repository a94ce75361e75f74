import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ladder, type Repair } from './Ladder.ts'
import { deadlines, patience, proof, type Rung } from './ladderRules.ts'

let climbed: Rung[] = []
let repairs: Repair[] = []
let ladder: Ladder
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  climbed = []
  repairs = []
  ladder = new Ladder({ climb: (rung) => climbed.push(rung), mended: (repair) => repairs.push(repair) })
})
afterEach(() => {
  ladder.close()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a silence that ends by itself is left alone', () => {
  ladder.suspect()
  vi.advanceTimersByTime(patience - 1)
  ladder.mended()
  vi.advanceTimersByTime(60_000)
  expect(climbed).toEqual([])
  expect(repairs).toEqual([])
})

test('a silence that lasts is repaired, and the repair tells from when to when and what was tried', () => {
  ladder.suspect()
  vi.advanceTimersByTime(patience)
  expect(climbed).toEqual(['restart'])
  vi.advanceTimersByTime(deadlines.restart)
  expect(climbed).toEqual(['restart', 'rebuild'])
  vi.advanceTimersByTime(700)
  ladder.mended()
  expect(repairs).toEqual([{ trouble: 'path', tried: ['restart', 'rebuild'], from: 1_000_000 + patience, to: 1_000_000 + patience + deadlines.restart + 700 }])
  vi.advanceTimersByTime(60_000)
  expect(climbed).toHaveLength(2)
})

test('never two rungs at once: news of the same trouble changes nothing', () => {
  ladder.trouble('path')
  ladder.trouble('path')
  ladder.suspect()
  vi.advanceTimersByTime(deadlines.restart - 1)
  expect(climbed).toEqual(['restart'])
})

test('a climb begins anew from below, and the repair still tells all that was tried', () => {
  ladder.trouble('path')
  vi.advanceTimersByTime(deadlines.restart)
  ladder.anew()
  expect(climbed).toEqual(['restart', 'rebuild', 'restart'])
  vi.advanceTimersByTime(deadlines.restart)
  expect(climbed).toEqual(['restart', 'rebuild', 'restart', 'rebuild'])
  ladder.mended()
  expect(repairs).toMatchObject([{ trouble: 'path', tried: climbed }])
})

test('a lost stay ends a restart, but no rung that cures it', () => {
  ladder.trouble('path')
  ladder.trouble('stay')
  expect(climbed).toEqual(['restart'])
  expect(ladder.rung).toBeNull()
  vi.advanceTimersByTime(250)
  expect(climbed).toEqual(['restart', 'rebuild'])
  ladder.trouble('line')
  expect(climbed).toHaveLength(2)
})

test('it never gives up, and slows down to eight seconds', () => {
  ladder.trouble('stay')
  for (let step = 0; step < 30; step++) {
    ladder.failed()
    vi.advanceTimersByTime(8_000)
  }
  expect(climbed).toHaveLength(31)
  expect(climbed.filter((rung) => rung === 'rejoin')).toHaveLength(10)
})

test('hope does not wait for its turn', () => {
  ladder.trouble('stay')
  for (let step = 0; step < 8; step++) {
    ladder.failed()
    vi.advanceTimersByTime(8_000)
  }
  const before = climbed.length
  ladder.failed()
  ladder.hurry()
  expect(climbed).toHaveLength(before + 1)
  ladder.hurry()
  vi.advanceTimersByTime(7_000)
  expect(climbed).toHaveLength(before + 1)
})

test('what breaks again at once goes on where it was; what held begins below', () => {
  ladder.trouble('path')
  ladder.mended()
  ladder.trouble('path')
  expect(climbed).toEqual(['restart', 'rebuild'])
  ladder.mended()
  vi.advanceTimersByTime(proof)
  ladder.trouble('path')
  expect(climbed).toEqual(['restart', 'rebuild', 'restart'])
})

test('nothing is done after the person left', () => {
  ladder.trouble('stay')
  ladder.failed()
  ladder.close()
  vi.advanceTimersByTime(60_000)
  ladder.trouble('path')
  expect(climbed).toEqual(['rebuild'])
})

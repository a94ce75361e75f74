import { expect, test } from 'vitest'
import { deadlines, healthOf, stepOf, type Trouble } from './ladderRules.ts'

const climb = (trouble: Trouble, steps: number): string[] => Array.from({ length: steps }, (_, n) => stepOf(n, trouble, 0.5).rung)

test('a broken path is restarted in place, then rebuilt, then all is joined anew, and so on for ever', () => {
  expect(climb('path', 7)).toEqual(['restart', 'rebuild', 'rejoin', 'rebuild', 'rebuild', 'rejoin', 'rebuild'])
})

test('a lost stay cannot be restarted, a dead line cannot carry a join', () => {
  expect(climb('stay', 4)).toEqual(['rebuild', 'rebuild', 'rejoin', 'rebuild'])
  expect(climb('line', 4)).toEqual(['rejoin', 'rejoin', 'rejoin', 'rejoin'])
})

test('the first steps come at once, the others at growing intervals that end at eight seconds, a quarter more or less', () => {
  const delays = (trouble: Trouble, random: number) => Array.from({ length: 9 }, (_, n) => stepOf(n, trouble, random).delay)
  expect(delays('path', 0.5)).toEqual([0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000])
  expect(delays('stay', 0.5)).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000])
  expect(stepOf(1000, 'path', 0).delay).toBe(6_000)
  expect(stepOf(1000, 'path', 1).delay).toBe(10_000)
})

test('a rung has the time a satellite line needs', () => {
  for (const [rung, ms] of Object.entries(deadlines)) expect(ms, rung).toBeGreaterThanOrEqual(4_000)
})

test('the worst path decides; one that has not begun is no trouble', () => {
  expect(healthOf(['new', 'new'])).toBe('whole')
  expect(healthOf(['connected', 'new'])).toBe('whole')
  expect(healthOf(['connected', 'connecting'])).toBe('pending')
  expect(healthOf(['connecting', 'disconnected'])).toBe('silent')
  expect(healthOf(['disconnected', 'failed'])).toBe('broken')
})

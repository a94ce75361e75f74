import { expect, test } from 'vitest'
import { dayInWords, daysIn, monthsLater } from './days.ts'

test('days of a cycle are read as people write them', () => {
  for (const typed of ['8, 15', '8 15', 'J8 et J15', '8,15,8']) expect(daysIn(typed)).toEqual([8, 15])
  expect(daysIn('')).toEqual([])
})

test('months later is the same day, or the last of a shorter month', () => {
  expect(monthsLater('2026-11-22', 3)).toBe('2027-02-22')
  expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28')
  expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28')
})

test('a day is said with its weekday and its year', () => {
  expect(dayInWords('2027-01-04', 'fr-FR')).toBe('lundi 4 janvier 2027')
})

import { expect, test } from 'vitest'
import { birthDateOf } from './birthDateOf.ts'

const now = new Date('2026-11-24T09:30:00Z')
const said = (day: string, month: string, year: string) => birthDateOf({ day, month, year }, now)

test('reads a date as people write it', () => {
  expect(said('14', '3', '1956')).toBe('1956-03-14')
  expect(said('04', '03', '1956')).toBe('1956-03-04')
  expect(said('29', '2', '1956')).toBe('1956-02-29')
})

test('says no to what is no date of birth', () => {
  for (const [day, month, year] of [['31', '2', '1956'], ['29', '2', '1957'], ['0', '3', '1956'], ['14', '13', '1956'], ['14', '3', '56'], ['', '3', '1956'], ['25', '11', '2026'], ['1', '1', '1890']] as const) {
    expect(said(day, month, year), `${day} ${month} ${year}`).toBeNull()
  }
})

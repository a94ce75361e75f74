import { describe, expect, test } from 'vitest'
import { birth, clock, dayOf, lasted, minutesSince, relative, sameClock } from './time.ts'

const at = '2026-11-24T09:30:00Z'
const before = (minutes: number) => Date.parse(at) - minutes * 60_000
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ') ?? null

describe('an appointment', () => {
  test('is said with the hospital’s day and hour', () => {
    expect(dayOf(at, 'Europe/Paris', 'fr-FR')).toBe('mardi 24 novembre')
    expect(plain(clock(at, 'Europe/Paris', 'fr-FR'))).toBe('10 h 30')
    expect(clock(at, 'Europe/Paris', 'en-GB')).toBe('10:30')
    expect(plain(clock('2026-11-24T09:00:00Z', 'Europe/Paris', 'fr-FR'))).toBe('10 h')
  })

  test('is near or far, in the words of each language', () => {
    expect(plain(relative(at, before(12), 'fr-FR'))).toBe('dans 12 minutes')
    expect(plain(relative(at, before(-5), 'fr-FR'))).toBe('il y a 5 minutes')
    expect(relative(at, before(120), 'en-GB')).toBe('in 2 hours')
    expect(plain(relative(at, before(3 * 24 * 60), 'fr-FR'))).toBe('dans 3 jours')
    expect(relative(at, before(0.5), 'fr-FR')).toBeNull()
  })

  test('shows a second clock only where it differs', () => {
    expect(sameClock(at, 'Europe/Paris', 'Europe/Brussels')).toBe(true)
    expect(sameClock(at, 'Europe/Paris', 'Indian/Reunion')).toBe(false)
  })
})

test('a wait is counted in whole minutes and never negative', () => {
  expect(minutesSince(at, before(-4.9))).toBe(4)
  expect(minutesSince(at, before(3))).toBe(0)
  expect(plain(lasted(4))).toBe('4 min')
  expect(plain(lasted(65))).toBe('1 h 05')
})

test('a birth date is the date, in any zone', () => {
  expect(birth('1954-03-12', 'fr-FR')).toBe('12/03/1954')
  expect(birth('1954-03-12', 'en-GB')).toBe('12 Mar 1954')
})

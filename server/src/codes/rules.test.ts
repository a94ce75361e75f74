import { expect, it } from 'vitest'
import { afterWrong, digitsOf, lockOf, methodsFor, type Guard } from './rules.ts'

const at = new Date('2026-11-24T09:30:00Z')
const minutes = (guard: Guard) => ((guard.lockedUntil?.getTime() ?? 0) - at.getTime()) / 60_000

it('asks the patient what the establishment decided, and the people beside them for a code', () => {
  expect(methodsFor('patient', 'code', ['sms', 'voice'])).toEqual(['sms', 'voice'])
  expect(methodsFor('relative', 'code', [])).toEqual([])
  expect(methodsFor('patient', 'birthDate', ['sms'])).toEqual(['birthDate'])
  expect(methodsFor('townNurse', 'birthDate', ['mail'])).toEqual(['mail'])
  expect(methodsFor('townNurse', 'birthDate', [])).toBeNull()
  expect(methodsFor('patient', 'none', ['sms'])).toBeNull()
})

it('locks at the fifth wrong answer, for four times as long each time, a day at most', () => {
  let guard: Guard = { wrongAnswers: 0, locks: 0, lockedUntil: null }
  const lengths: number[] = []
  for (let lock = 0; lock < 6; lock += 1) {
    for (let answer = 1; answer <= 4; answer += 1) {
      guard = afterWrong({ ...guard, lockedUntil: null }, at)
      expect(lockOf(guard, at)).toBeNull()
    }
    guard = afterWrong(guard, at)
    lengths.push(minutes(guard))
  }
  expect(lengths).toEqual([5, 20, 80, 320, 1280, 1440])
  expect(lockOf(guard, new Date(at.getTime() + 1440 * 60_000))).toBeNull()
})

it('reads a code as people type it', () => {
  expect(digitsOf(' 123 456')).toBe('123456')
  expect(digitsOf('12-34-56')).toBe('123456')
})

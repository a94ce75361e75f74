import fc from 'fast-check'
import { expect, it } from 'vitest'
import { insKey, isMatricule } from '@lien/server/patients/rules.ts'

const figures = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
const department = fc.oneof(figures(2), fc.constantFrom('2A', '2B'))
const body = fc.tuple(fc.constantFrom('1', '2', '3', '4', '7', '8'), figures(4), department, figures(6)).map((parts) => parts.join(''))

it('[RNIV] every body has one key, from 01 to 97, and no other is taken', () => {
  fc.assert(fc.property(body, (each) => {
    const taken = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).filter((key) => isMatricule(each + key))
    expect(taken).toEqual([insKey(each)])
    expect(Number(taken[0])).toBeGreaterThanOrEqual(1)
    expect(Number(taken[0])).toBeLessThanOrEqual(97)
  }))
})

it('[RNIV] the key finds a mistyped figure and two neighbours exchanged', () => {
  fc.assert(fc.property(fc.tuple(fc.constantFrom('1', '2'), figures(12)).map((parts) => parts.join('')), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }), (each, at, shift) => {
    const key = insKey(each)
    const other = String((Number(each[at]) + shift) % 10)
    expect(isMatricule(each.slice(0, at) + other + each.slice(at + 1) + key)).toBe(false)
    const swapped = each.slice(0, at - 1) + (each[at] ?? '') + (each[at - 1] ?? '') + each.slice(at + 1)
    if (swapped !== each) expect(isMatricule(swapped + key)).toBe(false)
  }))
})

it('[RNIV] Corsica counts as the official formula says: the letter a zero, less one million for A, two for B', () => {
  fc.assert(fc.property(figures(4), figures(6), fc.constantFrom('A', 'B'), (years, rest, letter) => {
    const official = Number(`1${years}20${rest}`) - (letter === 'A' ? 1_000_000 : 2_000_000)
    expect(insKey(`1${years}2${letter}${rest}`)).toBe(String(97 - (official % 97)).padStart(2, '0'))
  }))
})

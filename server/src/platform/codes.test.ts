import { expect, it } from 'vitest'
import { newCode, Seals } from './codes.ts'

const [old, fresh] = ['an old secret of at least 32 characters', 'a fresh secret of at least 32 characters']

it('makes codes of six digits, leading zeros kept', () => {
  const codes = Array.from({ length: 2000 }, newCode)
  for (const code of codes) expect(code).toMatch(/^\d{6}$/)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
  expect(new Set(codes).size).toBeGreaterThan(1950)
})

it('a seal fits its own row, code, purpose and key, and nothing else', () => {
  const seals = new Seals([old], 'essai')
  const sealed = seals.seal('row', '123456')
  expect(seals.fits(sealed, 'row', '123456')).toBe(true)
  expect(seals.fits(sealed, 'row', '123457')).toBe(false)
  expect(seals.fits(sealed, 'another row', '123456')).toBe(false)
  expect(seals.fits(null, 'row', 'nothing')).toBe(false)
  expect(new Seals([old], 'another purpose').fits(sealed, 'row', '123456')).toBe(false)
  expect(new Seals([fresh], 'essai').fits(sealed, 'row', '123456')).toBe(false)
})

it('a code that is out while the key is replaced still serves, as long as the old key is named', () => {
  const sealed = new Seals([old], 'essai').seal('row', '123456')
  const both = new Seals([fresh, old], 'essai')
  expect(both.fits(sealed, 'row', '123456')).toBe(true)
  expect(both.fits(sealed, 'row', '123457')).toBe(false)
  expect(both.seal('row', '123456')).toEqual(new Seals([fresh], 'essai').seal('row', '123456'))
})

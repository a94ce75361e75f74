import { expect, it } from 'vitest'
import { Vault } from './vault.ts'

const [first, second] = ['a'.repeat(32), 'b'.repeat(32)]

it('opens what it sealed, never twice the same bytes, and nothing readable in them', () => {
  const vault = new Vault([first], 'test')
  const sealed = vault.seal('le code 123456', 'row-1')
  expect(vault.open(sealed, 'row-1')).toBe('le code 123456')
  expect(sealed.includes('123456')).toBe(false)
  expect(vault.seal('le code 123456', 'row-1').equals(sealed)).toBe(false)
})

it('refuses another row, another purpose, another key, and a changed byte', () => {
  const vault = new Vault([first], 'test')
  const sealed = vault.seal('secret', 'row-1')
  expect(() => vault.open(sealed, 'row-2')).toThrow()
  expect(() => new Vault([first], 'other').open(sealed, 'row-1')).toThrow()
  expect(() => new Vault([second], 'test').open(sealed, 'row-1')).toThrow()
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  expect(() => vault.open(sealed, 'row-1')).toThrow()
  expect(() => vault.open(Buffer.alloc(3), 'row-1')).toThrow()
})

it('a new key opens what the old one sealed, as long as the old one is named', () => {
  const sealed = new Vault([first], 'test').seal('secret', 'row-1')
  expect(new Vault([second, first], 'test').open(sealed, 'row-1')).toBe('secret')
})

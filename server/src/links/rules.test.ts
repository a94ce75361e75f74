import type { RequestId } from '@lien/contract/ids'
import { expect, it } from 'vitest'
import { expiryOf, linkLifetime, mayAskAgain, mustServe } from './rules.ts'

const at = new Date('2026-11-24T09:30:00Z')
const link = { expiresAt: new Date(at.getTime() + 1), revokedAt: null, consultation: 'scheduled', requestId: null } as const

it('a link serves while its consultation is open, until it expires or is revoked', () => {
  expect(() => mustServe(link, at)).not.toThrow()
  expect(() => mustServe({ ...link, expiresAt: at }, at)).toThrow('linkExpired')
  expect(() => mustServe({ ...link, revokedAt: at }, at)).toThrow('linkRevoked')
  for (const consultation of ['ended', 'signed', 'cancelled', 'noShow'] as const) expect(() => mustServe({ ...link, consultation }, at)).toThrow('linkUsedUp')
})

it('a link to questions serves after the consultation, for as long as any other', () => {
  const asks = { ...link, requestId: 'r' as RequestId, consultation: 'signed' } as const
  expect(() => mustServe(asks, at)).not.toThrow()
  expect(() => mustServe({ ...asks, expiresAt: at }, at)).toThrow('linkExpired')
  expect(() => mustServe({ ...asks, revokedAt: at }, at)).toThrow('linkRevoked')
})

it('lives a day past the appointment, or past now when it is made late', () => {
  expect(expiryOf(new Date(at.getTime() + 1000), at).getTime()).toBe(at.getTime() + 1000 + linkLifetime)
  expect(expiryOf(new Date(at.getTime() - 1000), at).getTime()).toBe(at.getTime() + linkLifetime)
})

it('answers a lost link three times an hour, two minutes apart', () => {
  const ago = (...minutes: number[]) => minutes.map((one) => new Date(at.getTime() - one * 60_000))
  expect(mayAskAgain([], at)).toBe(true)
  expect(mayAskAgain(ago(1), at)).toBe(false)
  expect(mayAskAgain(ago(2, 30), at)).toBe(true)
  expect(mayAskAgain(ago(2, 30, 50), at)).toBe(false)
})

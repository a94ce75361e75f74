import { expect, it } from 'vitest'
import jwt from 'jsonwebtoken'
import type { AccountId } from '@lien/contract/ids'
import { readSession, signSession } from './session.ts'

const key = 'k'.repeat(32)
const claims = { kind: 'professional', accountId: '01900000-0000-7000-8000-000000000001' as AccountId } as const
const [at, later] = [new Date('2026-11-24T09:00:00Z'), new Date('2026-11-24T21:00:00Z')]

it('reads back what it signed, until it expires', () => {
  const token = signSession(key, claims, at, later)
  expect(readSession(key, token, at)).toEqual(claims)
  expect(readSession(key, token, later)).toBeNull()
})

it('takes nothing signed by another key, unsigned, of another algorithm or of another shape', () => {
  const foreign = signSession('x'.repeat(32), claims, at, later)
  const unsigned = jwt.sign(claims, '', { algorithm: 'none' })
  const other = jwt.sign(claims, key, { algorithm: 'HS512' })
  const shape = jwt.sign({ kind: 'administrator' }, key, { algorithm: 'HS256' })
  for (const token of [foreign, unsigned, other, shape, '', 'a.b.c', 'null']) expect(readSession(key, token, at)).toBeNull()
})

import { expect, it } from 'vitest'
import jwt from 'jsonwebtoken'
import type { AccountId, SessionId } from '@lien/contract/ids'
import { bareKid, readSession, readSessionKeys, signSession, type SessionKeys } from './session.ts'

const [older, newer] = [{ kid: 'a', secret: 'k'.repeat(32) }, { kid: 'b', secret: 'n'.repeat(32) }]
const keys: SessionKeys = [older]
const claims = { kind: 'professional', accountId: '01900000-0000-7000-8000-000000000001' as AccountId, sessionId: '01900000-0000-7000-8000-000000000002' as SessionId } as const
const [at, later] = [new Date('2026-11-24T09:00:00Z'), new Date('2026-11-24T09:05:00Z')]
const kidOf = (token: string) => jwt.decode(token, { complete: true })?.header.kid

it('reads back what it signed, and says when its time is over', () => {
  const token = signSession(keys, claims, at, later)
  expect(readSession(keys, token, at)).toEqual({ claims, expired: false })
  expect(readSession(keys, token, new Date(later.getTime() - 1000))).toEqual({ claims, expired: false })
  expect(readSession(keys, token, later)).toEqual({ claims, expired: true })
})

it('the first key signs, all verify, and a key that was taken away verifies nothing', () => {
  const before = signSession([older], claims, at, later)
  const during = signSession([newer, older], claims, at, later)
  expect([kidOf(before), kidOf(during)]).toEqual(['a', 'b'])
  for (const token of [before, during]) expect(readSession([newer, older], token, at)?.claims).toEqual(claims)
  expect(readSession([newer], before, at)).toBeNull()
  expect(readSession([newer], during, at)?.claims).toEqual(claims)
})

it('a token is checked with the key it names and no other, and one that names none with the bare key', () => {
  const lying = jwt.sign({ ...claims, exp: later.getTime() / 1000 }, older.secret, { algorithm: 'HS256', keyid: 'b' })
  expect(readSession([newer, older], lying, at)).toBeNull()
  const nameless = jwt.sign({ ...claims, exp: later.getTime() / 1000 }, older.secret, { algorithm: 'HS256' })
  expect(readSession([newer, older], nameless, at)).toBeNull()
  expect(readSession([newer, { ...older, kid: bareKid }], nameless, at)?.claims).toEqual(claims)
})

it('takes nothing signed by another key, unsigned, of another algorithm, of another shape or without an end', () => {
  const exp = later.getTime() / 1000
  const foreign = signSession([{ kid: 'a', secret: 'x'.repeat(32) }], claims, at, later)
  const unsigned = jwt.sign({ ...claims, exp }, '', { algorithm: 'none', keyid: 'a' })
  const other = jwt.sign({ ...claims, exp }, older.secret, { algorithm: 'HS512', keyid: 'a' })
  const shape = jwt.sign({ kind: 'administrator', exp }, older.secret, { algorithm: 'HS256', keyid: 'a' })
  const endless = jwt.sign(claims, older.secret, { algorithm: 'HS256', keyid: 'a' })
  const garbled = `${Buffer.from('{').toString('base64url')}.e30.x`
  for (const token of [foreign, unsigned, other, shape, endless, garbled, '', 'a.b.c', 'null']) expect(readSession(keys, token, at)).toBeNull()
})

it('keys are read with their names, a bare secret without', () => {
  const [one, two] = ['o'.repeat(32), 't'.repeat(32)]
  expect(readSessionKeys(one)).toEqual([{ kid: bareKid, secret: one }])
  expect(readSessionKeys(`b:${two}, a:${one}`)).toEqual([{ kid: 'b', secret: two }, { kid: 'a', secret: one }])
  // The step from a bare secret to named ones: what it signed is still read.
  const keys = readSessionKeys(`b:${two},${one}`)
  expect(keys).toEqual([{ kid: 'b', secret: two }, { kid: bareKid, secret: one }])
  expect(keys && readSession(keys, signSession([{ kid: bareKid, secret: one }], claims, at, later), at)?.claims).toEqual(claims)
  for (const wrong of ['', 'short', `a:short`, `a:${one},b:short`, `a:${one},a:${two}`, `0:${two},${one}`, `a:${one},`]) expect(readSessionKeys(wrong), wrong).toBeNull()
})

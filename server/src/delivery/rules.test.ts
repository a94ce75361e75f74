import { expect, it } from 'vitest'
import { backoff, maxAttempts, verdictOf } from './rules.ts'

const at = new Date('2026-11-24T09:30:00Z')
const tried = { attempts: 1, expiresAt: null }

it('waits a minute, then twice as long each time, up to six hours, and never all at once', () => {
  expect([1, 2, 3, 9, 10, 30].map((n) => backoff(n, 0.5) / 60_000)).toEqual([1, 2, 4, 256, 360, 360])
  expect(backoff(1, 0)).toBe(48_000)
  expect(backoff(1, 1)).toBe(72_000)
})

it('tries again what may succeed, until it has tried enough', () => {
  expect(verdictOf({ type: 'later', error: 'unreachable' }, tried, false, at, 0.5)).toEqual({ state: 'queued', error: 'unreachable', nextAt: new Date(at.getTime() + 60_000) })
  expect(verdictOf({ type: 'later', error: 'unreachable' }, { ...tried, attempts: maxAttempts }, false, at, 0.5)).toEqual({ state: 'failed', error: 'unreachable' })
  expect(verdictOf({ type: 'never', error: 'recipientRefused' }, tried, true, at, 0.5)).toEqual({ state: 'failed', error: 'recipientRefused' })
})

it('what may have arrived is sent again only to a receiver that knows it by its id', () => {
  expect(verdictOf({ type: 'unknown', error: 'interrupted' }, tried, false, at, 0.5)).toEqual({ state: 'uncertain', error: 'interrupted' })
  expect(verdictOf({ type: 'unknown', error: 'interrupted' }, tried, true, at, 0.5)).toMatchObject({ state: 'queued' })
})

it('does not wait for a try that would come too late', () => {
  expect(verdictOf({ type: 'later', error: 'timeout' }, { attempts: 1, expiresAt: new Date(at.getTime() + 30_000) }, true, at, 0.5)).toEqual({ state: 'failed', error: 'timeout' })
})

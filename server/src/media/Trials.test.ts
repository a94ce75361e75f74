import type { ParticipantId } from '@lien/contract/ids'
import { trialSeconds } from '@lien/contract/network'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Act } from '../platform/act.ts'
import { createLog } from '../platform/log.ts'
import type { SfuLink } from './SfuLink.ts'
import { Trials } from './Trials.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

let ids = 0
const act = () => ({ at: new Date(), newId: () => `id-${++ids}` }) as unknown as Act
const person = (name: string) => name as ParticipantId

it('a test that nobody ends is over after its time, and its room is closed', () => {
  const orders: unknown[] = []
  const link = { order: (...order: unknown[]) => { orders.push(order); return Promise.resolve({}) } } as unknown as SfuLink
  const trials = new Trials(createLog('silent'))
  const trial = trials.begin(act(), { participantId: person('one'), socketId: 'page', link })
  vi.advanceTimersByTime(trialSeconds * 1_000 - 1)
  expect(trials.of('page')).toBe(trial)
  vi.advanceTimersByTime(1)
  expect(trials.of('page')).toBeNull()
  expect(orders).toEqual([['room.close', { roomId: trial.consultationId }]])
})

it('calls keep their share: a hundred tests at once, ten from one person in ten minutes', () => {
  const link = { order: () => Promise.resolve({}) } as unknown as SfuLink
  const trials = new Trials(createLog('silent'))
  for (let count = 0; count < 100; count += 1) trials.begin(act(), { participantId: person(`${count}`), socketId: `${count}`, link })
  expect(() => trials.begin(act(), { participantId: person('late'), socketId: 'late', link })).toThrow(/unavailable/)
  vi.advanceTimersByTime(trialSeconds * 1_000)
  for (let count = 0; count < 10; count += 1) trials.begin(act(), { participantId: person('late'), socketId: 'late', link })
  expect(() => trials.begin(act(), { participantId: person('late'), socketId: 'late', link })).toThrow(/rateLimited/)
  vi.advanceTimersByTime(10 * 60_000 + 1)
  trials.begin(act(), { participantId: person('late'), socketId: 'late', link })
})

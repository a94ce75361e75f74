import type { ConsultationId } from '@lien/contract/ids'
import { trialSeconds } from '@lien/contract/network'
import type { types } from 'mediasoup'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Room } from './Room.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A room on a worker that carries nothing. */
async function open(loop: boolean): Promise<{ room: Room; told: unknown[] }> {
  const told: unknown[] = []
  const worker = { createRouter: () => Promise.resolve({ close: () => undefined }) } as unknown as types.Worker
  const room = await Room.create({
    roomId: '01890000-0000-7000-8000-000000000001' as ConsultationId, loop, worker, webRtcServer: null as unknown as types.WebRtcServer, producerIds: new Set(),
    log: pino({ level: 'silent' }), tell: (...fact) => told.push(fact), onClosed: () => undefined,
  })
  return { room, told }
}

it('a test room closes by itself, whoever forgot it; a call’s room has no such end', async () => {
  const [trial, call] = [await open(true), await open(false)]
  vi.advanceTimersByTime(trialSeconds * 1_000 - 1)
  expect(trial.room.closed).toBe(false)
  vi.advanceTimersByTime(1)
  expect(trial.room.closed).toBe(true)
  expect(trial.told).toEqual([['room.closed', { roomId: trial.room.roomId, reason: 'closed' }]])
  vi.advanceTimersByTime(3_600_000)
  expect(call.room.closed).toBe(false)
})

it('closed in time, it leaves no timer behind', async () => {
  const { room } = await open(true)
  room.close('closed')
  expect(vi.getTimerCount()).toBe(0)
})

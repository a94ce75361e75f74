import type { CallCloseReason } from '@lien/contract/call'
import { expect, test } from 'vitest'
import { afterClose, afterRefusal, backoff, connectionOf, layerFor, type CallPhase } from './rules.ts'

const up = { up: true, sendBroken: false, receiveBroken: false }

test('a dead worker or sfu invites to join again; only another device replaces; the rest is over', () => {
  const expected: Record<CallCloseReason, CallPhase> = {
    ended: 'over', sentBack: 'over', linkRevoked: 'over', byTelephone: 'over', replaced: 'replaced', workerDied: 'rejoining', sfuLost: 'rejoining',
  }
  for (const [reason, phase] of Object.entries(expected)) expect(afterClose(reason as CallCloseReason), reason).toBe(phase)
})

test('a refused join is tried again only where that may help', () => {
  expect(afterRefusal({ code: 'unavailable', reason: 'sfuAway' })).toBe('rejoining')
  expect(afterRefusal({ code: 'internal' })).toBe('rejoining')
  expect(afterRefusal({ code: 'forbidden', reason: 'notAdmitted' })).toBe('over')
  expect(afterRefusal({ code: 'conflict', reason: 'replaced' })).toBe('replaced')
})

test('what is said of our side is true', () => {
  expect(connectionOf('live', true, up)).toBe('good')
  expect(connectionOf('live', false, up)).toBe('signallingLost')
  expect(connectionOf('live', true, { ...up, sendBroken: true })).toBe('notHeard')
  expect(connectionOf('live', false, { ...up, sendBroken: true, receiveBroken: true })).toBe('notHeard')
  expect(connectionOf('live', true, { ...up, receiveBroken: true })).toBe('notHearing')
  expect(connectionOf('live', true, { up: false, sendBroken: false, receiveBroken: false })).toBe('joining')
  expect(connectionOf('rejoining', true, up)).toBe('notHeard')
  expect(connectionOf('joining', true, null)).toBe('joining')
})

test('attempts come quickly at first and never more than eight seconds apart', () => {
  expect([0, 1, 2, 9, 1000].map(backoff)).toEqual([250, 500, 1000, 8000, 8000])
})

test('a tile asks for the layer that its height is worth', () => {
  expect([120, 200, 201, 420, 421, 1440].map(layerFor)).toEqual([0, 0, 1, 1, 2, 2])
})

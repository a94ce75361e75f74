import { expect, test } from 'vitest'
import { recallLine, rememberLine } from './LineMemory.ts'
import { closedGate, gateTimes, openGate, step } from './qualityRules.ts'

function storage(): Storage {
  const kept = new Map<string, string>()
  return { length: 0, clear: () => kept.clear(), key: () => null, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}

test('nothing is known of a line: pictures may pass', () => {
  expect(recallLine(1_000, storage())).toEqual({ in: openGate, out: openGate })
})

test('a line that was weak before the page was reloaded is weak, each way for itself, and does not wait from the start again', () => {
  const tab = storage()
  const closed = { ...closedGate, changedAt: 5_000, wait: 120_000, goodSince: 9_000 }
  rememberLine({ in: openGate, out: closed }, 20_000, tab)
  const { in: inward, out } = recallLine(30_000, tab)
  expect(inward).toEqual(openGate)
  // What was good before says nothing of the new stay.
  expect(out).toEqual({ ...closedGate, changedAt: 5_000, wait: 120_000 })
})

test('a line that is good again, or was weak long ago, is like any other; so is what another version wrote', () => {
  const tab = storage()
  rememberLine({ in: closedGate, out: closedGate }, 0, tab)
  expect(recallLine(11 * 60_000, tab).in.open).toBe(true)
  rememberLine({ in: openGate, out: openGate }, 1_000, tab)
  expect(recallLine(2_000, tab).in.open).toBe(true)
  tab.setItem('lien:line', '{')
  expect(recallLine(2_000, tab).out.open).toBe(true)
})

test('a call that begins with the voice alone gets its pictures after half a minute of good: none had stopped', () => {
  let gate = closedGate
  let opened: number | null = null
  for (let at = 0; at <= 120_000 && opened === null; at += 2_000) {
    gate = step(gate, 'good', at)
    if (gate.open) opened = at
  }
  expect(opened).toBe(gateTimes.open)
})

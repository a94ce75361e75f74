import { expect, it } from 'vitest'
import { betterOf, drownsVoice, networkVerdict, type NetworkFacts } from './network.ts'

const home: NetworkFacts = { path: 'udp', relay: null, roundTrip: 30, lossUp: 0, lossDown: 0.001, up: 900, down: 600 }

it.each([
  ['a usual line', {}, 'good'],
  ['through a relay', { path: 'relay', relay: true }, 'good'],
  ['nothing measured but that it came through', { roundTrip: null, lossUp: null, lossDown: null, up: null, down: null }, 'good'],
  ['far away', { roundTrip: 600 }, 'weak'],
  ['losses on the way back', { lossDown: 0.08 }, 'weak'],
  ['little to send with', { up: 120 }, 'weak'],
  ['a still picture sends little and says nothing of the line', { down: 20 }, 'good'],
  ['the voice would break', { lossUp: 0.2 }, 'bad'],
  ['a conversation with echoes of a second', { roundTrip: 1_400 }, 'bad'],
  ['a thread', { up: 20 }, 'bad'],
  ['nothing came through', { path: null, roundTrip: null, lossUp: null, lossDown: null, up: null, down: null }, 'none'],
] as const)('%s', (_name, facts, verdict) => {
  expect(networkVerdict({ ...home, ...facts })).toBe(verdict)
})

it.each([
  ['a usual line', {}, false],
  ['nothing measured but that it came through', { roundTrip: null, lossUp: null, lossDown: null, up: null, down: null }, false],
  ['a long way, with room', { roundTrip: 650 }, false],
  ['a poor radio, with room', { lossUp: 0.08 }, false],
  ['a long way and a poor radio, with room', { roundTrip: 650, lossDown: 0.08 }, false],
  ['late and lost at once, and nobody says how wide: a queue that is full', { roundTrip: 650, lossDown: 0.08, up: null }, true],
  ['no room for both', { up: 180 }, true],
  ['the voice would break even alone', { lossUp: 0.2 }, true],
  ['a still picture that came back says nothing of the line', { down: 20 }, false],
  ['nothing came through: nothing is known', { path: null, roundTrip: null, lossUp: null, lossDown: null, up: null, down: 0 }, false],
] as const)('pictures beside the voice: %s', (_name, facts, drowns) => {
  expect(drownsVoice({ ...home, ...facts })).toBe(drowns)
})

it('of two measurements the better one counts, of equals the newer', () => {
  const [poor, poorer, bad] = [{ ...home, lossUp: 0.08 }, { ...home, lossUp: 0.1 }, { ...home, lossUp: 0.2 }]
  expect(betterOf(poor, home)).toBe(home)
  expect(betterOf(poor, bad)).toBe(poor)
  expect(betterOf(poor, poorer)).toBe(poorer)
  expect(betterOf(poor, null)).toBe(poor)
})

import { expect, test } from 'vitest'
import { judgeIn, judgeOut, openGate, sampleOf, step, totalsOf, type Gate, type Judgement, type Sample } from './qualityRules.ts'

const calm: Sample = { lossSent: 0, lossReceived: 0, roundTrip: 40, jitter: 5, concealed: 0, outgoing: 1_500_000, sent: 800_000, received: 800_000, framesPerSecond: 30 }

/** Plays judgements two seconds apart; answers the seconds at which the gate changed. */
function play(judgements: (second: number) => Judgement, seconds: number): number[] {
  const changes: number[] = []
  let gate: Gate = openGate
  for (let second = 0; second <= seconds; second += 2) {
    const next = step(gate, judgements(second), second * 1000)
    if (next.open !== gate.open) changes.push(second)
    gate = next
  }
  return changes
}

test('bad for some seconds stops the picture; a short dip does not', () => {
  expect(play(() => 'bad', 60)).toEqual([6])
  expect(play((second) => (second % 8 < 6 ? 'bad' : 'fair'), 120)).toEqual([])
})

test('the picture comes back after half a minute of good, and a minute after it stopped', () => {
  expect(play((second) => (second < 10 ? 'bad' : 'good'), 200)).toEqual([6, 66])
  expect(play((second) => (second < 50 ? 'bad' : 'good'), 200)).toEqual([6, 80])
})

test('merely fair brings nothing back', () => {
  expect(play((second) => (second < 10 ? 'bad' : 'fair'), 600)).toEqual([6])
})

test('a line that carries the voice but never both does not flap: each return waits twice as long', () => {
  let open = true
  const changes: number[] = []
  let gate: Gate = openGate
  for (let second = 0; second <= 1200; second += 2) {
    gate = step(gate, gate.open ? 'bad' : 'good', second * 1000)
    if (gate.open !== open) changes.push(second)
    open = gate.open
  }
  expect(changes).toEqual([6, 66, 74, 136, 144, 266, 274, 516, 524, 766, 774, 1016, 1024])
})

test('the way out is bad when our voice is lost or late, or when both do not fit', () => {
  expect(judgeOut(calm, true)).toBe('good')
  expect(judgeOut({ ...calm, lossSent: 0.1 }, true)).toBe('bad')
  expect(judgeOut({ ...calm, roundTrip: 1_500 }, true)).toBe('bad')
  expect(judgeOut({ ...calm, outgoing: 60_000 }, true)).toBe('bad')
  // Without a picture the browser has nothing to measure the line with.
  expect(judgeOut({ ...calm, outgoing: 60_000 }, false)).toBe('good')
  expect(judgeOut({ ...calm, lossSent: 0.05, roundTrip: 150 }, true)).toBe('fair')
  expect(judgeOut({ ...calm, lossSent: null }, true)).toBe('fair')
})

test('the way in is bad when sound has to be made up', () => {
  expect(judgeIn(calm)).toBe('good')
  expect(judgeIn({ ...calm, concealed: 0.08 })).toBe('bad')
  expect(judgeIn({ ...calm, lossReceived: 0.1 })).toBe('bad')
  expect(judgeIn({ ...calm, lossReceived: null, concealed: null })).toBe('fair')
})

test('what happened between two looks is told from the sums; silence that stands for silence is no loss', () => {
  const look = (at: number, factor: number) => totalsOf([
    { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.04 }, { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.5 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.12, availableOutgoingBitrate: 300_000, bytesSent: 8_000 }, { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.1, availableOutgoingBitrate: 900_000, bytesSent: 10 },
    { type: 'outbound-rtp', kind: 'audio', bytesSent: 8_000 * factor },
    { type: 'inbound-rtp', kind: 'audio', bytesReceived: 8_000 * factor, packetsReceived: 90 * factor, packetsLost: 10 * factor, totalSamplesReceived: 96_000 * factor, concealedSamples: 9_600 * factor, silentConcealedSamples: 4_800 * factor, jitter: 0.02 },
    { type: 'inbound-rtp', kind: 'video', bytesReceived: 92_000 * factor, framesDecoded: 50 * factor },
  ], at)
  expect(sampleOf(look(0, 1), look(2_000, 2))).toEqual({ lossSent: 0.04, lossReceived: 0.1, roundTrip: 120, jitter: 20, concealed: 0.05, outgoing: 300_000, sent: 32_000, received: 400_000, framesPerSecond: 25 })
  // A new stay begins at zero: what it lacks was not lost.
  expect(sampleOf(look(0, 5), look(2_000, 1))).toMatchObject({ lossReceived: null, concealed: null, sent: 0 })
})

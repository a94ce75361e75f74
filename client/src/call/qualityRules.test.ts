import { expect, test } from 'vitest'
import { drowning, drowningOut, hear, isAnswered, isNarrow, judgeIn, judgeOut, newestReport, openGate, sampleOf, smoothed, step, totalsOf, gateTimes, type Gate, type Judgement, type Sample, type Totals } from './qualityRules.ts'

const sending = { sendsPicture: true, othersWeak: false }
const calm: Sample = { lossSent: 0, lossIsOurs: true, lossReceived: 0, roundTrip: 40, jitter: 5, concealed: 0, outgoing: 1_500_000, sent: 800_000, received: 800_000, framesPerSecond: 30 }

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
  expect(judgeOut(calm, sending)).toBe('good')
  expect(judgeOut({ ...calm, lossSent: 0.1 }, sending)).toBe('bad')
  expect(judgeOut({ ...calm, roundTrip: 1_500 }, sending)).toBe('bad')
  expect(judgeOut({ ...calm, outgoing: 60_000 }, sending)).toBe('bad')
  // Without a picture the browser has nothing to measure the line with.
  expect(judgeOut({ ...calm, outgoing: 60_000 }, { sendsPicture: false, othersWeak: false })).toBe('good')
  // A poor radio, for ever: the correction repairs it.
  expect(judgeOut({ ...calm, lossSent: 0.05, roundTrip: 150 }, sending)).toBe('good')
  expect(judgeOut({ ...calm, lossSent: 0.075, roundTrip: 150 }, sending)).toBe('fair')
  expect(judgeOut({ ...calm, lossSent: null }, sending)).toBe('fair')
  // Somebody else's line loses it, as far as we know.
  expect(judgeOut({ ...calm, lossSent: 0.1, lossIsOurs: false }, { sendsPicture: false, othersWeak: true })).toBe('fair')
  expect(judgeOut({ ...calm, lossSent: 0.1, lossIsOurs: false }, { sendsPicture: false, othersWeak: false })).toBe('bad')
})

test('the way in is bad when sound has to be made up', () => {
  expect(judgeIn(calm)).toBe('good')
  expect(judgeIn({ ...calm, concealed: 0.08 })).toBe('bad')
  expect(judgeIn({ ...calm, lossReceived: 0.1 })).toBe('bad')
  expect(judgeIn({ ...calm, lossReceived: 0.05, concealed: 0.01 })).toBe('good')
  expect(judgeIn({ ...calm, lossReceived: 0.05, concealed: 0.04 })).toBe('fair')
  expect(judgeIn({ ...calm, lossReceived: null, concealed: null })).toBe('fair')
})

test('a voice that drowns stops the picture within a second; one bad look alone does not', () => {
  const changed = (judgements: readonly Judgement[]) => {
    let gate: Gate = openGate
    return judgements.findIndex((judgement, index) => !(gate = step(gate, judgement, index * 500)).open)
  }
  expect(changed(['good', 'drowning', 'drowning'])).toBe(2)
  expect(changed(['drowning', 'fair', 'drowning', 'fair', 'drowning', 'fair'])).toBe(-1)
})

test('a voice drowns where packets come and most are lost, not on a dead line or a busy machine', () => {
  const total = (change: Partial<Totals>): Totals => ({ ...totalsOf([], 0), ...change })
  const within = (change: Partial<Totals>) => drowning(total({}), total({ samples: 24_000, ...change }))
  expect(within({ packets: 5, lost: 20 })).toBe(true)
  expect(within({ packets: 3, lost: 1, concealed: 4_000, mute: 8_000 })).toBe(true)
  // Nothing at all comes: the ladder's business.
  expect(within({ packets: 0, lost: 0, mute: 24_000 })).toBe(false)
  // Late, but all of it.
  expect(within({ packets: 25, lost: 0, concealed: 20_000 })).toBe(false)
  expect(within({ packets: 22, lost: 3, concealed: 1_000 })).toBe(false)
})

test('our own voice drowns where what fits is too little and much of it was lost', () => {
  const total = (change: Partial<Totals>): Totals => ({ ...totalsOf([], 0), ...change })
  expect(drowningOut(total({ outgoing: 90_000, lossSent: 0.6 }), true)).toBe(true)
  expect(drowningOut(total({ outgoing: 90_000, lossSent: 0.6 }), false)).toBe(false)
  expect(drowningOut(total({ outgoing: 90_000, lossSent: 0.05 }), true)).toBe(false)
  expect(drowningOut(total({ outgoing: 300_000, lossSent: 0.6 }), true)).toBe(false)
})

test('whose line loses: of a voice the worst listener is reported, of a picture our own line, as long as one is sent', () => {
  const lossOf = (videoAt: number) => totalsOf([
    { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.5, timestamp: 20_000 },
    { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.9, timestamp: videoAt - 4_000 }, { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.01, timestamp: videoAt },
  ], 0).lossSent
  expect(lossOf(18_000)).toBe(0.01)
  expect(lossOf(10_000)).toBe(0.5)
})

test('what happened between two looks is told from the sums; silence that stands for silence is no loss', () => {
  const look = (at: number, factor: number) => totalsOf([
    { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.04, timestamp: 7_000 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.12, availableOutgoingBitrate: 300_000, bytesSent: 8_000 }, { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.1, availableOutgoingBitrate: 900_000, bytesSent: 10 },
    { type: 'outbound-rtp', kind: 'audio', bytesSent: 8_000 * factor },
    { type: 'inbound-rtp', kind: 'audio', bytesReceived: 8_000 * factor, packetsReceived: 90 * factor, packetsLost: 10 * factor, totalSamplesReceived: 96_000 * factor, concealedSamples: 9_600 * factor, silentConcealedSamples: 4_800 * factor, jitter: 0.02 },
    { type: 'inbound-rtp', kind: 'video', bytesReceived: 92_000 * factor, framesDecoded: 50 * factor },
  ], at)
  expect(sampleOf(look(0, 1), look(2_000, 2))).toEqual({ lossSent: 0.04, lossIsOurs: false, lossReceived: 0.1, roundTrip: 120, jitter: 20, concealed: 0.05, outgoing: 300_000, sent: 32_000, received: 400_000, framesPerSecond: 25 })
  // A new stay begins at zero: what it lacks was not lost.
  expect(sampleOf(look(0, 5), look(2_000, 1))).toMatchObject({ lossReceived: null, concealed: null, sent: 0 })
})

test('nothing is said of the way out while nobody answers what we send, nor by the first report after that', () => {
  const told = (reportedAt: number | null, at: number, lossIsOurs = true) => ({ ...totalsOf([], at), reportedAt, lossIsOurs, lossSent: 0.9, outgoing: 50_000 })
  const nothing = newestReport(null, told(null, 0))
  expect(isAnswered(nothing, told(null, 0))).toBe(true)
  const first = newestReport(nothing, told(1_000, 1_100))
  expect(isAnswered(first, told(1_000, 1_100))).toBe(true)
  // The path is dead: the last report grows old.
  expect(newestReport(first, told(1_000, 4_000))).toBe(first)
  expect(isAnswered(first, told(1_000, 4_000))).toBe(false)
  // It is whole again: the report counts what was lost meanwhile, and the next one does not.
  const after = newestReport(first, told(6_000, 6_100))
  expect(isAnswered(after, told(6_000, 6_100))).toBe(false)
  const next = newestReport(after, told(7_000, 7_100))
  expect(isAnswered(next, told(7_000, 7_100))).toBe(true)
  // A voice is reported on every five seconds, and a picture's reports come in time on a line that loses one of them.
  expect(isAnswered(newestReport(first, told(6_000, 6_100, false)), told(6_000, 6_100, false))).toBe(true)
  expect(isAnswered(newestReport(first, told(3_200, 3_300)), told(3_200, 3_300))).toBe(true)
})

test('the end of a silence is not judged: what it swallowed is counted as lost at once', () => {
  const heard = (at: number, packets: number) => ({ ...totalsOf([], at), packets })
  const talking = hear(hear(null, heard(0, 10)), heard(250, 22))
  expect(talking.unsureUntil).toBe(0)
  // A pause of the voice.
  expect(hear(talking, heard(750, 23)).unsureUntil).toBe(0)
  const silent = hear(talking, heard(5_000, 22))
  expect(silent).toBe(talking)
  const back = hear(silent, heard(5_250, 30))
  expect(back.unsureUntil).toBe(6_250)
  expect(hear(back, heard(5_500, 42)).unsureUntil).toBe(6_250)
})

test('a way that just opened again carries the smallest picture for half a minute; one that never closed any', () => {
  expect(isNarrow(openGate, 1_000)).toBe(false)
  const again = { ...openGate, changedAt: 60_000 }
  expect([60_000, 60_000 + gateTimes.small - 1, 60_000 + gateTimes.small].map((at) => isNarrow(again, at))).toEqual([true, true, false])
  expect(isNarrow({ ...again, open: false }, 61_000)).toBe(false)
})

test('single reports on a voice say little: a twentieth lost for ever opens the way, a tenth never', () => {
  const after = (reports: readonly number[]) => reports.map((loss) => ({ ...totalsOf([], 0), lossSent: loss })).reduce<number | null>(smoothed, null)
  expect(after([0.05, 0.08, 0.03, 0.07, 0.02])).toBeLessThan(0.07)
  expect(after([0.1, 0.13, 0.07, 0.11, 0.08])).toBeGreaterThan(0.08)
  expect(smoothed(0.05, totalsOf([], 0))).toBe(null)
})

import { cpus, loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { startChild } from './support/child.ts'
import { cpuSeconds } from './support/cpu.ts'
import type { MediaGenerator } from './support/mediaGenerator.ts'
import { bareSide, lienSide, type SfuSide } from './support/sfuSides.ts'
import { median, printResult, rounded } from './support/stats.ts'

/**
 * What it costs to carry calls, Lien's sfu against mediasoup and nothing else, in one run and turn by turn: CPU per
 * forwarded Mbit/s, then the largest number of two-person calls that one worker carries without loss. Each person
 * sends Opus-like sound and a VP8-like picture (500 kbit/s) over ICE, DTLS and SRTP, and receives the other's.
 */
const [callCount, turns, seconds] = [Number(process.env['BENCH_CALLS'] ?? 20), Number(process.env['BENCH_TURNS'] ?? 6), Number(process.env['BENCH_SECONDS'] ?? 10)]
const [mostCalls, stepSeconds] = [Number(process.env['BENCH_MOST_CALLS'] ?? 600), Number(process.env['BENCH_STEP_SECONDS'] ?? 5)]
/** Beyond these shares it is not held, or nobody can tell who did not hold it. */
const [enough, tooLate, fullWorker, fullGenerator] = [0.999, 0.02, 95, 90]
/** A machine that does other things besides may lose once what it holds the next time. */
const attempts = 3
/** A worker below this share of a core that loses was kept from its core by something else on this machine. */
const busyWorker = 80
/** ms: for the first key frames to arrive; between two looks whether packets are still on their way, and looks at most. */
const [warmUp, drain, looks] = [1200, 300, 15]

const generators = Array.from({ length: Math.max(1, Math.min(4, cpus().length - 1)) }, () => startChild<MediaGenerator>('./mediaGenerator.ts'))
const sides = [await lienSide(), await bareSide()]
let [opened, closing] = [0, false]

async function openCall(side: SfuSide): Promise<void> {
  const id = String(++opened)
  const generator = generators[opened % generators.length] ?? generators[0]
  const { seats, connect, resume } = await side.openCall()
  const certificates = await generator?.ask('prepare', { side: side.name, id, seats })
  await Promise.all([connect(certificates ?? []), generator?.ask('open', id)])
  await resume()
}

/** From now on this side's people send, nobody else's. */
const activate = (name: SfuSide['name'] | null) => Promise.all(generators.map((generator) => generator.ask('activate', name)))
async function totals() {
  const each = await Promise.all(generators.map((generator) => generator.ask('totals', undefined)))
  return each.reduce((sum, { sent, late, packets, bytes }) => ({ sent: sum.sent + sent, late: sum.late + late, packets: sum.packets + packets, bytes: sum.bytes + bytes }), { sent: 0, late: 0, packets: 0, bytes: 0 })
}

/** The totals once nothing comes any more: on a busy machine, packets wait for whoever counts them. */
async function restingTotals() {
  let found = await totals()
  for (let look = 0; look < looks; look++) {
    await wait(drain)
    const next = await totals()
    if (next.packets === found.packets) break
    found = next
  }
  return found
}

/** A while of everybody on `side` sending. CPU in percent of one core. */
async function measure(side: SfuSide, long: number) {
  await activate(side.name)
  await wait(warmUp)
  await activate(null)
  const before = await restingTotals()
  const cpu = () => ({ node: cpuSeconds(side.pids.node), worker: cpuSeconds(side.pids.worker), generators: generators.map(({ pid }) => cpuSeconds(pid)) })
  const [used, start] = [cpu(), performance.now()]
  await activate(side.name)
  await wait(long * 1000)
  await activate(null)
  const took = (performance.now() - start) / 1000
  // What is on its way counts for its bytes and for its CPU.
  const [after, spent] = [await restingTotals(), cpu()]
  const share = (then: number, now: number) => ((now - then) / took) * 100
  const sent = after.sent - before.sent
  const percent = { node: share(used.node, spent.node), worker: share(used.worker, spent.worker), generator: Math.max(...spent.generators.map((now, index) => share(used.generators[index] ?? 0, now))) }
  const megabits = ((after.bytes - before.bytes) * 8) / took / 1e6
  return { percent, megabits, delivered: (after.packets - before.packets) / Math.max(1, sent), late: (after.late - before.late) / Math.max(1, sent), perMegabit: (percent.node + percent.worker) / Math.max(0.001, megabits) }
}
type Measured = Awaited<ReturnType<typeof measure>>

async function cost(): Promise<void> {
  for (const side of sides) for (let n = 0; n < callCount; n++) await openCall(side)
  const found: Record<SfuSide['name'], Measured[]> = { lien: [], bare: [] }
  for (let turn = 0; turn < turns; turn++) for (const side of sides) found[side.name].push(await measure(side, seconds))
  const of = (name: SfuSide['name'], pick: (one: Measured) => number) => median(found[name].map(pick))
  const report = (name: SfuSide['name']) => ({
    cpu_percent_per_mbit_s: rounded(of(name, ({ perMegabit }) => perMegabit), 3), node_percent: rounded(of(name, ({ percent }) => percent.node), 2), worker_percent: rounded(of(name, ({ percent }) => percent.worker), 2),
    mbit_s: rounded(of(name, ({ megabits }) => megabits), 2), delivered_percent: rounded(of(name, ({ delivered }) => delivered) * 100, 2),
  })
  // Neighbours in time, so that what the machine does besides weighs on both.
  const ratios = found.lien.map((one, index) => one.perMegabit / (found.bare[index]?.perMegabit ?? Number.NaN))
  printResult({
    bench: 'sfu', what: 'cost', calls: callCount, turns, seconds, lien: report('lien'), bare: report('bare'),
    overhead_percent: rounded((median(ratios) - 1) * 100, 1), overhead_of_sums_percent: rounded((sum(found.lien) / sum(found.bare) - 1) * 100, 1),
    generator_percent: rounded(median([...found.lien, ...found.bare].map(({ percent }) => percent.generator)), 1), load_average: rounded(loadavg()[0] ?? 0, 1),
  })
}
const sum = (found: readonly Measured[]) => found.reduce((all, { percent }) => all + percent.node + percent.worker, 0) / found.reduce((all, { megabits }) => all + megabits, 0)

/** What ended the climb; null where it may go on. A generator that fell behind, or is full, can blame nobody else. */
function limitOf({ delivered, late, percent }: Measured): 'generator' | 'worker' | 'machine' | null {
  if (percent.worker > fullWorker) return 'worker'
  if (late > tooLate || percent.generator > fullGenerator) return 'generator'
  if (delivered >= enough) return null
  return percent.worker > busyWorker ? 'worker' : 'machine'
}

interface Climb { side: SfuSide; held: number; tried: number; last: Measured | null; best: Measured | null; limit: ReturnType<typeof limitOf> | 'most' }

async function step(climb: Climb, wanted: number): Promise<void> {
  for (; climb.tried < wanted; climb.tried++) await openCall(climb.side)
  for (let attempt = 0; attempt < attempts; attempt++) {
    climb.last = await measure(climb.side, stepSeconds)
    climb.limit = limitOf(climb.last)
    if (climb.limit === null) break
  }
  if (climb.limit !== null) return
  climb.held = wanted
  climb.best = climb.last
  if (wanted >= mostCalls) climb.limit = 'most'
}

/** Both climb together, so that what the machine does besides stands in the way of both. */
async function capacity(): Promise<void> {
  const climbs = sides.map((side): Climb => ({ side, held: 0, tried: callCount, last: null, best: null, limit: null }))
  for (let wanted = callCount; climbs.some(({ limit }) => limit === null); wanted = Math.min(mostCalls, Math.ceil(wanted * 1.25))) {
    for (const climb of climbs) if (climb.limit === null) await step(climb, wanted)
  }
  for (const { side, held, tried, last, best, limit } of climbs) printResult({
    bench: 'sfu', what: 'capacity', side: side.name, calls: held, limited_by: limit,
    // By what the worker used where all was well: an estimate, and only that, where something else was the limit.
    estimate_at_full_worker: best && best.percent.worker > 0 ? Math.floor((held * fullWorker) / best.percent.worker) : null,
    tried, delivered_percent: rounded((last?.delivered ?? 0) * 100, 2), late_percent: rounded((last?.late ?? 0) * 100, 2), worker_percent: rounded(last?.percent.worker ?? 0, 1), node_percent: rounded(last?.percent.node ?? 0, 1),
    generator_percent: rounded(last?.percent.generator ?? 0, 1), generators: generators.length, mbit_s: rounded(last?.megabits ?? 0, 1), load_average: rounded(loadavg()[0] ?? 0, 1),
  })
}

async function end(): Promise<void> {
  if (closing) return
  closing = true
  for (const side of sides) await side.close()
  for (const generator of generators) generator.close()
}

try {
  await cost()
  await capacity()
} finally {
  await end()
}
process.exit(0)

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CommandName } from '@lien/contract/commands'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { EmbeddedPostgres } from '../../scripts/postgres.mjs'
import { serverFlags } from '../../scripts/start/serverFlags.mjs'
import { TestBrowser, value, type TestSocket } from '../support/client.ts'
import { FakeSfu } from '../support/fakeSfu.ts'
import { startChild } from './support/child.ts'
import { cpuSeconds, stolenSeconds } from './support/cpu.ts'
import { steadily, throughAll } from './support/pace.ts'
import type { Planned, SignallingServer } from './support/signallingServer.ts'
import { median, printResult, quantile, rounded } from './support/stats.ts'

/**
 * One server process with many consultations at once: a doctor and a patient each, over sockets of their own, before a
 * real PostgreSQL. The people are played by this process; the sfu answers orders and carries nothing, since media are
 * the sfu bench's. Nothing is signed in with a password: that cost is Argon2's by intention.
 */
const [consultations, seconds] = [Number(process.env['BENCH_CONSULTATIONS'] ?? 1000), Number(process.env['BENCH_SECONDS'] ?? 20)]
/**
 * Commands a second. A consultation from the link to the farewell makes some 70, with a test of the devices, a reload and
 * a sending back (counted in the journey's e2e test): a thousand of fifteen minutes make 79 a second, half of them
 * without the database. Then twice what that is.
 */
const rates = (process.env['BENCH_RATE'] ?? '100,200').split(',').map(Number)
/** People who begin something at the same moment. */
const atOnce = 16
/** ms; the goal for a light command at the 99th percentile. */
const goal = 50

const dataDir = mkdtempSync(join(tmpdir(), 'lien-signalling-'))
const [postgres, sfu] = await Promise.all([EmbeddedPostgres.start({ dataDir }), FakeSfu.start()])
const secret = () => randomBytes(32).toString('hex')
const server = startChild<SignallingServer>('./signallingServer.ts', {
  flags: ['--expose-gc', ...serverFlags],
  env: {
    DATABASE_URL: postgres.url, LIEN_PORT: '0', LIEN_PUBLIC_URL: 'http://localhost:3000', LIEN_SERVER_ID: 'bench', LIEN_SESSION_KEY: secret(), LIEN_TRAIL_KEY: secret(),
    LIEN_OUTBOX_KEY: secret(), LIEN_FACTOR_KEY: secret(), LIEN_SFUS: sfu.url, LIEN_SFU_TOKEN: sfu.token,
  },
})

interface Pair extends Planned { doctor: TestSocket; patient: TestSocket }
interface Opened extends Planned { doctorBrowser: TestBrowser; patientBrowser: TestBrowser }
const rate = (count: number, took: number) => rounded(count / took, 1)
const load = () => ({ load_average: rounded(loadavg()[0] ?? 0, 1) })
const head = { bench: 'signalling', consultations }

/** In percent of one core, while `work` ran: what the server process used, and what this machine's host gave to others. */
async function withCpu<T>(work: () => Promise<T>): Promise<{ done: T; server_percent: number; stolen_percent: number }> {
  const [cpu, stolen, start] = [cpuSeconds(server.pid), stolenSeconds(), performance.now()]
  const done = await work()
  const percent = (seconds: number) => rounded((seconds * 100_000) / (performance.now() - start), 0)
  return { done, server_percent: percent(cpuSeconds(server.pid) - cpu), stolen_percent: percent(stolenSeconds() - stolen) }
}

const percentOf = ({ server_percent, stolen_percent }: { server_percent: number; stolen_percent: number }) => ({ server_percent, stolen_percent })

/** Until notices that were due have come, and nothing of the last step is under way. */
const quiet = () => wait(2_000)

async function run(): Promise<void> {
  const address = await server.ask('address', undefined)
  const planned = await server.ask('prepare', consultations)

  const opened: Opened[] = []
  const links = await withCpu(() => throughAll(planned, atOnce, async (one) => {
    const [patientBrowser, doctorBrowser] = [new TestBrowser(address), new TestBrowser(address)]
    await patientBrowser.open(one.token)
    doctorBrowser.setCookie('lien-professional', one.cookie)
    opened.push({ ...one, patientBrowser, doctorBrowser })
  }))
  printResult({ ...head, what: 'links', per_second: rate(consultations, links.done), ...percentOf(links), ...load() })

  await quiet()
  const before = await server.ask('memory', undefined)
  const pairs: Pair[] = []
  const sockets = await withCpu(() => throughAll(opened, atOnce, async (one) => {
    const [doctor, patient] = await Promise.all([one.doctorBrowser.connect(null), one.patientBrowser.connect(one.participantId)])
    await patient.notice('visit.changed')
    pairs.push({ ...one, doctor, patient })
  }))
  printResult({ ...head, what: 'sockets', opened: 2 * consultations, per_second: rate(2 * consultations, sockets.done), ...percentOf(sockets), ...load() })

  await quiet()
  const connected = await server.ask('memory', undefined)
  const joins = await withCpu(() => throughAll(pairs, atOnce, enter))
  printResult({ ...head, what: 'joins', sfu: 'fake', calls: consultations, joins_per_second: rate(2 * consultations, joins.done), ...percentOf(joins), ...load() })

  await quiet()
  const inCall = await server.ask('memory', undefined)
  const each = (now: number, then: number) => rounded((now - then) / (2 * consultations))
  printResult({
    ...head, what: 'memory', people: 2 * consultations, bytes_per_person: { connected: { rss: each(connected.rss, before.rss), heap: each(connected.heap, before.heap) }, in_call: { rss: each(inCall.rss, before.rss), heap: each(inCall.heap, before.heap) } },
    server_rss_mb: rounded(inCall.rss / 2 ** 20), ...load(),
  })

  for (const perSecond of rates) for (const command of ['visit.read', 'devices.report'] as const) await latency(pairs, command, perSecond)
  await throughput(pairs)
}

/** From the consent to both being in the call. */
async function enter({ doctor, patient, consultationId, participantId }: Pair): Promise<void> {
  value(await patient.perform('consent.decide', { decision: 'given' }))
  value(await patient.perform('participant.checkIn', {}))
  value(await doctor.perform('participant.admit', { consultationId, participantId }))
  for (const one of [patient, doctor]) value(await one.perform('call.join', { consultationId, rtpCapabilities: routerRtpCapabilities }))
}

const inputs = { 'visit.read': {}, 'devices.report': { camera: 'ok', microphone: 'ok' } } as const satisfies Partial<Record<CommandName, object>>

/** A command at a steady pace, each from another person, all of them staying in their calls. */
async function latency(pairs: readonly Pair[], command: keyof typeof inputs, perSecond: number): Promise<void> {
  const perform = async (index: number) => { value((await pairs[(index * 7) % pairs.length]?.patient.perform(command, inputs[command])) ?? { ok: false, fault: { code: 'internal' } }) }
  await steadily(perSecond, 2, perform)
  const floor = await server.ask('floor', { perSecond, seconds: seconds / 4 })
  const { done: { ms, late }, ...percent } = await withCpu(() => steadily(perSecond, seconds, perform))
  const p99 = rounded(quantile(ms, 0.99), 1)
  printResult({
    ...head, what: 'latency', command, tells_others: command !== 'visit.read', per_second: perSecond, seconds, ms: { p50: rounded(median(ms), 1), p99 }, goal_ms: goal, met: p99 <= goal,
    floor_ms: { p50: rounded(median(floor), 1), p99: rounded(quantile(floor, 0.99), 1) }, server_cpu_ms_per_command: rounded((percent.server_percent * 10) / perSecond, 2),
    late_ms: { p50: rounded(median(late), 1), p99: rounded(quantile(late, 0.99), 1) }, ...percent, ...load(),
  })
}

/** As many as go through when so many people never pause. */
async function throughput(pairs: readonly Pair[]): Promise<void> {
  const end = performance.now() + seconds * 500
  const { done: counts, ...percent } = await withCpu(() => Promise.all(pairs.slice(0, 2 * atOnce).map(async ({ patient }) => {
    let count = 0
    for (; performance.now() < end; count++) value(await patient.perform('visit.read', {}))
    return count
  })))
  printResult({ ...head, what: 'throughput', command: 'visit.read', at_once: 2 * atOnce, commands_per_second: rate(counts.reduce((sum, count) => sum + count, 0), seconds / 2), ...percent, ...load() })
}

try {
  await run()
} finally {
  server.close()
  await sfu.close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(0)

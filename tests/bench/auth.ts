import type { CommandName } from '@lien/contract/commands'
import { TestBrowser, value, type TestSocket } from '../support/client.ts'
import { openLien } from '../support/lien.ts'
import { oncologist, tokenOf } from '../support/world.ts'
import { median, printResult, quantile, rounded } from './support/stats.ts'

/**
 * What the door costs: parse, recognise the caller, authorise, transaction, trail row, commit, answer over a socket;
 * with the second wall (row-level security) and without, turn by turn in one run. The floor is an empty transaction
 * on the same connection pool's database.
 */
const [turns, one, many, atOnce] = [Number(process.env['BENCH_TURNS'] ?? 4), 100, 400, 16]

const lien = await openLien()
const visit = await lien.world.visit(lien.house)
const patient = visit.guest('patient')
const guestBrowser = new TestBrowser(lien.url)
await guestBrowser.open(tokenOf(patient.link))
const guest = await guestBrowser.connect(patient.participantId)
value(await guest.perform('consent.decide', { decision: 'given' }))
value(await guest.perform('participant.checkIn', {}))
const doctorBrowser = new TestBrowser(lien.url)
value(await doctorBrowser.signIn(lien.house.email, oncologist.password))
const doctor = await doctorBrowser.connect(null)
value(await doctor.perform('participant.admit', { consultationId: visit.consultationId, participantId: patient.participantId }))

const measured: { command: CommandName; socket: TestSocket; input: object }[] = [
  { command: 'site.read', socket: guest, input: {} },
  { command: 'visit.read', socket: guest, input: {} },
  { command: 'devices.report', socket: guest, input: { camera: 'ok', microphone: 'ok' } },
  { command: 'message.send', socket: guest, input: { consultationId: visit.consultationId, text: 'Bonjour' } },
  { command: 'day.read', socket: doctor, input: {} },
]
type Wall = 'wall' | 'noWall'
const samples = new Map<string, { ms: number[]; perSecond: number[] }>()
const samplesOf = (command: string, wall: Wall) => {
  const key = `${command} ${wall}`
  const found = samples.get(key) ?? { ms: [], perSecond: [] }
  samples.set(key, found)
  return found
}
const tables = (await lien.database.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relforcerowsecurity`)).map(({ name }) => name)
const setWall = (up: boolean) => lien.database.query(tables.map((name) => `ALTER TABLE ${name} ${up ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`).join(';'))

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const floor: number[] = []
for (let turn = 0; turn <= turns; turn++) for (const wall of ['wall', 'noWall'] as const) {
  await setWall(wall === 'wall')
  for (let n = 0; n < one; n++) floor.push(await timed(() => lien.app.db.transaction((trx) => trx.raw('SELECT 1'))))
  for (const { command, socket, input } of measured) {
    // Messages make every later view longer: both walls see the same number.
    await lien.database.query('DELETE FROM messages')
    const perform = async () => { value(await socket.performAnything(command, input)) }
    const ms: number[] = []
    for (let n = 0; n < one; n++) ms.push(await timed(perform))
    const whole = await timed(() => Promise.all(Array.from({ length: atOnce }, async () => { for (let n = 0; n < many / atOnce; n++) await perform() })))
    // The first turn warms up.
    if (turn === 0) continue
    const kept = samplesOf(command, wall)
    kept.ms.push(...ms)
    kept.perSecond.push((many * 1000) / whole)
  }
}
await setWall(true)
for (const { command } of measured) {
  const [walled, open] = [samplesOf(command, 'wall'), samplesOf(command, 'noWall')]
  printResult({
    bench: 'auth', command, ms: { p50: rounded(median(walled.ms), 2), p95: rounded(quantile(walled.ms, 0.95), 2) }, per_second: rounded(median(walled.perSecond)),
    without_wall: { ms: { p50: rounded(median(open.ms), 2) }, per_second: rounded(median(open.perSecond)) },
    wall_ratio: rounded(median(walled.ms) / median(open.ms), 2), floor_ms: rounded(median(floor), 2), ratio: rounded(median(walled.ms) / median(floor), 2),
  })
}
guestBrowser.close()
doctorBrowser.close()
await lien.close()
process.exit(0)

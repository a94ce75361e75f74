import type { CommandName } from '@lien/contract/commands'
import { TestBrowser, value, type TestSocket } from '../support/client.ts'
import { openLien } from '../support/lien.ts'
import { oncologist, tokenOf } from '../support/world.ts'
import { median, printResult, quantile, rounded } from './support/stats.ts'

/**
 * What ten years cost: the same commands of a doctor and a patient in a house that is a day old, and again once it has
 * held 200,000 consultations of 20,000 patients by 200 oncologists. The floor is the young house in the same run.
 */
const [consultations, patients, doctors, days, looks] = [Number(process.env['BENCH_CONSULTATIONS'] ?? 200_000), 20_000, 200, 3_650, 40]

const lien = await openLien()
const visit = await lien.world.visit(lien.house)
const guestBrowser = new TestBrowser(lien.url)
await guestBrowser.open(tokenOf(visit.guest('patient').link))
const guest = await guestBrowser.connect(visit.guest('patient').participantId)
const doctorBrowser = new TestBrowser(lien.url)
value(await doctorBrowser.signIn(lien.house.email, oncologist.password))
const doctor = await doctorBrowser.connect(null)

const { consultationId } = visit
const [person] = await lien.database.query<{ birth_name: string; birth_date: string }>(`SELECT birth_name, to_char(birth_date, 'YYYY-MM-DD') AS birth_date FROM patients WHERE id = (SELECT patient_id FROM consultations WHERE id = $1)`, [consultationId])
const measured: { command: CommandName; socket: TestSocket; input: object }[] = [
  { command: 'day.read', socket: doctor, input: {} },
  { command: 'consultation.search', socket: doctor, input: { birthName: person?.birth_name, birthDate: person?.birth_date } },
  { command: 'patient.read', socket: doctor, input: { consultationId } },
  { command: 'summary.read', socket: doctor, input: { consultationId } },
  { command: 'alerts.list', socket: doctor, input: { state: 'open', after: null } },
  { command: 'visit.read', socket: guest, input: {} },
]

async function look(): Promise<Map<CommandName, number[]>> {
  const found = new Map<CommandName, number[]>()
  for (const { command, socket, input } of measured) {
    const ms: number[] = []
    for (let n = 0; n < looks; n++) {
      const start = performance.now()
      value(await socket.performAnything(command, input))
      ms.push(performance.now() - start)
    }
    found.set(command, ms.slice(5))
  }
  return found
}

/** Rows like those there are, with other values here and there. */
const more = (table: string, like: string, count: number, other: string) => lien.database.query(`
  INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${other}))).* FROM ${table} t, generate_series(1, ${count}) n WHERE t.id = '${like}'`)

async function grow(): Promise<void> {
  const [like] = await lien.database.query<{ patient: string; me: string; seat: string }>(`
    SELECT c.patient_id AS patient, (SELECT id FROM participants WHERE consultation_id = c.id AND seat = 'oncologist') AS me, (SELECT id FROM participants WHERE consultation_id = c.id AND seat = 'patient') AS seat FROM consultations c WHERE c.id = $1`, [consultationId])
  if (!like) throw new Error('The house is empty.')
  /** A row's id by its number. */
  const id = (kind: string, n: string) => `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))`
  await more('accounts', lien.house.accountId, doctors, `'id', ${id('a', 'n')}, 'email', 'dr.' || n || '@lien.test'`)
  await more('patients', like.patient, patients, `'id', ${id('b', 'n')}, 'birth_name', 'ESSAI' || n, 'birth_date', date '1930-01-01' + n % 25000`)
  await more('consultations', consultationId, consultations, `'id', ${id('c', 'n')}, 'patient_id', ${id('b', `1 + n % ${patients}`)}, 'state', 'signed', 'scheduled_at', now() - n * interval '${days} days' / ${consultations}`)
  await more('participants', like.me, consultations, `'id', ${id('d', 'n')}, 'consultation_id', ${id('c', 'n')}, 'account_id', ${id('a', `1 + n % ${doctors}`)}`)
  await more('participants', like.seat, consultations, `'id', ${id('e', 'n')}, 'consultation_id', ${id('c', 'n')}`)
  await lien.database.query('ANALYZE')
}

const young = await look()
await grow()
const old = await look()
for (const { command } of measured) {
  const [now, then] = [old.get(command) ?? [], young.get(command) ?? []]
  printResult({
    bench: 'years', command, consultations, ms: { p50: rounded(median(now), 2), p95: rounded(quantile(now, 0.95), 2) }, young_ms: { p50: rounded(median(then), 2), p95: rounded(quantile(then, 0.95), 2) },
    ratio: rounded(median(now) / median(then), 2),
  })
}
guestBrowser.close()
doctorBrowser.close()
await lien.close()
process.exit(0)

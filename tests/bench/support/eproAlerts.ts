import { proposal } from '@lien/server/alerts/proposal.ts'
import { evaluate, type Answered, type Symptom } from '@lien/server/alerts/rules.ts'
import type { ServiceId } from '@lien/contract/ids'
import { patterns } from '@lien/contract/scoring'
import { TestBrowser, value } from '../../support/client.ts'
import { answer } from '../../support/filled.ts'
import type { Lien } from '../../support/lien.ts'
import { oncologist } from '../../support/world.ts'
import { quantile, rounded } from './stats.ts'

const week = 7 * 24 * 3600 * 1000

/** The answers of one week: fifteen symptoms, each by its pattern, and what is measured beside. */
function answersOf(seed: number, at: Date): Answered {
  const kinds = ['FSI', 'FS', 'SI', 'S', 'F'] as const
  const symptoms = Array.from({ length: 15 }, (_, index): Symptom => {
    const pattern = kinds[index % kinds.length] ?? 'S'
    return { symptom: `s${index}`, comparable: 'own|1', pattern, raw: Object.fromEntries(patterns[pattern].map((attribute, n) => [attribute, (seed * 7 + index * 3 + n) % 5])), grade: (seed + index) % 4 }
  })
  return { at, symptoms, flags: seed % 50 === 0 ? ['fever'] : [], measures: { weight: { value: 70 - (seed % 9), comparable: 'own|1' }, activity: { value: seed % 5, comparable: 'own|1' }, missedDoses: { value: seed % 3, comparable: 'own|1' } } }
}

/** Questionnaires judged per second on one core, each against a year of weekly answers. The target is 1,000. */
export function measureEvaluation(many = 5_000): object {
  const start = Date.UTC(2026, 0, 1)
  const history = Array.from({ length: 52 }, (_, n) => answersOf(n * 13, new Date(start + n * week)))
  const responses = Array.from({ length: many }, (_, n) => answersOf(n, new Date(start + 52 * week)))
  for (const one of responses.slice(0, 500)) evaluate(proposal, one, history)
  const began = process.cpuUsage()
  const raised = responses.reduce((sum, one) => sum + evaluate(proposal, one, history).length, 0)
  const { user, system } = process.cpuUsage(began)
  return { bench: 'epro', what: 'alert evaluation', responses: many, weeks_before: history.length, reasons: raised, per_second_of_a_core: rounded(many / ((user + system) / 1e6)), target: 1_000 }
}

/** The first page of a nurse's list, and of the closed ones, over a socket, in ms: so many patients with an alert each, one in ten of them open. */
export async function measureWorkList(lien: Lien, patients = 100_000, turns = 200): Promise<object> {
  const { world, house, database } = lien
  const services: ServiceId[] = []
  for (let n = 0; n < 20; n += 1) services.push(await world.service(house, `Service ${n}`))
  const email = `infirmiere.banc.${house.email}`
  await world.colleague(house, 'coordinatingNurse', email, services.slice(0, 3))
  const { consultationId } = await world.visit(house, { service: services[0] ?? null })
  await world.act(house.establishmentId, (act) => answer(act, house.establishmentId, consultationId, { symptoms: { nausea: { frequency: 3, severity: 2 } } }))
  // Every row a copy of the one that the commands wrote, with ids of its own.
  await database.query(`
    CREATE UNLOGGED TABLE many AS SELECT n, gen_random_uuid() AS patient, gen_random_uuid() AS consultation, gen_random_uuid() AS request, gen_random_uuid() AS alert FROM generate_series(1, ${patients}) n`)
  await database.query(`INSERT INTO patients SELECT (jsonb_populate_record(p, jsonb_build_object('id', m.patient))).* FROM many m, patients p JOIN consultations c ON c.patient_id = p.id WHERE c.id = '${consultationId}'`)
  await database.query(`INSERT INTO consultations SELECT (jsonb_populate_record(c, jsonb_build_object('id', m.consultation, 'patient_id', m.patient, 'service_id', ($1::uuid[])[1 + m.n % 20]))).* FROM many m, consultations c WHERE c.id = '${consultationId}'`, [services])
  await database.query(`INSERT INTO questionnaire_requests SELECT (jsonb_populate_record(o, jsonb_build_object('id', m.request, 'patient_id', m.patient, 'consultation_id', m.consultation))).* FROM many m, questionnaire_requests o WHERE o.consultation_id = '${consultationId}'`)
  await database.query(`
    INSERT INTO alerts (id, establishment_id, consultation_id, service_id, account_id, patient_id, request_id, level, rules_version, reasons, raised_at, due_at, escalate_at, closed_at)
    SELECT m.alert, a.establishment_id, m.consultation, ($1::uuid[])[1 + m.n % 20], a.account_id, m.patient, m.request, (ARRAY['red','orange','yellow','technical'])[1 + m.n % 4], 1, a.reasons,
           now() - m.n * interval '1 minute', date_trunc('milliseconds', now() - m.n * interval '1 minute'), now() + interval '1 year', CASE WHEN m.n % 10 = 0 THEN NULL ELSE now() - m.n * interval '1 second' END
    FROM many m, alerts a WHERE a.consultation_id = '${consultationId}'`, [services])
  await database.query('ANALYZE')
  const browser = new TestBrowser(lien.url)
  value(await browser.signIn(email, oncologist.password))
  const socket = await browser.connect(null)
  const result: Record<string, unknown> = { bench: 'epro', what: 'work list', patients, target_p95_ms: 50 }
  for (const state of ['open', 'closed'] as const) {
    const [ms, deep]: [number[], number[]] = [[], []]
    for (let n = 0; n < turns + 20; n += 1) {
      const began = performance.now()
      const { next, alerts } = value(await socket.perform('alerts.list', { state, after: null }))
      if (n >= 20) ms.push(performance.now() - began)
      if (alerts.length === 0) throw new Error('An empty list is quick.')
      const then = performance.now()
      value(await socket.perform('alerts.list', { state, after: next }))
      if (n >= 20) deep.push(performance.now() - then)
    }
    result[state] = { p50: rounded(quantile(ms, 0.5), 1), p95: rounded(quantile(ms, 0.95), 1), second_page_p95: rounded(quantile(deep, 0.95), 1) }
  }
  const counts: number[] = []
  for (let n = 0; n < turns; n += 1) {
    const began = performance.now()
    value(await socket.perform('alerts.count', {}))
    counts.push(performance.now() - began)
  }
  socket.close()
  return { ...result, count_p95: rounded(quantile(counts, 0.95), 1) }
}

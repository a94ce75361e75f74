import { openDatabase } from '@lien/server/platform/db.ts'
import { inTransaction } from '@lien/server/platform/transaction.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { readSummary } from '@lien/server/summaries/summary.ts'
import type { Lien } from '../../support/lien.ts'
import { Answered, symptomCodes } from '../../support/answered.ts'
import { TestBrowser, value } from '../../support/client.ts'
import { oncologist } from '../../support/world.ts'
import { median, quantile, rounded } from './stats.ts'

const week = 7 * 86_400_000

/**
 * What the panel of a patient costs who answered every week for five years: its data, mapped, inside a transaction as
 * the application, row-level security up; then the whole command with door, trail and answer. The floor is an empty
 * transaction in the same run.
 */
export async function measurePanel(lien: Lien, turns: number, weeks = 260): Promise<object[]> {
  const { query } = lien.database
  const answered = new Answered(query)
  const form = await answered.questionnaire(lien.house.establishmentId)
  const visit = await lien.world.visit(lien.house)
  for (let n = 0; n < weeks; n++) {
    const at = new Date(Date.now() - (weeks - n) * week + week - 3_600_000)
    const level = (symptom: number) => (n * 7 + symptom * 3) % 5
    await answered.answer(visit.consultationId, form, {
      at, measures: { weight: 60 + (n % 9) / 3, temperature: 36.8, activity: n % 3 }, topics: ['Le scanner'], ...(n % 11 === 5 && { state: 'missed' as const }),
      symptoms: Object.fromEntries(symptomCodes.map((symptom, index) => [symptom, symptom === 'rash' ? { presence: n % 2 } : { frequency: level(index), severity: level(index + 1), interference: level(index + 2) }])),
    })
  }
  await answered.treatment(visit.consultationId, { startedOn: new Date(Date.now() - weeks * week).toISOString().slice(0, 10) })
  await query('ANALYZE')
  const browser = new TestBrowser(lien.url)
  value(await browser.signIn(lien.house.email, oncologist.password))
  const doctor = await browser.connect(null)

  // Past the tests' own detour to the database, whose relaying would count.
  const db = openDatabase(lien.database.url, createLog('error'))
  const panel = () => inTransaction(db, async (trx) => {
    await trx.raw('SELECT door_account(?)', [lien.house.accountId])
    const { answers } = await readSummary(trx, visit.consultationId, [])
    if (answers?.axis.length !== 6 && answers?.axis.length !== 7) throw new Error('The panel is not what it should be.')
  })
  const samples: Record<'floor' | 'panel' | 'command', number[]> = { floor: [], panel: [], command: [] }
  const work = {
    floor: () => inTransaction(db, (trx) => trx.raw('SELECT 1')), panel,
    command: async () => { value(await doctor.perform('summary.read', { consultationId: visit.consultationId })) },
  }
  for (let turn = -20; turn < turns; turn++) for (const name of ['floor', 'panel', 'command'] as const) {
    const ms = await timed(work[name])
    // The first turns warm up.
    if (turn >= 0) samples[name].push(ms)
  }
  const [rows] = await query<{ n: string }>('SELECT count(*) AS n FROM symptom_scores')
  browser.close()
  await db.destroy()
  return (['panel', 'command'] as const).map((what) => ({ bench: 'epro', what, weeks, scores: Number(rows?.n), turns, ms: ms(samples[what]), floor_ms: ms(samples.floor), ratio: rounded(median(samples[what]) / median(samples.floor), 1), budget_p95_ms: 50 }))
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const ms = (all: readonly number[]) => ({ p50: rounded(median(all), 2), p95: rounded(quantile(all, 0.95), 2) })

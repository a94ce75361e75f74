import { openLien } from '../support/lien.ts'
import { measureEvaluation, measureWorkList } from './support/eproAlerts.ts'
import { measurePanel } from './support/eproPanel.ts'
import { printResult } from './support/stats.ts'

/** What patients' answers cost: the panel of five years of weeks, judging answers on one core, a work list over 100,000 patients. */
const turns = Number(process.env['BENCH_TURNS'] ?? 200)
printResult(measureEvaluation())
const lien = await openLien()
for (const result of await measurePanel(lien, turns)) printResult(result)
printResult(await measureWorkList(lien, 100_000, turns))
await lien.close()
process.exit(0)

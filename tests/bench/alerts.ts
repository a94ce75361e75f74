import { openLien } from '../support/lien.ts'
import { measureEvaluation, measureWorkList } from './support/eproAlerts.ts'
import { printResult } from './support/stats.ts'

/** What alerts cost: judging answers on one core, and a work list over 100,000 patients. */
printResult(measureEvaluation())
const lien = await openLien()
printResult(await measureWorkList(lien))
await lien.close()
process.exit(0)

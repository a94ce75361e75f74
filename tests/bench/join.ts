import { setTimeout } from 'node:timers/promises'
import { socketPath } from '@lien/contract/wire'
import { openLien } from '../support/lien.ts'
import { startFloor } from './floor/server.ts'
import { launchChromium } from './support/browser.ts'
import { delayProxy } from './support/delayProxy.ts'
import { freeUdpPort } from './support/ports.ts'
import { floorSide, lienSide, type Join, type Side, type Start } from './support/sides.ts'
import { median, printResult, quantile, rounded } from './support/stats.ts'

/**
 * How long until the first remote picture: from the admission of somebody who waits, prepared, and from the navigation
 * of somebody who returns; Lien and a bare floor in turn, with and without 300 ms of round trip on the joiner's socket.
 */
const delays = (process.env['BENCH_DELAYS'] ?? '0,300').split(',').map(Number)
const starts: readonly Start[] = ['admission', 'navigation']
/** Before each join, in ms. */
const rest = 2_500
/** Turns of so many joins each; the first join of a turn warms up and is not counted. */
const [turns, joinsPerTurn] = [Number(process.env['BENCH_TURNS'] ?? 4), 6]

type Samples = Record<Start, Join[]>
const empty = (): Samples => ({ admission: [], navigation: [] })

async function turn(side: Side, port: number, samples: Samples): Promise<void> {
  await side.begin(port)
  for (const start of starts) for (let n = 0; n < joinsPerTurn; n++) {
    await side.ready(start)
    // Nobody is admitted while the pages are still busy with an earlier call, and an encoder that has just made a key frame drops frames until its budget is whole again.
    await setTimeout(rest)
    const join = await side[start]()
    if (n > 0) samples[start].push(join)
  }
  await side.end()
}

const [lien, browser, floor] = await Promise.all([openLien(), launchChromium(), freeUdpPort().then(startFloor)])
const results = new Map<number, { lien: Samples; floor: Samples }>()
try {
  for (const ms of delays) {
    const samples = { lien: empty(), floor: empty() }
    results.set(ms, samples)
    const [toLien, toFloor] = [await delayProxy(Number(new URL(lien.url).port), ms, [socketPath]), await delayProxy(floor.port, ms, ['/floor'])]
    for (let n = 0; n < turns; n++) {
      await turn(lienSide(browser, lien), toLien.port, samples.lien)
      await turn(floorSide(browser, floor), toFloor.port, samples.floor)
      process.stderr.write(`join: +${ms} ms, turn ${n + 1} of ${turns}\n`)
    }
    toLien.close()
    toFloor.close()
  }
} finally {
  await browser.close()
  floor.close()
  await lien.close()
}

const totals = (joins: readonly Join[]) => joins.map(({ total }) => total)
const afterOpens = (joins: readonly Join[]) => joins.flatMap(({ afterOpen }) => afterOpen ?? [])
for (const start of starts) for (const ms of delays) {
  const [mine, bare] = [results.get(ms)?.lien[start] ?? [], results.get(ms)?.floor[start] ?? []]
  // Round trips are what the added latency was multiplied by: TCP and upgrade count in a navigation, not after the open socket.
  const trips = (pick: (joins: readonly Join[]) => number[], side: 'lien' | 'floor') => {
    const at = (delay: number) => median(pick(results.get(delay)?.[side][start] ?? []))
    return rounded((at(300) - at(0)) / 300, 1)
  }
  printResult({
    bench: 'join', from: start, added_ms: ms, joins: mine.length,
    first_remote_frame_ms: { p50: rounded(median(totals(mine))), p95: rounded(quantile(totals(mine), 0.95)) },
    floor_ms: { p50: rounded(median(totals(bare))), p95: rounded(quantile(totals(bare), 0.95)) },
    ratio: rounded(median(totals(mine)) / median(totals(bare)), 2),
    round_trips: trips(totals, 'lien'), floor_round_trips: trips(totals, 'floor'),
    ...(start === 'navigation' && { round_trips_after_open: trips(afterOpens, 'lien') }),
  })
}
process.exit(0)

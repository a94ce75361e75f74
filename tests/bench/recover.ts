import { chromium, type Page } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { openLien, type Lien } from '../support/lien.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import type { RunningSfu } from '../support/sfu.ts'
import { callOfLien, type Call } from './support/calls.ts'
import { median, printResult, quantile, rounded } from './support/stats.ts'

/**
 * How long nobody is seen and heard after something broke: each fault struck in a live call, and the longest gap in what
 * both sides decode, pictures and true sound, from the fault on (or, where the network itself was gone, from its return).
 */
const runs = Number(process.env['BENCH_RUNS'] ?? 10)
const wanted = process.env['BENCH_FAULTS']?.split(',')
/** s that a call is watched after the fault, and before it so that it is a whole call. */
const [watch, before] = [15, 3]
/** s: two looks apart is no loss. */
const nothing = 0.4

interface Look { at: number; frames: number; heard: number }
/** Strikes, and answers the moment from which a loss counts, in ms since the epoch. */
type Strike = (call: Call, lien: Lien) => Promise<number>

const browser = await chromium.launch(chromiumOptions())
const gone = 10_000
const now = () => Promise.resolve(Date.now())
const faults: Record<string, Strike> = {
  'socket cut': async ({ wire }) => {
    const at = Date.now()
    await wire.cut()
    wire.mend()
    return at
  },
  'network gone 10 s': async ({ wire, relay }) => {
    relay.cut()
    await wire.cut()
    await pause(gone)
    relay.mend()
    wire.mend()
    return Date.now()
  },
  'address change': async ({ wire, relay }) => {
    relay.moveClients()
    const at = Date.now()
    await wire.cut()
    wire.mend()
    return at
  },
  'worker killed': async (call, lien) => {
    process.kill((await carrierOf(call, lien)).log.findLast(({ msg }) => msg === 'room opened')?.workerPid ?? 0, 'SIGKILL')
    return now()
  },
  'sfu killed': async (call, lien) => {
    (await carrierOf(call, lien)).process.kill('SIGKILL')
    return now()
  },
}

async function carrierOf({ consultationId }: Call, lien: Lien): Promise<RunningSfu> {
  const [room] = await lien.database.query<{ sfu_id: string }>('SELECT sfu_id FROM rooms WHERE consultation_id = $1', [consultationId])
  const found = lien.sfus.find(({ sfuId }) => sfuId === room?.sfu_id)
  if (!found) throw new Error('Nobody carries this room.')
  return found
}

/** What was decoded until now, again and again, until `until` (ms since the epoch). */
const looks = (page: Page, until: number): Promise<Look[]> => page.evaluate(async (end) => {
  const found: { at: number; frames: number; heard: number }[] = []
  while (Date.now() < end) {
    const sum = { at: Date.now(), frames: 0, heard: 0 }
    for (const connection of window.lienConnections ?? []) {
      if (connection.connectionState === 'closed') continue
      for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
        if (report.type !== 'inbound-rtp') continue
        sum.frames += report.framesDecoded ?? 0
        sum.heard += Math.max(0, (report.totalSamplesReceived ?? 0) - (report.concealedSamples ?? 0))
      }
    }
    found.push(sum)
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
  return found
}, until)

/** The longest time from `from` on without anything new of one kind, in s; infinite when it never came back. */
function longestGap(samples: readonly Look[], from: number, kind: 'frames' | 'heard'): number {
  let [last, gap, value] = [Math.max(from, samples[0]?.at ?? 0), 0, -1]
  for (const look of samples) {
    // A total that falls belongs to connections made anew.
    const fresh = value >= 0 && look[kind] !== value && look[kind] > 0
    value = look[kind]
    if (look.at < from || !fresh) continue
    gap = Math.max(gap, look.at - last)
    last = look.at
  }
  const end = samples.at(-1)?.at ?? from
  return end - last > 2_000 ? Number.POSITIVE_INFINITY : gap / 1000
}

for (const [fault, strike] of Object.entries(faults)) {
  if (wanted && !wanted.includes(fault)) continue
  const lost: Record<'picture' | 'sound' | 'undisturbed', number[]> = { picture: [], sound: [], undisturbed: [] }
  let lien = await openLien({ sfus: 2 })
  for (let run = 0; run < runs; run++) {
    const call = await callOfLien(browser, lien, run + 1)
    try {
      await pause(1000)
      const until = Date.now() + before * 1000 + (fault.startsWith('network') ? gone : 0) + watch * 1000
      const watched = Promise.all([looks(call.doctor, until), looks(call.patient, until)])
      await pause(before * 1000)
      const struck = Date.now()
      const from = await strike(call, lien)
      const both = await watched
      lost.picture.push(Math.max(...both.map((samples) => longestGap(samples, from, 'frames'))))
      lost.undisturbed.push(Math.max(...both.map((samples) => longestGap(samples.filter(({ at }) => at < struck), 0, 'frames'))))
      lost.sound.push(Math.max(...both.map((samples) => longestGap(samples, from, 'heard'))))
    } finally {
      await call.close()
    }
    // A dead sfu stays dead: whoever measures the next death needs two again.
    if (fault === 'sfu killed') {
      await lien.close()
      lien = await openLien({ sfus: 2 })
    }
    process.stderr.write(`recover: ${fault}, ${run + 1} of ${runs}: picture ${String(lost.picture.at(-1))} s, sound ${String(lost.sound.at(-1))} s\n`)
  }
  await lien.close()
  const figures = (samples: number[]) => {
    const counted = samples.map((gap) => (gap <= nothing ? 0 : gap))
    return { p50: rounded(median(counted), 2), p95: rounded(quantile(counted, 0.95), 2) }
  }
  printResult({ bench: 'recover', fault, runs, never: lost.picture.filter((gap) => !Number.isFinite(gap)).length, picture_lost_s: figures(lost.picture), sound_lost_s: figures(lost.sound), longest_gap_before_s: rounded(median(lost.undisturbed), 2) })
}
await browser.close()
process.exit(0)

import { chromium, type Page } from '@playwright/test'
import { loadavg } from 'node:os'
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
interface Fault { strike: Strike; /** Before the call is watched. */ prepare?: (call: Call, lien: Lien) => Promise<void>; /** What died does not live again by itself: the next run needs all of it. */ after?: (lien: Lien) => Promise<Lien> }

const browser = await chromium.launch(chromiumOptions({ timed: true }))
const gone = 10_000
const now = () => Promise.resolve(Date.now())
/** Two of each process that carries calls, behind one address. */
const open = () => openLien({ sfus: 2, servers: 2 })
const faults: Record<string, Fault> = {
  'socket cut': {
    strike: async ({ wire }) => {
      const at = Date.now()
      await wire.cut()
      wire.mend()
      return at
    },
  },
  'network gone 10 s': {
    strike: async ({ wire, relays }) => {
      for (const relay of relays) relay.cut()
      await wire.cut()
      await pause(gone)
      for (const relay of relays) relay.mend()
      wire.mend()
      return Date.now()
    },
  },
  'address change': {
    strike: async ({ wire, relays }) => {
      for (const relay of relays) relay.moveClients()
      const at = Date.now()
      await wire.cut()
      wire.mend()
      return at
    },
  },
  'server killed': {
    // Wherever the balancer had sent them: with one server gone, both are at the other.
    prepare: async (call, lien) => {
      const [one] = lien.servers
      await one?.kill()
      while ((await holdersOf(call, lien)).some(({ held_by, seats }) => held_by === one?.serverId || seats !== 2)) await pause(100)
      await revive(lien)
      await pause(1000)
    },
    strike: async (call, lien) => {
      const [holder] = await holdersOf(call, lien)
      const at = Date.now()
      await lien.servers.find(({ serverId }) => serverId === holder?.held_by)?.kill()
      return at
    },
    after: async (lien) => {
      await revive(lien)
      return lien
    },
  },
  'worker killed': {
    strike: async (call, lien) => {
      process.kill((await carrierOf(call, lien)).log.findLast(({ msg }) => msg === 'room opened')?.workerPid ?? 0, 'SIGKILL')
      return now()
    },
  },
  'sfu killed': {
    strike: async (call, lien) => {
      (await carrierOf(call, lien)).process.kill('SIGKILL')
      return now()
    },
    after: async (lien) => {
      await lien.close()
      return open()
    },
  },
}

/** The servers that hold the sockets of a call. */
const holdersOf = ({ consultationId }: Call, lien: Lien) =>
  lien.database.query<{ held_by: string; seats: number }>('SELECT server_id AS held_by, count(*)::int AS seats FROM stays WHERE consultation_id = $1 AND left_at IS NULL AND lost_at IS NULL GROUP BY 1', [consultationId])

async function revive(lien: Lien): Promise<void> {
  for (const [index, server] of lien.servers.entries()) if (server.process.exitCode !== null || server.process.signalCode !== null) lien.servers[index] = await server.again()
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

for (const [fault, { prepare, strike, after }] of Object.entries(faults)) {
  if (wanted && !wanted.includes(fault)) continue
  const lost: Record<'picture' | 'sound' | 'picturesBefore' | 'soundBefore', number[]> = { picture: [], sound: [], picturesBefore: [], soundBefore: [] }
  let lien = await open()
  for (let run = 0; run < runs; run++) {
    const call = await callOfLien(browser, lien, run + 1)
    try {
      await pause(1000)
      await prepare?.(call, lien)
      const until = Date.now() + before * 1000 + (fault.startsWith('network') ? gone : 0) + watch * 1000
      const watched = Promise.all([looks(call.doctor, until), looks(call.patient, until)])
      await pause(before * 1000)
      const struck = Date.now()
      const from = await strike(call, lien)
      const both = await watched
      lost.picture.push(Math.max(...both.map((samples) => longestGap(samples, from, 'frames'))))
      // A call that nothing disturbs has gaps of its own: two looks apart, a frame late, a busy machine.
      const undisturbed = both.map((samples) => samples.filter(({ at }) => at < struck))
      lost.picturesBefore.push(Math.max(...undisturbed.map((samples) => longestGap(samples, 0, 'frames'))))
      lost.soundBefore.push(Math.max(...undisturbed.map((samples) => longestGap(samples, 0, 'heard'))))
      lost.sound.push(Math.max(...both.map((samples) => longestGap(samples, from, 'heard'))))
    } finally {
      await call.close()
    }
    lien = (await after?.(lien)) ?? lien
    process.stderr.write(`recover: ${fault}, ${run + 1} of ${runs}: picture ${String(lost.picture.at(-1))} s, sound ${String(lost.sound.at(-1))} s\n`)
  }
  await lien.close()
  const figures = (samples: number[]) => ({ p50: rounded(median(samples), 2), p95: rounded(quantile(samples, 0.95), 2) })
  const beyond = (samples: number[]) => figures(samples.map((gap) => (gap <= nothing ? 0 : gap)))
  printResult({
    bench: 'recover', fault, runs, never: lost.picture.filter((gap) => !Number.isFinite(gap)).length, picture_lost_s: beyond(lost.picture), sound_lost_s: beyond(lost.sound),
    longest_gap_s: { picture: figures(lost.picture), sound: figures(lost.sound) }, undisturbed_gap_s: { picture: figures(lost.picturesBefore), sound: figures(lost.soundBefore) }, load_average: rounded(loadavg()[0] ?? 0, 1),
  })
}
await browser.close()
process.exit(0)

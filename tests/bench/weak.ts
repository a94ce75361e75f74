import { chromium } from '@playwright/test'
import { openLien } from '../support/lien.ts'
import { clean, type Path } from '../support/mediaRelay.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import { startFloor } from './floor/server.ts'
import { callOfFloor, callOfLien, type Bare, type Beginning } from './support/calls.ts'
import { listen, type Heard } from './support/listen.ts'
import { freeUdpPort } from './support/ports.ts'
import { printResult } from './support/stats.ts'

/**
 * What is heard and seen over a weak network, in both directions, Lien and a bare floor in turn. The patient's media
 * passes a relay that loses, delays and narrows it, the same way in every run; a voice speaks all the time. `begun`: on a
 * good line that becomes weak once both see each other, or on the weak line, listened to once both hear each other.
 */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60)
const wanted = process.env['BENCH_PROFILES']?.split(',')
const begun = ['good', 'weak'] as const
const beginnings = begun.filter((one) => process.env['BENCH_BEGUN']?.split(',').includes(one) ?? true)
const profiles: Record<string, Path> = {
  'a: 300 kbit/s, 5 % loss, 150 ms': { rate: 300, loss: 0.05, delay: 75, queue: 400 },
  'b: 100 kbit/s, 10 % loss, 600 ms': { rate: 100, loss: 0.1, delay: 300, queue: 600 },
  'c: 1 Mbit/s clean': { rate: 1000, loss: 0, delay: 20, queue: 200 },
}

const browser = await chromium.launch(chromiumOptions({ timed: true }))

/** The weak network for as long as it is listened to. */
async function endure({ doctor, patient, relay, close }: Bare, path: Path, seen: boolean): Promise<{ patient: Heard; doctor: Heard }> {
  try {
    Object.assign(relay, { up: path, down: path })
    const [atPatient, atDoctor] = await Promise.all([listen(patient, seconds, seen), listen(doctor, seconds, seen)])
    return { patient: atPatient, doctor: atDoctor }
  } finally {
    Object.assign(relay, { up: clean, down: clean })
    await close()
  }
}

const floorPort = await freeUdpPort()
const [lien, floor] = await Promise.all([openLien(), startFloor(floorPort)])
try {
  for (const [profile, path] of Object.entries(profiles)) {
    if (wanted && !wanted.some((name) => profile.startsWith(name))) continue
    const seed = profile.charCodeAt(0)
    for (const start of beginnings) {
      const beginning: Beginning = start === 'good' ? { path: clean, until: 'seen' } : { path, until: 'heard' }
      const mine = await endure(await callOfLien(browser, lien, seed, beginning), path, start === 'good')
      const bare = await endure(await callOfFloor(browser, floor, floorPort, seed, beginning), path, start === 'good')
      for (const who of ['patient', 'doctor'] as const) printResult({ bench: 'weak', profile, begun: start, heard_by: who, seconds, lien: mine[who], floor: bare[who] })
    }
  }
} finally {
  await browser.close()
  floor.close()
  await lien.close()
}
process.exit(0)

import type { Page } from '@playwright/test'

/** Totals of what a page receives, added over its streams. */
interface Sample { at: number; heard: number; concealed: number; frames: number }

/** How a call was received over a while. */
export interface Heard {
  /** Share of the audio samples played that the browser made up, in percent. */
  concealed_percent: number
  /** s without one true audio sample: the longest run, and in all. */
  longest_silence_s: number
  silence_s: number
  frames_per_second: number
  /** Times that the picture stopped for 3 s or more, or came back from that. */
  video_switches: number
}

/** ms between two looks. */
const pace = 200
/** A picture that stands for so many looks is off. */
const still = 3_000 / pace

/** Listens in the page itself for `seconds`, from a moment at which the other's picture was there or was not (`seen`). `window.lienConnections` must hold its connections. */
export async function listen(page: Page, seconds: number, seen: boolean): Promise<Heard> {
  const samples = await page.evaluate(async ({ pace, looks }) => {
    // In one piece: a function with a name of its own would not survive the way into the page.
    const found: { at: number; heard: number; concealed: number; frames: number }[] = []
    for (let look = 0; look <= looks; look++) {
      if (look > 0) await new Promise((resolve) => { setTimeout(resolve, pace) })
      const sum = { at: performance.now(), heard: 0, concealed: 0, frames: 0 }
      for (const connection of window.lienConnections ?? []) {
        if (connection.connectionState === 'closed') continue
        for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
          if (report.type !== 'inbound-rtp') continue
          sum.heard += report.totalSamplesReceived ?? 0
          sum.concealed += report.concealedSamples ?? 0
          sum.frames += report.framesDecoded ?? 0
        }
      }
      found.push(sum)
    }
    return found
  }, { pace, looks: Math.round((seconds * 1000) / pace) })
  return summary(samples, seen)
}

export function summary(samples: readonly Sample[], seen: boolean): Heard {
  const steps = samples.slice(1).map((sample, index) => {
    const before = samples[index] ?? sample
    return { ms: sample.at - before.at, heard: Math.max(0, sample.heard - before.heard), concealed: Math.max(0, sample.concealed - before.concealed), frames: Math.max(0, sample.frames - before.frames) }
  })
  const total = (pick: (step: (typeof steps)[number]) => number) => steps.reduce((sum, step) => sum + pick(step), 0)
  let [silence, longest, run, without, shown, switches] = [0, 0, 0, 0, seen, 0]
  for (const { ms, heard, concealed, frames } of steps) {
    run = heard - concealed <= 0 ? run + ms : 0
    if (run > 0) silence += ms
    longest = Math.max(longest, run)
    without = frames === 0 ? without + 1 : 0
    if (shown ? without >= still : frames > 0) {
      shown = !shown
      switches += 1
    }
  }
  const round = (value: number) => Number(value.toFixed(2))
  return {
    concealed_percent: round((100 * total(({ concealed }) => concealed)) / Math.max(1, total(({ heard }) => heard))),
    longest_silence_s: round(longest / 1000), silence_s: round(silence / 1000),
    frames_per_second: round(total(({ frames }) => frames) / (total(({ ms }) => ms) / 1000)), video_switches: switches,
  }
}

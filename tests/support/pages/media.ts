import { expect, type BrowserContext, type Page } from '@playwright/test'

declare global {
  interface Window { lienConnections?: RTCPeerConnection[]; lienGaps?: Gaps }
}

/** The longest times, in ms, in which a page decoded no frame of anybody, and in which its own camera gave none. */
interface Gaps { seen: number; own: number }

/** One stream that reaches a page: decoded frames of a picture, energy of a sound. */
export interface Flow { id: string; kind: string; amount: number }

/** The page's connections stay within reach of the tests: what really arrives is read from their statistics. */
export async function keepConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const kept: RTCPeerConnection[] = []
    window.lienConnections = kept
    if (!('RTCPeerConnection' in window)) return
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        kept.push(this)
      }
    }
  })
}

export function flows(page: Page): Promise<Flow[]> {
  return page.evaluate(async () => {
    const found: { id: string; kind: string; amount: number }[] = []
    for (const [index, connection] of (window.lienConnections ?? []).entries()) {
      if (connection.connectionState === 'closed') continue
      for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
        // mediasoup's probe for bandwidth is nobody's picture.
        if (report.type !== 'inbound-rtp' || report.mid === 'probator') continue
        found.push({ id: `${index} ${report.id}`, kind: report.kind, amount: (report.kind === 'video' ? report.framesDecoded : report.totalAudioEnergy) ?? 0 })
      }
    }
    return found
  })
}

/**
 * From now on. The camera is watched by a copy of its own, which the page can neither pause nor stop: what makes a gap in
 * it is the machine, busy elsewhere, and for so long nothing can be decoded either.
 */
export async function watchGaps(page: Page): Promise<() => Promise<Gaps>> {
  await page.evaluate(() => {
    const gaps = { seen: 0, own: 0 }
    window.lienGaps = gaps
    const [counts, last] = [new Map<string, number>(), { seen: performance.now(), own: performance.now() }]
    setInterval(() => void Promise.all((window.lienConnections ?? []).filter((one) => one.connectionState !== 'closed').map((one) => one.getStats())).then((all) => {
      const now = performance.now()
      const reports = all.flatMap((stats) => [...(stats.values() as Iterable<RTCInboundRtpStreamStats>)]).filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
      const risen = reports.filter(({ id, framesDecoded = 0 }) => framesDecoded > (counts.get(id) ?? 0))
      for (const { id, framesDecoded = 0 } of reports) counts.set(id, framesDecoded)
      gaps.seen = Math.max(gaps.seen, now - last.seen)
      if (risen.length > 0) last.seen = now
    }), 50)
    const camera = [...document.querySelectorAll('video')].map(({ srcObject }) => (srcObject as MediaStream | null)?.getVideoTracks()[0]).find((track) => track?.getSettings().deviceId !== undefined)
    if (!camera) throw new Error('This page shows no picture of its own.')
    const copy = document.createElement('video')
    Object.assign(copy, { muted: true, srcObject: new MediaStream([camera.clone()]) })
    void copy.play()
    let frames = 0
    setInterval(() => {
      const [now, count] = [performance.now(), copy.getVideoPlaybackQuality().totalVideoFrames]
      gaps.own = Math.max(gaps.own, now - last.own)
      if (count > frames) last.own = now
      frames = count
    }, 50)
  })
  return () => page.evaluate(() => window.lienGaps ?? { seen: Infinity, own: 0 })
}

/** ms after which a stream that did not rise stands still: a path that was given up keeps its last picture for a while. */
const still = 4_000

/**
 * Waits until the pictures and voices of `people` others rise together, frame after frame and sound after sound.
 * `newerThan`: streams that must not count, because they were there before what the test did. `patience` in ms.
 */
export async function expectMedia(page: Page, { people = 1, newerThan = [], patience = 40_000 }: { people?: number; newerThan?: readonly Flow[]; patience?: number } = {}): Promise<void> {
  const old = new Set(newerThan.map(({ id }) => id))
  const present = async (): Promise<Flow[]> => (await flows(page)).filter(({ id }) => !old.has(id))
  const last = new Map((await present()).map(({ id, amount }) => [id, { amount, roseAt: -Infinity }]))
  const rising = async (): Promise<{ video: number; audio: number }> => {
    const [now, flowing] = [performance.now(), await present()]
    for (const { id, amount } of flowing) if (amount > (last.get(id)?.amount ?? 0)) last.set(id, { amount, roseAt: now })
    const risen = flowing.filter(({ id }) => now - (last.get(id)?.roseAt ?? -Infinity) < still)
    return { video: risen.filter(({ kind }) => kind === 'video').length, audio: risen.filter(({ kind }) => kind === 'audio').length }
  }
  try {
    await expect.poll(rising, { message: 'frames decoded and audio energy rise', timeout: patience }).toEqual({ video: people, audio: people })
  } catch (error) {
    // What the person reads at that moment says why: a weak network, a repair, a camera that is gone.
    throw new Error(`${(error as Error).message}\nThe page says: ${await page.locator('body').innerText()}`, { cause: error })
  }
}

import { expect, type BrowserContext, type Page } from '@playwright/test'

declare global {
  interface Window { lienConnections?: RTCPeerConnection[]; lienGap?: number }
}

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

/** From now on: the longest time, in ms, in which a page decoded no frame. */
export async function watchGaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.lienGap = 0
    const [seen, last] = [new Map<string, number>(), { at: performance.now() }]
    setInterval(() => void Promise.all((window.lienConnections ?? []).filter((one) => one.connectionState !== 'closed').map((one) => one.getStats())).then((all) => {
      const now = performance.now()
      const reports = all.flatMap((stats) => [...(stats.values() as Iterable<RTCInboundRtpStreamStats>)]).filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
      const risen = reports.filter(({ id, framesDecoded = 0 }) => framesDecoded > (seen.get(id) ?? 0))
      for (const { id, framesDecoded = 0 } of reports) seen.set(id, framesDecoded)
      window.lienGap = Math.max(window.lienGap ?? 0, now - last.at)
      if (risen.length > 0) last.at = now
    }), 50)
  })
  return () => page.evaluate(() => window.lienGap ?? Infinity)
}

/**
 * Waits until the pictures and voices of `people` others rise together, frame after frame and sound after sound.
 * `newerThan`: streams that must not count, because they were there before what the test did.
 */
export async function expectMedia(page: Page, { people = 1, newerThan = [] }: { people?: number; newerThan?: readonly Flow[] } = {}): Promise<void> {
  const old = new Set(newerThan.map(({ id }) => id))
  const present = async (): Promise<Flow[]> => (await flows(page)).filter(({ id }) => !old.has(id))
  const before = new Map((await present()).map(({ id, amount }) => [id, amount]))
  const rising = async (): Promise<{ video: number; audio: number }> => {
    const risen = (await present()).filter(({ id, amount }) => amount > (before.get(id) ?? 0))
    return { video: risen.filter(({ kind }) => kind === 'video').length, audio: risen.filter(({ kind }) => kind === 'audio').length }
  }
  await expect.poll(rising, { message: 'frames decoded and audio energy rise', timeout: 40_000 }).toEqual({ video: people, audio: people })
}

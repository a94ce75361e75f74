import type { Page } from '@playwright/test'

declare global {
  interface Window { lienTracks?: MediaStreamTrack[]; lienTaken?: boolean; lienScreens?: MediaStreamTrack[] }
}

/** Keeps what the page captures within reach of the test. Prepare it before the page opens. */
export async function holdTracks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: MediaStreamTrack[] = []
    window.lienTracks = held
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      if (window.lienTaken) throw new DOMException('taken', 'NotReadableError')
      const stream = await real(wanted)
      held.push(...stream.getTracks())
      return stream
    }
  })
}

/** What a browser says when the system takes the microphone for a telephone call (`mute`, Media Capture and Streams §4.3.1). */
export const silenceMicrophone = (page: Page): Promise<unknown> => page.evaluate(() => {
  for (const track of window.lienTracks ?? []) if (track.kind === 'audio' && track.readyState === 'live') track.dispatchEvent(new Event('mute'))
})

/** Another program takes the device: its track ends (`ended`, Media Capture and Streams §4.3.1) and cannot be had again until it is given back. */
export const takeDevice = (page: Page, kind: 'audio' | 'video'): Promise<void> => page.evaluate((taken) => {
  window.lienTaken = true
  for (const track of window.lienTracks ?? []) if (track.kind === taken && track.readyState === 'live') {
    track.stop()
    track.dispatchEvent(new Event('ended'))
  }
}, kind)
export const giveDeviceBack = (page: Page): Promise<unknown> => page.evaluate(() => {
  window.lienTaken = false
})

/** The same with the screens that the page captures. */
export async function holdScreen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: MediaStreamTrack[] = []
    window.lienScreens = held
    const real = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getDisplayMedia = async (wanted) => {
      const stream = await real(wanted)
      held.push(...stream.getTracks())
      return stream
    }
  })
}
/** The browser's own « Stop sharing » ends the track. */
export const stopScreenByBrowser = (page: Page): Promise<void> => page.evaluate(() => {
  for (const track of window.lienScreens ?? []) if (track.readyState === 'live') {
    track.stop()
    track.dispatchEvent(new Event('ended'))
  }
})

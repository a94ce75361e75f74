import type { BrowserContext } from '@playwright/test'

/** What a camera films, in pixels; encoding and drawing it is what fills a machine that plays both sides of a call. */
export interface Frame { width: number; height: number }
/** The least that is sent in two layers. */
export const modest: Frame = { width: 640, height: 480 }
/** Where nobody looks at the pictures. */
export const small: Frame = { width: 320, height: 240 }

/** From the next page on, whatever a page of this browser asks of its camera, it films in this size. */
export async function giveCamera(context: BrowserContext, { width, height }: Frame): Promise<void> {
  await context.addInitScript((frame) => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (wanted = {}) => real(wanted.video ? { ...wanted, video: { ...(typeof wanted.video === 'object' && wanted.video), ...frame } } : wanted)
  }, { width, height })
}

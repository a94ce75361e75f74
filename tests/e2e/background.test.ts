import type { Page } from '@playwright/test'
import { toBackground } from '../support/pages/background.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { expect, patientName, test } from './fixtures.ts'

test.slow()

const received = async (page: Page, wanted: string): Promise<number> => (await flows(page)).reduce((sum, { kind, amount }) => sum + (kind === wanted ? amount : 0), 0)

/** Frames that a page's encoders made of its own picture. */
const encoded = (page: Page): Promise<number> => page.evaluate(async () => {
  let frames = 0
  for (const connection of window.lienConnections ?? []) {
    if (connection.connectionState === 'closed') continue
    for (const report of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>) if (report.type === 'outbound-rtp') frames += report.framesEncoded ?? 0
  }
  return frames
})

/** How much more than at the last look. */
function more(total: () => Promise<number>): () => Promise<number> {
  let before = -1
  return async () => {
    const now = await total()
    const since = now - before
    before = now
    return since
  }
}

test('a tab in the background is carried voices only, and the picture that nobody else looks at is not even made; in front again, pictures are back', async ({ pair: { doctor, patient } }) => {
  const back = await toBackground(patient.page)
  await expect.poll(() => patient.page.evaluate(() => document.visibilityState)).toBe('hidden')
  const still = { timeout: 20_000, intervals: [1_000] }
  await expect.poll(more(() => received(patient.page, 'video')), { message: 'no frame is decoded any more', ...still }).toBe(0)
  await expect.poll(more(() => encoded(doctor.page)), { message: 'the doctor’s picture is made no more', ...still }).toBe(0)
  const heard = await received(patient.page, 'audio')
  await expect.poll(() => received(patient.page, 'audio'), { message: 'the voice goes on' }).toBeGreaterThan(heard + 0.1)
  // The patient is seen and heard as before.
  await expectMedia(doctor.page)
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(doctor.words.call.noCamera)

  await back()
  await expect.poll(() => patient.page.evaluate(() => document.visibilityState)).toBe('visible')
  await expectMedia(patient.page)
})

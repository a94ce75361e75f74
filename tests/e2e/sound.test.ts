import type { Page } from '@playwright/test'
import { chromiumOptions } from '../support/pages/chromium.ts'
import type { DoctorPage } from '../support/pages/DoctorPage.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'
import { expectMedia } from '../support/pages/media.ts'
import type { PlannedVisit } from '../support/world.ts'
import { expect, patientName, test } from './fixtures.ts'

// Nothing sounds before a person's touch, as on most browsers.
test.use({ launchOptions: chromiumOptions({ strict: true }) })
test.slow()

/** What the page's one voice has played so far, in s. */
const played = (page: Page): Promise<number> => page.locator('audio').evaluate((audio: HTMLAudioElement) => (audio.paused ? 0 : audio.currentTime))
const paused = (page: Page): Promise<boolean> => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.paused)
const pause = (page: Page): Promise<void> => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.pause())
/** From its next load on, another program holds camera and microphone. */
const takeDevices = (page: Page): Promise<unknown> => page.addInitScript(() => {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))
})
async function meet(planned: PlannedVisit, [doctor, patient]: [DoctorPage, GuestPage]): Promise<{ planned: PlannedVisit; patient: GuestPage }> {
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await expectMedia(patient.page)
  return { planned, patient }
}
async function sounds(page: Page): Promise<void> {
  const before = await played(page)
  await expect.poll(() => played(page), { message: 'the voice plays' }).toBeGreaterThan(before + 0.2)
}

test('a voice that the browser refuses to play: one touch, and it plays; the record says that it was refused', async ({ lien, visit, guest, doctor: signIn }) => {
  const { planned, patient } = await meet(await visit(), await Promise.all([signIn(), guest()]))
  const { page } = patient
  await sounds(page)
  // The page is loaded again, and somebody who is not recorded is played nothing unasked. Each question of the test to
  // the page counts as a touch: none is put before the browser has refused.
  await takeDevices(page)
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'call.incident', incident: 'autoplayBlocked' }))
  expect(await paused(page)).toBe(true)
  await patient.press(patient.words.call.unblock)
  await sounds(page)
  await expect(patient.button(patient.words.call.unblock)).toBeHidden()
})

test('a voice that the system stops plays again by itself, at the latest when the person looks again', async ({ visit, guest, doctor: signIn }) => {
  const { patient: { page } } = await meet(await visit(), await Promise.all([signIn(), guest()]))
  await pause(page)
  await sounds(page)

  const look = (state: DocumentVisibilityState): Promise<void> => page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: now })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
  await look('hidden')
  await pause(page)
  // The event of the pause is over by then.
  await page.evaluate(() => new Promise((next) => { setTimeout(next, 300) }))
  expect(await paused(page)).toBe(true)
  await look('visible')
  await sounds(page)
})

test('a level that stands still because the system stopped all sound: one touch wakes it', async ({ visit, guest }) => {
  const planned = await visit()
  const patient = await guest()
  const { page } = patient
  await page.addInitScript(() => {
    const held: AudioContext[] = []
    Object.assign(window, { lienSounds: held })
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options)
        held.push(this)
      }
    }
  })
  await patient.open(planned.guest('patient').link)
  await patient.prepare()
  await patient.agree()
  await patient.tryDevices()
  const wake = patient.button(patient.precallWords.wake)
  const level = () => page.getByRole('img', { name: patient.words.visit.devices.level }).locator('div').evaluate((bar: HTMLElement) => bar.style.getPropertyValue('--level'))
  const levels = async (): Promise<number> => {
    const seen = new Set<string>()
    for (let look = 0; look < 10; look++) {
      seen.add(await level())
      await page.evaluate(() => new Promise((next) => { setTimeout(next, 60) }))
    }
    return seen.size
  }
  await expect(wake).toBeHidden()
  await expect.poll(levels, { message: 'the level moves' }).toBeGreaterThan(3)

  await page.evaluate(async () => {
    for (const one of (window as unknown as { lienSounds: AudioContext[] }).lienSounds) await one.suspend()
  })
  await expect(wake).toBeVisible()
  // What was measured last may be drawn once more.
  await expect.poll(levels, { message: 'the level stands still' }).toBe(1)
  await patient.press(patient.precallWords.wake)
  await expect(wake).toBeHidden()
  await expect.poll(levels, { message: 'the level moves again' }).toBeGreaterThan(3)
})

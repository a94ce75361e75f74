import { devices as phones, type Page } from '@playwright/test'
import { quality } from '../../client/src/i18n/fr/quality.ts'
import { expect, patientName, test } from './fixtures.ts'
import { finger } from '../support/pages/hands.ts'
import { clean, MediaRelay } from '../support/mediaRelay.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { smallTargets, sideways } from '../support/pages/measure.ts'
import { Wire } from '../support/pages/Wire.ts'
import type { GuestPage } from '../support/pages/GuestPage.ts'

const phone = { ...phones['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hand: finger }
const facebook = 'Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/468.0.0.54.109;]'
/** Days before the appointment. */
const early = 3 * 24 * 60

const outcome = (patient: GuestPage, which: keyof GuestPage['precallWords']['results']) => patient.heading(patient.precallWords.results[which].title)
const refuses = (patient: GuestPage, kind: 'audio' | 'video') => patient.page.addInitScript((broken) => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = (wanted = {}) => (wanted[broken] ? Promise.reject(new DOMException('', 'NotAllowedError')) : real(wanted))
}, kind)
const connections = (page: Page): Promise<number> => page.evaluate(() => (window.lienConnections ?? []).length)
/** Packets of pictures that left over the connections opened after the first `after`. */
const picturesSent = (page: Page, after: number): Promise<number> => page.evaluate(async (first) => {
  let sent = 0
  for (const connection of (window.lienConnections ?? []).slice(first)) {
    for (const report of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>) if (report.type === 'outbound-rtp' && report.kind === 'video') sent += report.packetsSent ?? 0
  }
  return sent
}, after)

test('days before, by finger: two touches, a real loop through the sfu, one sentence; the doctor sees it, the call’s record does not', async ({ lien, house, guest, doctor: signIn }) => {
  test.slow()
  const planned = await lien.world.visit(house, { in: early })
  const patient = await guest(phone)
  const { page, precallWords } = patient
  await patient.open(planned.guest('patient').link)
  const started = Date.now()
  await patient.press(patient.words.visit.test)
  await patient.preview.waitFor()
  await expect(page.getByText(precallWords.hearing)).toBeVisible()
  // What comes back from the sfu is really decoded.
  await expect.poll(async () => (await flows(page)).filter(({ kind, amount }) => kind === 'video' && amount > 10).length, { timeout: 15_000 }).toBe(1)
  expect(lien.sfu.log.filter(({ msg }) => msg === 'room opened')).not.toEqual([])
  expect(await sideways(page)).toBe(0)
  expect(await smallTargets(page, 48)).toEqual([])
  await patient.press(precallWords.heard)
  await expect(outcome(patient, 'ready')).toBeVisible({ timeout: 30_000 })
  expect(Date.now() - started, 'ms').toBeLessThan(30_000)
  expect(await sideways(page)).toBe(0)
  // Its connections are closed, its room with them.
  expect(await flows(page)).toEqual([])
  await expect.poll(() => lien.sfu.log.filter(({ msg }) => msg === 'room opened').length - lien.sfu.log.filter(({ msg }) => msg === 'room closed').length).toBe(0)

  const [found] = await lien.database.query<{ speaker: string; network: string; checked_in_at: Date | null }>('SELECT speaker, network, checked_in_at FROM participants WHERE id = $1', [planned.guest('patient').participantId])
  expect(found).toEqual({ speaker: 'heard', network: 'good', checked_in_at: null })
  expect((await lien.trail(planned.consultationId)).map(({ event }) => event.type).filter((type) => type.startsWith('call.'))).toEqual([])
  await patient.press(precallWords.done)
  await expect(patient.button(patient.words.visit.test)).toBeVisible()

  // Three days later.
  await lien.database.query(`UPDATE consultations SET scheduled_at = now() + interval '1 minute' WHERE id = $1`, [planned.consultationId])
  const doctor = await signIn()
  await expect(doctor.row(patientName)).toContainText(`${doctor.words.professional.test.ok}, ${doctor.words.professional.test.network.good}`)
})

test('at check-in the same test costs one touch and no wait: the network’s verdict follows into the waiting room', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  await patient.arrive(planned.guest('patient').link)
  await expect(doctor.row(patientName)).toContainText(doctor.words.professional.test.network.good, { timeout: 20_000 })
})

test('on a weak line the call begins with the voice: no picture is sent either way, also after a reload, until the line has shown itself good', async ({ lien, visit, guest, doctor: signIn }) => {
  test.setTimeout(300_000)
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const relay = await MediaRelay.open(lien.sfu.mediaPort)
  const weak = { delay: 100, loss: 0.02, rate: 100, queue: 600 }
  Object.assign(relay, { up: weak, down: weak })
  await relay.through(patient.page.context())
  await patient.arrive(planned.guest('patient').link)
  const { network } = doctor.words.professional.test
  await expect(doctor.row(patientName)).toContainText(new RegExp([network.weak, network.bad].join('|')), { timeout: 30_000 })
  const tested = await connections(patient.page)
  await doctor.admitFromDay(patientName)

  const spoken = async (page: Page) => (await flows(page)).filter(({ kind, amount }) => kind === 'audio' && amount > 0).length
  const onlyVoices = async () => {
    for (const { page } of [doctor, patient]) await expect.poll(() => spoken(page), { timeout: 30_000 }).toBe(1)
    await expect(patient.page.getByText(quality.weak.both)).toBeVisible()
    await expect(doctor.tile(patientName, 'patient')).toContainText(quality.theirs.weak)
    await expect(doctor.tile(patientName, 'patient')).toContainText(quality.picturesStopped)
    expect((await flows(patient.page)).filter(({ kind, amount }) => kind === 'video' && amount > 0)).toEqual([])
    expect((await flows(doctor.page)).filter(({ kind, amount }) => kind === 'video' && amount > 0)).toEqual([])
  }
  await onlyVoices()
  expect(await picturesSent(patient.page, tested), 'packets of the patient’s picture').toBe(0)
  await patient.page.reload()
  await onlyVoices()
  expect(await picturesSent(patient.page, 0), 'packets of the patient’s picture').toBe(0)

  Object.assign(relay, { up: clean, down: clean })
  // Each way opens by itself, after half a minute without a doubt, at either end; a machine that lost packets meanwhile shuts it for another minute.
  await Promise.all([doctor, patient].map(({ page }) => expectMedia(page, { patience: 170_000 })))
  for (const sentence of [quality.weak.both, quality.weak.in, quality.weak.out]) await expect(patient.page.getByText(sentence)).toBeHidden()
  relay.close()
})

test('nothing gets through: the sentence says what to change, and the doctor is told', async ({ lien, house, guest }) => {
  test.slow()
  const planned = await lien.world.visit(house, { in: early })
  const patient = await guest()
  // A network that lets the pages through and no media.
  await patient.page.addInitScript(() => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration: RTCConfiguration = {}) { super({ ...configuration, iceServers: [], iceTransportPolicy: 'relay' }) }
    }
  })
  await patient.open(planned.guest('patient').link)
  await patient.press(patient.words.visit.test)
  await patient.press(patient.precallWords.heard)
  await expect(outcome(patient, 'noNetwork')).toBeVisible({ timeout: 30_000 })
  await expect(patient.page.getByText(patient.precallWords.results.noNetwork.next)).toBeVisible()
  await expect.poll(() => lien.database.query('SELECT network FROM participants WHERE id = $1', [planned.guest('patient').participantId])).toEqual([{ network: 'none' }])
  await patient.press(patient.precallWords.retry)
  await expect(patient.preview).toBeVisible()
})

test('a camera that is denied and a sound that is not heard: help first, then a sentence', async ({ lien, house, guest }) => {
  test.slow()
  const planned = await lien.world.visit(house, { in: early })
  const [blind, deaf] = await Promise.all([guest(), guest()])
  await refuses(blind, 'video')
  await blind.open(planned.guest('patient').link)
  await blind.press(blind.words.visit.test)
  const card = blind.page.getByRole('alert')
  await expect(card).toContainText(blind.words.help.failures.denied.camera)
  await expect(card.getByRole('listitem')).toHaveText([...blind.words.help.denied.chromeDesktop])
  await blind.press(blind.words.visit.devices.withoutCamera)
  await expect(outcome(blind, 'noCamera')).toBeVisible({ timeout: 30_000 })

  await deaf.open(planned.guest('patient').link)
  await deaf.press(deaf.words.visit.test)
  await deaf.press(deaf.precallWords.notHeard)
  await expect(deaf.page.getByRole('alert')).toContainText(deaf.precallWords.silent.title)
  await deaf.press(deaf.precallWords.silent.goOn)
  await expect(outcome(deaf, 'notHeard')).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => lien.database.query('SELECT speaker FROM participants WHERE id = $1', [planned.guest('patient').participantId])).toEqual([{ speaker: 'notHeard' }])
})

test('in a messaging application’s own browser: the way to the real one, the link whole and unopened, and on here if one must', async ({ lien, visit, guest }) => {
  const planned = await visit()
  const { link } = planned.guest('patient')
  const patient = await guest({ ...phone, userAgent: facebook, permissions: ['clipboard-read', 'clipboard-write'] })
  const { inApp } = patient.precallWords
  await patient.open(link)
  await expect(patient.heading(inApp.title)).toBeVisible()
  await expect(patient.page.getByText(inApp.lead('facebook'))).toBeVisible()
  expect(await sideways(patient.page)).toBe(0)
  expect(await smallTargets(patient.page, 48)).toEqual([])
  await patient.press(inApp.copy)
  await expect(patient.page.getByText(inApp.copied)).toBeVisible()
  expect(await patient.page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  expect((await lien.trail(planned.consultationId)).map(({ event }) => event.type)).not.toContain('link.opened')
  // The copied link opens in a real browser.
  await expect((await (await guest()).open(link)).button(patient.words.visit.prepare)).toBeVisible()
  await patient.press(inApp.stay)
  await expect(patient.button(patient.words.visit.prepare)).toBeVisible()
})

test('whoever is quicker than the line is not told that nothing could be tried', async ({ lien, house, guest }) => {
  test.slow()
  const planned = await lien.world.visit(house, { in: early })
  const patient = await guest()
  const wire = await Wire.of(patient.page)
  wire.hold()
  await patient.open(planned.guest('patient').link)
  await patient.press(patient.words.visit.test)
  await patient.press(patient.precallWords.heard)
  await expect(patient.heading(patient.precallWords.wait.title)).toBeVisible()
  wire.mend()
  await expect(outcome(patient, 'ready')).toBeVisible({ timeout: 30_000 })
})

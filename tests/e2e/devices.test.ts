import { chromium } from '@playwright/test'
import { expect, patientName, test } from './fixtures.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import { GuestPage } from '../support/pages/GuestPage.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { watchPolicy } from '../support/pages/policy.ts'

async function reachDevices(patient: GuestPage, link: string): Promise<void> {
  await patient.open(link)
  await patient.prepare()
  await patient.agree()
}

/** The page's camera, microphone or both fail as they do in real browsers. */
const failing = (patient: GuestPage, kinds: readonly ('video' | 'audio')[], name: string): Promise<unknown> =>
  patient.page.addInitScript(([broken, error]) => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (wanted = {}) =>
      broken.some((kind) => wanted[kind]) ? Promise.reject(new DOMException('', error)) : real(wanted)
  }, [kinds, name] as const)

test('a browser told to refuse shows how to allow the camera in this very browser', async ({ visit, violations }) => {
  const planned = await visit()
  const asking = await chromium.launch(chromiumOptions({ asks: true }))
  try {
    const context = await asking.newContext({ locale: 'fr-FR' })
    await watchPolicy(context, violations)
    const patient = new GuestPage({ page: await context.newPage() })
    await reachDevices(patient, planned.guest('patient').link)
    await patient.press(patient.words.visit.devices.start)
    const { help } = patient.words
    const card = patient.page.getByRole('alert')
    await expect(card).toContainText(help.failures.denied.both)
    await expect(card.getByRole('listitem')).toHaveText([...help.denied.chromeDesktop])
    await expect(patient.button(patient.words.common.retry)).toBeVisible()
    await patient.enterWaiting(patient.words.visit.devices.withoutMicrophone)
  } finally {
    await asking.close()
  }
})

for (const [error, failure] of [['NotAllowedError', 'denied'], ['NotFoundError', 'absent'], ['NotReadableError', 'busy']] as const) {
  test(`a camera that is ${failure}: help, and on without it; the doctor hears the patient`, async ({ lien, visit, guest, doctor: signIn }) => {
    const planned = await visit()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    await failing(patient, ['video'], error)
    await reachDevices(patient, planned.guest('patient').link)
    await expect(patient.page.getByRole('alert')).toContainText(patient.words.help.failures[failure].camera)
    await expect(patient.page.getByRole('alert')).toContainText(patient.words.help.audioOnly)
    await expect(patient.page.getByText(patient.words.visit.devices.heard)).toBeVisible()
    await patient.enterWaiting(patient.words.visit.devices.withoutCamera)
    expect((await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'devices.reported', camera: failure, microphone: 'ok' }))
    if (failure !== 'denied') return

    await doctor.admitFromDay(patientName)
    await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.noCamera)
    await expectMedia(patient.page)
    await expect.poll(async () => (await flows(doctor.page)).filter(({ kind, amount }) => kind === 'audio' && amount > 0).length).toBe(1)
  })
}

test('no camera and no microphone: both are named, trying again helps once they are there', async ({ visit, guest }) => {
  const planned = await visit()
  const patient = await guest()
  await failing(patient, ['video', 'audio'], 'NotFoundError')
  await reachDevices(patient, planned.guest('patient').link)
  await expect(patient.page.getByRole('alert')).toContainText(patient.words.help.failures.absent.both)
  // The devices are plugged in: the browser's own function is back.
  await patient.page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'))
  await patient.press(patient.words.common.retry)
  await expect(patient.preview).toBeVisible()
  await expect(patient.page.getByRole('alert')).toHaveCount(0)
  await patient.enterWaiting()
})

test('a browser without WebRTC is told what to do instead, with the telephone', async ({ lien, visit, guest }) => {
  const planned = await visit()
  const patient = await guest()
  await patient.page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'))
  await patient.open(planned.guest('patient').link)
  await patient.prepare()
  await patient.press(patient.words.visit.consent.give)
  await expect(patient.page.getByRole('alert')).toContainText(patient.words.help.failures.unsupported.both)
  await expect(patient.page.getByRole('listitem').first()).toHaveText(patient.words.help.unsupported[0] ?? '')
  await expect(patient.page.getByRole('link', { name: patient.words.common.callWard('+33 1 99 00 00 01') })).toBeVisible()
  await expect.poll(async () => (await lien.trail(planned.consultationId)).map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'devices.reported', camera: 'unsupported' }))
})

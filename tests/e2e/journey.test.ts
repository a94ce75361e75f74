import { expect, patientName, test } from './fixtures.ts'
import { expectMedia, flows } from '../support/pages/media.ts'
import { oncologist } from '../support/world.ts'

test('[R6316-4] a consultation from the link to the farewell: both see and hear each other, a reload comes back, the trail holds every step', async ({ lien, visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const { words } = patient
  const arrival = doctor.page.getByRole('status').filter({ hasText: words.professional.arrived(patientName) })

  await patient.open(planned.guest('patient').link)
  await expect(patient.heading(words.visit.hello('Madame Rivière'))).toBeVisible()
  await expect(patient.page).not.toHaveURL(/#/)
  await patient.prepare()
  await patient.agree()
  await patient.tryDevices()
  await expect(doctor.row(patientName)).toContainText(words.professional.linkStates.opened)
  await expect(arrival).toHaveCount(0)
  await patient.enterWaiting()

  await expect(arrival).toBeAttached()
  await expect(doctor.row(patientName)).toContainText(words.professional.justArrived)
  await expect(doctor.row(patientName)).toContainText(words.professional.test.ok)
  await doctor.message(patientName, 'Je suis à vous dans cinq minutes.')
  await expect(patient.page.getByText('Je suis à vous dans cinq minutes.')).toBeVisible()

  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  await expect(doctor.tile(patientName, 'patient')).toBeVisible()
  await expect(patient.tile(oncologist.name, 'oncologist')).toBeVisible()

  const before = await flows(doctor.page)
  await patient.page.reload()
  await patient.inCall()
  await Promise.all([expectMedia(doctor.page, { newerThan: before }), expectMedia(patient.page)])

  await patient.microphone()
  await expect(doctor.tile(patientName, 'patient')).toContainText(words.call.mutedMic)
  await patient.camera()
  await expect(doctor.tile(patientName, 'patient')).toContainText(words.call.noCamera)
  await patient.microphone()
  await patient.camera()
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(words.call.mutedMic)
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(words.call.noCamera)
  await expectMedia(doctor.page, { newerThan: before })

  await doctor.sendBack(patientName)
  await patient.waiting()
  await expect(patient.page.getByText(words.visit.waiting.sentBack)).toBeVisible()
  await doctor.admit(patientName)
  await patient.inCall()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])

  await doctor.end('reroutedInPerson')
  await expect(patient.heading(words.visit.ended.title)).toBeVisible()
  await expect(patient.page.getByText(words.visit.ended.reasons.reroutedInPerson)).toBeVisible()

  await expect.poll(async () => (await lien.trail(planned.consultationId)).at(-1)?.event.type).toBe('call.left')
  const trail = (await lien.trail(planned.consultationId)).map(({ event }) => event.type)
  for (const step of ['link.opened', 'consent.decided', 'devices.reported', 'participant.checkedIn', 'message.sent', 'participant.admitted', 'call.joined', 'call.mediaUp', 'participant.sentBack', 'call.reconnected', 'consultation.ended', 'call.left'] as const) expect(trail).toContain(step)
  expect(trail.filter((type) => type === 'participant.admitted')).toHaveLength(2)
  expect((await lien.verify()).breaks).toEqual([])
})

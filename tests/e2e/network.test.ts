import { expect, patientName, test } from './fixtures.ts'
import { expectMedia } from '../support/pages/media.ts'
import { Wire } from '../support/pages/Wire.ts'

test.slow()

test('a socket that drops in the call comes back by itself, and nobody is admitted again', async ({ lien, visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const wire = await Wire.of(patient.page)
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])

  await wire.cut()
  await expect(patient.page.getByText(patient.words.call.connection.signallingLost)).toBeVisible()
  await expect(doctor.tile(patientName, 'patient')).toContainText(doctor.words.call.reconnecting)
  // Out of reach of the server is not out of reach of the doctor.
  await expectMedia(patient.page)
  wire.mend()
  await expect(patient.page.getByText(patient.words.call.connection.signallingLost)).toBeHidden()
  await expect(doctor.tile(patientName, 'patient')).not.toContainText(doctor.words.call.reconnecting)
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])

  const types = (await lien.trail(planned.consultationId)).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'participant.admitted')).toHaveLength(1)
  expect(types).toContain('call.reconnected')
})

test('a waiting patient out of reach is told so, and hears what was said meanwhile', async ({ visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const wire = await Wire.of(patient.page)
  await patient.arrive(planned.guest('patient').link)
  await wire.cut()
  await expect(patient.page.getByText(patient.words.common.offline)).toBeVisible()
  await expect(doctor.row(patientName)).toContainText(doctor.words.professional.pageClosed)
  await doctor.message(patientName, 'Nous vous attendons.')
  wire.mend()
  await expect(patient.page.getByText('Nous vous attendons.')).toBeVisible()
  await expect(patient.page.getByText(patient.words.common.offline)).toBeHidden()
  await expect(doctor.row(patientName)).not.toContainText(doctor.words.professional.pageClosed)
})

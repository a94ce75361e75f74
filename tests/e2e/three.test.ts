import { expect, nurseName, patientName, test } from './fixtures.ts'
import { expectMedia } from '../support/pages/media.ts'
import { oncologist } from '../support/world.ts'

test('three people: a patient, a nurse and the doctor each see and hear the two others; each guest is admitted in their own turn', async ({ visit, guest, doctor: signIn }) => {
  test.slow()
  const planned = await visit({ guests: ['patient', 'townNurse'] })
  const [doctor, patient, nurse] = await Promise.all([signIn(), guest(), guest()])
  await patient.arrive(planned.guest('patient').link)
  await nurse.arrive(planned.guest('townNurse').link, { consents: false })
  await doctor.admitFromDay(patientName)
  await patient.inCall()
  await expect(nurse.bar).toHaveCount(0)
  await doctor.admit(nurseName)
  await nurse.inCall()

  await expect(doctor.tiles).toHaveCount(2)
  await expect(patient.tile(oncologist.name, 'oncologist')).toBeVisible()
  await expect(patient.tile(nurseName, 'townNurse')).toBeVisible()
  await expect(nurse.tile(patientName, 'patient')).toBeVisible()
  await Promise.all([doctor, patient, nurse].map(({ page }) => expectMedia(page, { people: 2 })))

  await nurse.leave()
  await expect(nurse.heading(nurse.words.visit.left.title)).toBeVisible()
  await expect(patient.tiles).toHaveCount(1)
  await expectMedia(patient.page)
})

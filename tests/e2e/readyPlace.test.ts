import type { Page } from '@playwright/test'
import { MediaRelay } from '../support/mediaRelay.ts'
import { expectMedia } from '../support/pages/media.ts'
import { Wire } from '../support/pages/Wire.ts'
import { expect, nurseName, patientName, test } from './fixtures.ts'

test.slow()

interface Ready { connected: boolean; agreed: number; packets: number }

/** The newest of a page's connections: is it up, how many streams are agreed on (mediasoup's probe for bandwidth is none), and what came over them? */
const newest = (page: Page): Promise<Ready> => page.evaluate(async () => {
  const connection = (window.lienConnections ?? []).findLast(({ connectionState }) => connectionState !== 'closed')
  if (!connection) return { connected: false, agreed: 0, packets: 0 }
  const reports = [...((await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>)].filter(({ type, mid }) => type === 'inbound-rtp' && mid !== 'probator')
  return { connected: connection.connectionState === 'connected', agreed: connection.getTransceivers().filter(({ mid }) => mid !== 'probator').length, packets: reports.reduce((sum, { packetsReceived = 0 }) => sum + packetsReceived, 0) }
})
const open = (page: Page): Promise<number> => page.evaluate(() => (window.lienConnections ?? []).filter(({ connectionState }) => connectionState !== 'closed').length)
const made = (page: Page): Promise<number> => page.evaluate(() => window.lienConnections?.length ?? 0)

test('whoever waits while the doctor is in the call has a way that is up and silent; the admission fills it, and no other is made to receive', async ({ visit, guest, doctor: signIn }) => {
  const planned = await visit({ guests: ['patient', 'townNurse'] })
  const [doctor, patient, nurse] = await Promise.all([signIn(), guest(), guest()])
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await expectMedia(patient.page)

  await nurse.arrive(planned.guest('townNurse').link, { consents: false })
  // Two voices and two pictures are agreed on.
  await expect.poll(() => newest(nurse.page)).toMatchObject({ connected: true, agreed: 4 })
  const before = await made(nurse.page)
  // Meanwhile the others see and hear each other.
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  expect(await newest(nurse.page)).toEqual({ connected: true, agreed: 4, packets: 0 })

  await doctor.admit(nurseName)
  await nurse.inCall()
  await Promise.all([expectMedia(nurse.page, { people: 2 }), expectMedia(doctor.page, { people: 2 }), expectMedia(patient.page, { people: 2 })])
  // The one to send by.
  expect(await made(nurse.page)).toBe(before + 1)
})

test('a line that is lost while one waits takes the way along; it is made anew, and leads into the call', async ({ visit, guest, doctor: signIn }) => {
  const planned = await visit({ guests: ['patient', 'townNurse'] })
  const [doctor, patient, nurse] = await Promise.all([signIn(), guest(), guest()])
  const wire = await Wire.of(nurse.page)
  // Before the others: a test of the network on a machine busy with their call may find the line too weak for a way that is kept ready.
  await nurse.arrive(planned.guest('townNurse').link, { consents: false })
  // The test's own ways are closed by then, though it may have looked twice.
  await expect.poll(() => open(nurse.page), { timeout: 30_000 }).toBe(1)
  await patient.arrive(planned.guest('patient').link)
  await doctor.admitFromDay(patientName)
  await expect.poll(() => newest(nurse.page)).toMatchObject({ connected: true, agreed: 4 })
  const before = await made(nurse.page)
  await wire.cut()
  wire.mend()
  await expect.poll(() => made(nurse.page)).toBe(before + 1)
  await expect.poll(() => newest(nurse.page)).toEqual({ connected: true, agreed: 4, packets: 0 })
  await doctor.admit(nurseName)
  await expectMedia(nurse.page, { people: 2 })
})

test('a page that hears late of its admission has lost nothing of what was said of the call until then', async ({ lien, visit, guest, doctor: signIn }) => {
  const planned = await visit()
  const [doctor, patient] = await Promise.all([signIn(), guest()])
  const [relay, wire] = await Promise.all([MediaRelay.open(lien.sfu.mediaPort), Wire.of(patient.page)])
  // The test of the network is still under way: no place is kept ready that would listen.
  relay.cut()
  await relay.through(patient.page.context())
  await patient.arrive(planned.guest('patient').link)
  wire.late = { notice: 'visit.changed', ms: 1_500 }
  await doctor.admitFromDay(patientName)
  relay.mend()
  await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
  relay.close()
})

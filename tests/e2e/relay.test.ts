import { openLien } from '../support/lien.ts'
import { expectMedia } from '../support/pages/media.ts'
import { chromiumOptions } from '../support/pages/chromium.ts'
import { pathsInUse, relayOnly } from '../support/pages/relayOnly.ts'
import { startRelay } from '../support/relay.ts'
import { expect, patientName, test as base } from './fixtures.ts'

/** A Lien with a relay of its own. */
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  lien: [async ({}, use) => {
    const relay = await startRelay()
    const lien = await openLien({ env: () => Promise.resolve(relay.settings) })
    await use(lien)
    await lien.close()
    await relay.close()
  }, { scope: 'worker', timeout: 120_000 }],
})
test.slow()
// The relay's certificate is home-made.
test.use({ launchOptions: { ...chromiumOptions(), args: [...(chromiumOptions().args ?? []), '--ignore-certificate-errors'] } })

for (const protocol of ['udp', 'tcp', 'tls'] as const) {
  test(`where nothing but a relay over ${protocol} gets through, both still see and hear each other`, async ({ visit, guest, doctor: signIn }) => {
    const planned = await visit()
    const [doctor, patient] = await Promise.all([signIn(), guest()])
    await relayOnly(patient.page, protocol)
    await patient.arrive(planned.guest('patient').link)
    await doctor.admitFromDay(patientName)
    await Promise.all([expectMedia(doctor.page), expectMedia(patient.page)])
    // Both transports of the patient; the doctor's network lets them straight through.
    expect(await pathsInUse(patient.page)).toEqual([`relay ${protocol}`, `relay ${protocol}`])
    expect((await pathsInUse(doctor.page)).join()).not.toContain('relay')
  })
}

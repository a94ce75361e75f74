import type { NetworkFacts } from '@lien/contract/network'
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

test('the test before the visit finds the way through the relay where there is no other, and says that all is well', async ({ lien, house, guest }) => {
  const planned = await lien.world.visit(house, { in: 3 * 24 * 60 })
  const patient = await guest()
  const told: string[] = []
  patient.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    if (String(payload).includes('"test.end"')) told.push(String(payload))
  }))
  await relayOnly(patient.page, 'tcp')
  await patient.open(planned.guest('patient').link)
  await patient.press(patient.words.visit.test)
  await expect.poll(() => pathsInUse(patient.page)).toEqual(['relay tcp', 'relay tcp'])
  await patient.press(patient.precallWords.heard)
  await expect(patient.heading(patient.precallWords.results.ready.title)).toBeVisible({ timeout: 30_000 })
  // Socket.IO's event (protocol 5): digits, then JSON.
  const [, , { network }] = JSON.parse(told[0]?.replace(/^\d+/, '') ?? '[]') as [string, string, { network: NetworkFacts }]
  expect(network).toMatchObject({ path: 'relay', relay: true })
  expect(network.down).toBeGreaterThan(40)
  await expect.poll(() => lien.database.query('SELECT network FROM participants WHERE id = $1', [planned.guest('patient').participantId])).toEqual([{ network: 'good' }])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
beforeAll(async () => { house = await openHouse({ grace: 300 }) })
afterAll(() => house.close())

async function inCall() {
  const visit = await house.world.visit(house.house)
  const doctor = await (await house.doctor()).connect(null)
  const { browser, socket } = await arrive(house, visit)
  const who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
  value(await doctor.perform('participant.admit', who))
  value(await join(socket, visit))
  return { visit, doctor, browser, socket, who }
}

describe('coming back', () => {
  it('a reload brings the person back to the call without a new admission, in the handshake itself', async () => {
    const { visit, doctor, browser, socket, who } = await inCall()
    socket.close()
    await doctor.notice('day.changed', (row) => row.consultationId === who.consultationId && row.people.some(({ seat, online, inCall }) => seat === 'patient' && !online && inCall))
    const back = await browser.connect(who.participantId, { name: 'call.join', input: { consultationId: who.consultationId, rtpCapabilities: routerRtpCapabilities } })
    expect(await back.notice('first')).toMatchObject({ ok: true, value: { consumers: [] } })
    expect((await back.notice('visit.changed')).me.admitted).toBe(true)
    const types = (await house.trail(visit.consultationId)).map(({ type }) => type)
    expect(types.filter((type) => type === 'participant.admitted')).toHaveLength(1)
    expect(types).toContain('call.reconnected')
  })

  it('several pages of one person that close at once: whoever looks is told that nobody is there any more', async () => {
    const visit = await house.world.visit(house.house)
    const doctor = await (await house.doctor()).connect(null)
    const { browser, socket } = await arrive(house, visit)
    const others = await Promise.all(Array.from({ length: 5 }, () => browser.connect(visit.guest('patient').participantId)))
    for (const page of others) await page.notice('visit.changed')
    await doctor.notice('day.changed', (row) => row.consultationId === visit.consultationId && row.people.some(({ seat, online }) => seat === 'patient' && online))
    for (const page of [socket, ...others]) page.close()
    await doctor.notice('day.changed', (row) => row.consultationId === visit.consultationId && row.people.some(({ seat, online, checkedInAt }) => seat === 'patient' && checkedInAt !== null && !online))
  })

  it('[R6316-4] whoever does not come back within the grace has left, and the loss is an incident', async () => {
    const { visit, doctor, socket } = await inCall()
    socket.close()
    await doctor.notice('day.changed', (row) => row.consultationId === visit.consultationId && row.people.every(({ seat, inCall }) => seat !== 'patient' || !inCall) && row.state === 'inProgress' && row.people.some(({ admitted }) => admitted))
    await expect.poll(async () => (await house.trail(visit.consultationId)).slice(-2).map(({ type, event }) => `${type} ${String(event['incident'] ?? event['reason'])}`), { timeout: 5_000 }).toEqual(['call.incident signallingLost', 'call.left lost'])
    await expect.poll(() => house.sfu.peers.has(visit.guest('patient').participantId)).toBe(false)
  })

  it('a second page of the same person takes over, and the first is told', async () => {
    const { visit, browser, socket, who } = await inCall()
    const second = await browser.connect(who.participantId)
    value(await join(second, visit))
    expect((await socket.notice('call.closed')).reason).toBe('replaced')
    expect((await socket.perform('call.reportMediaUp', {})).ok).toBe(false)
    expect((await second.perform('call.reportMediaUp', {})).ok).toBe(true)
  })

  it('a dead worker is an incident in the record, and the page is told to join again', async () => {
    const { visit, socket } = await inCall()
    house.sfu.tell('room.closed', { roomId: visit.consultationId, reason: 'workerDied' })
    expect((await socket.notice('call.closed')).reason).toBe('workerDied')
    value(await join(socket, visit))
    await expect.poll(async () => (await house.trail(visit.consultationId)).some(({ event }) => event['incident'] === 'workerDied')).toBe(true)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProducerId } from '@lien/contract/ids'
import { guestSeats, type GuestSeat } from '@lien/contract/roles'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { faultOf, value, type TestSocket } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const picture = { codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }] }
const show = (socket: TestSocket, source: 'camera' | 'screen') =>
  socket.perform('producer.create', { producerId: crypto.randomUUID() as ProducerId, kind: 'video', source, rtpParameters: picture, paused: false })
/** Screens that the sfu was ordered to carry. */
const carried = () => house.sfu.orders.filter(({ name, input }) => name === 'producer.create' && input['source'] === 'screen').length

describe('a shared screen', () => {
  it('is that of the professional who holds the consultation, also after their page came back', async () => {
    const visit = await house.world.visit(house.house)
    const browser = await house.doctor()
    const doctor = await browser.connect(null)
    const { stayId } = value(await join(doctor, visit))
    const before = carried()
    value(await show(doctor, 'screen'))
    doctor.close()
    const back = await browser.connect(null, { name: 'call.resume', input: { consultationId: visit.consultationId, stayId } })
    await back.notice('first')
    value(await show(back, 'screen'))
    expect(carried() - before).toBe(2)
  })

  it.each(guestSeats)('is never that of a %s, whose camera is welcome', async (seat: GuestSeat) => {
    const visit = await house.world.visit(house.house, { guests: seat === 'patient' ? ['patient'] : ['patient', seat] })
    const doctor = await (await house.doctor()).connect(null)
    await arrive(house, visit)
    const { socket } = seat === 'patient' ? await arrive(house, visit) : await arrive(house, visit, seat)
    for (const one of new Set(['patient', seat] as const)) value(await doctor.perform('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest(one).participantId }))
    value(await join(socket, visit))
    const before = carried()
    value(await show(socket, 'camera'))
    expect(faultOf(await show(socket, 'screen'))).toEqual({ code: 'forbidden' })
    expect(carried()).toBe(before)
  })

  it('is not tried in a test room', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    value(await socket.perform('test.join', { rtpCapabilities: routerRtpCapabilities }))
    const before = carried()
    expect(faultOf(await show(socket, 'screen'))).toEqual({ code: 'forbidden' })
    expect(carried()).toBe(before)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { VisitView } from '@lien/contract/views'
import { value, type TestSocket } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf, type PlannedVisit } from '../support/world.ts'

const rtpCapabilities = routerRtpCapabilities
const certificate = { role: 'client' as const, fingerprints: [{ algorithm: 'sha-256' as const, value: 'AB' }] }
const voice = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] }
let house: TestHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const prepare = (socket: TestSocket, { consultationId }: PlannedVisit) => socket.perform('call.prepare', { consultationId, rtpCapabilities })
const admit = async (visit: PlannedVisit) => value(await (await house.doctor()).post('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
const isAdmitted = ({ me }: VisitView) => me.admitted
/** What the sfu was ordered since the last look. */
const ordered = (from: number) => house.sfu.orders.slice(from).filter(({ name }) => name !== 'sfu.describe').map(({ name, input }) => ({ name, stayId: input['stayId'] }))
const refusal = (reason: string) => ({ ok: false, fault: { code: 'invalidState', reason } })

describe('a place kept ready while its person waits', () => {
  it('is no stay: nothing of it is written, it can only connect, and what is said of it reaches its page alone', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const { stayId } = value(await prepare(socket, visit))
    value(await socket.perform('transport.connect', { direction: 'receive', dtlsParameters: certificate }))
    for (const [name, input] of [
      ['producer.create', { producerId: crypto.randomUUID(), kind: 'audio', source: 'microphone', rtpParameters: voice, paused: false }], ['consumer.resume', { consumerIds: [] }],
      ['consumer.pause', { consumerIds: [] }], ['call.reportMediaUp', {}], ['call.tellCondition', { network: 'weak', microphone: 'well', camera: 'well' }],
    ] as const) expect(await socket.performAnything(name, input)).toMatchObject(refusal('notJoined'))

    const participantId = visit.guest('patient').participantId
    const consumer = { id: crypto.randomUUID(), producerId: crypto.randomUUID(), participantId, kind: 'audio', source: 'microphone', rtpParameters: voice, producerPaused: false }
    house.sfu.tell('consumer.created', { roomId: visit.consultationId, peerId: participantId, stayId, consumer } as never)
    expect(await socket.notice('consumer.created')).toMatchObject({ stayId, consumer: { id: consumer.id } })

    expect(await house.database.query('SELECT 1 FROM stays WHERE consultation_id = $1', [visit.consultationId])).toEqual([])
    expect((await house.trail(visit.consultationId)).filter(({ type }) => type.startsWith('call.'))).toEqual([])
    const day = value(await (await house.doctor()).post('day.read', {}))
    expect(day.rows.find(({ consultationId }) => consultationId === visit.consultationId)?.people.map(({ inCall }) => inCall)).toEqual([false, false])
  })

  it('becomes the stay in the moment of the admission, under the same id', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const ready = value(await prepare(socket, visit))
    socket.emitAnything('standBy', { name: 'call.join', input: { consultationId: visit.consultationId, rtpCapabilities } })
    await socket.perform('visit.read', {})
    const at = house.sfu.orders.length
    await admit(visit)
    expect(await socket.notice('first')).toMatchObject({ ok: true, value: { stayId: ready.stayId } })
    expect(ordered(at)).toEqual([{ name: 'peer.join', stayId: ready.stayId }])
    await socket.notice('visit.changed', isAdmitted)
    expect(socket.heard.findIndex(({ name }) => name === 'first'), 'the way in comes before what there is to draw').toBeLessThan(socket.heard.findIndex(({ name, notice }) => name === 'visit.changed' && isAdmitted(notice as VisitView)))
    expect((await house.trail(visit.consultationId)).filter(({ type }) => type === 'call.joined').map(({ event }) => event['stayId'])).toEqual([ready.stayId])
    // In the call nothing is kept ready any more, and a second join is another stay.
    expect(await prepare(socket, visit)).toMatchObject({ ok: false, fault: { code: 'invalidState' } })
    expect(value(await join(socket, visit)).stayId).not.toBe(ready.stayId)
  })

  it('holds up what others see of the admission for a moment only, however long the sfu takes', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    socket.emitAnything('standBy', { name: 'call.join', input: { consultationId: visit.consultationId, rtpCapabilities } })
    await socket.perform('visit.read', {})
    let rest = () => {}
    house.sfu.busy = new Promise((resolve) => { rest = resolve })
    try {
      await admit(visit)
      await socket.notice('visit.changed', isAdmitted)
      expect(socket.heard.map(({ name }) => name)).not.toContain('first')
    } finally {
      house.sfu.busy = null
      rest()
    }
    expect(await socket.notice('first')).toMatchObject({ ok: true })
  })

  it('ends with its page, by its page, and by a test of the network; a newer one takes its place', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const at = house.sfu.orders.length
    const ids = [value(await prepare(socket, visit)).stayId, value(await prepare(socket, visit)).stayId]
    value(await socket.perform('call.unprepare', {}))
    ids.push(value(await prepare(socket, visit)).stayId)
    value(await socket.perform('test.join', { rtpCapabilities }))
    expect(await prepare(socket, visit)).toMatchObject({ ok: false, fault: { code: 'invalidState' } })
    value(await socket.perform('test.end', { network: null }))
    ids.push(value(await prepare(socket, visit)).stayId)
    socket.close()
    await expect.poll(() => ordered(at).filter(({ name }) => name === 'peer.leave').map(({ stayId }) => stayId)).toEqual(ids)
  })

  it('is told to its page when its sfu has it no more; whoever is admitted then joins anew', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const { stayId } = value(await prepare(socket, visit))
    house.sfu.tell('room.closed', { roomId: visit.consultationId, reason: 'empty' })
    expect(await socket.notice('call.closed')).toEqual({ stayId, reason: 'sfuLost' })
    await admit(visit)
    expect(value(await join(socket, visit)).stayId).not.toBe(stayId)
  })

  it('is for those who wait in this consultation: not before the check-in, and not in another one', async () => {
    const [visit, other] = [await house.world.visit(house.house), await house.world.visit(house.house)]
    const at = house.sfu.orders.length
    const early = house.browser()
    await early.open(tokenOf(visit.guest('patient').link))
    const waiting = await early.connect(visit.guest('patient').participantId)
    expect(await prepare(waiting, visit)).toMatchObject({ ok: false, fault: { code: 'invalidState' } })
    const { socket } = await arrive(house, other)
    expect(await prepare(socket, visit)).toMatchObject({ ok: false, fault: { code: 'notFound' } })
    expect(ordered(at).filter(({ name }) => name === 'peer.prepare')).toEqual([])
  })
})

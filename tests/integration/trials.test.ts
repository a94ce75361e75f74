import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { NetworkFacts } from '@lien/contract/network'
import { createLog } from '@lien/server/platform/log.ts'
import { value, type TestSocket } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import type { PlannedVisit } from '../support/world.ts'

const lines: string[] = []
const facts: NetworkFacts = { path: 'tcp', relay: false, roundTrip: 620, lossUp: 0.01, lossDown: 0, up: 800, down: 500 }
const rtpCapabilities = routerRtpCapabilities
let house: TestHouse
beforeAll(async () => {
  house = await openHouse({ log: createLog('info', { write: (line) => void lines.push(line) }) })
})
afterAll(() => house.close())

const tryNetwork = (socket: TestSocket) => socket.perform('test.join', { rtpCapabilities })
/** What the sfu was ordered since the last look, and the rooms it was about. */
const ordered = (from: number) => house.sfu.orders.slice(from).filter(({ name }) => name !== 'sfu.describe').map(({ name, input }) => ({ name, roomId: input['roomId'], loop: input['loop'] }))
const voice = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] }
const admit = async (visit: PlannedVisit) => value(await (await house.doctor()).post('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))

describe('the network test', () => {
  it('opens a room that is no consultation’s, steers it alone, and leaves nothing in trail, stays or anybody’s view', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const before = { trail: await house.trail(visit.consultationId), at: house.sfu.orders.length }
    const joined = value(await tryNetwork(socket))
    value(await socket.perform('transport.connect', { direction: 'send', dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: 'AB' }] } }))
    value(await socket.perform('producer.create', { producerId: crypto.randomUUID() as never, kind: 'audio', source: 'microphone', rtpParameters: voice, paused: false }))
    const orders = ordered(before.at)
    const roomId = orders[0]?.roomId
    expect(orders).toEqual([{ name: 'peer.join', roomId, loop: true }, { name: 'transport.connect', roomId }, { name: 'producer.create', roomId }])
    expect(roomId).not.toBe(visit.consultationId)

    // A consumer of one's own reaches the page; what is said of somebody else's stay does not.
    const consumer = { id: crypto.randomUUID(), producerId: crypto.randomUUID(), participantId: visit.guest('patient').participantId, kind: 'audio', source: 'microphone', rtpParameters: voice, producerPaused: false }
    house.sfu.tell('consumer.created', { roomId, peerId: visit.guest('patient').participantId, stayId: joined.stayId, consumer } as never)
    expect(await socket.notice('consumer.created')).toMatchObject({ stayId: joined.stayId, consumer: { id: consumer.id } })

    const [person] = await house.database.query<{ stays: string; rooms: string }>('SELECT (SELECT count(*) FROM stays WHERE consultation_id = $1) AS stays, (SELECT count(*) FROM rooms WHERE consultation_id = $1) AS rooms', [visit.consultationId])
    expect(person).toEqual({ stays: '0', rooms: '0' })
    const rows = value(await (await house.doctor()).post('day.read', {})).rows.find(({ consultationId }) => consultationId === visit.consultationId)
    expect(rows?.people.map(({ inCall }) => inCall)).toEqual([false, false])
    expect(await house.trail(visit.consultationId)).toHaveLength(before.trail.length)
    value(await socket.perform('test.end', { network: null }))
    expect(await house.trail(visit.consultationId)).toHaveLength(before.trail.length)
    expect(ordered(before.at).at(-1)).toMatchObject({ name: 'room.close', roomId })
  })

  it('tells the doctor the verdict, and the technical log the facts without a name', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    const { stayId } = value(await tryNetwork(socket))
    value(await socket.perform('test.end', { network: facts }))
    const day = value(await (await house.doctor()).post('day.read', {}))
    const patient = day.rows.find(({ consultationId }) => consultationId === visit.consultationId)?.people.find(({ seat }) => seat === 'patient')
    expect(patient?.deviceCheck).toEqual({ camera: 'ok', microphone: 'ok', speaker: null, network: 'weak' })
    const line = lines.find((one) => one.includes(stayId)) ?? ''
    expect(JSON.parse(line)).toMatchObject({ msg: 'network tested', verdict: 'weak', participantId: visit.guest('patient').participantId, ...facts })
    expect(line).not.toMatch(/Rivière|TESTEMONT|Claire/)
    // Its end was said: nothing more can be said of it.
    expect(await socket.perform('test.end', { network: facts })).toMatchObject({ fault: { code: 'invalidState' } })
  })

  it('is not opened from within a call, and a call ends it', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    value(await tryNetwork(socket))
    await admit(visit)
    const at = house.sfu.orders.length
    value(await join(socket, visit))
    expect(ordered(at).map(({ name }) => name)).toEqual(expect.arrayContaining(['room.close', 'peer.join']))
    value(await socket.perform('transport.restartIce', { direction: 'send' }))
    expect(ordered(at).at(-1)).toMatchObject({ name: 'transport.restartIce', roomId: visit.consultationId })
    expect(await tryNetwork(socket)).toMatchObject({ fault: { code: 'invalidState' } })
  })

  it('ends with its page, and with its consultation', async () => {
    const visit = await house.world.visit(house.house)
    const { socket, browser } = await arrive(house, visit)
    const at = house.sfu.orders.length
    value(await tryNetwork(socket))
    const roomId = ordered(at)[0]?.roomId
    socket.close()
    await expect.poll(() => ordered(at).at(-1)).toMatchObject({ name: 'room.close', roomId })

    const again = await browser.connect(visit.guest('patient').participantId)
    value(await (await house.doctor()).post('consultation.cancel', { consultationId: visit.consultationId }))
    expect(await tryNetwork(again)).toMatchObject({ ok: false })
  })

  it('is one at a time, and not for ever', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'relative'] })
    const [{ socket }, other] = [await arrive(house, visit), await arrive(house, visit, 'relative')]
    const at = house.sfu.orders.length
    for (let count = 0; count < 10; count += 1) value(await tryNetwork(socket))
    expect(ordered(at).filter(({ name }) => name === 'room.close')).toHaveLength(9)
    expect(await tryNetwork(socket)).toMatchObject({ fault: { code: 'rateLimited' } })
    value(await tryNetwork(other.socket))
  })

  it('takes no nonsense for a measure', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    value(await tryNetwork(socket))
    for (const network of [{ ...facts, path: 'pigeon' }, { ...facts, lossUp: 2 }, { ...facts, roundTrip: -1 }, { ...facts, note: 'mal au ventre' }]) expect(await socket.performAnything('test.end', { network })).toMatchObject({ fault: { code: 'invalidInput' } })
  })
})

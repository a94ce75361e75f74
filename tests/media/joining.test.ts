import type { ConsumerId } from '@lien/contract/ids'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dialSfu, type SfuLine } from '../support/sfuLine.ts'
import { dtls, joinInput, joinSfu, newPeer, newProducer, newRoom, newStay, opus, vp8 } from '../support/sfuPeer.ts'
import { type RunningSfu, startSfu } from '../support/sfu.ts'

const nothing = { rooms: 0, peers: 0, transports: 0, producers: 0, consumers: 0 }
let sfu: RunningSfu
let line: SfuLine
let roomId = newRoom()
beforeAll(async () => {
  sfu = await startSfu({ workers: 2 })
  line = await dialSfu(sfu)
})
beforeEach(() => { roomId = newRoom() })
// A test that failed half-way must not make the next ones fail too.
afterEach(() => line.order('room.close', { roomId }))
afterAll(async () => {
  line.close()
  await sfu.close()
})

/** Closes the test's room; whatever is still alive afterwards was leaked. */
const leaveNothing = async () => {
  await line.must('room.close', { roomId })
  expect(await line.must('sfu.describe', {})).toMatchObject({ workers: 2, ...nothing })
}

describe('joining', () => {
  test('answers with both transports, UDP first and TCP too, and a paused consumer for each thing the others send', async () => {
    const doctor = await joinSfu(line, roomId)
    const [voice, face] = [await doctor.produce('microphone'), await doctor.produce('camera', { paused: true })]
    const { joined } = await joinSfu(line, roomId)
    expect(joined.transports.send.id).not.toBe(joined.transports.receive.id)
    for (const { iceCandidates, iceParameters } of Object.values(joined.transports)) {
      expect(iceParameters.iceLite).toBe(true)
      expect(new Set(iceCandidates.map(({ protocol }) => protocol))).toEqual(new Set(['udp', 'tcp']))
      const [first] = iceCandidates.toSorted((one, other) => other.priority - one.priority)
      expect(first).toMatchObject({ protocol: 'udp', address: '127.0.0.1' })
    }
    expect(joined.consumers).toHaveLength(2)
    expect(joined.consumers).toEqual(expect.arrayContaining([
      expect.objectContaining({ producerId: voice, participantId: doctor.stay.peerId, kind: 'audio', source: 'microphone', producerPaused: false }),
      expect.objectContaining({ producerId: face, participantId: doctor.stay.peerId, kind: 'video', source: 'camera', producerPaused: true }),
    ]))
    await leaveNothing()
  })

  test('a test room gives back what its one peer sends; a call never does', async () => {
    const alone = await joinSfu(line, roomId, { loop: true })
    const sent = [await alone.produce('microphone'), await alone.produce('camera')]
    await line.until(() => alone.sees().length === 2, 'oneself')
    expect(new Set(alone.sees())).toEqual(new Set(sent))
    await leaveNothing()

    roomId = newRoom()
    const caller = await joinSfu(line, roomId)
    const other = await joinSfu(line, roomId)
    const [own, seen] = [await caller.produce('camera'), await other.produce('camera')]
    await line.until(() => caller.sees().length > 0 && other.sees().length > 0, 'the other')
    expect([caller.sees(), other.sees()]).toEqual([[seen], [own]])
    await leaveNothing()
  })

  test('at once, each ends up with a consumer for the other (many times)', async () => {
    for (let round = 0; round < 40; round++) {
      const room = newRoom()
      const both = await Promise.all([0, 1].map(async () => {
        const peer = await joinSfu(line, room)
        return { peer, producerId: await peer.produce(round % 2 ? 'microphone' : 'camera') }
      }))
      for (const [index, { peer }] of both.entries()) {
        await line.until(() => peer.sees().length > 0, 'a consumer for the other')
        expect(peer.sees()).toEqual([both[1 - index]?.producerId])
      }
      expect((await line.must('sfu.describe', {})).consumers).toBe(2)
      await line.must('room.close', { roomId: room })
    }
    expect(await line.must('sfu.describe', {})).toMatchObject(nothing)
  })

  test('again in another stay replaces the earlier, and others are told that its consumers closed', async () => {
    const doctor = await joinSfu(line, roomId)
    const patient = await joinSfu(line, roomId)
    await patient.produce('camera')
    const { consumer } = await line.told('consumer.created', ({ stayId }) => stayId === doctor.stay.stayId)
    const again = await joinSfu(line, roomId, { peerId: patient.stay.peerId })
    await line.told('consumer.closed', ({ consumerId }) => consumerId === consumer.id)
    expect(await line.must('peer.check', patient.stay)).toEqual({ alive: false, consumers: [] })
    expect(await line.must('peer.check', again.stay)).toMatchObject({ alive: true })
    expect(await line.must('sfu.describe', {})).toMatchObject({ peers: 2, transports: 4, producers: 0, consumers: 0 })
    await leaveNothing()
  })

  test('several times at once, only the last stay remains', async () => {
    const peerId = newPeer()
    const stays = Array.from({ length: 8 }, () => ({ roomId, peerId, stayId: newStay() }))
    const replies = await Promise.all(stays.map((stay) => line.order('peer.join', joinInput(stay))))
    // An earlier one may have been answered before the next arrived; it is over all the same.
    expect(replies.at(-1)?.ok).toBe(true)
    for (const [index, stay] of stays.entries()) expect(await line.must('peer.check', stay)).toMatchObject({ alive: index === 7 })
    expect(await line.must('sfu.describe', {})).toMatchObject({ rooms: 1, peers: 1, transports: 2 })
    await leaveNothing()
  })

  test('and being told to leave before it is answered leaves nobody there', async () => {
    const stay = { roomId, peerId: newPeer(), stayId: newStay() }
    const other = await joinSfu(line, roomId)
    const [, leave] = await Promise.all([line.order('peer.join', joinInput(stay)), line.order('peer.leave', stay)])
    expect(leave.ok).toBe(true)
    expect(await line.must('peer.check', stay)).toEqual({ alive: false, consumers: [] })
    expect(await line.must('sfu.describe', {})).toMatchObject({ peers: 1, transports: 2 })
    expect(await line.must('peer.check', other.stay)).toMatchObject({ alive: true })
    await leaveNothing()
  })

  test('a room that closes meanwhile leaves nothing', async () => {
    const joins = Array.from({ length: 5 }, () => line.order('peer.join', joinInput({ roomId, peerId: newPeer(), stayId: newStay() })))
    const closing = line.order('room.close', { roomId })
    await Promise.all([...joins, closing])
    expect(await line.must('sfu.describe', {})).toMatchObject(nothing)
  })

  test('spreads rooms over the workers', async () => {
    const rooms = await Promise.all(Array.from({ length: 4 }, () => joinSfu(line, newRoom())))
    const ports = rooms.map(({ joined }) => joined.transports.send.iceCandidates[0]?.port)
    expect(new Set(ports).size).toBe(2)
    for (const { stay } of rooms) await line.must('room.close', { roomId: stay.roomId })
  })
})

describe('a place kept ready', () => {
  const prepare = (stay = { roomId, peerId: newPeer(), stayId: newStay() }) => line.must('peer.prepare', joinInput(stay)).then((seating) => ({ stay, seating }))

  test('is offered what others send, is seen by nobody, and can do nothing but connect; its join lets it in by the same ways', async () => {
    const doctor = await joinSfu(line, roomId)
    const face = await doctor.produce('camera', { rtpParameters: vp8({ layers: 3 }) })
    const { stay, seating } = await prepare()
    expect(seating.consumers.map(({ producerId }) => producerId)).toEqual([face])
    const voice = await doctor.produce('microphone')
    expect((await line.told('consumer.created', ({ stayId }) => stayId === stay.stayId)).consumer.producerId).toBe(voice)

    await line.must('transport.connect', { ...stay, direction: 'receive', dtlsParameters: dtls() })
    const [consumerIds] = [seating.consumers.map(({ id }) => id)]
    const forbidden = await Promise.all([
      line.order('consumer.resume', { ...stay, consumerIds }), line.order('consumer.prefer', { ...stay, consumerId: consumerIds[0] as ConsumerId, spatialLayer: 0 }),
      line.order('producer.create', { ...stay, producerId: newProducer(), kind: 'audio', source: 'microphone', rtpParameters: opus(), paused: false }),
      line.order('peer.tellCondition', { ...stay, condition: { network: 'weak', microphone: 'well', camera: 'well' } }),
    ])
    expect(forbidden.map((reply) => !reply.ok && reply.fault.code)).toEqual(Array.from({ length: 4 }, () => 'notFound'))
    expect(await line.must('peer.check', stay)).toEqual({ alive: false, consumers: [] })
    expect(doctor.sees()).toEqual([])

    const joined = await line.must('peer.join', joinInput(stay))
    expect([joined.transports.send.id, joined.transports.receive.id]).toEqual([seating.transports.send.id, seating.transports.receive.id])
    expect(new Set(joined.consumers.map(({ producerId }) => producerId))).toEqual(new Set([face, voice]))
    expect(await line.must('peer.check', stay)).toMatchObject({ alive: true })
    const own = newProducer()
    await line.must('producer.create', { ...stay, producerId: own, kind: 'audio', source: 'microphone', rtpParameters: opus(), paused: false })
    await line.until(() => doctor.sees().includes(own), 'being heard')
    await leaveNothing()
  })

  test('does not count as somebody who looks: who sends is wanted as if nobody waited, and by whoever is let in', async () => {
    const [doctor, nurse] = [await joinSfu(line, roomId), await joinSfu(line, roomId)]
    const producerId = await doctor.produce('camera', { rtpParameters: vp8({ layers: 3 }) })
    const { stay } = await prepare()
    const { consumer } = await line.told('consumer.created', ({ stayId }) => stayId === nurse.stay.stayId)
    await line.must('consumer.pause', { ...nurse.stay, consumerIds: [consumer.id] })
    await line.told('producer.wanted', (fact) => fact.producerId === producerId && !fact.wanted)
    await line.must('peer.join', joinInput(stay))
    await line.told('producer.wanted', (fact) => fact.producerId === producerId && fact.wanted)
    await leaveNothing()
  })

  test('is each page’s own: two of one person stand side by side, and end by leaving or by the join of another stay that does not touch them', async () => {
    const first = await prepare()
    const second = await prepare({ ...first.stay, stayId: newStay() })
    expect(await line.must('sfu.describe', {})).toMatchObject({ rooms: 1, peers: 0, transports: 4 })
    await line.must('peer.leave', first.stay)
    expect(await line.order('transport.connect', { ...first.stay, direction: 'receive', dtlsParameters: dtls() })).toMatchObject({ fault: { code: 'notFound' } })
    // Nobody enters by somebody else's.
    expect((await line.must('peer.join', joinInput({ ...second.stay, peerId: newPeer() }))).transports.receive.id).not.toBe(second.seating.transports.receive.id)
    const elsewhere = await joinSfu(line, roomId, { peerId: first.stay.peerId })
    expect(elsewhere.joined.transports.receive.id).not.toBe(second.seating.transports.receive.id)
    await line.must('peer.leave', second.stay)
    expect(await line.must('sfu.describe', {})).toMatchObject({ peers: 2, transports: 4 })
    expect(await line.order('peer.leave', second.stay)).toMatchObject({ fault: { code: 'notFound' } })
    await leaveNothing()
  })

  test('still being made when its person is let in gives way to the join', async () => {
    for (let round = 0; round < 20; round++) {
      const stay = { roomId, peerId: newPeer(), stayId: newStay() }
      const [, joined] = await Promise.all([line.order('peer.prepare', joinInput(stay)), line.must('peer.join', joinInput(stay))])
      await line.must('transport.connect', { ...stay, direction: 'receive', dtlsParameters: dtls() })
      expect(await line.must('sfu.describe', {})).toMatchObject({ peers: 1, transports: 2 })
      expect(joined.stayId).toBe(stay.stayId)
      await line.must('peer.leave', stay)
    }
    await leaveNothing()
  })

  test('given up before it is answered leaves nothing behind', async () => {
    const stay = { roomId, peerId: newPeer(), stayId: newStay() }
    const [made, left] = await Promise.all([line.order('peer.prepare', joinInput(stay)), line.order('peer.leave', stay)])
    expect([made.ok, left.ok]).toEqual([false, true])
    expect(await line.must('sfu.describe', {})).toMatchObject({ peers: 0, transports: 0 })
    await leaveNothing()
  })
})

describe('crossing messages', () => {
  test('a transport may be connected before, while or after something is produced, and the same again is no harm', async () => {
    for (const order of ['before', 'while', 'after'] as const) {
      const peer = await joinSfu(line, roomId)
      const connect = () => line.must('transport.connect', { ...peer.stay, direction: 'send', dtlsParameters: parameters })
      const parameters = dtls()
      if (order === 'before') await connect()
      await Promise.all(order === 'while' ? [peer.produce(), connect(), connect()] : [peer.produce()])
      await connect()
      expect(await line.order('transport.connect', { ...peer.stay, direction: 'send', dtlsParameters: dtls() })).toMatchObject({ fault: { code: 'conflict' } })
    }
    await leaveNothing()
  })

  test('muting and closing may follow creating without waiting for its answer', async () => {
    const [one, other] = [await joinSfu(line, roomId), await joinSfu(line, roomId)]
    const producerId = newProducer()
    const create = line.order('producer.create', { ...one.stay, producerId, kind: 'audio', source: 'microphone', rtpParameters: opus(), paused: false })
    const mute = line.order('producer.setPaused', { ...one.stay, producerId, paused: true })
    expect([await create, await mute].map(({ ok }) => ok)).toEqual([true, true])
    await line.until(() => line.facts.some((told) =>
      (told.name === 'consumer.producerPaused' && told.fact.stayId === other.stay.stayId && told.fact.paused)
      || (told.name === 'consumer.created' && told.fact.stayId === other.stay.stayId && told.fact.consumer.producerPaused)), 'hearing of the mute')
    await line.must('producer.close', { ...one.stay, producerId })
    await line.until(() => other.sees().length === 0, 'the consumer closing')
    await leaveNothing()
  })

  test('a consumer is resumed, preferred, and told of its producer\'s pauses; one that is gone is no fault to resume', async () => {
    const [one, other] = [await joinSfu(line, roomId), await joinSfu(line, roomId)]
    const producerId = await one.produce('camera', { rtpParameters: vp8({ layers: 3 }) })
    const { consumer: { id: consumerId } } = await line.told('consumer.created', ({ stayId }) => stayId === other.stay.stayId)
    await line.must('consumer.resume', { ...other.stay, consumerIds: [consumerId, newRoom() as string as ConsumerId] })
    await line.must('consumer.prefer', { ...other.stay, consumerId, spatialLayer: 0 })
    for (const paused of [true, false]) {
      await line.must('producer.setPaused', { ...one.stay, producerId, paused })
      await line.told('consumer.producerPaused', (fact) => fact.consumerId === consumerId && fact.paused === paused)
    }
    await line.must('peer.leave', one.stay)
    await line.told('consumer.closed', (fact) => fact.consumerId === consumerId)
    expect(await line.order('consumer.prefer', { ...other.stay, consumerId, spatialLayer: 0 })).toMatchObject({ fault: { code: 'notFound' } })
    await leaveNothing()
  })

  test('who sends what all others have paused is told that nobody wants it, and told again as soon as somebody does', async () => {
    const [one, other, third] = [await joinSfu(line, roomId), await joinSfu(line, roomId), await joinSfu(line, roomId)]
    const producerId = await one.produce('camera', { rtpParameters: vp8({ layers: 3 }) })
    const consumerOf = async (stayId: string) => (await line.told('consumer.created', (fact) => fact.stayId === stayId)).consumer.id
    const [theirs, his] = [await consumerOf(other.stay.stayId), await consumerOf(third.stay.stayId)]
    const told = () => line.facts.flatMap((seen) => (seen.name === 'producer.wanted' && seen.fact.producerId === producerId ? [{ to: seen.fact.stayId, wanted: seen.fact.wanted }] : []))
    const to = one.stay.stayId
    await line.must('consumer.resume', { ...other.stay, consumerIds: [theirs] })
    await line.must('consumer.pause', { ...other.stay, consumerIds: [theirs] })
    // The third has not resumed yet, and is about to.
    expect(told()).toEqual([])
    await line.must('consumer.pause', { ...third.stay, consumerIds: [his] })
    await line.until(() => told().length === 1, 'nobody wanting it')
    expect(told()).toEqual([{ to, wanted: false }])
    await line.must('consumer.resume', { ...other.stay, consumerIds: [theirs] })
    await line.until(() => told().length === 2, 'somebody wanting it')
    // The one who looked leaves: only one is left, who does not.
    await line.must('peer.leave', other.stay)
    await line.until(() => told().length === 3, 'nobody wanting it again')
    // A newcomer will look; one who is alone goes on sending.
    const fourth = await joinSfu(line, roomId)
    await line.until(() => told().length === 4, 'a newcomer')
    expect(told().map(({ wanted }) => wanted)).toEqual([false, true, false, true])
    await line.must('peer.leave', fourth.stay)
    await line.must('peer.leave', third.stay)
    await line.until(() => told().length >= 6, 'being alone')
    expect(told().at(-1)).toEqual({ to, wanted: true })
    await leaveNothing()
  })

  test('ICE restarts with new credentials', async () => {
    const { stay, joined } = await joinSfu(line, roomId)
    const renewed = await line.must('transport.restartIce', { ...stay, direction: 'receive' })
    expect(renewed.usernameFragment).not.toBe(joined.transports.receive.iceParameters.usernameFragment)
    await leaveNothing()
  })
})

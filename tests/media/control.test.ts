import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialSfu, type SfuLine } from '../support/sfuLine.ts'
import { dtls, joinInput, joinSfu, newPeer, newProducer, newRoom, newStay, opus, vp8 } from '../support/sfuPeer.ts'
import { type RunningSfu, startSfu } from '../support/sfu.ts'

let sfu: RunningSfu
let line: SfuLine
beforeAll(async () => {
  sfu = await startSfu()
  line = await dialSfu(sfu)
})
afterAll(async () => {
  line.close()
  await sfu.close()
})

const fault = (code: string) => ({ ok: false, fault: expect.objectContaining({ code }) as unknown })

describe('the door of the sfu', () => {
  test.each([['another', 'x'.repeat(64)], ['an empty', ''], ['no', undefined], ['a structured', { length: 64 }], ['the digest of the', 'digest']])('refuses %s token', async (_, token) => {
    const given = token === 'digest' ? createHash('sha256').update(sfu.token).digest('hex') : token
    await expect(dialSfu({ url: sfu.url, token: given })).rejects.toThrow('unauthenticated')
  })

  test('never logs its token', async () => {
    await expect(dialSfu({ url: sfu.url, token: 'y'.repeat(64) })).rejects.toThrow()
    await sfu.logged(({ msg }) => msg === 'server refused')
    expect(JSON.stringify(sfu.log)).not.toContain(sfu.token)
    expect(JSON.stringify(sfu.log)).not.toContain('yyyy')
  })

  const stay = { roomId: newRoom(), peerId: newPeer(), stayId: newStay() }
  test.each<[string, unknown, unknown]>([
    ['an unknown order', 'peer.explode', {}], ['an inherited name', 'constructor', {}], ['a name that is no text', 7, {}], ['no input', 'peer.leave', undefined],
    ['null', 'peer.leave', null], ['a list', 'peer.leave', [stay]], ['an id that is none', 'peer.leave', { ...stay, roomId: 'room' }],
    ['a field too many', 'peer.leave', { ...stay, admin: true }], ['too many consumers', 'consumer.resume', { ...stay, consumerIds: Array.from({ length: 65 }, newRoom) }],
    ['a layer that is not there', 'consumer.prefer', { ...stay, consumerId: newRoom(), spatialLayer: 3 }],
  ])('answers %s with invalidInput', async (_, name, input) => {
    expect(await line.raw(name, input)).toEqual(fault('invalidInput'))
  })

  test('survives an order without a way to answer', async () => {
    line.socket.emit('order', 'peer.leave', {})
    line.socket.emit('order')
    expect((await line.must('sfu.describe', {})).sfuId).toBe(sfu.sfuId)
  })
})

describe('orders', () => {
  test('of an unknown room, peer or earlier stay are notFound', async () => {
    const { stay } = await joinSfu(line, newRoom())
    for (const wrong of [{ ...stay, roomId: newRoom() }, { ...stay, peerId: newPeer() }, { ...stay, stayId: newStay() }]) {
      expect(await line.order('transport.connect', { ...wrong, direction: 'send', dtlsParameters: dtls() })).toEqual(fault('notFound'))
      expect(await line.order('transport.restartIce', { ...wrong, direction: 'send' })).toEqual(fault('notFound'))
      expect(await line.order('producer.setPaused', { ...wrong, producerId: newProducer(), paused: true })).toEqual(fault('notFound'))
      expect(await line.order('peer.leave', wrong)).toEqual(fault('notFound'))
      expect(await line.must('peer.check', wrong)).toEqual({ alive: false, consumers: [] })
    }
    expect(await line.order('room.close', { roomId: newRoom() })).toEqual(fault('notFound'))
    expect(await line.must('peer.check', stay)).toMatchObject({ alive: true })
    await line.must('room.close', { roomId: stay.roomId })
    expect(await line.must('peer.check', stay)).toEqual({ alive: false, consumers: [] })
  })

  test('to send what mediasoup refuses are invalidInput, and leave the peer as it was', async () => {
    const { stay, produce } = await joinSfu(line, newRoom())
    const base = { ...stay, kind: 'video', source: 'camera', paused: false } as const
    const refused = [
      { ...vp8(), codecs: [{ mimeType: 'video/AV1', payloadType: 45, clockRate: 90_000 }] },
      { ...vp8(), codecs: [{ mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 12 } }] },
      { ...vp8(), codecs: [...vp8().codecs, ...vp8().codecs] },
      { ...vp8(), encodings: [{ ssrc: 5 }, { ssrc: 5 }] },
      { ...vp8(), mid: 'a\r\na=candidate:1' },
      opus(),
    ]
    for (const rtpParameters of refused) expect(await line.order('producer.create', { ...base, producerId: newProducer(), rtpParameters })).toEqual(fault('invalidInput'))
    expect(await line.order('producer.create', { ...base, source: 'microphone', producerId: newProducer(), rtpParameters: vp8() })).toEqual(fault('invalidInput'))
    await produce('camera')
    expect((await line.must('sfu.describe', {})).producers).toBe(1)
    await line.must('room.close', { roomId: stay.roomId })
  })

  test('to send under an id in use are a conflict, in this room and in another', async () => {
    const [one, other] = [await joinSfu(line, newRoom()), await joinSfu(line, newRoom())]
    const producerId = await one.produce()
    for (const { stay } of [one, other]) {
      expect(await line.order('producer.create', { ...stay, producerId, kind: 'audio', source: 'microphone', rtpParameters: opus(), paused: false })).toEqual(fault('conflict'))
    }
    await line.must('producer.close', { ...one.stay, producerId })
    await other.produce('microphone', { producerId })
    for (const { stay } of [one, other]) await line.must('room.close', { roomId: stay.roomId })
  })

  test('to send a fifth thing are refused', async () => {
    const { stay, produce } = await joinSfu(line, newRoom())
    for (const source of ['microphone', 'camera', 'screen', 'microphone'] as const) await produce(source)
    await expect(produce()).rejects.toThrow('invalidState')
    await line.must('room.close', { roomId: stay.roomId })
  })

  test('to join with capabilities that are none open nothing', async () => {
    const input = joinInput({ roomId: newRoom(), peerId: newPeer(), stayId: newStay() })
    const rtpCapabilities = { ...input.rtpCapabilities, codecs: [{ kind: 'audio' as const, mimeType: 'opus', clockRate: 48_000 }] }
    expect(await line.order('peer.join', { ...input, rtpCapabilities })).toEqual(fault('invalidInput'))
    expect(await line.must('sfu.describe', {})).toMatchObject({ rooms: 0, peers: 0, transports: 0 })
  })
})

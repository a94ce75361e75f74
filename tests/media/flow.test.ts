import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserLink, browserLink, rtpPacket, type Stream } from '../support/sfuBrowser.ts'
import { dialSfu, type SfuLine } from '../support/sfuLine.ts'
import { joinSfu, newRoom, opus, vp8 } from '../support/sfuPeer.ts'
import { type RunningSfu, startSfu } from '../support/sfu.ts'

let sfu: RunningSfu
let line: SfuLine
const links: BrowserLink[] = []
beforeAll(async () => {
  sfu = await startSfu()
  line = await dialSfu(sfu)
})
afterAll(async () => {
  for (const link of links) link.close()
  line.close()
  await sfu.close()
})

test('what one sends over real ICE, DTLS and SRTP reaches the other, sound and picture', async () => {
  const roomId = newRoom()
  const patient = await joinSfu(line, roomId)
  const sent: Stream[] = [{ mid: '0', kind: 'audio', payloadType: 111, ssrc: 1111 }, { mid: '1', kind: 'video', payloadType: 96, ssrc: 2222 }]
  await patient.produce('microphone', { rtpParameters: { ...opus(1111), mid: '0', headerExtensions: [] } })
  await patient.produce('camera', { rtpParameters: { ...vp8({ ssrc: 2222 }), mid: '1', headerExtensions: [] } })
  const doctor = await joinSfu(line, roomId)

  const received: Stream[] = doctor.joined.consumers.map(({ kind, rtpParameters }) => ({
    mid: rtpParameters.mid ?? '', kind, payloadType: rtpParameters.codecs[0]?.payloadType ?? 0, ssrc: rtpParameters.encodings?.[0]?.ssrc ?? 0,
  }))
  expect(received.map(({ kind }) => kind).sort()).toEqual(['audio', 'video'])
  const sending = browserLink('send', patient.joined.transports.send, sent)
  const receiving = browserLink('receive', doctor.joined.transports.receive, received)
  links.push(sending, receiving)
  const arrived = Promise.all(receiving.tracks.map((track, index) => new Promise<Buffer>((resolve) => {
    track.onMessage((packet) => {
      const { payloadType, ssrc } = received[index] ?? {}
      if ((packet.at(1) ?? 0) % 128 === payloadType && packet.readUInt32BE(8) === ssrc) resolve(packet)
    })
  })))
  await Promise.all([
    line.must('transport.connect', { ...patient.stay, direction: 'send', dtlsParameters: sending.dtlsParameters }),
    line.must('transport.connect', { ...doctor.stay, direction: 'receive', dtlsParameters: receiving.dtlsParameters }),
    sending.open(), receiving.open(),
  ])
  await line.must('consumer.resume', { ...doctor.stay, consumerIds: doctor.joined.consumers.map(({ id }) => id) })

  let sequence = 0
  const camera = setInterval(() => {
    sequence++
    for (const [index, stream] of sent.entries()) sending.tracks[index]?.sendMessageBinary(rtpPacket(stream, sequence))
  }, 20)
  try {
    const packets = await arrived
    for (const [index, packet] of packets.entries()) {
      const kind = received[index]?.kind
      expect(packet.subarray(-3)).toEqual(Buffer.from(kind === 'audio' ? [0xf8, 0xff, 0xfe] : [0, 0, 0]))
    }
  } finally {
    clearInterval(camera)
  }
  await line.must('room.close', { roomId })
})

/** Somebody who sends a picture, as layers of these ssrcs, to somebody whose transport stands; nothing is resumed yet. */
async function picture(ssrcs: readonly [number, ...number[]]) {
  const roomId = newRoom()
  const [patient, doctor] = [await joinSfu(line, roomId), await joinSfu(line, roomId)]
  const layer = (ssrc: number): Stream => ({ mid: '1', kind: 'video', payloadType: 96, ssrc })
  const camera = await patient.produce('camera', { rtpParameters: { ...vp8(), mid: '1', headerExtensions: [], encodings: ssrcs.map((ssrc) => ({ ssrc })) } })
  await expect.poll(() => doctor.sees()).toEqual([camera])
  const offer = line.facts.flatMap((told) => (told.name === 'consumer.created' && told.fact.stayId === doctor.stay.stayId ? [told.fact.consumer] : []))[0]
  if (!offer) throw new Error('Nothing was offered.')
  const { rtpParameters } = offer
  const [payloadType, ssrc] = [rtpParameters.codecs[0]?.payloadType ?? 0, rtpParameters.encodings?.[0]?.ssrc ?? 0]
  const sending = browserLink('send', patient.joined.transports.send, [{ ...layer(ssrcs[0]), layers: ssrcs.slice(1) }])
  const receiving = browserLink('receive', doctor.joined.transports.receive, [{ mid: rtpParameters.mid ?? '', kind: 'video', payloadType, ssrc }])
  links.push(sending, receiving)
  await Promise.all([
    line.must('transport.connect', { ...patient.stay, direction: 'send', dtlsParameters: sending.dtlsParameters }),
    line.must('transport.connect', { ...doctor.stay, direction: 'receive', dtlsParameters: receiving.dtlsParameters }),
    sending.open(), receiving.open(),
  ])
  const count = { seen: 0, asked: 0 }
  receiving.tracks[0]?.onMessage((packet) => {
    if ((packet.at(1) ?? 0) % 128 === payloadType && packet.readUInt32BE(8) === ssrc) count.seen++
  })
  // Picture loss indications (RFC 4585 §6.3.1), also within a compound packet.
  sending.tracks[0]?.onMessage((packet) => {
    for (let at = 0; at + 4 <= packet.length; at += 4 * (packet.readUInt16BE(at + 2) + 1)) if (packet[at] === 0x81 && packet[at + 1] === 206) count.asked++
  })
  let sequence = 0
  const send = (key: boolean, to: readonly number[]): void => {
    sequence++
    for (const one of to) {
      const packet = rtpPacket(layer(one), sequence)
      // Not a key frame (RFC 6386 §9.1).
      if (!key) packet[13] = 0x11
      sending.tracks[0]?.sendMessageBinary(packet)
    }
  }
  return { roomId, stay: doctor.stay, consumerId: offer.id, count, send }
}

test('a picture whose large layer stopped right after it began is seen at once, small', async () => {
  const [small, large] = [2223, 2224]
  const { roomId, stay, consumerId, count, send } = await picture([small, large])
  // As a browser does that is given both layers, and finds its line too narrow for the large one.
  for (let each = 0; each < 5; each++) send(false, [small, large])
  await setTimeout(100)
  await line.must('consumer.resume', { ...stay, consumerIds: [consumerId] })
  await line.must('consumer.prefer', { ...stay, consumerId, spatialLayer: 1 })
  let sent = 0
  const flow = setInterval(() => send(sent++ % 5 === 0, [small]), 20)
  try {
    await expect.poll(() => count.seen, { timeout: 800, interval: 20 }).toBeGreaterThan(0)
  } finally {
    clearInterval(flow)
  }
  await line.must('room.close', { roomId })
})

test('the key frame that a picture begins with is asked for until it comes, then no more', async () => {
  const { roomId, stay, consumerId, count, send } = await picture([2225])
  const flow = setInterval(() => send(false, [2225]), 20)
  try {
    await line.must('consumer.resume', { ...stay, consumerIds: [consumerId] })
    await expect.poll(() => count.asked, { timeout: 6_000 }).toBeGreaterThan(3)
    expect(count.seen).toBe(0)
    send(true, [2225])
    await expect.poll(() => count.seen).toBeGreaterThan(0)
    // One may have been asked for while it was on its way.
    await setTimeout(1_500)
    const asked = count.asked
    await setTimeout(2_500)
    expect(count.asked).toBe(asked)
  } finally {
    clearInterval(flow)
  }
  await line.must('room.close', { roomId })
})

test('a browser that asks again for a picture that flows, since it may have missed some of it, is given a key frame at once', async () => {
  const { roomId, stay, consumerId, count, send } = await picture([2226])
  let [sent, answered] = [0, 0]
  const flow = setInterval(() => send(sent++ === 0 || count.asked > answered, [2226]), 20)
  const settle = async () => {
    for (answered = -1; answered < count.asked; await setTimeout(1_500)) answered = count.asked
  }
  try {
    await line.must('consumer.resume', { ...stay, consumerIds: [consumerId] })
    await expect.poll(() => count.seen, { timeout: 6_000 }).toBeGreaterThan(0)
    await settle()
    await line.must('consumer.resume', { ...stay, consumerIds: [consumerId] })
    await expect.poll(() => count.asked - answered, { timeout: 500, interval: 20 }).toBe(1)
  } finally {
    clearInterval(flow)
  }
  await line.must('room.close', { roomId })
})

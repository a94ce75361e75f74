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

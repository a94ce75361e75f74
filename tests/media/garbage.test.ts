import type { RtpParameters } from '@lien/contract/rtp'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialSfu, type SfuLine } from '../support/sfuLine.ts'
import { joinInput, joinSfu, newPeer, newProducer, newRoom, newStay, opus, type SfuPeer, vp8 } from '../support/sfuPeer.ts'
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

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 'x'.repeat(300), 'video/VP8', 'audio/opus', 'video/rtx', 'r0', 'L9T9', 'S3T3h', -1, 0, 1, 15, 127, 128, 255, 256, 2 ** 31, 2 ** 32, 2 ** 40, 1.5, Number.MAX_SAFE_INTEGER, true, [], {}),
  fc.integer(), fc.string(),
)

/** `value` with one thing in it, somewhere, replaced, removed or doubled. */
function spoil(value: unknown, path: number[], by: unknown): unknown {
  const [step = 0, ...rest] = path
  if (Array.isArray(value)) {
    if (value.length === 0) return [by]
    if (path.length === 0) return [...value as unknown[], value[0]]
    return value.map((item: unknown, index) => index === step % value.length ? spoil(item, rest, by) : item)
  }
  if (typeof value !== 'object' || value === null || path.length === 0) return by
  const entries = Object.entries(value)
  const chosen = entries[step % (entries.length || 1)]?.[0]
  return Object.fromEntries(entries.map(([key, item]) => [key, key === chosen ? spoil(item, rest, by) : item as unknown]))
}

const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 })
const parameters = fc.constantFrom<() => RtpParameters>(() => opus(), () => vp8(), () => vp8({ layers: 3 }))

test('no spoilt RTP parameters or capabilities harm the worker or the room next door', async () => {
  const [sender, receiver] = [await joinSfu(line, newRoom()), await joinSfu(line, newRoom())]
  const neighbour: SfuPeer = receiver
  const voice = await neighbour.produce()
  const outcomes = new Map<string, number>()
  await fc.assert(fc.asyncProperty(parameters, fc.array(fc.tuple(path, odd), { minLength: 1, maxLength: 3 }), async (make, spoils) => {
    const rtpParameters = spoils.reduce<unknown>((whole, [where, by]) => spoil(whole, where, by), make())
    const kind = make().codecs[0]?.mimeType.startsWith('audio') ? 'audio' : 'video'
    const producerId = newProducer()
    const reply = await line.raw('producer.create', { ...sender.stay, producerId, kind, source: kind === 'audio' ? 'microphone' : 'camera', rtpParameters, paused: false })
    const outcome = reply.ok ? 'ok' : reply.fault.code
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    expect(outcome).toBeOneOf(['ok', 'invalidInput'])

    const rtpCapabilities = spoils.reduce<unknown>((whole, [where, by]) => spoil(whole, where, by), joinInput(sender.stay).rtpCapabilities)
    const guest = { roomId: sender.stay.roomId, peerId: newPeer(), stayId: newStay() }
    const joined = await line.raw('peer.join', { ...guest, rtpCapabilities })
    expect(joined.ok ? 'ok' : joined.fault.code).toBeOneOf(['ok', 'invalidInput'])
    if (joined.ok) await line.must('peer.leave', guest)
    if (reply.ok) await line.must('producer.close', { ...sender.stay, producerId })
  }), { numRuns: 1000 })
  // Not everything may be refused, or the test would show nothing.
  expect(Math.min(outcomes.get('ok') ?? 0, outcomes.get('invalidInput') ?? 0)).toBeGreaterThan(20)

  const late = await joinSfu(line, neighbour.stay.roomId)
  expect(late.joined.consumers.map(({ producerId }) => producerId)).toEqual([voice])
  expect(sfu.log.filter(({ msg }) => msg === 'worker started')).toHaveLength(1)
  expect(await line.must('sfu.describe', {})).toMatchObject({ workers: 1, rooms: 2, peers: 3, transports: 6, producers: 1, consumers: 1 })
})

import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { dialSfu } from '../support/sfuLine.ts'
import { joinInput, joinSfu, newPeer, newRoom, newStay } from '../support/sfuPeer.ts'
import { type RunningSfu, startSfu } from '../support/sfu.ts'

const running = new Set<RunningSfu>()
const start = async (options?: Parameters<typeof startSfu>[0]) => {
  const sfu = await startSfu(options)
  running.add(sfu)
  return sfu
}
afterEach(async () => {
  await Promise.all([...running].map((sfu) => sfu.close()))
  running.clear()
})

const workersStarted = (sfu: RunningSfu) => sfu.log.filter(({ msg }) => msg === 'worker started')

test('[R6316-4] a worker that dies is noticed, its rooms are told, others live on, and it is replaced on its port', async () => {
  const sfu = await start({ workers: 2 })
  const line = await dialSfu(sfu)
  const [one, other] = [await joinSfu(line, newRoom()), await joinSfu(line, newRoom())]
  await one.produce()
  const port = one.joined.transports.send.iceCandidates[0]?.port
  const victim = workersStarted(sfu).find((worker) => 'port' in worker && worker.port === port)
  // Joins that are under way meanwhile must be answered too.
  const crossing = Array.from({ length: 4 }, () => line.order('peer.join', joinInput({ ...one.stay, peerId: newPeer(), stayId: newStay() })))
  process.kill(victim?.workerPid ?? 0, 'SIGKILL')
  expect(await line.told('room.closed')).toEqual({ roomId: one.stay.roomId, reason: 'workerDied' })
  for (const reply of await Promise.all(crossing)) expect(reply.ok || reply.fault.code).toBeOneOf([true, 'unavailable', 'notFound'])
  expect(await line.must('peer.check', one.stay)).toEqual({ alive: false, consumers: [] })
  expect(await line.must('peer.check', other.stay)).toMatchObject({ alive: true })

  const back = await joinSfu(line, one.stay.roomId, { peerId: one.stay.peerId })
  await back.produce()
  await sfu.logged((entry) => entry.msg === 'worker started' && workersStarted(sfu).indexOf(entry) === 2)
  expect(workersStarted(sfu)[2]).toMatchObject({ port })
  // The dead worker's rooms count for nothing: the next two rooms use both ports again.
  const next = await Promise.all([0, 1].map(() => joinSfu(line, newRoom())))
  expect(next.map(({ joined }) => joined.transports.send.iceCandidates[0]?.port)).toContain(port)
  expect(line.facts.filter(({ name }) => name === 'room.closed')).toHaveLength(1)
  line.close()
})

test('the only worker of an sfu comes back, and a new join works', async () => {
  const sfu = await start()
  const line = await dialSfu(sfu)
  const { stay } = await joinSfu(line, newRoom())
  process.kill(workersStarted(sfu)[0]?.workerPid ?? 0, 'SIGKILL')
  await line.told('room.closed', ({ reason }) => reason === 'workerDied')
  const join = () => line.order('peer.join', joinInput({ ...stay, stayId: newStay() }))
  expect(await join()).toMatchObject({ ok: true })
  await sfu.logged((entry) => entry.msg === 'worker started' && entry !== workersStarted(sfu)[0])
  expect(await join()).toMatchObject({ ok: true })
  line.close()
})

test('rooms outlive a server; every server is told the same facts, and one that comes back what it missed', async () => {
  const sfu = await start()
  const [first, second] = [await dialSfu(sfu), await dialSfu(sfu)]
  const { stay } = await joinSfu(first, newRoom())
  // A first fact tells the second how far it has read: socket.io's recovery starts from there.
  const firstProducer = await (await joinSfu(first, stay.roomId)).produce()
  for (const line of [first, second]) expect((await line.told('consumer.created')).consumer.producerId).toBe(firstProducer)
  first.close()
  await sfu.logged(({ msg }) => msg === 'server disconnected')
  expect(await second.must('peer.check', stay)).toMatchObject({ alive: true })

  const gone = new Promise((resolve) => second.socket.once('disconnect', resolve))
  second.socket.io.engine.close()
  await gone
  const third = await dialSfu(sfu)
  const missed = await (await joinSfu(third, stay.roomId)).produce()
  await third.told('consumer.created', ({ consumer, stayId }) => consumer.producerId === missed && stayId === stay.stayId)
  second.socket.connect()
  await second.told('consumer.created', ({ consumer, stayId }) => consumer.producerId === missed && stayId === stay.stayId)
  expect(second.socket.recovered).toBe(true)
  second.close()
  third.close()
})

test.each(['SIGTERM', 'SIGINT', 'a parent that is gone'] as const)('%s stops it and its workers', async (why) => {
  const sfu = await startSfu({ workers: 2 })
  const line = await dialSfu(sfu)
  await joinSfu(line, newRoom())
  const exited = once(sfu.process, 'exit')
  if (why === 'a parent that is gone') sfu.process.disconnect()
  else sfu.process.kill(why)
  expect(await exited).toEqual([0, null])
  // What ends with the sfu was closed by nobody's order.
  expect(line.facts.filter(({ name }) => name !== 'sfu.state')).toEqual([])
  for (const { workerPid } of workersStarted(sfu)) await expect.poll(() => isAlive(workerPid ?? 0), { timeout: 5_000 }).toBe(false)
  line.close()
})

test('SIGUSR2 drains it: people still meet in the rooms that are there, no new one opens, and it ends with the last', async () => {
  const sfu = await startSfu()
  const line = await dialSfu(sfu)
  const [one, other] = [await joinSfu(line, newRoom()), await joinSfu(line, newRoom())]
  const waiting = { roomId: newRoom(), peerId: newPeer(), stayId: newStay() }
  await line.must('peer.prepare', joinInput(waiting))
  const exited = once(sfu.process, 'exit')
  sfu.process.kill('SIGUSR2')
  await line.told('sfu.state', ({ draining }) => draining)
  expect(await line.must('sfu.describe', {})).toMatchObject({ draining: true, rooms: 2 })
  expect(await line.order('peer.join', joinInput({ roomId: newRoom(), peerId: newPeer(), stayId: newStay() }))).toMatchObject({ ok: false, fault: { code: 'unavailable' } })
  const late = await joinSfu(line, one.stay.roomId)
  const producerId = await late.produce()
  await line.told('consumer.created', ({ consumer, stayId }) => consumer.producerId === producerId && stayId === one.stay.stayId)
  // Nobody is kept waiting here: their room closes, and they are made ready elsewhere.
  const closed = await line.told('room.closed')
  expect(closed).toEqual({ roomId: waiting.roomId, reason: 'empty' })
  const newcomer = await dialSfu(sfu)
  expect(await newcomer.told('sfu.state')).toEqual({ draining: true })
  newcomer.close()
  await line.must('room.close', { roomId: other.stay.roomId })
  expect(await line.must('peer.check', one.stay)).toMatchObject({ alive: true })
  await line.must('room.close', { roomId: one.stay.roomId })
  expect(await exited).toEqual([0, null])
  line.close()
})

test.each<[string, Record<string, string>, RegExp]>([
  ['a missing token', { LIEN_SFU_TOKEN: '' }, /^LIEN_SFU_TOKEN is missing/], ['a short token', { LIEN_SFU_TOKEN: 'secret' }, /at least 32 characters/],
  ['a port that is none', { LIEN_SFU_PORT: 'many' }, /^LIEN_SFU_PORT must be a whole number/], ['an address of everywhere', { LIEN_MEDIA_ADDRESSES: '0.0.0.0' }, /needs the address that browsers will use/],
  ['an address of elsewhere', { LIEN_MEDIA_ADDRESSES: '192.0.2.1' }, /^The media port \d+ .* cannot be opened on 192\.0\.2\.1/], ['a worker that is not there', { MEDIASOUP_WORKER_BIN: '/nowhere/worker' }, /^The media worker \/nowhere\/worker does not run/],
])('%s is one plain sentence', async (_, env, sentence) => {
  await expect(startSfu({ env: { LIEN_MEDIA_PORT: '31999', ...env } })).rejects.toThrow(sentence)
})

test('a port in use is one plain sentence', async () => {
  const sfu = await start()
  await expect(startSfu({ env: { LIEN_SFU_PORT: new URL(sfu.url).port } })).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/)
  const line = await dialSfu(sfu)
  const { joined } = await joinSfu(line, newRoom())
  const mediaPort = String(joined.transports.send.iceCandidates[0]?.port)
  await expect(startSfu({ env: { LIEN_MEDIA_PORT: mediaPort } })).rejects.toThrow(new RegExp(`^The media port ${mediaPort}`))
  line.close()
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

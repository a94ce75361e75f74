import { afterAll, beforeAll, expect, it } from 'vitest'
import { value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
beforeAll(async () => { house = await openHouse({ grace: 100 }) })
afterAll(() => house.close())

/** What this process keeps open: timers, sockets. */
const handles = (kind: string): number => process.getActiveResourcesInfo().filter((one) => one === kind).length
const count = async (sql: string): Promise<number> => Number((await house.database.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n)

const rounds = 50
const people = 10

it('500 joins and leaves, by command and by a page that vanishes, leave nothing behind on the server', { timeout: 180_000 }, async () => {
  const patients = await Promise.all(Array.from({ length: people }, async () => {
    const visit = await house.world.visit(house.house)
    const { browser, socket } = await arrive(house, visit)
    const doctor = await house.doctor()
    const { participantId } = visit.guest('patient')
    value(await doctor.post('participant.admit', { consultationId: visit.consultationId, participantId }))
    socket.close()
    return { visit, browser, participantId }
  }))
  const comeAndGo = async (round: number) => Promise.all(patients.map(async ({ visit, browser, participantId }) => {
    const socket = await browser.connect(participantId)
    value(await join(socket, visit))
    if (round % 2 === 0) value(await socket.perform('call.leave', {}))
    socket.close()
  }))
  const settled = () => expect.poll(async () => ({
    stays: await count('stays WHERE left_at IS NULL'), presences: await count('presences'), peers: house.sfu.peers.size,
  }), { timeout: 30_000 }).toEqual({ stays: 0, presences: 0, peers: 0 })

  // What a first round leaves (connections to the database, the line to the sfu) is there to stay.
  await comeAndGo(0)
  await comeAndGo(1)
  await settled()
  const kinds = ['Timeout', 'TCPSocketWrap'] as const
  const before = kinds.map(handles)
  for (let round = 2; round < rounds; round++) await comeAndGo(round)
  await settled()
  expect(await count('stays')).toBe(rounds * people)
  expect(await count(`trail WHERE type = 'call.joined' OR type = 'call.reconnected'`)).toBe(rounds * people)
  expect(await count(`trail WHERE type = 'call.left'`)).toBe(rounds * people)
  // Sockets close, and pools let go, in their own time; none may stay.
  for (const [index, kind] of kinds.entries()) await expect.poll(() => handles(kind), { message: kind, timeout: 20_000 }).toBeLessThanOrEqual((before[index] ?? 0) + 2)
})

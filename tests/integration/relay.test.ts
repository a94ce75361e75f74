import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'

const secret = 'relay-key-relay-key-relay-key-0000'
const urls = ['turn:turn.lien.test:3478?transport=udp', 'turns:turn.lien.test:443?transport=tcp']
const start = Date.parse('2026-11-24T09:30:00Z')
let now = start
let house: TestHouse
beforeAll(async () => {
  house = await openHouse({ clock: () => new Date(now), env: { LIEN_TURN_URLS: urls.join(', '), LIEN_TURN_SECRET: secret } })
})
afterAll(() => house.close())

it('a join brings credentials that run out and name nobody; a restart of the path brings fresh ones', async () => {
  const visit = await house.world.visit(house.house)
  const { socket } = await arrive(house, visit)
  const doctor = await house.doctor()
  value(await doctor.post('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
  const joined = value(await join(socket, visit))
  const expected = (at: number) => {
    const username = `${at / 1000 + 4 * 60 * 60}:${joined.stayId}`
    return [{ urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') }]
  }
  expect(joined.iceServers).toEqual(expected(start))
  expect(JSON.stringify(joined.iceServers)).not.toContain(visit.guest('patient').participantId)
  now += 5 * 60 * 60 * 1000
  expect(value(await socket.perform('transport.restartIce', { direction: 'send' })).iceServers).toEqual(expected(now))
})

import fc from 'fast-check'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands, type CommandName } from '@lien/contract/commands'
import { faults, type Reply } from '@lien/contract/faults'
import { maxMessageBytes } from '@lien/contract/wire'
import type { TestBrowser, TestSocket } from '../support/client.ts'
import { arrive, openHouse, type TestHouse } from '../support/house.ts'
import type { PlannedVisit } from '../support/world.ts'

let house: TestHouse
let victim: PlannedVisit
let attacker: { browser: TestBrowser; socket: TestSocket; visit: PlannedVisit }
let doctor: TestSocket
let doctorBrowser: TestBrowser

beforeAll(async () => {
  house = await openHouse()
  victim = await house.world.visit(house.house)
  await arrive(house, victim)
  // The attacker holds valid links and even an account: only not here.
  const visit = await house.world.visit(house.house)
  attacker = { ...(await arrive(house, visit)), visit }
  const elsewhere = await house.world.house({ finess: '000000003', email: 'dr.ailleurs@lien.test' })
  doctor = await (await house.doctor('dr.ailleurs@lien.test')).connect(null)
  // An account of its own over HTTP: among the garbage there are sign-outs, and they end its sessions.
  await house.world.colleague(elsewhere, 'oncologist', 'dre.ailleurs@lien.test')
  doctorBrowser = await house.doctor('dre.ailleurs@lien.test')
})
afterAll(() => house.close())

const names = Object.keys(commands) as CommandName[]
// Taken by choice so that runs repeat: npm test -- integration prints the same ten thousand.
const seed = 20_261_121
const rounds = 2_500

/** Ids of the victim's consultation, of the attacker's own, and of nobody. */
const ids = () => fc.constantFrom(victim.consultationId, victim.doctor, victim.guest('patient').participantId, attacker.visit.consultationId, attacker.visit.guest('patient').participantId, '01900000-0000-7000-8000-000000000000')
const strange = () => fc.oneof(
  fc.anything({ maxDepth: 3, withNullPrototype: true }), fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(null, undefined, -1, Number.POSITIVE_INFINITY, '', [], {}, '__proto__', '\u0000', '\ud800', 'a'.repeat(5_000)),
)
/** Inputs that are nearly right: known fields with an id, a strange value, or an honest one. */
const nearly = () => fc.dictionary(
  fc.constantFrom('consultationId', 'participantId', 'token', 'email', 'password', 'text', 'decision', 'reason', 'camera', 'microphone', 'producerId', 'kind', 'source', 'rtpParameters', 'paused', 'direction', 'dtlsParameters', 'consumerIds', 'consumerId', 'spatialLayer', 'incident', 'rtpCapabilities', 'intruder', '__proto__'),
  fc.oneof(ids(), strange(), fc.constantFrom('given', 'completed', 'ok', 'audio', 'camera', 'send', true, 0, { codecs: [], headerExtensions: [] })), { maxKeys: 5 },
)
/** Well-formed commands aimed at somebody else's consultation, and steps out of order. */
const aimed = () => fc.oneof(
  fc.record({ consultationId: ids(), participantId: ids() }), fc.record({ consultationId: ids(), text: fc.string({ minLength: 1, maxLength: 40 }) }),
  fc.record({ consultationId: ids(), reason: fc.constant('completed') }), fc.record({ consultationId: ids() }), fc.record({ consultationId: ids(), rtpCapabilities: fc.constant({ codecs: [], headerExtensions: [] }) }), fc.constant({}),
)
const message = () => fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom<unknown>(...names) }, { weight: 1, arbitrary: strange() }), fc.oneof(nearly(), aimed(), strange()))

const known = new Set(Object.keys(faults))
function mustBeHarmless(reply: Reply<unknown>): void {
  const text = JSON.stringify(reply)
  for (const secret of [victim.consultationId, victim.doctor, victim.guest('patient').participantId]) expect(text).not.toContain(secret)
  if (!reply.ok) {
    expect(known).toContain(reply.fault.code)
    expect(reply.fault.code).not.toBe('internal')
  }
}
const state = async () => JSON.stringify([
  await house.database.query('SELECT * FROM consultations WHERE id = $1', [victim.consultationId]),
  await house.database.query('SELECT * FROM participants WHERE consultation_id = $1', [victim.consultationId]),
  await house.database.query('SELECT count(*) FROM messages WHERE consultation_id = $1', [victim.consultationId]),
  await house.database.query('SELECT revoked_at FROM links JOIN participants p ON p.id = participant_id WHERE p.consultation_id = $1', [victim.consultationId]),
  await house.database.query('SELECT id, left_at FROM stays WHERE consultation_id = $1', [victim.consultationId]),
])

describe('ten thousand hostile messages', () => {
  it('malformed, oversized, out of order or with a foreign token: no crash, no leak, each answered with its fault', async () => {
    const before = await state()
    let sent = 0
    const attack = (send: (name: unknown, input: unknown) => Promise<Reply<unknown>>) => fc.assert(
      fc.asyncProperty(message(), async ([name, input]) => {
        sent += 1
        mustBeHarmless(await send(name, input))
      }), { seed, numRuns: rounds, endOnFailure: true },
    )
    const overHttp = (browser: TestBrowser, seat: string) => async (name: unknown, input: unknown) => {
      const body = JSON.stringify(input ?? {}) as string | undefined
      const path = encodeURIComponent(typeof name === 'string' && !/[\ud800-\udfff]/.test(name) && !/^\.*$/.test(name) ? name : 'x')
      return (await browser.raw(path, body ?? '{', { 'x-lien-seat': seat })).body as Reply<unknown>
    }
    // A foreign token: the attacker's own cookie under the victim's seat.
    await Promise.all([
      attack((name, input) => attacker.socket.performAnything(name, input)),
      attack((name, input) => doctor.performAnything(name, input)),
      attack(overHttp(attacker.browser, victim.guest('patient').participantId)),
      attack(overHttp(doctorBrowser, '-')),
    ])
    expect(sent).toBe(4 * rounds)
    console.log(`${sent} hostile messages answered`)
    expect(await state()).toBe(before)
    expect((await house.browser().post('site.read', {})).ok).toBe(true)
  }, 600_000)

  it('a message past the limit closes its own line only', async () => {
    const visit = await house.world.visit(house.house)
    const { socket, browser } = await arrive(house, visit)
    socket.emitAnything('perform', 'message.send', { text: 'x'.repeat(maxMessageBytes + 1) })
    await socket.notice('disconnect')
    expect((await browser.raw('site.read', JSON.stringify({ x: 'x'.repeat(maxMessageBytes + 1) }), { 'x-lien-seat': '-' })).body).toEqual({ ok: false, fault: { code: 'invalidInput', reason: 'tooLarge' } })
    expect((await attacker.socket.perform('site.read', {})).ok).toBe(true)
  })

  it('events without a reply, with too many arguments, or of another name are ignored', async () => {
    const visit = await house.world.visit(house.house)
    const { socket } = await arrive(house, visit)
    for (const args of [['perform'], ['perform', 'site.read'], ['perform', 'site.read', {}, 'not a function'], ['perform', {}, {}, {}, {}], ['elsewhere', 1], ['first', {}], ['visit.changed', {}]]) socket.emitAnything(...args)
    expect((await socket.perform('site.read', {})).ok).toBe(true)
  })

  it('raw bytes on the socket’s path are shown out', async () => {
    const { hostname, port } = new URL(house.app.address)
    for (const bytes of ['GET /signal/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', '\u0000\u0001\u0002\r\n\r\n', `POST /api/site.read HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n{`]) {
      const line = connect(Number(port), hostname)
      line.on('error', () => line.destroy())
      line.write(bytes)
      line.end()
      await new Promise((resolve) => { line.once('close', resolve); line.resume() })
    }
    expect((await house.browser().post('site.read', {})).ok).toBe(true)
  })
})

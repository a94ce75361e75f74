import { afterEach, describe, expect, it } from 'vitest'
import { value, type TestSocket } from '../support/client.ts'
import type { FakeSfu } from '../support/fakeSfu.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import type { PlannedVisit } from '../support/world.ts'

let house: TestHouse
afterEach(() => house.close())

/** A patient and their oncologist, both in the call. */
async function inCall(): Promise<{ visit: PlannedVisit; doctor: TestSocket; patient: TestSocket }> {
  const visit = await house.world.visit(house.house)
  const doctor = await (await house.doctor()).connect(null)
  const { socket: patient } = await arrive(house, visit)
  value(await doctor.perform('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
  for (const one of [doctor, patient]) value(await join(one, visit))
  return { visit, doctor, patient }
}
const carrierOf = (visit: PlannedVisit): FakeSfu | undefined => house.sfus.find(({ peers }) => peers.has(visit.doctor))
const incidents = async (visit: PlannedVisit) => (await house.trail(visit.consultationId)).flatMap(({ event }) => (event['type'] === 'call.incident' ? [event['incident']] : []))

describe('an sfu that dies', () => {
  it('[R6316-4] is replaced: everybody is told once, joins again elsewhere, and the record says so', async () => {
    house = await openHouse({ sfus: 2 })
    const { visit, doctor, patient } = await inCall()
    const dead = carrierOf(visit)
    await dead?.close()
    for (const one of [doctor, patient]) expect((await one.notice('call.closed')).reason).toBe('sfuLost')
    for (const one of [doctor, patient]) value(await join(one, visit))
    const alive = house.sfus.find((one) => one !== dead)
    expect([...alive?.peers.keys() ?? []].sort()).toEqual([visit.doctor, visit.guest('patient').participantId].sort())
    expect([...doctor.heard, ...patient.heard].filter(({ name }) => name === 'call.closed')).toHaveLength(2)
    await expect.poll(() => incidents(visit)).toEqual(['sfuLost', 'sfuLost'])
    expect(await house.database.query('SELECT count(*)::int AS open FROM stays WHERE left_at IS NULL')).toEqual([{ open: 2 }])
  })

  it('moves nobody when only its line was cut: nobody is told, and who joins meanwhile meets the others', async () => {
    house = await openHouse({ sfus: 2 })
    const { visit, doctor, patient } = await inCall()
    const carrier = carrierOf(visit)
    carrier?.hangUp()
    value(await join(patient, visit))
    expect(carrier?.peers.has(visit.guest('patient').participantId)).toBe(true)
    value(await doctor.perform('call.reportMediaUp', {}))
    // Longer than a cut line stays in doubt: what would be told has been told.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect([...doctor.heard, ...patient.heard].filter(({ name }) => name === 'call.closed')).toEqual([])
    expect(await incidents(visit)).toEqual([])
  })

  it('leaves the calls of the others alone', async () => {
    house = await openHouse({ sfus: 2 })
    const [one, other] = [await inCall(), await inCall()]
    // Spread by load, so that the death of one is not the death of all.
    expect(carrierOf(one.visit)).not.toBe(carrierOf(other.visit))
    await carrierOf(one.visit)?.close()
    await one.patient.notice('call.closed')
    expect(other.patient.heard.filter(({ name }) => name === 'call.closed')).toEqual([])
    value(await other.patient.perform('call.reportMediaUp', {}))
  })

  it('is waited for where it is the only one, and answered as unavailable after a moment', async () => {
    house = await openHouse()
    const { visit, patient } = await inCall()
    await house.sfu.close()
    expect((await patient.notice('call.closed')).reason).toBe('sfuLost')
    expect(await join(patient, visit)).toMatchObject({ ok: false, fault: { code: 'unavailable', reason: 'sfuAway' } })
  })
})

describe('an sfu that drains', () => {
  it('keeps its calls, takes no new one, and a room that closed meanwhile opens elsewhere', async () => {
    house = await openHouse({ sfus: 2 })
    const first = await inCall()
    const draining = carrierOf(first.visit)
    if (!draining) throw new Error('Nobody carries the call.')
    draining.draining = true
    draining.tell('sfu.state', { draining: true })
    // Known to the server once an answer has come back behind it.
    value(await first.doctor.perform('transport.restartIce', { direction: 'send' }))
    for (const next of [await inCall(), await inCall(), await inCall()]) expect(carrierOf(next.visit)).not.toBe(draining)
    value(await join(first.patient, first.visit))
    expect(draining.peers.has(first.visit.guest('patient').participantId)).toBe(true)
    draining.forgetRoom(first.visit.consultationId)
    value(await join(first.patient, first.visit))
    expect(draining.peers.has(first.visit.guest('patient').participantId)).toBe(false)
    // Whoever is still on the one that drains is told to follow.
    expect((await first.doctor.notice('call.closed')).reason).toBe('sfuLost')
    expect(first.patient.heard.filter(({ name }) => name === 'call.closed')).toEqual([])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { StayId } from '@lien/contract/ids'
import { createLog } from '@lien/server/platform/log.ts'
import { openDatabase } from '@lien/server/platform/db.ts'
import { verifyTrail } from '@lien/server/platform/trailVerify.ts'
import { faultOf, value, type TestBrowser, type TestSocket } from '../support/client.ts'
import { arrive, join, openHouse, trailKey, type TestHouse } from '../support/house.ts'
import { listenTo } from '../support/notifications.ts'
import { birthDateWritten, oncologist, type PlannedVisit } from '../support/world.ts'

let house: TestHouse
afterEach(() => house.close())

/** Signs of life so quick that a test need not wait for them. */
const pace = { beat: 100, silence: 600, patience: 2_000 }
type At = { address: string }

interface Meeting { visit: PlannedVisit; doctor: TestSocket; patient: TestSocket; browsers: { doctor: TestBrowser; patient: TestBrowser } }
/** A patient whose page is at one server, and an oncologist whose page is at another. */
async function meet(patientAt: At, doctorAt: At): Promise<Meeting> {
  const visit = await house.world.visit(house.house)
  const doctorBrowser = await house.doctor(oncologist.email, doctorAt)
  const doctor = await doctorBrowser.connect(null)
  const { socket: patient, browser } = await arrive(house, visit, 'patient', patientAt)
  return { visit, doctor, patient, browsers: { doctor: doctorBrowser, patient: browser } }
}
const target = (visit: PlannedVisit) => ({ consultationId: visit.consultationId, participantId: visit.guest('patient').participantId })
const stayOf = async (visit: PlannedVisit, participantId: string) => {
  const [row] = await house.database.query<{ id: StayId; server_id: string; lost: boolean }>('SELECT id, server_id, lost_at IS NOT NULL AS lost FROM stays WHERE consultation_id = $1 AND participant_id = $2 AND left_at IS NULL', [visit.consultationId, participantId])
  return row
}

describe('two servers share the work', () => {
  it('what is done at one is seen at the other: arrival, message, admission with its join, sending back, end', async () => {
    house = await openHouse({ pace })
    const second = await house.secondApp()
    const { visit, doctor, patient } = await meet(second, house.app)
    await doctor.notice('day.changed', (row) => row.people.some(({ seat, checkedInAt, online }) => seat === 'patient' && checkedInAt !== null && online))
    value(await doctor.perform('message.send', { consultationId: visit.consultationId, text: 'Nous arrivons.' }))
    await patient.notice('visit.changed', ({ messages }) => messages.some(({ text }) => text === 'Nous arrivons.'))
    // The join on stand-by is performed where its page is, in the moment of an admission elsewhere.
    patient.emitAnything('standBy', { name: 'call.join', input: { consultationId: visit.consultationId, rtpCapabilities: routerRtpCapabilities } })
    await patient.perform('visit.read', {})
    value(await doctor.perform('participant.admit', target(visit)))
    expect(await patient.notice('first')).toMatchObject({ ok: true })
    value(await join(doctor, visit))
    await doctor.notice('day.changed', (row) => row.people.filter(({ inCall }) => inCall).length === 2)
    value(await doctor.perform('participant.sendBack', target(visit)))
    expect((await patient.notice('call.closed')).reason).toBe('sentBack')
    expect(faultOf(await patient.perform('call.reportMediaUp', {}))?.reason).toBe('notJoined')
    value(await doctor.perform('participant.admit', target(visit)))
    value(await join(patient, visit))
    value(await doctor.perform('consultation.end', { consultationId: visit.consultationId, reason: 'completed' }))
    expect((await patient.notice('call.closed', ({ reason }) => reason === 'ended')).reason).toBe('ended')
    await patient.notice('visit.changed', ({ state }) => state === 'ended')
  })

  it('facts of an sfu come to the page where it is, and to no other; a revoked link ends the page at once', async () => {
    house = await openHouse({ pace })
    const second = await house.secondApp()
    const { visit, doctor, patient } = await meet(second, house.app)
    value(await doctor.perform('participant.admit', target(visit)))
    value(await join(doctor, visit))
    const { stayId } = value(await join(patient, visit))
    const consumerId = '01890000-0000-7000-8000-00000000000c'
    house.sfu.tell('consumer.closed', { roomId: visit.consultationId, peerId: visit.guest('patient').participantId, stayId, consumerId: consumerId as never })
    expect(await patient.notice('consumer.closed')).toEqual({ stayId, consumerId })
    expect(doctor.heard.filter(({ name }) => name === 'consumer.closed')).toEqual([])
    value(await doctor.perform('link.revoke', target(visit)))
    expect((await patient.notice('session.ended')).reason).toBe('linkRevoked')
  })

  it('a room that moves takes the pages of every server along', async () => {
    house = await openHouse({ pace, sfus: 2 })
    const second = await house.secondApp()
    const { visit, doctor, patient } = await meet(second, house.app)
    value(await doctor.perform('participant.admit', target(visit)))
    for (const one of [doctor, patient]) value(await join(one, visit))
    const carrier = house.sfus.find(({ peers }) => peers.has(visit.doctor))
    if (!carrier) throw new Error('Nobody carries the call.')
    carrier.draining = true
    carrier.forgetRoom(visit.consultationId)
    value(await join(patient, visit))
    expect((await doctor.notice('call.closed')).reason).toBe('sfuLost')
    value(await join(doctor, visit))
    expect(carrier.peers.size).toBe(0)
  })

  it('notifications carry ids and codes, never a name or a word', async () => {
    house = await openHouse({ pace })
    const second = await house.secondApp()
    const ear = await listenTo(house)
    const { visit, doctor, patient } = await meet(second, house.app)
    value(await doctor.perform('message.send', { consultationId: visit.consultationId, text: 'Secret-médical' }))
    value(await doctor.perform('participant.admit', target(visit)))
    value(await join(patient, visit))
    value(await doctor.perform('consultation.end', { consultationId: visit.consultationId, reason: 'completed' }))
    await patient.notice('call.closed')
    await expect.poll(() => ear.heard.some((text) => text.includes('closeStays'))).toBe(true)
    const words = ear.heard.join('\n')
    expect(words).toContain(visit.consultationId)
    for (const secret of ['Secret', 'Rivi', 'Claire', 'TESTEMONT', oncologist.email, oncologist.name]) expect(words).not.toContain(secret)
    expect(words).not.toMatch(birthDateWritten)
    await ear.close()
  })

  it('what a server did not hear while its line was cut is read again', async () => {
    house = await openHouse({ pace: { ...pace, beat: 400 } })
    const second = await house.secondApp()
    const { visit, doctor, patient } = await meet(second, house.app)
    const own = await house.database.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE application_name = 'lien-fleet' AND datname = current_database()`)
    expect(own).toHaveLength(2)
    await house.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lien-fleet' AND datname = current_database()`)
    value(await doctor.perform('message.send', { consultationId: visit.consultationId, text: 'Entendu ?' }))
    await patient.notice('visit.changed', ({ messages }) => messages.some(({ text }) => text === 'Entendu ?'))
  })
})

describe('a server that dies', () => {
  it('[R6316-4] leaves its calls untouched: pages hold their stays again at another server, with every control, and who does not come back is given up', async () => {
    // Slow to judge: the process shows its signs of life at the usual pace, and must not be given up while it lives.
    house = await openHouse({ pace: { ...pace, silence: 5_000 }, grace: 1_500 })
    const dying = await house.serverProcess()
    const { visit, doctor, patient, browsers } = await meet(dying, dying)
    value(await doctor.perform('participant.admit', target(visit)))
    value(await join(doctor, visit))
    const { stayId } = value(await join(patient, visit))
    const joins = () => house.sfu.orders.filter(({ name }) => name === 'peer.join' || name === 'peer.leave').length
    const before = joins()
    await dying.kill()
    expect(await patient.notice('disconnect')).toBeTruthy()

    const patientId = visit.guest('patient').participantId
    const again = house.browser()
    again.takeCookiesFrom(browsers.patient)
    const back = await again.connect(patientId, { name: 'call.resume', input: { consultationId: visit.consultationId, stayId } })
    expect(await back.notice('first')).toEqual({ ok: true, value: { consumers: [] } })
    expect(await stayOf(visit, patientId)).toEqual({ id: stayId, server_id: 'test', lost: false })
    value(await back.perform('producer.setPaused', { producerId: '01890000-0000-7000-8000-000000000001' as never, paused: true }))
    expect(house.sfu.orders.at(-1)).toMatchObject({ name: 'producer.setPaused', input: { stayId } })
    // Nothing was torn down for it.
    expect(joins()).toBe(before)

    // The oncologist does not come back: their stay is taken over as lost, and given up after its grace.
    await expect.poll(() => stayOf(visit, visit.doctor), { timeout: 10_000 }).toMatchObject({ server_id: 'test', lost: true })
    await expect.poll(() => house.database.query('SELECT 1 FROM presences WHERE server_id = $1', [dying.serverId])).toEqual([])
    await expect.poll(() => stayOf(visit, visit.doctor), { timeout: 10_000 }).toBeUndefined()
    await back.notice('visit.changed', ({ people }) => people.every(({ seat, inCall }) => inCall === (seat === 'patient')))
    expect(await stayOf(visit, patientId)).toMatchObject({ id: stayId, lost: false })
    const told = (await house.trail(visit.consultationId)).map(({ event }) => event)
    expect(told).toContainEqual({ type: 'call.reconnected', participantId: patientId, stayId })
    expect(told).toContainEqual(expect.objectContaining({ type: 'call.incident', participantId: visit.doctor, incident: 'signallingLost' }))
    expect(told).toContainEqual(expect.objectContaining({ type: 'call.left', participantId: visit.doctor, reason: 'lost' }))
    const trail = openDatabase(house.database.url, createLog('fatal'), { role: 'lien_trail' })
    expect(await verifyTrail(trail, trailKey)).toMatchObject({ breaks: [] })
    await trail.destroy()
  })

  it('only seems to when it was paused: its people keep their stays, and are shown again', async () => {
    house = await openHouse({ pace, grace: 2_500 })
    // It says too seldom that it lives.
    const slow = await house.secondApp({ pace: { ...pace, beat: 1_500, silence: 60_000 } })
    const { visit, doctor, patient } = await meet(slow, house.app)
    value(await doctor.perform('participant.admit', target(visit)))
    value(await join(patient, visit))
    const patientId = visit.guest('patient').participantId
    await expect.poll(() => stayOf(visit, patientId), { timeout: 5_000 }).toMatchObject({ server_id: 'test', lost: true })
    await doctor.notice('day.changed', (row) => row.people.some(({ seat, online, inCall }) => seat === 'patient' && !online && inCall))
    await expect.poll(() => stayOf(visit, patientId), { timeout: 5_000 }).toMatchObject({ server_id: 'test-2', lost: false })
    const shown = doctor.heard.length
    value(await patient.perform('call.reportMediaUp', {}))
    // Longer than the grace: a stay that was to be given up would be over.
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(await stayOf(visit, patientId)).toBeDefined()
    value(await patient.perform('call.reportMediaUp', {}))
    expect(doctor.heard.length).toBeGreaterThanOrEqual(shown)
    expect(patient.heard.filter(({ name }) => name === 'call.closed')).toEqual([])
  })
})

describe('holding a stay again', () => {
  it('is refused for one that is over, of somebody else, or whose media are gone; and a page that comes late does not end it', async () => {
    house = await openHouse({ pace, grace: 400 })
    const { visit, doctor, patient, browsers } = await meet(house.app, house.app)
    value(await doctor.perform('participant.admit', target(visit)))
    const theirs = value(await join(doctor, visit)).stayId
    const { stayId } = value(await join(patient, visit))
    const ask = (socket: TestSocket, id: StayId) => socket.perform('call.resume', { consultationId: visit.consultationId, stayId: id })
    const notJoined = { code: 'invalidState', reason: 'notJoined' }
    expect(faultOf(await ask(patient, theirs))).toEqual(notJoined)
    const second = await browsers.patient.connect(visit.guest('patient').participantId)
    value(await ask(second, stayId))
    // The first page is noticed to be gone only now: the stay is no longer its own.
    patient.close()
    // Longer than the grace, again.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    value(await second.perform('call.reportMediaUp', {}))
    expect(await stayOf(visit, visit.guest('patient').participantId)).toMatchObject({ id: stayId, lost: false })
    house.sfu.forgetRoom(visit.consultationId)
    expect(faultOf(await ask(second, stayId))).toEqual(notJoined)
    value(await second.perform('call.leave', {}))
    expect(faultOf(await ask(second, stayId))).toEqual(notJoined)
  })
})

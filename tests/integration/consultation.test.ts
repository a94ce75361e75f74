import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultOf, value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf } from '../support/world.ts'

let house: TestHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

/** The page's own look at the visit goes on beside its person's steps: its place among them is not promised. */
const steps = <T extends { type: string }>(trail: readonly T[]): T[] => trail.filter(({ type }) => type !== 'visit.read')

describe('a consultation from link to end', () => {
  it('[R6316-4] leaves one row a step, in order, with actors and ids only', async () => {
    const visit = await house.world.visit(house.house)
    const patient = visit.guest('patient')
    const doctor = await (await house.doctor()).connect(null)
    const { consultationId } = visit
    const { socket } = await arrive(house, visit)
    value(await doctor.perform('message.send', { consultationId, text: 'Je suis à vous dans cinq minutes.' }))
    value(await doctor.perform('participant.admit', { consultationId, participantId: patient.participantId }))
    await socket.notice('visit.changed', (view) => view.me.admitted && view.messages.length === 1)
    value(await join(socket, visit))
    value(await join(doctor, visit))
    value(await socket.perform('call.reportMediaUp', {}))
    value(await socket.perform('call.reportIncident', { incident: 'cameraLost' }))
    value(await doctor.perform('participant.sendBack', { consultationId, participantId: patient.participantId }))
    expect((await socket.notice('call.closed')).reason).toBe('sentBack')
    value(await doctor.perform('participant.admit', { consultationId, participantId: patient.participantId }))
    value(await join(socket, visit))
    value(await doctor.perform('consultation.end', { consultationId, reason: 'completed' }))
    await socket.notice('call.closed', ({ reason }) => reason === 'ended')
    const last = await socket.notice('visit.changed', (view) => view.state === 'ended')
    expect(last).toMatchObject({ endReason: 'completed', me: { name: 'Claire Rivière', greeting: { civility: 'Mme', familyName: 'Rivière' } } })

    const trail = await house.trail(consultationId)
    expect(trail.map(({ type }) => type)).toContain('visit.read')
    expect(steps(trail).map(({ type }) => type)).toEqual([
      'consultation.scheduled', 'link.issued', 'link.opened', 'consent.decided', 'devices.reported', 'participant.checkedIn',
      'message.sent', 'participant.admitted', 'call.joined', 'call.joined', 'call.mediaUp', 'call.incident',
      'participant.sentBack', 'call.left', 'participant.admitted', 'call.joined', 'consultation.ended', 'call.left', 'call.left',
    ])
    expect(trail.find(({ type }) => type === 'consent.decided')).toMatchObject({ actor: { kind: 'guest', participantId: patient.participantId }, event: { decision: 'given', means: 'ownLink' } })
    expect(JSON.stringify(trail)).not.toMatch(/Rivière|Claire|cinq minutes|lien\.test/)
    expect(house.sfu.peers.size).toBe(0)
  })

  it('shows the doctor who waits, since when, with the result of the device test', async () => {
    const visit = await house.world.visit(house.house)
    const doctor = await (await house.doctor()).connect(null)
    await arrive(house, visit)
    const row = await doctor.notice('day.changed', (one) => one.consultationId === visit.consultationId && one.state === 'waiting' && one.people.some((person) => person.online && person.seat === 'patient' && person.checkedInAt !== null))
    expect(row.people.find(({ seat }) => seat === 'patient')).toMatchObject({ consent: 'given', deviceCheck: { camera: 'ok', microphone: 'ok' }, link: 'opened', admitted: false })
    const day = value(await doctor.perform('day.read', {}))
    expect(day.rows.find((one) => one.consultationId === visit.consultationId)).toMatchObject({ state: 'waiting', patient: { name: 'Claire Rivière', birthDate: '1956-03-14' } })
  })

  it('[HAS-2019] lets nobody wait or in without the patient’s consent', async () => {
    const visit = await house.world.visit(house.house)
    const patient = visit.guest('patient')
    const browser = house.browser()
    await browser.open(tokenOf(patient.link))
    const socket = await browser.connect(patient.participantId)
    await socket.notice('visit.changed')
    expect(faultOf(await socket.perform('participant.checkIn', {}))).toMatchObject({ code: 'invalidState', reason: 'consentMissing' })
    value(await socket.perform('consent.decide', { decision: 'refused' }))
    expect(faultOf(await socket.perform('participant.checkIn', {}))).toMatchObject({ reason: 'consentMissing' })
    value(await socket.perform('consent.decide', { decision: 'given' }))
    value(await socket.perform('participant.checkIn', {}))
    const types = steps(await house.trail(visit.consultationId)).map(({ type, event }) => (type === 'command.refused' ? `${type}:${String(event['reason'])}` : type))
    expect(types.slice(-5)).toEqual(['command.refused:consentMissing', 'consent.decided', 'command.refused:consentMissing', 'consent.decided', 'participant.checkedIn'])
  })

  it('admits one by one: a nurse beside the patient waits for her own turn', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'townNurse'] })
    const doctor = await (await house.doctor()).connect(null)
    const { consultationId } = visit
    const [patient, nurse] = [await arrive(house, visit), await arrive(house, visit, 'townNurse')]
    value(await doctor.perform('participant.admit', { consultationId, participantId: visit.guest('patient').participantId }))
    value(await join(patient.socket, visit))
    expect(faultOf(await join(nurse.socket, visit))).toMatchObject({ code: 'invalidState', reason: 'notAdmitted' })
    value(await doctor.perform('participant.admit', { consultationId, participantId: visit.guest('townNurse').participantId }))
    value(await join(nurse.socket, visit))
    // One of two sent back: the consultation goes on.
    value(await doctor.perform('participant.sendBack', { consultationId, participantId: visit.guest('townNurse').participantId }))
    expect(await nurse.socket.notice('visit.changed', (view) => !view.me.admitted && view.me.checkedInAt !== null && view.state === 'inProgress')).toBeTruthy()
    value(await doctor.perform('participant.sendBack', { consultationId, participantId: visit.guest('patient').participantId }))
    await patient.socket.notice('visit.changed', (view) => view.state === 'interrupted')
  })

  it('two admissions racing: one is done, the other told of the state', async () => {
    const visit = await house.world.visit(house.house)
    const doctor = await (await house.doctor()).connect(null)
    await arrive(house, visit)
    const order = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
    const replies = await Promise.all(Array.from({ length: 6 }, () => doctor.perform('participant.admit', order)))
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    expect(new Set(replies.flatMap((reply) => faultOf(reply)?.code ?? []))).toEqual(new Set(['invalidState']))
  })

  it('cancelled and missed consultations say so to the patient', async () => {
    for (const [command, state] of [['consultation.cancel', 'cancelled'], ['consultation.markNoShow', 'noShow']] as const) {
      const visit = await house.world.visit(house.house)
      const doctor = await (await house.doctor()).connect(null)
      const { socket } = await arrive(house, visit)
      value(await doctor.perform(command, { consultationId: visit.consultationId }))
      await socket.notice('visit.changed', (view) => view.state === state)
      expect(faultOf(await doctor.perform(command, { consultationId: visit.consultationId }))?.code).toBe('invalidState')
    }
  })
})

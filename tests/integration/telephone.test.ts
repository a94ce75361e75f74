import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Modality } from '@lien/contract/consultation'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import type { DayRow } from '@lien/contract/views'
import { faultOf, value } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { mobile } from '../support/world.ts'

let house: TestHouse
beforeAll(async () => { house = await openHouse({ grace: 300 }) })
afterAll(() => house.close())

/** Doctor and patient in the call. */
async function inCall(contacts: Parameters<TestHouse['world']['visit']>[1] = { contacts: { patient: mobile } }) {
  const visit = await house.world.visit(house.house, contacts)
  const { consultationId } = visit
  const doctor = await (await house.doctor()).connect(null)
  const { browser, socket } = await arrive(house, visit)
  const patient = { consultationId, participantId: visit.guest('patient').participantId }
  value(await doctor.perform('participant.admit', patient))
  const stay = value(await join(socket, visit))
  value(await join(doctor, visit))
  return { visit, doctor, browser, socket, patient, stay, of: { consultationId } }
}

const spells = ({ modalities }: DayRow): [Modality, boolean][] => modalities.map(({ modality, to }) => [modality, to === null])
const mine = (id: string, fits: (row: DayRow) => boolean) => (row: DayRow) => row.consultationId === id && fits(row)
const byTelephone = (row: DayRow): boolean => row.modalities.at(-1)?.modality === 'telephone'

describe('continuing by telephone', () => {
  it('[R6316-1] takes media from both, keeps seats and state, and is written as codes; back up, both may join again', async () => {
    const { visit, doctor, socket, of } = await inCall()
    value(await doctor.perform('consultation.continueByTelephone', of))
    expect((await socket.notice('call.closed')).reason).toBe('byTelephone')
    expect((await doctor.notice('call.closed')).reason).toBe('byTelephone')
    expect(await socket.notice('visit.changed', ({ telephone }) => telephone !== null)).toMatchObject({ state: 'inProgress', telephone: { rings: '06 •• •• •• 42' }, me: { admitted: true } })
    expect(spells(await doctor.notice('day.changed', mine(of.consultationId, byTelephone)))).toEqual([['video', false], ['telephone', true]])
    expect(house.sfu.peers.has(visit.doctor)).toBe(false)
    for (const page of [socket, doctor]) expect(faultOf(await join(page, visit))).toMatchObject({ code: 'invalidState', reason: 'byTelephone' })
    value(await socket.perform('message.send', { ...of, text: 'Je décroche.' }))

    value(await doctor.perform('consultation.stepBackUp', of))
    await socket.notice('visit.changed', ({ telephone, messages }) => telephone === null && messages.length === 1)
    value(await join(socket, visit))
    value(await join(doctor, visit))
    value(await doctor.perform('consultation.end', { ...of, reason: 'completed' }))
    const over = await doctor.notice('day.changed', mine(of.consultationId, ({ state }) => state === 'ended'))
    expect(spells(over)).toEqual([['video', false], ['telephone', false], ['video', false]])
    // Without a gap, from the start to the end.
    expect(over.modalities.map(({ from }) => from)).toEqual([over.startedAt, ...over.modalities.slice(0, -1).map(({ to }) => to)])
    expect(over.modalities.at(-1)?.to).toBe(over.endedAt)

    const trail = await house.trail(of.consultationId)
    const types = trail.map(({ type }) => type)
    expect(types.filter((type) => type === 'participant.admitted')).toHaveLength(1)
    expect(trail.filter(({ type }) => type.startsWith('consultation.')).map(({ event }) => event)).toMatchObject([
      { type: 'consultation.scheduled' }, { type: 'consultation.continuedByTelephone', number: 'contact' }, { type: 'consultation.steppedBackUp' }, { type: 'consultation.ended' },
    ])
    expect(trail.filter(({ event }) => event['reason'] === 'byTelephone').map(({ type }) => type)).toEqual(expect.arrayContaining(['call.left', 'call.left', 'command.refused']))
    expect(JSON.stringify(trail)).not.toMatch(/•|0639980042|\+336|Rivière|décroche/)
  })

  it('asked twice, nothing begins anew; the number given at the identity check is the one that rings', async () => {
    const { doctor, socket, of } = await inCall()
    value(await doctor.perform('consultation.continueByTelephone', of))
    await socket.notice('visit.changed', ({ telephone }) => telephone?.rings === '06 •• •• •• 42')
    value(await doctor.perform('identity.confirm', { ...of, document: 'passport', place: '1 rue de l’Essai, 75000 Paris', callback: '06 39 98 00 77' }))
    value(await doctor.perform('consultation.continueByTelephone', of))
    await socket.notice('visit.changed', ({ telephone }) => telephone?.rings === '06 •• •• •• 77')
    value(await doctor.perform('consultation.stepBackUp', of))
    value(await doctor.perform('consultation.stepBackUp', of))
    const rows = await house.database.query<{ modality: string; open: boolean }>('SELECT modality, until_at IS NULL AS open FROM modalities WHERE consultation_id = $1 ORDER BY from_at', [of.consultationId])
    expect(rows).toEqual([{ modality: 'video', open: false }, { modality: 'telephone', open: false }, { modality: 'video', open: true }])
    const asked = (await house.trail(of.consultationId)).filter(({ type }) => /continued|stepped|Kept/.test(type))
    expect(asked.map(({ event }) => event)).toMatchObject([
      { type: 'consultation.continuedByTelephone', number: 'contact' }, { type: 'consultation.modalityKept', modality: 'telephone' },
      { type: 'consultation.steppedBackUp' }, { type: 'consultation.modalityKept', modality: 'video' },
    ])
  })

  it('two at once leave one spell', async () => {
    const { doctor, of } = await inCall({})
    await Promise.all([1, 2, 3].map(async () => value(await doctor.perform('consultation.continueByTelephone', of))))
    const rows = await house.database.query('SELECT id FROM modalities WHERE consultation_id = $1 AND modality = $2', [of.consultationId, 'telephone'])
    expect(rows).toHaveLength(1)
    expect((await house.trail(of.consultationId)).filter(({ type }) => type === 'consultation.continuedByTelephone').map(({ event }) => event)).toMatchObject([{ number: 'none' }])
  })

  it('a patient out of reach finds it so: their join in the handshake is refused, their own hold of the stay too, and their view says why', async () => {
    const { doctor, browser, socket, patient, stay, of } = await inCall()
    socket.close()
    value(await doctor.perform('consultation.continueByTelephone', of))
    const back = await browser.connect(patient.participantId, { name: 'call.resume', input: { ...of, stayId: stay.stayId } })
    expect(await back.notice('first')).toMatchObject({ ok: false, fault: { reason: 'byTelephone' } })
    expect((await back.notice('visit.changed')).telephone).toEqual({ rings: '06 •• •• •• 42' })
    const reloaded = await browser.connect(patient.participantId, { name: 'call.join', input: { ...of, rtpCapabilities: routerRtpCapabilities } })
    expect(await reloaded.notice('first')).toMatchObject({ ok: false, fault: { reason: 'byTelephone' } })
    value(await doctor.perform('consultation.end', { ...of, reason: 'completed' }))
    expect((await reloaded.notice('visit.changed', ({ state }) => state === 'ended')).telephone).toBeNull()
  })

  it('the number is the patient’s alone: nobody else’s page learns even its end', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'relative'], contacts: { patient: mobile } })
    const doctor = await (await house.doctor()).connect(null)
    await arrive(house, visit)
    const { socket } = await arrive(house, visit, 'relative')
    for (const seat of ['patient', 'relative']) value(await doctor.perform('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest(seat).participantId }))
    value(await doctor.perform('consultation.continueByTelephone', { consultationId: visit.consultationId }))
    expect((await socket.notice('visit.changed', ({ telephone }) => telephone !== null)).telephone).toEqual({ rings: null })
    expect(JSON.stringify(socket.heard)).not.toContain('••')
  })

  it('is for a consultation that is held: not before it began, not once it is over; also while it is interrupted', async () => {
    const early = await house.world.visit(house.house)
    const doctor = await (await house.doctor()).connect(null)
    for (const name of ['consultation.continueByTelephone', 'consultation.stepBackUp'] as const) expect(faultOf(await doctor.perform(name, { consultationId: early.consultationId }))).toMatchObject({ code: 'invalidState' })
    const { of, patient } = await inCall()
    value(await doctor.perform('participant.sendBack', patient))
    value(await doctor.perform('consultation.continueByTelephone', of))
    value(await doctor.perform('consultation.end', { ...of, reason: 'technical' }))
    for (const name of ['consultation.continueByTelephone', 'consultation.stepBackUp'] as const) expect(faultOf(await doctor.perform(name, of))).toMatchObject({ code: 'invalidState' })
    expect(await house.database.query('SELECT id FROM modalities WHERE until_at IS NULL AND consultation_id = $1', [of.consultationId])).toEqual([])
  })

  it('[wall] another establishment, and another consultation’s guest, see no row', async () => {
    const { doctor, of } = await inCall()
    value(await doctor.perform('consultation.continueByTelephone', of))
    const elsewhere = await house.world.house({ finess: '000000098', email: 'ailleurs.telephone@lien.test' })
    const stranger = await (await house.doctor(elsewhere.email)).connect(null)
    for (const name of ['consultation.continueByTelephone', 'consultation.stepBackUp'] as const) expect(faultOf(await stranger.perform(name, of))).toMatchObject({ code: 'notFound' })
    const { value: seen } = await house.app.transact(await house.oncologist(elsewhere), 'day.read', (act) => act.db('modalities').where({ consultation_id: of.consultationId }))
    expect(seen).toEqual([])
  })
})

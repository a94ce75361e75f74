import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '@redis/client'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { value, type TestSocket } from '../support/client.ts'
import { arrive, join, openHouse, type TestHouse } from '../support/house.ts'
import { listenTo } from '../support/notifications.ts'
import { startRedis, type Redis } from '../support/redis.ts'
import { birthDateWritten, oncologist, type PlannedVisit } from '../support/world.ts'

let [house, redis]: [TestHouse, Redis] = [undefined as never, undefined as never]
// At the usual pace, which is also the process's: a server that is given up while it lives is a case of its own.
beforeEach(async () => {
  redis = await startRedis()
  house = await openHouse({ env: { LIEN_REDIS_URL: redis.url } })
})
afterEach(async () => {
  await house.close()
  await redis.kill()
})

/** A patient whose page is at one server, and an oncologist whose page is at another. */
async function meet(patientAt: { address: string }, doctorAt: { address: string }): Promise<{ visit: PlannedVisit; doctor: TestSocket; patient: TestSocket }> {
  const visit = await house.world.visit(house.house)
  const doctor = await (await house.doctor(oncologist.email, doctorAt)).connect(null)
  const { socket: patient } = await arrive(house, visit, 'patient', patientAt)
  return { visit, doctor, patient }
}
const write = (visit: PlannedVisit, doctor: TestSocket, text: string) => doctor.perform('message.send', { consultationId: visit.consultationId, text }).then(value)
const reads = (patient: TestSocket, text: string) => patient.notice('visit.changed', ({ messages }) => messages.some((one) => one.text === text))

describe('servers that tell each other on a Redis stream', () => {
  it('what is done at one is seen at the other, with nothing said through the database, and ids and codes alone on the stream', async () => {
    const unhurried = { beat: 2_000, silence: 60_000, patience: 4_000 }
    const [first, second] = [await house.secondApp({ pace: unhurried }), await house.secondApp({ pace: unhurried })]
    const ear = await listenTo(house)
    const { visit, doctor, patient } = await meet(second, first)
    await doctor.notice('day.changed', (row) => row.people.some(({ seat, checkedInAt, online }) => seat === 'patient' && checkedInAt !== null && online))
    await write(visit, doctor, 'Secret-médical')
    await reads(patient, 'Secret-médical')
    patient.emitAnything('standBy', { name: 'call.join', input: { consultationId: visit.consultationId, rtpCapabilities: routerRtpCapabilities } })
    await patient.perform('visit.read', {})
    value(await doctor.perform('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
    expect(await patient.notice('first')).toMatchObject({ ok: true })
    value(await join(doctor, visit))
    value(await doctor.perform('consultation.end', { consultationId: visit.consultationId, reason: 'completed' }))
    expect((await patient.notice('call.closed')).reason).toBe('ended')
    expect(ear.heard).toEqual([])
    await ear.close()

    const reader = await createClient({ url: redis.url }).connect()
    const words = JSON.stringify(await reader.xRange('lien:fleet', '-', '+'))
    reader.destroy()
    expect(words).toContain(visit.consultationId)
    for (const secret of ['Secret', 'Rivi', 'Claire', 'TESTEMONT', oncologist.email, oncologist.name]) expect(words).not.toContain(secret)
    expect(words).not.toMatch(birthDateWritten)
  })

  it('a Redis that is away, and comes back without its memory, refuses nobody: what was not heard is read again', async () => {
    const second = await house.secondApp()
    const { visit, doctor, patient } = await meet(second, house.app)
    await redis.kill()
    await write(visit, doctor, 'Pendant la coupure')
    await redis.again()
    await reads(patient, 'Pendant la coupure')
    await write(visit, doctor, 'Après')
    await reads(patient, 'Après')
  })

  it('a server that dies between its commit and its word: the others read what it did not say', async () => {
    const line = await redis.line()
    const dying = await house.serverProcess({ LIEN_REDIS_URL: line.url })
    const visit = await house.world.visit(house.house)
    const { socket: patient } = await arrive(house, visit)
    const doctor = await house.doctor(oncologist.email, dying) // without a page there, whose going would be noticed too
    line.swallow()
    value(await doctor.post('message.send', { consultationId: visit.consultationId, text: 'Derniers mots' }))
    await dying.kill()
    await reads(patient, 'Derniers mots')
    line.close()
  })

  it('a server whose sign of life is overdue may have been given up, and nobody would miss it again: what it does is said with the commit', async () => {
    const overdue = await house.secondApp({ pace: { beat: 60_000, silence: 600, patience: 2_000 } })
    const ear = await listenTo(house)
    const { visit, doctor, patient } = await meet(house.app, overdue)
    await wait(300)
    await write(visit, doctor, 'Avec le commit')
    await reads(patient, 'Avec le commit')
    expect(ear.heard).not.toEqual([])
    await ear.close()
  })
})

describe('at the start', () => {
  it('a Redis that cannot be reached is named in one sentence', async () => {
    await redis.kill()
    await expect(house.secondApp()).rejects.toThrow('LIEN_REDIS_URL names a Redis that does not let us in')
    await redis.again()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceId } from '@lien/contract/ids'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { arrive, openHouse, type TestHouse } from '../support/house.ts'
import type { House, PlannedVisit } from '../support/world.ts'

let house: TestHouse
let now = new Date()
let here: ServiceId
let visit: PlannedVisit
const mail = { nurse: 'ide@lien.test', secretary: 'secretaire@lien.test', member: 'dr.equipe@lien.test', outsider: 'dr.autre@lien.test', otherNurse: 'ide.autre@lien.test', otherSecretary: 'secretaire.autre@lien.test', administrator: 'admin@lien.test', auditor: 'audit@lien.test', foreign: 'dr.ailleurs@lien.test' }
let elsewhere: House

beforeAll(async () => {
  house = await openHouse({ clock: () => now })
  const { world } = house
  here = await world.service(house.house, 'Oncologie')
  const there = await world.service(house.house, 'Hématologie')
  await world.colleague(house.house, 'coordinatingNurse', mail.nurse, [here])
  await world.colleague(house.house, 'secretary', mail.secretary, [here])
  await world.colleague(house.house, 'oncologist', mail.member, [here])
  await world.colleague(house.house, 'oncologist', mail.outsider, [there])
  await world.colleague(house.house, 'coordinatingNurse', mail.otherNurse, [there])
  await world.colleague(house.house, 'secretary', mail.otherSecretary, [there])
  await world.colleague(house.house, 'administrator', mail.administrator)
  await world.colleague(house.house, 'auditor', mail.auditor)
  elsewhere = await world.house({ finess: '000000002', email: mail.foreign })
  visit = await world.visit(house.house, { service: here })
})
afterAll(() => house.close())

const as = (who: keyof typeof mail): Promise<TestBrowser> => house.doctor(mail[who])
const day = async (browser: TestBrowser) => value(await browser.post('day.read', {})).rows
const patient = () => ({ consultationId: visit.consultationId, participantId: visit.guest('patient').participantId })
const glass = { reason: 'replacement', explanation: 'Garde de nuit, collègue absente' } as const

describe('the treating team', () => {
  it('a nurse and a secretary of the service see its consultations; a secretary reads no message', async () => {
    const planned = await house.world.visit(house.house, { service: here })
    const doctor = await house.doctor()
    value(await doctor.post('message.send', { consultationId: planned.consultationId, text: 'Bonjour' }))
    const row = async (who: keyof typeof mail) => (await day(await as(who))).find(({ consultationId }) => consultationId === planned.consultationId)
    expect(await row('nurse')).toMatchObject({ me: null, relation: 'team', service: 'Oncologie', may: ['read', 'messages', 'issueLink', 'revokeLink'], messages: [{ text: 'Bonjour' }] })
    expect(await row('secretary')).toMatchObject({ me: null, relation: 'team', may: ['read', 'issueLink', 'revokeLink', 'cancel', 'noShow'], messages: [] })
    for (const who of ['member', 'outsider', 'otherNurse', 'otherSecretary', 'administrator', 'auditor', 'foreign'] as const) expect(await row(who), who).toBeUndefined()
  })

  it('is shown each change at its page', async () => {
    const planned = await house.world.visit(house.house, { service: here })
    const socket = await (await as('secretary')).connect(null)
    const outside = await (await as('otherSecretary')).connect(null)
    await arrive(house, planned)
    const row = await socket.notice('day.changed', (one) => one.consultationId === planned.consultationId && one.state === 'waiting')
    expect(row).toMatchObject({ me: null, messages: [] })
    expect(outside.heard.filter(({ name }) => name === 'day.changed')).toEqual([])
  })

  it('a secretary renews and stops links and cancels; she does not admit, end, or write', async () => {
    const planned = await house.world.visit(house.house, { service: here })
    const who = { consultationId: planned.consultationId, participantId: planned.guest('patient').participantId }
    const secretary = await as('secretary')
    expect(value(await secretary.post('link.issue', who)).url).toMatch(/#/)
    value(await secretary.post('link.revoke', who))
    expect(faultOf(await secretary.post('participant.admit', who))?.code).toBe('forbidden')
    expect(faultOf(await secretary.post('message.send', { consultationId: planned.consultationId, text: 'non' }))?.code).toBe('forbidden')
    value(await secretary.post('consultation.cancel', { consultationId: planned.consultationId }))
    expect((await house.trail(planned.consultationId)).at(-1)).toMatchObject({ type: 'consultation.cancelled' })
  })

  it('whoever is of another service or another establishment is answered as if there were nothing', async () => {
    for (const who of ['otherSecretary', 'otherNurse', 'outsider', 'member', 'foreign'] as const) {
      const browser = await as(who)
      expect(faultOf(await browser.post('link.issue', patient()))?.code, who).toBe('notFound')
      expect(faultOf(await browser.post('link.revoke', patient()))?.code, who).toBe('notFound')
    }
    for (const who of ['outsider', 'member', 'foreign'] as const) expect(faultOf(await (await as(who)).post('participant.admit', patient()))?.code, who).toBe('notFound')
    expect(faultOf(await (await as('otherSecretary')).post('consultation.cancel', { consultationId: visit.consultationId }))?.code).toBe('notFound')
  })

  it('whoever leaves the service loses its consultations at once', async () => {
    const leaver = 'partante@lien.test'
    const accountId = await house.world.colleague(house.house, 'secretary', leaver, [here])
    const browser = await house.doctor(leaver)
    expect(await day(browser)).not.toEqual([])
    value(await (await as('administrator')).post('staff.change', { accountId, name: 'Partante', role: 'secretary', rpps: null, specialty: null, language: 'fr', services: [] }))
    expect(await day(browser)).toEqual([])
    expect(faultOf(await browser.post('link.issue', patient()))?.code).toBe('notFound')
  })
})

describe('[L1110-4] break-glass', () => {
  it('finds a consultation by exact birth name and date, and says the minimum', async () => {
    const browser = await as('outsider')
    const search = async (birthName: string, birthDate: string) => value(await browser.post('consultation.search', { birthName, birthDate })).found
    const found = await search('testemont', '1956-03-14')
    expect(found.find(({ consultationId }) => consultationId === visit.consultationId)).toEqual({ consultationId: visit.consultationId, scheduledAt: expect.any(String) as string, service: 'Oncologie' })
    expect(await search('TESTEMON', '1956-03-14')).toEqual([])
    expect(await search('TEST%', '1956-03-14')).toEqual([])
    expect(await search('TESTEMONT', '1956-03-15')).toEqual([])
    expect(value(await (await as('foreign')).post('consultation.search', { birthName: 'TESTEMONT', birthDate: '1956-03-14' })).found).toEqual([])
    expect(faultOf(await (await as('secretary')).post('consultation.search', { birthName: 'TESTEMONT', birthDate: '1956-03-14' }))?.code).toBe('forbidden')
  })

  it('opens for four hours, is shown to the team, and is in the trail with its reason alone', async () => {
    const planned = await house.world.visit(house.house, { service: here })
    const { consultationId } = planned
    const [outsider, doctor] = [await as('outsider'), await (await house.doctor()).connect(null)]
    const { until } = value(await outsider.post('access.breakGlass', { consultationId, ...glass }))
    expect(Date.parse(until) - now.getTime()).toBe(4 * 3600 * 1000)
    const seen = await doctor.notice('day.changed', (row) => row.consultationId === consultationId && row.openings.length > 0)
    expect(seen.openings).toEqual([{ name: 'Personne oncologist', reason: 'replacement', openedAt: now.toISOString(), until }])
    expect((await day(outsider)).find((row) => row.consultationId === consultationId)).toMatchObject({ me: null, relation: 'opened', until, may: ['read', 'messages', 'issueLink', 'revokeLink'] })
    expect(faultOf(await outsider.post('consultation.cancel', { consultationId }))?.code).toBe('forbidden')
    // Whoever may look already breaks no glass.
    expect(faultOf(await outsider.post('access.breakGlass', { consultationId, ...glass }))?.code).toBe('forbidden')
    const trail = await house.trail(consultationId)
    expect(trail.find(({ type }) => type === 'access.opened')).toMatchObject({ event: { reason: 'replacement' }, actor: { kind: 'professional' } })
    expect(JSON.stringify(trail)).not.toContain('Garde de nuit')

    const then = now
    now = new Date(Date.parse(until))
    const later = await as('outsider')
    expect((await day(later)).find((row) => row.consultationId === consultationId)).toBeUndefined()
    expect(faultOf(await later.post('link.issue', { consultationId, participantId: planned.guest('patient').participantId }))?.code).toBe('notFound')
    now = then
  })

  it('is for an oncologist or coordinating nurse of the establishment, with words and a reason of the list', async () => {
    const planned = await house.world.visit(house.house, { service: here })
    const { consultationId } = planned
    const attempt = async (who: keyof typeof mail) => faultOf(await (await as(who)).post('access.breakGlass', { consultationId, ...glass }))?.code
    expect(await attempt('foreign')).toBe('notFound')
    for (const who of ['secretary', 'administrator', 'auditor'] as const) expect(await attempt(who), who).toBe('forbidden')
    expect(await attempt('nurse')).toBe('forbidden')
    expect(await attempt('otherNurse')).toBeUndefined()
    expect(await attempt('member')).toBeUndefined()
    const outsider = await as('outsider')
    expect(faultOf(await outsider.post('access.breakGlass', { consultationId, reason: 'other', explanation: 'court' }))?.code).toBe('invalidInput')
    expect(faultOf(await outsider.post('access.breakGlass', { consultationId, reason: 'curious' as 'other', explanation: glass.explanation }))?.code).toBe('invalidInput')
  })

  it('is listed for the auditor with its words, for the administrator without them, and for no other house', async () => {
    const list = async (browser: TestBrowser) => value(await browser.post('access.list', {})).accesses
    const [audited, administered] = [await list(await as('auditor')), await list(await as('administrator'))]
    expect(audited.length).toBeGreaterThan(0)
    expect(audited[0]).toMatchObject({ by: expect.stringMatching(/^Personne/) as string, reason: 'replacement', explanation: glass.explanation })
    expect(administered.map(({ explanation }) => explanation)).toEqual(audited.map(() => null))
    expect(JSON.stringify(audited)).not.toMatch(/TESTEMONT|Rivière|Claire/)
    await house.world.colleague(elsewhere, 'auditor', 'audit.ailleurs@lien.test')
    expect(await list(await house.doctor('audit.ailleurs@lien.test'))).toEqual([])
    expect(faultOf(await (await house.doctor()).post('access.list', {}))?.code).toBe('forbidden')
  })
})

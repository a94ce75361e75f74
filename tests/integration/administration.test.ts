import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '@lien/contract/ids'
import { decideFactor } from '@lien/server/establishments/commands.ts'
import { enqueue } from '@lien/server/delivery/commands.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf, type House } from '../support/world.ts'

let house: TestHouse
let administrator: TestBrowser
let administratorId: AccountId
let elsewhere: House
beforeAll(async () => {
  house = await openHouse()
  administratorId = await house.world.colleague(house.house, 'administrator', 'admin@lien.test')
  administrator = await house.doctor('admin@lien.test')
  elsewhere = await house.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
})
afterAll(() => house.close())

const staff = async () => value(await administrator.post('staff.list', {})).staff
const heading = 'rpps;nom;prenom;mail;role;service;specialite'
const good = ['10000000017;Essai;Ada;ada@lien.test;oncologue;Oncologie;cancérologue', ';Exemple;Hugo;hugo@lien.test;secrétaire;Oncologie;']

describe('services and people', () => {
  it('services are made, renamed and closed; a closed one takes nobody in', async () => {
    const { serviceId } = value(await administrator.post('service.create', { name: 'Oncologie' }))
    expect(faultOf(await administrator.post('service.create', { name: 'Oncologie' }))?.code).toBe('conflict')
    const old = value(await administrator.post('service.create', { name: 'Ancien' })).serviceId
    value(await administrator.post('service.rename', { serviceId: old, name: 'Fermé' }))
    value(await administrator.post('service.close', { serviceId: old }))
    const person = { name: 'Ida Test', role: 'secretary', rpps: null, specialty: null, language: 'fr' } as const
    expect(faultOf(await administrator.post('staff.add', { ...person, email: 'ida@lien.test', services: [old] }))?.code).toBe('notFound')
    const { accountId } = value(await administrator.post('staff.add', { ...person, email: 'ida@lien.test', services: [serviceId] }))
    const { services } = value(await administrator.post('service.list', {}))
    expect(services.map(({ name, closedAt, members }) => [name, closedAt !== null, members.map((one) => one.name)])).toEqual([['Oncologie', false, ['Ida Test']], ['Fermé', true, []]])
    value(await administrator.post('staff.change', { ...person, accountId, role: 'coordinatingNurse', rpps: '10000000025', services: [] }))
    expect((await staff()).find((one) => one.accountId === accountId)).toMatchObject({ role: 'coordinatingNurse', rpps: '10000000025', services: [] })
    expect(faultOf(await administrator.post('staff.change', { ...person, accountId, rpps: '10000000026', services: [] }))).toMatchObject({ code: 'invalidInput', fields: ['rpps'] })
  })

  it('a person added has no password, so that nobody signs in as them', async () => {
    for (const password of ['x', 'null']) expect(faultOf(await house.browser().signIn('ida@lien.test', password))?.reason).toBe('wrongCredentials')
  })

  it('a closed account is out at once, and can be opened again; the last administrator stays', async () => {
    const accountId = await house.world.colleague(house.house, 'secretary', 'sortante@lien.test')
    const browser = await house.doctor('sortante@lien.test')
    const socket = await browser.connect(null)
    value(await administrator.post('staff.disable', { accountId }))
    expect(await socket.notice('session.ended')).toEqual({ reason: 'endedByAdministrator' })
    await socket.notice('disconnect')
    expect(faultOf(await browser.post('day.read', {}))?.code).toBe('unauthenticated')
    value(await administrator.post('staff.enable', { accountId }))
    value(await (await house.doctor('sortante@lien.test')).post('day.read', {}))
    expect(faultOf(await administrator.post('staff.disable', { accountId: administratorId }))).toMatchObject({ code: 'invalidState', reason: 'lastAdministrator' })
    expect(faultOf(await administrator.post('staff.change', { accountId: administratorId, name: 'Moi', role: 'secretary', rpps: null, specialty: null, language: 'fr', services: [] }))?.reason).toBe('lastAdministrator')
    expect((await staff()).find((one) => one.accountId === administratorId)).toMatchObject({ role: 'administrator', disabledAt: null })
  })

  it('nobody of another establishment can be seen or touched', async () => {
    expect(JSON.stringify(await staff())).not.toContain('ailleurs')
    for (const name of ['staff.disable', 'staff.enable'] as const) expect(faultOf(await administrator.post(name, { accountId: elsewhere.accountId }))?.code).toBe('notFound')
    expect(faultOf(await administrator.post('staff.change', { accountId: elsewhere.accountId, name: 'Prise', role: 'secretary', rpps: null, specialty: null, language: 'fr', services: [] }))?.code).toBe('notFound')
    const foreign = await house.world.service(elsewhere, 'Ailleurs')
    expect(faultOf(await administrator.post('service.close', { serviceId: foreign }))?.code).toBe('notFound')
    expect(faultOf(await administrator.post('staff.change', { accountId: administratorId, name: 'Moi', role: 'administrator', rpps: null, specialty: null, language: 'fr', services: [foreign] }))?.code).toBe('notFound')
  })

  it('only administrators administer', async () => {
    const oncologist = await house.doctor()
    for (const name of ['staff.list', 'service.list', 'establishment.read', 'link.list', 'access.list'] as const) expect(faultOf(await oncologist.post(name, {}))?.code, name).toBe('forbidden')
    expect(faultOf(await oncologist.post('staff.import', { csv: heading }))?.code).toBe('forbidden')
  })
})

describe('the import', () => {
  it('says what it would do, line by line, and writes nothing', async () => {
    const before = await staff()
    const preview = value(await administrator.post('staff.previewImport', { csv: [heading, ...good, '10000000018;Faux;Eve;eve@lien.test;oncologue;Rayons;'].join('\n') }))
    expect(preview.lines.map(({ line, verdict, problems }) => ({ line, verdict, problems }))).toEqual([
      { line: 2, verdict: 'new', problems: [] }, { line: 3, verdict: 'new', problems: [] }, { line: 4, verdict: 'wrong', problems: ['rppsKey', 'serviceUnknown'] },
    ])
    expect(await staff()).toEqual(before)
  })

  it('is all or nothing: one wrong line, or one address taken elsewhere, and nobody is added', async () => {
    const before = await staff()
    expect(faultOf(await administrator.post('staff.import', { csv: [heading, ...good, '1;Faux;Eve;eve@lien.test;oncologue;;'].join('\n') }))).toMatchObject({ code: 'invalidInput', reason: 'importWrong' })
    expect(faultOf(await administrator.post('staff.import', { csv: [heading, ...good, ';Pris;Ève;dr.ailleurs@lien.test;secrétaire;;'].join('\n') }))?.code).toBe('conflict')
    expect(faultOf(await administrator.post('staff.import', { csv: heading }))?.reason).toBe('importWrong')
    expect(await staff()).toEqual(before)
  })

  it('adds whoever is new, leaves whoever is known, and may be repeated', async () => {
    const csv = [heading, ...good].join('\r\n')
    expect(value(await administrator.post('staff.import', { csv }))).toEqual({ added: 2 })
    expect((await staff()).find(({ email }) => email === 'ada@lien.test')).toMatchObject({ name: 'Ada Essai', role: 'oncologist', rpps: '10000000017', specialty: 'cancérologue', services: [{ name: 'Oncologie' }] })
    expect(value(await administrator.post('staff.import', { csv }))).toEqual({ added: 0 })
    // Invitations leave meanwhile, and have rows of their own.
    const last = (await house.trail('00000000-0000-0000-0000-000000000000')).findLast(({ type }) => type.startsWith('staff.'))
    expect(last).toMatchObject({ type: 'staff.imported', event: { added: 0, known: 2 } })
    expect(JSON.stringify(await house.database.query('SELECT body FROM trail'))).not.toMatch(/Ada Essai|ada@lien|10000000017/)
  })
})

describe('establishment and links', () => {
  it('name, telephone, time zone and second factors are changed; a zone that does not exist is refused', async () => {
    const before = value(await administrator.post('establishment.read', {}))
    expect(before).toMatchObject({ finess: '000000001', timeZone: 'Europe/Paris' })
    value(await administrator.post('establishment.change', { name: 'Hôpital renommé', phone: '+33 1 99 00 00 09', timeZone: 'Indian/Reunion' }))
    expect(value(await administrator.post('site.read', {}))).toMatchObject({ name: 'Hôpital renommé', phone: '+33 1 99 00 00 09', timeZone: 'Indian/Reunion' })
    const same = { name: 'Hôpital renommé', phone: '+33 1 99 00 00 09', timeZone: 'Indian/Reunion' }
    value(await administrator.post('establishment.change', { ...same, patientFactor: 'birthDate', secondFactor: 'required' }))
    expect(value(await administrator.post('establishment.read', {}))).toMatchObject({ ...same, patientFactor: 'birthDate', secondFactor: 'required' })
    value(await administrator.post('establishment.change', same))
    expect(value(await administrator.post('establishment.read', {}))).toMatchObject({ patientFactor: 'birthDate', secondFactor: 'required' })
    const changes = (await house.trail('00000000-0000-0000-0000-000000000000')).flatMap(({ event }) => (event['type'] === 'establishment.changed' ? [event['fields']] : []))
    expect(changes.slice(-3)).toEqual([['name', 'phone', 'timeZone'], ['patientFactor', 'secondFactor'], []])
    value(await administrator.post('establishment.change', { ...same, secondFactor: 'optional' }))
    await house.world.act(house.house.establishmentId, (act) => decideFactor(act, house.house.establishmentId, 'none'))
    expect(faultOf(await administrator.post('establishment.change', { ...same, patientFactor: 'none' } as never))?.code).toBe('invalidInput')
    expect(faultOf(await administrator.post('establishment.change', { name: 'x', phone: '+33 1 99 00 00 09', timeZone: 'Mars/Base' }))?.reason).toBe('timeZoneUnknown')
    expect(faultOf(await administrator.post('establishment.change', { name: 'x', phone: 'appelez', timeZone: 'Europe/Paris' }))?.code).toBe('invalidInput')
    expect(value(await (await house.doctor('dr.ailleurs@lien.test')).post('site.read', {})).name).toBe('Hôpital d’essai')
  })

  it('what patients give beside their link is decided between code and birth date, and asked from the next new browser on', async () => {
    const visit = await house.world.visit(house.house)
    const open = () => house.browser().openPending(tokenOf(visit.guest('patient').link))
    await house.browser().open(tokenOf(visit.guest('patient').link))
    const { name, phone, timeZone } = value(await administrator.post('establishment.read', {}))
    const decide = async (patientFactor: 'code' | 'birthDate') => value(await administrator.post('establishment.change', { name, phone, timeZone, patientFactor }))
    await decide('birthDate')
    expect((await open()).methods).toEqual(['birthDate'])
    await decide('code')
    expect((await open()).methods).toEqual([])
    expect(value(await administrator.post('establishment.read', {})).patientFactor).toBe('code')
    await house.world.act(house.house.establishmentId, (act) => decideFactor(act, house.house.establishmentId, 'none'))
    value(await administrator.post('link.revoke', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
  })

  it('links in force are listed without a name; the administrator stops one, and cannot make one', async () => {
    const visit = await house.world.visit(house.house)
    await house.world.visit(elsewhere)
    const links = async () => value(await administrator.post('link.list', {})).links
    expect(await links()).toMatchObject([{ consultationId: visit.consultationId, seat: 'patient', openedAt: null }])
    expect(JSON.stringify(await links())).not.toMatch(/Rivière|Claire/)
    const who = { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }
    expect(faultOf(await administrator.post('link.issue', who))?.code).toBe('forbidden')
    value(await administrator.post('link.revoke', who))
    expect(await links()).toEqual([])
    expect(value(await administrator.post('day.read', {})).rows).toEqual([])
  })
})

describe('devices and messages', () => {
  it('everybody’s devices are listed, here alone; a lost one is signed out, and its owner told who did it', async () => {
    const accountId = await house.world.colleague(house.house, 'secretary', 'telephone.perdu@lien.test')
    const phone = await house.doctor('telephone.perdu@lien.test')
    const desk = await house.doctor('telephone.perdu@lien.test')
    const page = await phone.connect(null)
    const { sessionId } = value(await phone.post('session.list', {})).sessions.find(({ here }) => here) ?? {}
    const listed = value(await administrator.post('staff.listSessions', {})).sessions
    expect(listed.filter((one) => one.accountId === accountId).map(({ name, role, here }) => ({ name, role, here }))).toEqual([1, 2].map(() => ({ name: 'Personne secretary', role: 'secretary', here: false })))
    expect(listed.filter(({ here }) => here).map((one) => one.accountId)).toEqual([administratorId])
    await house.doctor('dr.ailleurs@lien.test')
    expect(value(await administrator.post('staff.listSessions', {})).sessions.some((one) => one.accountId === elsewhere.accountId)).toBe(false)

    if (!sessionId) throw new Error('A session that is not in its own list.')
    // Another person's name on it does not end it.
    expect(faultOf(await administrator.post('staff.endSession', { accountId: administratorId, sessionId }))?.code).toBe('notFound')
    value(await administrator.post('staff.endSession', { accountId, sessionId }))
    expect(await page.notice('session.ended')).toEqual({ reason: 'endedByAdministrator' })
    expect(faultOf(await phone.post('day.read', {}))).toEqual({ code: 'unauthenticated', reason: 'endedByAdministrator' })
    value(await desk.post('day.read', {}))
    expect(faultOf(await administrator.post('staff.endSession', { accountId, sessionId }))?.code).toBe('notFound')
  })

  it('what leaves is listed without its words; what stopped is sent again or confirmed, and the trail says which', async () => {
    const stop = async (state: 'failed' | 'uncertain') => (await house.world.act(house.house.establishmentId, async (act) => {
      const id = await enqueue(act, { channel: 'sms', to: '06 39 98 00 42', lang: 'fr', template: 'code', params: { code: '493817', minutes: 10 }, expiresAt: new Date(act.at.getTime() + 600_000) })
      await act.db('outbox').where({ id }).update({ state, last_error: 'interrupted' })
      return id
    })).value
    const [failed, doubtful] = [await stop('failed'), await stop('uncertain')]
    const { messages } = value(await administrator.post('outbox.list', {}))
    expect(messages.find(({ outboxId }) => outboxId === failed)).toMatchObject({ state: 'failed', template: 'code', error: 'interrupted', retriable: true })
    expect(JSON.stringify(messages)).not.toMatch(/493817|0639980042|\+33639980042/)
    value(await administrator.post('outbox.retry', { outboxId: failed }))
    value(await administrator.post('outbox.confirm', { outboxId: doubtful }))
    expect(faultOf(await administrator.post('outbox.confirm', { outboxId: doubtful }))?.code).toBe('invalidState')
    const events = (await house.database.query<{ body: string }>(`SELECT body FROM trail WHERE type = 'delivery.settled' ORDER BY seq`)).map(({ body }) => (JSON.parse(body) as { event: object }).event)
    expect(events).toEqual([{ type: 'delivery.settled', outboxId: failed, decision: 'retried' }, { type: 'delivery.settled', outboxId: doubtful, decision: 'arrived' }])
    const later = value(await administrator.post('outbox.list', {})).messages
    expect(later.find(({ outboxId }) => outboxId === doubtful)).toMatchObject({ state: 'sent', retriable: false })
    expect(later.find(({ outboxId }) => outboxId === failed)?.state).not.toBe('failed')
  })

  it('an administrator of another establishment neither sees a message nor sends it again', async () => {
    await house.world.colleague(elsewhere, 'administrator', 'admin.ailleurs@lien.test')
    const stranger = await house.doctor('admin.ailleurs@lien.test')
    const own = value(await administrator.post('outbox.list', {})).messages[0]
    if (!own) throw new Error('No message to try.')
    expect(value(await stranger.post('outbox.list', {})).messages).toEqual([])
    expect(faultOf(await stranger.post('outbox.retry', { outboxId: own.outboxId }))?.code).toBe('notFound')
  })
})

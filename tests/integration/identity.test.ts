import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '@lien/contract/commands'
import type { Identity } from '@lien/contract/commands/patients'
import type { AccountId, ConsultationId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import { documentKinds, identityStatuses, insOids, sexes } from '@lien/contract/patient'
import { provideAccount } from '@lien/server/accounts/commands.ts'
import { schedule } from '@lien/server/consultations/commands.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { arrive, openHouse, type TestHouse } from '../support/house.ts'
import { birthDateWritten, mobile, oncologist, testIns, tokenOf, type PlannedVisit } from '../support/world.ts'

let house: TestHouse
let doctor: TestBrowser
beforeAll(async () => {
  house = await openHouse()
  doctor = await house.doctor()
})
afterAll(() => house.close())

const seen = (consultationId: ConsultationId): Input<'identity.confirm'> => ({ consultationId, document: 'identityCard', place: '12 rue de l’Essai, 13005 Marseille', callback: '06 39 98 00 01' })
const stored: Identity = {
  birthName: 'TESTEMONT', givenName: 'Claire', givenNames: 'Claire Anne Fictive', usedName: 'Rivière', usedGivenName: null,
  sex: 'F', birthDate: '1956-03-14', birthPlace: '13055', ins: { matricule: testIns, oid: '1.2.250.1.213.1.4.10' }, status: 'qualified',
}
const types = async (id: ConsultationId) => (await house.trail(id)).map(({ type }) => type)

/** A colleague of the house, signed in. */
async function colleague(role: AccountRole, establishmentId = house.house.establishmentId): Promise<{ accountId: AccountId; browser: TestBrowser }> {
  const email = `${role.toLowerCase()}.${Math.random().toString(36).slice(2)}@lien.test`
  const { value: accountId } = await house.world.act(establishmentId, (act) => provideAccount(act, { establishmentId, email, role, name: 'Personne Essai', specialty: null }, oncologist.password))
  const browser = house.browser()
  value(await browser.signIn(email, oncologist.password))
  return { accountId, browser }
}

async function begun(): Promise<PlannedVisit> {
  const visit = await house.world.visit(house.house)
  await arrive(house, visit)
  value(await doctor.post('participant.admit', { consultationId: visit.consultationId, participantId: visit.guest('patient').participantId }))
  return visit
}

describe('[R6316-3] the patient is identified', () => {
  it('shows the traits to the oncologist, and writes the check at the start of the call', async () => {
    const { consultationId } = await begun()
    expect(value(await doctor.post('patient.read', { consultationId }))).toMatchObject({ identity: stored, check: null })
    const checked = value(await doctor.post('identity.confirm', seen(consultationId)))
    expect(checked.check).toMatchObject({ document: 'identityCard', place: '12 rue de l’Essai, 13005 Marseille', callback: { number: '+33639980001', text: '+33 6 39 98 00 01' }, by: oncologist.name })
    expect(value(await doctor.post('patient.read', { consultationId })).check).toEqual(checked.check)
  })

  it('begins with the number where the patient is known to answer', async () => {
    const { consultationId } = await house.world.visit(house.house, { contacts: { patient: mobile } })
    expect(value(await doctor.post('patient.read', { consultationId })).knownPhone).toEqual({ number: '+33639980042', text: '+33 6 39 98 00 42' })
    const { consultationId: unknown } = await house.world.visit(house.house)
    expect(value(await doctor.post('patient.read', { consultationId: unknown })).knownPhone).toBe(null)
  })

  it('keeps every check; the latest counts', async () => {
    const { consultationId } = await begun()
    value(await doctor.post('identity.confirm', seen(consultationId)))
    value(await doctor.post('identity.confirm', { ...seen(consultationId), document: 'passport', place: 'Chez sa fille, 3 chemin Fictif, Arles', callback: '0692 12 34 56' }))
    expect(value(await doctor.post('patient.read', { consultationId })).check).toMatchObject({ document: 'passport', place: 'Chez sa fille, 3 chemin Fictif, Arles', callback: { number: '+262692123456' } })
    const rows = await house.database.query<{ document: string }>('SELECT document FROM identity_checks WHERE consultation_id = $1 ORDER BY at', [consultationId])
    expect(rows).toEqual([{ document: 'identityCard' }, { document: 'passport' }])
  })

  it('leaves no trait, place or number in the trail', async () => {
    const { consultationId } = await begun()
    value(await doctor.post('patient.read', { consultationId }))
    value(await doctor.post('identity.confirm', seen(consultationId)))
    expect(faultOf(await doctor.post('identity.confirm', { ...seen(consultationId), callback: 'Testemont' }))).toMatchObject({ code: 'invalidInput', fields: ['callback'] })
    expect(await types(consultationId)).toEqual(expect.arrayContaining(['patient.read', 'identity.confirmed', 'command.refused']))
    const written = JSON.stringify(await house.trail(consultationId))
    expect(written).not.toMatch(new RegExp(`TESTEMONT|Claire|Rivi|${birthDateWritten.source}|\\b13055\\b|${testIns}|Essai|Marseille|639980001|39 98`, 'i'))
    expect((await house.trail(consultationId)).find(({ type }) => type === 'identity.confirmed')?.event).toEqual({ type: 'identity.confirmed', checkId: expect.any(String) as string, document: 'identityCard' })
  })

  it('waits for the person to be there, and refuses places and numbers that would not help', async () => {
    const { consultationId } = await house.world.visit(house.house)
    expect(faultOf(await doctor.post('identity.confirm', seen(consultationId)))?.code).toBe('invalidState')
    const running = await begun()
    for (const wrong of [{ callback: '15' }, { callback: '06 39' }, { place: '  ' }, { place: 'x'.repeat(301) }]) {
      expect(faultOf(await doctor.post('identity.confirm', { ...seen(running.consultationId), ...wrong }))?.code, JSON.stringify(wrong)).toBe('invalidInput')
    }
    expect(await house.database.query('SELECT id FROM identity_checks WHERE consultation_id = $1', [running.consultationId])).toEqual([])
  })
})

describe('[R6316-3] a role is not enough', () => {
  it('another doctor of the house and one of another establishment find nothing', async () => {
    const { consultationId } = await begun()
    const abroad = await house.world.house({ finess: '000000077', email: 'dre.ailleurs@lien.test' })
    for (const browser of [(await colleague('oncologist')).browser, await house.doctor(abroad.email)]) {
      expect(faultOf(await browser.post('patient.read', { consultationId }))?.code).toBe('notFound')
      expect(faultOf(await browser.post('identity.confirm', seen(consultationId)))?.code).toBe('notFound')
      expect(faultOf(await browser.post('patient.updateIdentity', { consultationId, identity: stored, reason: 'typingError' }))?.code).toBe('notFound')
    }
    expect((await house.trail(consultationId)).filter(({ type }) => type === 'command.refused')).toHaveLength(6)
  })

  it('a professional with another seat reads, and may not confirm or change', async () => {
    const { establishmentId, accountId } = house.house
    const [nurse, physician] = [await colleague('townNurse'), await colleague('oncologist')]
    const { value: planned } = await house.world.act(establishmentId, (act) => schedule(act, {
      establishmentId, kind: 'followUp', durationMinutes: 20, scheduledAt: act.at,
      patient: { civility: 'M.', birthName: 'Fictif', usedName: null, givenName: 'Jean', birthDate: '1950-01-01' },
      people: [
        { seat: 'oncologist', accountId, name: oncologist.name, specialty: null }, { seat: 'patient', accountId: null, name: 'Jean Fictif', specialty: null },
        { seat: 'townNurse', accountId: nurse.accountId, name: 'Personne Essai', specialty: null }, { seat: 'townPhysician', accountId: physician.accountId, name: 'Personne Essai', specialty: null },
      ],
    }))
    for (const { browser } of [nurse, physician]) {
      // Nothing was proven when he was written down.
      expect(value(await browser.post('patient.read', { consultationId: planned.id })).identity).toMatchObject({ status: 'provisional', ins: null, sex: 'I', birthPlace: '99999' })
      expect(faultOf(await browser.post('identity.confirm', seen(planned.id)))?.code).toBe('forbidden')
      expect(faultOf(await browser.post('patient.updateIdentity', { consultationId: planned.id, identity: stored, reason: 'typingError' }))?.code).toBe('forbidden')
    }
  })

  it('no guest reads the traits, the patient’s own link and a nurse’s included; nor does a secretary or a stranger', async () => {
    const visit = await house.world.visit(house.house, { guests: ['patient', 'townNurse', 'relative'] })
    const { consultationId } = visit
    for (const seat of ['patient', 'townNurse', 'relative']) {
      const { participantId, link } = visit.guest(seat)
      const browser = house.browser()
      await browser.open(tokenOf(link))
      expect(faultOf(await browser.post('patient.read', { consultationId }, participantId))?.code, seat).toBe('forbidden')
      expect(faultOf(await browser.post('identity.confirm', seen(consultationId), participantId))?.code, seat).toBe('forbidden')
    }
    expect(faultOf(await (await colleague('secretary')).browser.post('patient.read', { consultationId }))?.code).toBe('forbidden')
    expect(faultOf(await house.browser().post('patient.read', { consultationId }))?.code).toBe('unauthenticated')
  })

  it('[wall] a guest’s transaction sees no identity and no check, whatever it asks', async () => {
    const { consultationId, guest } = await begun()
    value(await doctor.post('identity.confirm', seen(consultationId)))
    const count = (enter: string) => house.app.db.transaction(async (trx) => {
      await trx.raw(enter)
      const tables = await Promise.all(['identities', 'identity_checks'].map((table) => trx(table).count<{ count: string }[]>('* as count')))
      return tables.map(([row]) => Number(row?.count))
    })
    const { participantId } = guest('patient')
    const [link] = await house.database.query<{ id: string }>('SELECT id FROM links WHERE participant_id = $1', [participantId])
    expect(await count(`SELECT door_seat('${participantId}', '${link?.id ?? ''}')`)).toEqual([0, 0])
    expect(await count('SELECT 1')).toEqual([0, 0])
    const [identities = 0, checks = 0] = await count(`SELECT door_account('${house.house.accountId}')`)
    expect(Math.min(identities, checks)).toBeGreaterThan(0)
    await expect(house.app.db.transaction(async (trx) => {
      await trx.raw(`SELECT door_account('${house.house.accountId}')`)
      await trx.raw(`UPDATE identity_checks SET place = 'ailleurs'`)
    })).rejects.toThrow(/permission denied/)
  })
})

describe('[RNIV] an identity is corrected', () => {
  const update = (browser: TestBrowser, consultationId: ConsultationId, identity: Identity, reason: Input<'patient.updateIdentity'>['reason'] = 'doubt') => browser.post('patient.updateIdentity', { consultationId, identity, reason })

  it('a qualified one is made provisional first; the trail says which fields, not what stood in them', async () => {
    const { consultationId } = await begun()
    const corrected: Identity = { ...stored, birthName: 'TESTEMONT-CORRIGÉE', ins: null, status: 'provisional' }
    expect(faultOf(await update(doctor, consultationId, corrected))?.code).toBe('invalidState')
    value(await update(doctor, consultationId, { ...stored, ins: null, status: 'provisional' }))
    value(await update(doctor, consultationId, { ...corrected, status: 'validated' }, 'documentShown'))
    expect(value(await doctor.post('patient.read', { consultationId })).identity).toEqual({ ...corrected, status: 'validated' })
    const changes = (await house.trail(consultationId)).filter(({ type }) => type === 'patient.identityUpdated').map(({ event }) => event)
    expect(changes).toMatchObject([{ fields: ['ins', 'status'], reason: 'doubt', from: 'qualified', to: 'provisional' }, { fields: ['birthName', 'status'], reason: 'documentShown', from: 'provisional', to: 'validated' }])
    expect(JSON.stringify(changes)).not.toContain('CORRIG')
  })

  /** A secretary of the consultation's own service. */
  async function secretaryOf(consultationId: ConsultationId): Promise<TestBrowser> {
    const [service, { browser, accountId }] = [crypto.randomUUID(), await colleague('secretary')]
    await house.database.query('INSERT INTO services (id, establishment_id, name, created_at) VALUES ($1, $2, $3, now())', [service, house.house.establishmentId, `Service ${service}`])
    await house.database.query('UPDATE consultations SET service_id = $1 WHERE id = $2', [service, consultationId])
    await house.database.query('INSERT INTO service_members (service_id, account_id, establishment_id, since) VALUES ($1, $2, $3, now())', [service, accountId, house.house.establishmentId])
    return browser
  }

  it('a secretary of the service may; nobody writes a test register for real, or a status without its INS', async () => {
    const { consultationId } = await begun()
    const secretary = await secretaryOf(consultationId)
    value(await update(secretary, consultationId, { ...stored, ins: null, status: 'provisional' }))
    expect(faultOf(await update(secretary, consultationId, { ...stored, status: 'retrieved' }, 'insRetrieved'))).toMatchObject({ code: 'invalidInput', fields: ['ins'] })
    expect(faultOf(await update(secretary, consultationId, { ...stored, ins: null }))).toMatchObject({ code: 'invalidInput', fields: ['status'] })
  })

  it('a secretary of no service, of another one or of another establishment finds nothing', async () => {
    const [one, other] = [await begun(), await begun()]
    const change = (browser: TestBrowser) => update(browser, one.consultationId, { ...stored, ins: null, status: 'provisional' })
    const abroad = await house.world.house({ finess: '000000078', email: 'dre.autre@lien.test' })
    const [own, ofOther] = [await secretaryOf(one.consultationId), await secretaryOf(other.consultationId)]
    for (const browser of [ofOther, (await colleague('secretary')).browser, (await colleague('secretary', abroad.establishmentId)).browser]) expect(faultOf(await change(browser))?.code).toBe('notFound')
    value(await change(own))
  })
})

it('the database allows the contract’s codes, and no other', async () => {
  const allowed = async (constraint: string) => {
    const [row] = await house.database.query<{ def: string }>('SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = $1', [constraint])
    return [...(row?.def ?? '').matchAll(/'([A-Za-z0-9.]+)'::text/g)].map(([, name]) => name ?? '').sort()
  }
  expect(await allowed('identities_sex')).toEqual([...sexes].sort())
  expect(await allowed('identities_oid')).toEqual([...insOids].sort())
  expect(await allowed('identities_status')).toEqual([...identityStatuses].sort())
  expect(await allowed('identity_checks_document')).toEqual([...documentKinds].sort())
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Output } from '@lien/contract/commands'
import type { AlertCursor, AlertRow } from '@lien/contract/commands/alerts'
import type { AccountId, PatientId, RequestId, ServiceId } from '@lien/contract/ids'
import { judgeResponse, raiseFlags, reportMissing } from '@lien/server/alerts/commands.ts'
import { proposal } from '@lien/server/alerts/proposal.ts'
import { Watch } from '@lien/server/alerts/Watch.ts'
import { schedule } from '@lien/server/consultations/commands.ts'
import { issueLink } from '@lien/server/links/commands.ts'
import type { Caller } from '@lien/server/platform/caller.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { linkIn } from '../support/letters.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { answer, ask, complete, type Filled } from '../support/filled.ts'
import { mobile, oncologist, tokenOf, type House, type PlannedVisit } from '../support/world.ts'

let house: TestHouse
let service: ServiceId
let moved = 0
const clock = (): Date => new Date(Date.now() + moved)
let nurses: { accountId: AccountId; browser: TestBrowser }[]
let elsewhere: House
beforeAll(async () => {
  house = await openHouse({ clock })
  service = await house.world.service(house.house, 'Oncologie')
  elsewhere = await house.world.house({ finess: '000000077', email: 'ailleurs@lien.test' })
  nurses = await Promise.all(['une@lien.test', 'deux@lien.test'].map(async (email) => ({ accountId: await house.world.colleague(house.house, 'coordinatingNurse', email, [service]), browser: await house.doctor(email) })))
}, 60_000)
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.query(`UPDATE alerts SET closed_at = now() WHERE closed_at IS NULL`)
})

const nurse = (index = 0): TestBrowser => nurses[index]?.browser ?? house.browser()
const visit = (of = house.house, where: ServiceId | null = service): Promise<PlannedVisit> => house.world.visit(of, { service: where, contacts: { patient: mobile }, in: 60 })
const answered = async ({ consultationId }: PlannedVisit, filled: Filled, at?: Date) => (await house.world.act(house.house.establishmentId, (act) => answer(act, house.house.establishmentId, consultationId, filled, at))).value
const open = async (browser = nurse()): Promise<AlertRow[]> => value(await browser.post('alerts.list', { state: 'open', after: null })).alerts
const only = async (browser = nurse()): Promise<AlertRow> => {
  const [row, ...others] = await open(browser)
  if (!row || others.length > 0) throw new Error(`${others.length + Number(Boolean(row))} alerts`)
  return row
}
const bad: Filled = { symptoms: { nausea: { frequency: 3, severity: 2 }, pain: { frequency: 0 }, fatigue: { severity: 1, interference: 1 } } }

describe('what is raised', () => {
  it('one alert a questionnaire, its highest level, every reason in words and numbers', async () => {
    await answered(await visit(), bad)
    const row = await only()
    expect(row).toMatchObject({ level: 'orange', holder: null, seenAt: null, patient: { name: 'Claire Rivière' }, service: 'Oncologie' })
    expect(row.reasons.map(({ ruleId, symptom }) => [ruleId, symptom])).toEqual([['raw3', 'nausea'], ['composite2', 'nausea']])
    expect(row.reasons[0]).toMatchObject({ name: { fr: 'Nausées' }, values: [{ what: 'frequency', value: 3, word: { fr: 'souvent' }, was: null }] })
  })

  it('nothing where nothing is wrong, and nothing where nothing was answered', async () => {
    await answered(await visit(), { symptoms: { nausea: { frequency: 0 }, pain: {} } })
    expect(await open()).toEqual([])
  })

  it('a red flag is raised as it is answered, and its alert takes in what the rest says', async () => {
    const { consultationId } = await visit()
    const { establishmentId } = house.house
    const patientId = '01890000-0000-7000-8000-000000000001' as PatientId
    const { value: request } = await house.world.act(establishmentId, (act) => ask(act, establishmentId, consultationId))
    const flag = () => house.world.act(establishmentId, async (act) => raiseFlags(act, { establishmentId, consultationId, patientId, responseId: request.responseId, flags: ['fever'] }))
    await flag()
    await flag()
    const first = await only()
    expect(first).toMatchObject({ level: 'red', reasons: [{ ruleId: 'redFlag', flag: 'fever' }] })
    value(await nurse().post('alert.read', { alertId: first.alertId }))
    await house.world.act(establishmentId, async (act) => {
      await complete(act, request, { ...bad, fever: true })
      await judgeResponse(act, { requestId: request.requestId })
    })
    const whole = await only()
    expect(whole).toMatchObject({ alertId: first.alertId, level: 'red', seenAt: null })
    expect(whole.reasons.filter((one) => one.flag === 'fever')).toHaveLength(1)
    expect(whole.reasons.some(({ ruleId }) => ruleId === 'raw3')).toBe(true)
    const events = (await house.trail(consultationId)).map(({ type }) => type).filter((type) => type.startsWith('alert'))
    expect(events).toEqual(['alert.raised', 'alert.read', 'alert.widened'])
  })

  it('change is measured in the patient’s own act, which sees no earlier consultation: the door answers it', async () => {
    const { establishmentId, accountId } = house.house
    const first = await visit()
    const { requestId } = await answered(first, { symptoms: { nausea: { frequency: 0 } } }, new Date(Date.now() - 7 * 24 * 3600 * 1000))
    const [patient] = await house.database.query<{ patient_id: PatientId }>('SELECT patient_id FROM consultations WHERE id = $1', [first.consultationId])
    if (!patient) throw new Error('Nobody was seen.')
    const { value: second } = await house.world.act(establishmentId, (act) => schedule(act, { establishmentId, serviceId: service, kind: 'followUp', scheduledAt: act.at, durationMinutes: 20, patient: patient.patient_id, people: [
      { seat: 'oncologist', accountId, name: 'Dre', specialty: null }, { seat: 'patient', accountId: null, name: 'Claire Rivière', specialty: null }] }))
    const seat = second.people[1]
    if (!seat) throw new Error('Nobody sits there.')
    const { value: link } = await house.world.act(establishmentId, (act) => {
      act.concern(second.id)
      return issueLink(act, 'http://localhost:3000', second.id, seat.id)
    })
    await house.browser().open(tokenOf(link))
    const [held] = await house.database.query<{ id: string }>('SELECT id FROM links WHERE participant_id = $1', [seat.id])
    const caller = { kind: 'guest', participantId: seat.id, linkId: held?.id, seat: 'patient', consultationId: second.id, establishmentId } as unknown as Caller
    await house.app.transact(caller, 'system', async (act) => {
      expect(await act.db('symptom_scores').select('symptom')).toEqual([])
      await answer(act, establishmentId, second.id, { symptoms: { nausea: { frequency: 1, severity: 2 } } })
    })
    const row = await only()
    expect(row.reasons[0]).toMatchObject({ ruleId: 'rise2', values: [{ what: 'severity', value: 2, was: 0 }] })
    const view = value(await nurse().post('alert.read', { alertId: row.alertId }))
    expect(view.symptoms[0]).toMatchObject({ symptom: 'nausea', now: { raw: { frequency: 1, severity: 2 } }, before: [{ raw: { frequency: 0 }, grade: 0 }] })
    expect(view.phone?.number ?? null).toBeNull()
    // The door answers for the guest's own request alone.
    await house.app.transact(caller, 'system', async (act) => expect((await act.db.raw<{ rows: unknown[] }>('SELECT * FROM door_earlier_answers(?)', [requestId])).rows).toEqual([]))
  })

  it('a questionnaire that does not come is a technical alert, once, and closes itself when it comes', async () => {
    const { establishmentId } = house.house
    const { consultationId } = await visit()
    const { value: request } = await house.world.act(establishmentId, (act) => ask(act, establishmentId, consultationId, new Date(Date.now() - 7 * 3600 * 1000)))
    const watch = Watch.create({ db: house.app.db, transact: house.app.transact, clock, log: createLog('fatal'), publicUrl: 'http://localhost:3000', poll: 3_600_000 })
    await watch.look()
    await watch.look()
    await watch.close()
    expect(await only()).toMatchObject({ level: 'technical', reasons: [{ ruleId: 'missing' }] })
    await house.world.act(establishmentId, async (act) => {
      await complete(act, request, { symptoms: { nausea: { frequency: 0 } } })
      await judgeResponse(act, { requestId: request.requestId })
      await reportMissing(act, { requestId: request.requestId })
    })
    expect(await open()).toEqual([])
    expect((await house.trail(consultationId)).filter(({ type }) => type === 'alert.closed').map(({ event }) => event)).toMatchObject([{ answered: true }])
  })
})

describe('who works on it', () => {
  it('the nurses of its service and whoever holds it; nobody of another service or house', async () => {
    await answered(await visit(), bad)
    const { alertId } = await only()
    const other = await house.world.service(house.house, 'Autre')
    await house.world.colleague(house.house, 'coordinatingNurse', 'autre@lien.test', [other])
    await house.world.colleague(elsewhere, 'coordinatingNurse', 'loin@lien.test', [])
    for (const email of ['autre@lien.test', 'loin@lien.test', 'ailleurs@lien.test']) {
      const browser = await house.doctor(email)
      expect(await open(browser), email).toEqual([])
      expect(faultOf(await browser.post('alert.read', { alertId })), email).toMatchObject({ code: 'notFound' })
      expect(faultOf(await browser.post('alert.claim', { alertId })), email).toMatchObject({ code: 'notFound' })
    }
    expect(await open(await house.doctor(oncologist.email))).toHaveLength(1)
  })

  it('of two nurses who take it at once one has it, and the other reads who', async () => {
    for (let round = 0; round < 5; round += 1) {
      await house.database.query(`UPDATE alerts SET closed_at = now() WHERE closed_at IS NULL`)
      await answered(await visit(), bad)
      const { alertId } = await only()
      const replies = (await Promise.all([nurse(0).post('alert.claim', { alertId }), nurse(1).post('alert.claim', { alertId })])).map(value)
      expect(replies.map(({ mine }) => mine).sort()).toEqual([false, true])
      expect(new Set(replies.map(({ holder }) => holder.accountId)).size).toBe(1)
    }
  })

  it('taken on, acted on with a code and a comment, closed; every step in the trail, no comment in it', async () => {
    const planned = await visit()
    await answered(planned, bad)
    const { alertId } = await only()
    expect(faultOf(await nurse().post('alert.act', { alertId, action: 'notReached', comment: null }))).toMatchObject({ code: 'invalidState', reason: 'notClaimed' })
    value(await nurse().post('alert.read', { alertId }))
    value(await nurse().post('alert.claim', { alertId }))
    expect(faultOf(await nurse(1).post('alert.act', { alertId, action: 'notReached', comment: null }))).toMatchObject({ reason: 'notClaimed' })
    expect(faultOf(await nurse().post('alert.close', { alertId }))).toMatchObject({ code: 'invalidState', reason: 'actionMissing' })
    expect(faultOf(await nurse().post('alert.act', { alertId, action: 'treatmentPaused', comment: null }))).toMatchObject({ code: 'forbidden' })
    value(await nurse().post('alert.act', { alertId, action: 'notReached', comment: null }))
    value(await nurse().post('alert.act', { alertId, action: 'advisedByPhone', comment: 'Antiémétique expliqué' }))
    const view = value(await nurse(1).post('alert.read', { alertId }))
    expect(view.actions.map(({ action, comment }) => [action, comment])).toEqual([['notReached', null], ['advisedByPhone', 'Antiémétique expliqué']])
    value(await nurse().post('alert.release', { alertId }))
    value(await nurse(1).post('alert.claim', { alertId }))
    value(await nurse(1).post('alert.close', { alertId }))
    expect(await open()).toEqual([])
    expect(value(await nurse().post('alerts.list', { state: 'closed', after: null })).alerts[0]).toMatchObject({ alertId, action: 'advisedByPhone' })
    const trail = await house.trail(planned.consultationId)
    expect(trail.map(({ type }) => type).filter((type) => type.startsWith('alert.'))).toEqual(['alert.raised', 'alert.read', 'alert.claimed', 'alert.acted', 'alert.acted', 'alert.read', 'alert.released', 'alert.claimed', 'alert.closed'])
    expect(JSON.stringify(trail)).not.toContain('Antiémétique')
    // Dealt with is dealt with: the same reasons raise nothing again.
    const [request] = await house.database.query<{ request_id: RequestId }>('SELECT request_id FROM alerts WHERE id = $1', [alertId])
    if (!request) throw new Error('No request.')
    await house.world.act(house.house.establishmentId, (act) => judgeResponse(act, { requestId: request.request_id }))
    expect(await open()).toEqual([])
  })

  it('pages hear that a list has changed', async () => {
    const socket = await nurse().connect(null)
    await answered(await visit(), bad)
    await socket.notice('alerts.changed')
    expect(value(await socket.perform('alerts.count', {}))).toEqual({ red: 0, orange: 1, yellow: 0, technical: 0 })
  })

  it('a list goes on where its page ends, the most pressing first', async () => {
    const { consultationId } = await visit()
    await house.database.query(`
      INSERT INTO questionnaire_requests (id, establishment_id, consultation_id, patient_id, purpose, state, asked_at, due_at)
      SELECT gen_random_uuid(), c.establishment_id, c.id, c.patient_id, 'followUp', 'missed', now(), now() + n * interval '1 minute' FROM consultations c, generate_series(1, 120) n WHERE c.id = $1`, [consultationId])
    await house.database.query(`
      INSERT INTO alerts (id, establishment_id, consultation_id, service_id, patient_id, request_id, level, rules_version, reasons, raised_at, due_at, escalate_at)
      SELECT gen_random_uuid(), o.establishment_id, o.consultation_id, $2, o.patient_id, o.id, (ARRAY['red','orange','yellow'])[1 + (row_number() OVER ()) % 3], 1, '[]', now(), date_trunc('milliseconds', o.due_at), now() + interval '1 year'
      FROM questionnaire_requests o WHERE o.consultation_id = $1`, [consultationId, service])
    const seen: AlertRow[] = []
    let after: AlertCursor | null = null
    for (let page = 0; page < 4; page += 1) {
      const { alerts, next }: Output<'alerts.list'> = value(await nurse().post('alerts.list', { state: 'open', after }))
      seen.push(...alerts)
      if (!next) break
      after = next
    }
    expect(seen).toHaveLength(120)
    const keys = seen.map(({ level, dueAt }) => `${['red', 'orange', 'yellow'].indexOf(level)} ${dueAt}`)
    expect(keys).toEqual([...keys].sort())
    expect(new Set(seen.map(({ alertId }) => alertId)).size).toBe(120)
  })
})

describe('time', () => {
  it('what nobody sees is handed on to the deputies by mail, once, without a word about the patient', async () => {
    const deputy = await house.world.colleague(house.house, 'oncologist', 'suppleante@lien.test')
    const english = await house.world.colleague(house.house, 'coordinatingNurse', 'deputy@lien.test')
    await house.database.query(`UPDATE accounts SET language = 'en' WHERE id = $1`, [english])
    const rules = { ...proposal, deputies: [deputy, english], targets: { ...proposal.targets, orange: { kind: 'always' as const, minutes: 120 } } }
    const { version } = value(await nurse().post('ruleset.read', {}))
    value(await nurse().post('ruleset.publish', { rules, basedOn: version }))
    const planned = await visit()
    await answered(planned, bad)
    const watch = Watch.create({ db: house.app.db, transact: house.app.transact, clock, log: createLog('fatal'), publicUrl: 'http://localhost:3000', poll: 3_600_000 })
    await watch.look()
    expect(await only()).toMatchObject({ escalatedAt: null })
    moved += 121 * 60_000
    try {
      await Promise.all([watch.look(), watch.look()])
      await watch.look()
      const mail = await house.letters.to('suppleante@lien.test')
      expect(mail.words.subject).toBe('Une alerte attend depuis 2 h')
      expect((await house.letters.to('deputy@lien.test')).words.subject).toBe('An alert has waited for 2 h')
      expect(`${mail.words.text}${mail.words.html ?? ''}`).not.toMatch(/Rivière|TESTEMONT|Claire|Nausées/)
      const escalated = (await house.trail(planned.consultationId)).filter(({ type }) => type === 'alert.escalated')
      expect(escalated.map(({ event }) => new Set(event['to'] as string[]))).toEqual([new Set([deputy, english])])
      expect(await only(await house.doctor('suppleante@lien.test'))).toMatchObject({ level: 'orange', escalatedAt: expect.any(String) as string })
    } finally {
      moved = 0
      await watch.close()
      for (const [index, email] of ['une@lien.test', 'deux@lien.test'].entries()) nurses[index] = { ...nurses[index], browser: await house.doctor(email) } as (typeof nurses)[number]
    }
  })

  it('what somebody has seen is not handed on', async () => {
    await answered(await visit(), bad)
    const { alertId } = await only()
    value(await nurse().post('alert.read', { alertId }))
    await house.database.query(`UPDATE alerts SET escalate_at = now() - interval '1 minute' WHERE id = $1`, [alertId])
    const watch = Watch.create({ db: house.app.db, transact: house.app.transact, clock, log: createLog('fatal'), publicUrl: 'http://localhost:3000', poll: 3_600_000 })
    await watch.look()
    await watch.close()
    expect(await only()).toMatchObject({ escalatedAt: null })
  })
})

describe('rules', () => {
  it('a preview says what was raised, level by level', async () => {
    const fresh = await house.world.house({ finess: '000000088', email: 'neuve@lien.test' })
    const browser = await house.doctor('neuve@lien.test')
    const filled: Filled[] = [bad, { symptoms: { nausea: { frequency: 0 } } }, { ...bad, fever: true }, { measures: { missedDoses: 2 } }, { symptoms: { pain: { frequency: 4, severity: 4, interference: 4 } } }, { symptoms: { fatigue: { severity: 2, interference: 2 } } }]
    for (const one of filled) {
      const { consultationId } = await visit(fresh, null)
      await house.world.act(fresh.establishmentId, (act) => answer(act, fresh.establishmentId, consultationId, one))
    }
    const raised = await house.database.query<{ level: string; n: number }>('SELECT level, count(*)::int AS n FROM alerts WHERE establishment_id = $1 GROUP BY level', [fresh.establishmentId])
    const preview = value(await browser.post('ruleset.preview', { rules: proposal, days: 30 }))
    expect(preview).toMatchObject({ completed: filled.length, evaluated: filled.length })
    expect(Object.entries(preview.proposed).filter(([, n]) => n > 0).sort()).toEqual(raised.map(({ level, n }) => [level, n]).sort())
    expect(preview.inForce).toEqual(preview.proposed)
    const stricter = value(await browser.post('ruleset.preview', { rules: { ...proposal, rules: proposal.rules.filter(({ id }) => id !== 'missedDoses') }, days: 30 }))
    expect(stricter.proposed.yellow).toBe(preview.proposed.yellow - 1)
    expect(preview.rules.find(({ ruleId }) => ruleId === 'redFlag')?.alerts).toBe(1)
  })

  it('the proposal is version 1, decided by nobody; published ones never change', async () => {
    const { email } = await house.world.house({ finess: '000000089', email: 'premiere@lien.test' })
    const browser = await house.doctor(email)
    expect(value(await browser.post('ruleset.read', {}))).toMatchObject({ version: 1, publishedBy: null, rules: proposal })
    expect(value(await browser.post('ruleset.publish', { rules: { ...proposal, escalateAfter: 30 }, basedOn: 1 }))).toEqual({ version: 2 })
    expect(faultOf(await browser.post('ruleset.publish', { rules: proposal, basedOn: 1 }))).toMatchObject({ code: 'conflict' })
    expect(value(await browser.post('ruleset.read', {}))).toMatchObject({ version: 2, publishedBy: 'Dre Ada Essai', rules: { escalateAfter: 30 } })
    expect(faultOf(await browser.post('ruleset.publish', { rules: { ...proposal, rules: proposal.rules.slice(1) }, basedOn: 2 }))).toMatchObject({ code: 'invalidInput' })
    expect(faultOf(await browser.post('ruleset.publish', { rules: { ...proposal, deputies: ['01890000-0000-7000-8000-000000000001' as AccountId] }, basedOn: 2 }))).toMatchObject({ code: 'invalidInput', fields: ['rules.deputies'] })
    await expect(house.app.db.transaction(async (trx) => {
      await trx.raw('SELECT door_account(id) FROM accounts LIMIT 1')
      await trx('alert_rule_sets').update({ version: 9 })
    })).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the call', () => {
  it('begins from the alert: planned now, the nurse holds it, the patient has a fresh link by their own channel', async () => {
    await answered(await visit(), bad)
    const { alertId } = await only()
    value(await nurse().post('alert.claim', { alertId }))
    const { consultationId, sentTo } = value(await nurse().post('alert.startCall', { alertId }))
    expect(sentTo).not.toBeNull()
    expect(value(await nurse().post('alert.startCall', { alertId }))).toEqual({ consultationId, sentTo: null })
    const day = value(await nurse().post('day.read', {}))
    const row = day.rows.find((one) => one.consultationId === consultationId)
    expect(row).toMatchObject({ relation: 'seat', people: [{ seat: 'coordinatingNurse' }, { seat: 'patient' }] })
    expect(row?.may).toContain('admit')
    const sms = await house.letters.to(mobile.phone ?? '')
    const patient = house.browser()
    const seated = await patient.open(tokenOf(linkIn(sms)))
    expect(seated.consultationId).toBe(consultationId)
    const socket = await patient.connect(seated.me.participantId)
    value(await socket.perform('consent.decide', { decision: 'given' }))
    value(await socket.perform('participant.checkIn', {}))
    value(await nurse().post('participant.admit', { consultationId, participantId: seated.me.participantId }))
    value(await nurse().post('consultation.end', { consultationId, reason: 'completed' }))
    const trail = (await house.trail(consultationId)).map(({ type }) => type)
    expect(trail.filter((type) => ['consultation.scheduled', 'link.sent', 'alert.callStarted', 'participant.admitted', 'consultation.ended'].includes(type))).toEqual(['consultation.scheduled', 'link.sent', 'alert.callStarted', 'participant.admitted', 'consultation.ended'])
    const [same] = await house.database.query<{ same: boolean }>('SELECT count(DISTINCT patient_id) = 1 AS same FROM consultations WHERE id = $1 OR id = (SELECT consultation_id FROM alerts WHERE id = $2)', [consultationId, alertId])
    expect(same?.same).toBe(true)
  })
})

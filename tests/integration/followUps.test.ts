import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '@lien/contract/commands'
import type { ConsultationId, FollowUpId, RequestId, ResponseId, ServiceId, TreatmentId } from '@lien/contract/ids'
import { monitoringStatement } from '@lien/contract/followUpRules'
import { Watch } from '@lien/server/alerts/Watch.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { Asker } from '@lien/server/responses/Asker.ts'
import { Answered } from '../support/answered.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { code, fullForm, number } from '../support/forms.ts'
import { linkIn } from '../support/letters.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf, type PlannedVisit } from '../support/world.ts'

/** A Wednesday, ten days before Paris sets its clocks back. */
const start = new Date('2026-10-14T12:00:00Z')
let time = start
let house: TestHouse
let service: ServiceId
let askers: Asker[]
let watch: Watch
let phones = 100
beforeAll(async () => {
  house = await openHouse({ clock: () => time })
  service = await house.world.service(house.house, 'Oncologie')
  await house.world.questionnaire(house.house, fullForm)
  await house.world.colleague(house.house, 'administrator', 'admin@lien.test')
  await house.world.colleague(house.house, 'coordinatingNurse', 'ide@lien.test', [service])
  const { db, transact } = house.app
  const common = { db, transact, clock: () => time, log: createLog('warn'), publicUrl: 'http://localhost:3000', poll: 3600_000 }
  askers = [Asker.create({ ...common, reportMissing: () => Promise.resolve() }), Asker.create({ ...common, reportMissing: () => Promise.resolve() })]
  watch = Watch.create(common)
}, 60_000)
afterAll(async () => {
  for (const one of [...askers, watch]) await one.close()
  await house.close()
})

const look = () => Promise.all(askers.map((one) => one.look()))
const at = async (instant: string) => {
  time = new Date(instant)
  await look()
}
/** Each case begins on the same day; what an earlier one left is over. */
beforeEach(async () => {
  time = start
  await house.database.query(`UPDATE follow_ups SET stopped_at = started_at, ending = 'finished', next_on = NULL, next_at = NULL WHERE stopped_at IS NULL`)
})
const doctor = () => house.doctor()
const decide = async (on: boolean) => value(await (await house.doctor('admin@lien.test')).post('monitoring.decide', on ? { on, statement: monitoringStatement } : { on }))

interface Followed { visit: PlannedVisit; phone: string }
/** A consultation that is over, or is to come in ten days, of a patient who can be reached. */
async function seen({ over = true }: { over?: boolean } = {}): Promise<Followed> {
  const phone = `+33639980${++phones}`
  const visit = await house.world.visit(house.house, { service, in: over ? 5 : 10 * 24 * 60, contacts: { patient: { phone, mail: null, preferred: 'sms', language: 'fr' } } })
  if (over) await house.database.query(`UPDATE consultations SET state = 'ended', started_at = $2, ended_at = $2 WHERE id = $1`, [visit.consultationId, time])
  return { visit, phone }
}
const mondays = { rhythm: { kind: 'weekly', weekday: 1 }, until: '2026-12-31' } as const satisfies Omit<Input<'followup.start'>, 'consultationId'>
const begin = async ({ visit }: Followed, wish: Omit<Input<'followup.start'>, 'consultationId'> = mondays) => (await doctor()).post('followup.start', { consultationId: visit.consultationId, ...wish })
const requests = ({ visit }: Followed) => house.database.query<{ id: RequestId; state: string; day: string; due: Date }>(`SELECT id, state, to_char(occasion_on, 'YYYY-MM-DD') AS day, due_at AS due FROM questionnaire_requests WHERE consultation_id = $1 AND purpose = 'followUp' ORDER BY due_at`, [visit.consultationId])
const sent = async ({ visit }: Followed) => (await house.database.query<{ template: string }>('SELECT template FROM outbox WHERE consultation_id = $1 ORDER BY created_at', [visit.consultationId])).map(({ template }) => template)
const told = async ({ visit }: Followed) => (await house.trail(visit.consultationId)).filter(({ type }) => /^(request|followup)\./.test(type)).map(({ type }) => type)
const alerts = ({ visit }: Followed) => house.database.query<{ level: string; technical: boolean; closed: boolean; reasons: { ruleId: string }[]; due: Date }>('SELECT level, technical, closed_at IS NOT NULL AS closed, reasons, due_at AS due FROM alerts WHERE consultation_id = $1 ORDER BY raised_at', [visit.consultationId])
async function opened(one: Followed, n = 1) {
  const browser = house.browser()
  const view = await browser.openQuestions(tokenOf(linkIn(await house.letters.to(one.phone, n))))
  const { requestId } = view.request
  return { browser, view, requestId, read: async () => value(await browser.post('request.read', { requestId }, requestId)) }
}
async function answer({ browser, requestId, read }: Awaited<ReturnType<typeof opened>>, answers: Input<'response.save'>['answers']) {
  const { forms: [form] } = await read()
  value(await browser.post('request.begin', { requestId, answeredBy: 'patient' }, requestId))
  value(await browser.post('response.save', { responseId: form?.responseId as ResponseId, answers }, requestId))
  value(await browser.post('request.complete', { requestId }, requestId))
}
const fine = { 'nausea.frequency': code(0), 'pain.frequency': code(0), breath: code(0) }
const ill = { ...fine, 'nausea.frequency': code(3), 'nausea.severity': code(3), temperature: number(39) }

describe('the switch', () => {
  it('is off until an administrator has read what it means: nobody is asked, and nothing begins', async () => {
    const one = await seen()
    const admin = await house.doctor('admin@lien.test')
    expect(value(await admin.post('monitoring.read', {}))).toEqual({ on: false, decided: null, followed: 0 })
    expect(value(await (await doctor()).post('followup.read', { consultationId: one.visit.consultationId }))).toMatchObject({ switchedOn: false, current: null, former: null })
    expect(faultOf(await begin(one))).toMatchObject({ code: 'invalidState', reason: 'switchedOff' })
    for (const wrong of [{ on: true }, { on: true, statement: '0' }]) expect(faultOf(await admin.post('monitoring.decide', wrong as never))?.code).toBe('invalidInput')
    expect(faultOf(await (await doctor()).post('monitoring.decide', { on: true, statement: monitoringStatement }))?.code).toBe('forbidden')
    await at('2026-10-19T12:00:00Z')
    expect(await requests(one)).toEqual([])
  })

  it('says who decided, and when; switched off, it stops everything at once, closes what waits and its links', async () => {
    await decide(true)
    const admin = await house.doctor('admin@lien.test')
    expect(value(await admin.post('monitoring.read', {}))).toMatchObject({ on: true, decided: { by: 'Personne administrator', at: start.toISOString(), statement: monitoringStatement } })
    const [asked, waiting] = [await seen(), await seen()]
    value(await begin(asked))
    value(await begin(waiting, { rhythm: { kind: 'weekly', weekday: 5 }, until: '2026-12-31' }))
    await at('2026-10-16T07:00:00Z')
    const page = await opened(waiting)
    await decide(false)
    expect(await requests(waiting)).toMatchObject([{ state: 'cancelled' }])
    expect(faultOf(await page.browser.post('answering.read', {}, page.requestId))).toMatchObject({ code: 'unauthenticated', reason: 'linkRevoked' })
    expect(faultOf(await house.browser().post('link.open', { token: tokenOf(linkIn(await house.letters.to(waiting.phone))) }))).toMatchObject({ reason: 'linkRevoked' })
    await decide(true)
    await at('2026-10-23T12:00:00Z')
    expect(await requests(asked)).toEqual([])
    expect(await requests(waiting)).toHaveLength(1)
    expect(value(await (await doctor()).post('followup.read', { consultationId: asked.visit.consultationId }))).toMatchObject({ switchedOn: true, current: null, former: { ending: 'switchedOff', by: 'Personne administrator' } })
    const decisions = (await house.database.query<{ body: string }>(`SELECT body FROM trail WHERE type = 'monitoring.decided' ORDER BY seq`)).map(({ body }) => (JSON.parse(body) as { event: object }).event)
    expect(decisions).toMatchObject([{ on: true, stopped: 0 }, { on: false, stopped: 2 }, { on: true, stopped: 0 }])
  })
})

it('begun in the moment it is switched off, a follow-up does not go on unseen', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    await decide(true)
    const [one, another] = [await seen(), await doctor()]
    const [, begun] = await Promise.all([decide(false), another.post('followup.start', { consultationId: one.visit.consultationId, ...mondays })])
    expect(begun.ok || faultOf(begun)?.reason === 'switchedOff').toBe(true)
    expect(await house.database.query('SELECT 1 FROM follow_ups WHERE stopped_at IS NULL')).toEqual([])
  }
  await decide(true)
})

describe('asking', () => {
  it('asks at nine of the house’s clock, once, whichever of two servers looks; over the change of the clock too', async () => {
    const one = await seen()
    expect(value(await (await doctor()).post('followup.preview', { consultationId: one.visit.consultationId, ...mondays }))).toMatchObject({ next: ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'], count: 11 })
    value(await begin(one))
    await at('2026-10-19T06:59:00Z')
    expect(await requests(one)).toEqual([])
    await at('2026-10-19T07:00:00Z')
    await look()
    expect(await requests(one)).toMatchObject([{ state: 'asked', day: '2026-10-19', due: new Date('2026-10-21T07:00:00Z') }])
    await at('2026-10-26T07:59:00Z')
    expect(await requests(one)).toHaveLength(1)
    await at('2026-10-26T08:00:00Z')
    expect(await requests(one)).toMatchObject([{ day: '2026-10-19' }, { day: '2026-10-26', due: new Date('2026-10-28T08:00:00Z') }])
    const letter = await house.letters.to(one.phone)
    expect(letter.words.text).toMatch(/5 min de questions avant le 21\/10 à 9h00/)
  })

  it('what is answered is scored, judged, and shown with the patient’s history; the link says when they are asked again', async () => {
    const one = await seen()
    value(await begin(one))
    await at('2026-10-19T08:00:00Z')
    const page = await opened(one)
    expect(page.view).toMatchObject({ stage: 'answering', greeting: { familyName: 'Rivière' }, request: { purpose: 'followUp', state: 'asked' }, nextAt: '2026-10-26T08:00:00.000Z', site: { phone: '+33 1 99 00 00 01' } })
    await answer(page, ill)
    expect(await alerts(one)).toMatchObject([{ level: 'red', technical: false }])
    const history = value(await (await doctor()).post('summary.history', { consultationId: one.visit.consultationId, year: 2026 }))
    expect(history.visits).toMatchObject([{ purpose: 'followUp', missed: false, answeredBy: 'patient', measures: { temperature: 39 } }])
    // Asked again, the next answers are compared with these.
    await at('2026-10-26T08:00:00Z')
    const again = await opened(one, 2)
    await answer(again, { ...fine, 'pain.frequency': code(3), 'pain.severity': code(3), 'pain.interference': code(1) })
    expect((await alerts(one))[1]).toMatchObject({ technical: false, reasons: expect.arrayContaining([expect.objectContaining({ ruleId: 'raw3' })]) as unknown })
    expect(value(await again.browser.post('answering.read', {}, again.requestId)).request.state).toBe('completed')
  })

  it('reminds once, tells the team when its time is over, is still taken for a day, and is then closed', async () => {
    const [late, never] = [await seen(), await seen()]
    for (const one of [late, never]) value(await begin(one))
    await at('2026-10-19T07:00:00Z')
    await at('2026-10-20T07:00:00Z')
    await look()
    expect(await sent(never)).toEqual(['followUp', 'followUpReminder'])
    await at('2026-10-21T06:59:00Z')
    await watch.look()
    expect(await alerts(never)).toEqual([])
    await at('2026-10-21T07:00:00Z')
    await watch.look()
    expect(await alerts(never)).toMatchObject([{ level: 'technical', technical: true, closed: false }])
    await answer(await opened(late, 2), fine)
    expect(await alerts(late)).toMatchObject([{ technical: true, closed: true }])
    await at('2026-10-22T07:00:00Z')
    expect(await requests(never)).toMatchObject([{ state: 'missed' }])
    expect(await requests(late)).toMatchObject([{ state: 'completed' }])
    expect(await alerts(never)).toHaveLength(1)
    expect(await told(never)).toEqual(['followup.started', 'request.asked', 'request.reminded', 'request.missed'])
    expect(faultOf(await house.browser().post('link.open', { token: tokenOf(linkIn(await house.letters.to(never.phone))) }))).toMatchObject({ reason: 'linkExpired' })
  })

  it('days without a server are skipped, and written down; one whose answer is still of use is asked late', async () => {
    const one = await seen()
    value(await begin(one))
    await at('2026-11-03T10:00:00Z')
    expect(await requests(one)).toMatchObject([{ day: '2026-11-02', state: 'asked' }])
    expect((await house.trail(one.visit.consultationId)).filter(({ type }) => type === 'followup.skipped')).toMatchObject([{ event: { days: 2, why: 'late' } }])
  })

  it('an answer that no server saw missing is told when it is closed', async () => {
    const one = await seen()
    value(await begin(one))
    await at('2026-10-19T07:00:00Z')
    await at('2026-10-24T07:00:00Z')
    expect(await requests(one)).toMatchObject([{ state: 'missed' }])
    expect(await alerts(one)).toMatchObject([{ technical: true, closed: false }])
  })

  it('ends with its last day, and what was asked then can still be answered', async () => {
    const one = await seen()
    value(await begin(one, { ...mondays, until: '2026-10-25' }))
    await at('2026-10-19T07:00:00Z')
    const page = await opened(one)
    expect(page.view.nextAt).toBeNull()
    await answer(page, fine)
    await at('2026-10-26T09:00:00Z')
    expect(await requests(one)).toMatchObject([{ state: 'completed' }])
    expect(value(await (await doctor()).post('followup.read', { consultationId: one.visit.consultationId }))).toMatchObject({ current: null, former: { ending: 'finished', by: null } })
  })
})

describe('days of a cycle', () => {
  const treated = (one: Followed) => new Answered(house.database.query).treatment(one.visit.consultationId, { startedOn: '2026-10-12', cycleDays: 21 })
  const eighth = (treatmentId: string, days = [8, 15]): Omit<Input<'followup.start'>, 'consultationId'> => ({ rhythm: { kind: 'cycle', treatmentId: treatmentId as TreatmentId, days }, until: '2026-12-31' })

  it('follow the treatment, and move with it when it is corrected or ended', async () => {
    const one = await seen()
    const treatmentId = await treated(one)
    await house.database.query('UPDATE treatments SET noted_at = $2 WHERE id = $1', [treatmentId, time])
    value(await begin(one, eighth(treatmentId)))
    await at('2026-10-19T07:00:00Z')
    expect(await requests(one)).toMatchObject([{ day: '2026-10-19' }])
    // The cycle began a day later than was written.
    await house.database.query(`UPDATE treatments SET started_on = '2026-10-13', noted_at = $2 WHERE id = $1`, [treatmentId, new Date(time.getTime() + 1)])
    time = new Date(time.getTime() + 2)
    await look()
    const next = async () => value(await (await doctor()).post('followup.read', { consultationId: one.visit.consultationId })).current?.occasions.next[0]
    expect(await next()).toBe('2026-10-27')
    await at('2026-10-27T08:00:00Z')
    expect(await requests(one)).toMatchObject([{ day: '2026-10-19' }, { day: '2026-10-27' }])
    await house.database.query(`UPDATE treatments SET ended_on = '2026-10-28', noted_at = $2 WHERE id = $1`, [treatmentId, new Date(time.getTime() + 1)])
    time = new Date(time.getTime() + 2)
    await look()
    expect(await next()).toBeUndefined()
    expect((await requests(one))[1]).toMatchObject({ state: 'asked' })
  })

  it('refuses what cannot be: days too near, a treatment of somebody else, a date too far or gone', async () => {
    const [one, other] = [await seen(), await seen()]
    const treatmentId = await treated(one)
    const refused = async (who: Followed, wish: Omit<Input<'followup.start'>, 'consultationId'>) => faultOf(await begin(who, wish))
    expect(await refused(one, eighth(treatmentId, [8, 9]))).toMatchObject({ code: 'invalidInput', fields: ['days'] })
    expect(await refused(other, eighth(treatmentId))).toMatchObject({ code: 'invalidInput', fields: ['treatmentId'] })
    for (const until of ['2026-10-13', '2027-10-15', '2026-10-18']) expect(await refused(one, { ...mondays, until })).toMatchObject({ code: 'invalidInput', fields: ['until'] })
    value(await begin(one, { ...mondays, until: '2027-10-14' }))
    expect(await refused(one, mondays)).toMatchObject({ code: 'invalidState', reason: 'followedAlready' })
  })
})

describe('stopping', () => {
  it('closes what waits and its links; a nurse of the service may, from a later consultation of the same patient too', async () => {
    const one = await seen()
    const { followUpId } = value(await begin(one))
    await at('2026-10-19T07:00:00Z')
    const page = await opened(one)
    const later = await house.world.visit(house.house, { service, patient: one.visit.patientId })
    const stranger = await seen()
    const nurse = await house.doctor('ide@lien.test')
    expect(value(await nurse.post('followup.read', { consultationId: later.consultationId })).current).toMatchObject({ followUpId, startedBy: 'Dre Ada Essai', last: { state: 'asked' } })
    expect(faultOf(await nurse.post('followup.stop', { consultationId: stranger.visit.consultationId, followUpId }))?.code).toBe('invalidState')
    value(await nurse.post('followup.stop', { consultationId: later.consultationId, followUpId }))
    expect(await requests(one)).toMatchObject([{ state: 'cancelled' }])
    expect(faultOf(await page.browser.post('request.read', { requestId: page.requestId }, page.requestId))).toMatchObject({ reason: 'linkRevoked' })
    expect(faultOf(await nurse.post('followup.stop', { consultationId: later.consultationId, followUpId }))?.code).toBe('invalidState')
    await at('2026-10-26T09:00:00Z')
    expect(await requests(one)).toHaveLength(1)
  })

  it('refuses to begin where nobody could be reached, or the visit did not take place', async () => {
    const silent = await house.world.visit(house.house, { service })
    const start = (consultationId: ConsultationId) => doctor().then((one) => one.post('followup.start', { consultationId, ...mondays }))
    expect(faultOf(await start(silent.consultationId))).toMatchObject({ reason: 'noContact' })
    const { visit } = await seen()
    await house.database.query(`UPDATE consultations SET state = 'cancelled' WHERE id = $1`, [visit.consultationId])
    expect(faultOf(await start(visit.consultationId))?.code).toBe('invalidState')
  })
})

describe('a link to questions', () => {
  async function linked(over = true) {
    time = start
    const one = await seen({ over })
    value(await begin(one))
    await at('2026-10-19T07:00:00Z')
    return { one, page: await opened(one) }
  }
  const anything = async (browser: TestBrowser, requestId: RequestId, other: { requestId: RequestId; consultationId: ConsultationId; followUpId: FollowUpId }) => [
    await browser.post('request.read', { requestId: other.requestId }, requestId), await browser.post('request.complete', { requestId: other.requestId }, requestId),
    await browser.post('visit.read', {}, requestId), await browser.post('consent.decide', { decision: 'given' }, requestId), await browser.post('participant.checkIn', {}, requestId),
    await browser.post('message.send', { consultationId: other.consultationId, text: 'Bonjour' }, requestId), await browser.post('followup.stop', { consultationId: other.consultationId, followUpId: other.followUpId }, requestId), await browser.post('day.read', {}, requestId),
  ].map((reply) => faultOf(reply)?.code)

  it('opens no seat, in a consultation that is open either: no call, no message, no other questions, no socket', async () => {
    const [{ one, page }, elsewhere] = [await linked(false), await linked()]
    const [mine] = await house.database.query<{ id: FollowUpId }>('SELECT id FROM follow_ups WHERE consultation_id = $1', [one.visit.consultationId])
    const { requestId: previsit } = await house.world.ask(house.house, one.visit)
    const target = { consultationId: one.visit.consultationId, followUpId: mine?.id as FollowUpId }
    for (const requestId of [previsit, elsewhere.page.requestId]) expect(await anything(page.browser, page.requestId, { ...target, requestId })).toEqual(['notFound', 'notFound', ...Array.from({ length: 6 }, () => 'forbidden')])
    await expect(page.browser.connect(page.requestId)).rejects.toThrow()
    // Nor does its session speak for the seat, whatever the page says.
    expect(faultOf(await page.browser.post('visit.read', {}, one.visit.guest('patient').participantId))?.code).toBe('unauthenticated')
  })

  it('asks for the second factor like any other, and a link of the visit opens beside it', async () => {
    const { one, page } = await linked(false)
    const seat = await page.browser.open(tokenOf(one.visit.guest('patient').link))
    expect(seat.me.seat).toBe('patient')
    expect(seat.requests.filter(({ purpose }) => purpose === 'followUp')).toEqual([])
    expect(value(await page.browser.post('answering.read', {}, page.requestId)).request.state).toBe('asked')
    await house.database.query(`UPDATE establishments SET patient_factor = 'birthDate' WHERE id = $1`, [house.house.establishmentId])
    const other = house.browser()
    const { pending } = await other.openPending(tokenOf(linkIn(await house.letters.to(one.phone))))
    expect(faultOf(await other.post('request.read', { requestId: page.requestId }, page.requestId))?.code).toBe('unauthenticated')
    const opening = value(await other.post('link.confirmBirthDate', { birthDate: '1956-03-14' }, pending))
    expect(opening).toMatchObject({ stage: 'answering', request: { requestId: page.requestId } })
    await house.database.query(`UPDATE establishments SET patient_factor = 'none' WHERE id = $1`, [house.house.establishmentId])
  })

  it('is revoked with the person’s other links, after the consultation too', async () => {
    const { one, page } = await linked()
    value(await (await house.doctor('admin@lien.test')).post('link.revoke', { consultationId: one.visit.consultationId, participantId: one.visit.guest('patient').participantId }))
    expect(faultOf(await page.browser.post('answering.read', {}, page.requestId))).toMatchObject({ reason: 'linkRevoked' })
  })

  it('a nurse of the service answers by telephone what nobody sent, after the consultation too', async () => {
    const { page } = await linked()
    const nurse = await house.doctor('ide@lien.test')
    value(await nurse.post('request.begin', { requestId: page.requestId, answeredBy: 'nurse' }))
    const { forms: [form] } = value(await nurse.post('request.read', { requestId: page.requestId }))
    value(await nurse.post('response.save', { responseId: form?.responseId as ResponseId, answers: fine }))
    value(await nurse.post('request.complete', { requestId: page.requestId }))
  })
})

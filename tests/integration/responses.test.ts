import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answers } from '@lien/contract/forms'
import type { QuestionnaireId, ResponseId, ServiceId } from '@lien/contract/ids'
import { schedule } from '@lien/server/consultations/commands.ts'
import { seedDemo } from '@lien/server/demo/seed.ts'
import { recordAnswered } from '@lien/server/responses/commands.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { code, fullForm, number, shortForm, text, yes } from '../support/forms.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { linkIn } from '../support/letters.ts'
import { mobile, tokenOf, type PlannedVisit, type SeatedGuest } from '../support/world.ts'

let house: TestHouse
let ours: ServiceId
let questionnaire: QuestionnaireId
let time = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  house = await openHouse({ clock: () => time })
  ours = await house.world.service(house.house, 'Oncologie')
  await house.world.colleague(house.house, 'coordinatingNurse', 'ide@lien.test', [ours])
  await house.world.colleague(house.house, 'secretary', 'secretaire@lien.test', [ours])
  questionnaire = await house.world.questionnaire(house.house, fullForm)
})
afterAll(() => house.close())

interface Asked { visit: PlannedVisit; me: SeatedGuest; browser: TestBrowser; requestId: string & { __brand?: never }; responseId: ResponseId }
/** A patient with their link open, who was asked. */
async function asked(): Promise<Asked> {
  const visit = await house.world.visit(house.house, { guests: ['patient', 'relative'], service: ours })
  const { requestId } = await house.world.ask(house.house, visit)
  const me = visit.guest('patient')
  const browser = house.browser()
  await browser.open(tokenOf(me.link))
  const [form] = value(await browser.post('request.read', { requestId }, me.participantId)).forms
  if (!form) throw new Error('Nothing is asked.')
  return { visit, me, browser, requestId, responseId: form.responseId }
}
const save = ({ browser, responseId, me }: Asked, answers: Answers) => browser.post('response.save', { responseId, answers }, me.participantId)
const read = async ({ browser, requestId, me }: Asked) => value(await browser.post('request.read', { requestId: requestId as never }, me.participantId))
const kept = async (one: Asked): Promise<Answers> => (await read(one)).forms[0]?.answers ?? {}
const begin = ({ browser, requestId, me }: Asked, answeredBy: 'patient' | 'relative' | 'nurse' = 'patient') => browser.post('request.begin', { requestId: requestId as never, answeredBy }, me.participantId)
const complete = ({ browser, requestId, me }: Asked) => browser.post('request.complete', { requestId: requestId as never }, me.participantId)
const enough: Answers = { 'nausea.frequency': code(3), 'nausea.severity': code(2), 'pain.frequency': code(0), breath: code(1) }

describe('answers', () => {
  it('are kept one by one: the later of two counts, whatever their order, and what is sent again changes nothing', async () => {
    const one = await asked()
    value(await save(one, { 'nausea.frequency': code(3, 200) }))
    value(await save(one, { 'nausea.frequency': code(1, 100), breath: code(0, 100) }))
    expect(await kept(one)).toEqual({ 'nausea.frequency': code(3, 200), breath: code(0, 100) })
    const before = await kept(one)
    for (let times = 0; times < 3; times++) value(await save(one, { 'nausea.frequency': code(3, 200) }))
    expect(await kept(one)).toEqual(before)
    const trail = (await house.trail(one.visit.consultationId)).filter(({ type }) => type === 'response.saved').map(({ event }) => event['kept'])
    expect(trail).toEqual([1, 1, 0, 0, 0])
    value(await save(one, { breath: { values: [], at: 300 } }))
    expect((await kept(one))['breath']).toEqual({ values: [], at: 300 })
  })

  it('that cross from many pages at once are all kept', async () => {
    const one = await asked()
    const sent: Answers[] = [{ 'nausea.frequency': code(2, 1) }, { 'nausea.severity': code(1, 2) }, { breath: code(1, 3) }, { temperature: number(37.2, 4) }, { weight: number(61.4, 5) }, { call: yes(false, 6) }]
    const replies = await Promise.all(sent.map((answers) => save(one, answers)))
    for (const reply of replies) value(reply)
    expect(await kept(one)).toEqual(Object.assign({}, ...sent))
  })

  it('of a device whose clock runs ahead are believed no further than now', async () => {
    const one = await asked()
    value(await save(one, { breath: code(4, time.getTime() + 365 * 24 * 3600_000) }))
    time = new Date(time.getTime() + 60_000)
    value(await save(one, { breath: code(1, time.getTime()) }))
    expect((await kept(one))['breath']).toEqual(code(1, time.getTime()))
  })

  it.each<[string, Answers]>([
    ['an unknown question', { nothing: code(1) }], ['a group', { nausea: code(1) }], ['an option that does not exist', { breath: code(9) }], ['another type', { breath: number(3) }],
    ['two answers where one is asked', { breath: { values: [...code(1).values, ...code(2).values], at: 1 } }], ['below the least', { temperature: number(20) }], ['above the most', { weight: number(301) }],
    ['too long a text', { topics: text('x'.repeat(201)) }], ['the same thing twice', { reasons: { values: [...code('sick').values, ...code('sick').values], at: 1 } }], ['an inherited name', JSON.parse('{"constructor":{"values":[{"type":"code","code":"1"}],"at":1}}') as Answers],
  ])('are refused for %s, which is named, and nothing of the lot is kept', async (_, wrong) => {
    const one = await asked()
    expect(faultOf(await save(one, { breath: code(1), ...wrong }))).toMatchObject({ code: 'invalidInput', fields: Object.keys(wrong) })
    if (!('breath' in wrong)) expect(await kept(one)).toEqual({})
  })

  it('raise their flags at once, and only while they stand', async () => {
    const one = await asked()
    expect(value(await save(one, { temperature: number(38, 1) })).flags).toEqual(['fever'])
    expect(value(await save(one, { dark: yes(true, 2) })).flags).toEqual(['fever', 'selfHarm'])
    expect(value(await save(one, { temperature: number(36.8, 3) })).flags).toEqual(['selfHarm'])
  })
})

describe('completing', () => {
  it('asks for what must be answered, by name, and takes a refusal to answer for an answer', async () => {
    const one = await asked()
    value(await save(one, { 'nausea.frequency': code(3) }))
    expect(faultOf(await complete(one))).toMatchObject({ code: 'invalidInput', fields: ['pain.frequency', 'breath'] })
    value(await save(one, { 'pain.frequency': { decline: 'declined', at: 2 }, breath: code(0) }))
    value(await complete(one))
    expect(await read(one)).toMatchObject({ state: 'completed', answeredBy: 'patient' })
  })

  it('stores every symptom with its raw answers, its grade or why there is none, and the measures', async () => {
    const one = await asked()
    value(await begin(one, 'relative'))
    value(await save(one, { ...enough, 'pain.frequency': code(2), 'pain.severity': { decline: 'declined', at: 1 }, temperature: number(38.4), weight: number(58.2), call: yes(true), topics: text('Le sommeil', 'Mes cheveux') }))
    expect(value(await complete(one)).flags).toEqual(['fever'])
    const scores = await house.database.query('SELECT symptom, pattern, frequency, severity, interference, amount, presence, grade, missing, version FROM symptom_scores WHERE response_id = $1 ORDER BY symptom', [one.responseId])
    const none = { amount: null, presence: null, version: 'Basch2021/ProAE-1.0.4' }
    expect(scores).toEqual([
      { ...none, symptom: 'breath', pattern: 'S', frequency: null, severity: 1, interference: null, grade: 1, missing: null },
      { ...none, symptom: 'nausea', pattern: 'FS', frequency: 3, severity: 2, interference: null, grade: 2, missing: null },
      { ...none, symptom: 'pain', pattern: 'FSI', frequency: 2, severity: null, interference: null, grade: null, missing: 'declined' },
    ])
    expect(await house.database.query('SELECT measure, value::float AS value FROM measured_values WHERE response_id = $1 ORDER BY measure', [one.responseId])).toEqual([{ measure: 'callWanted', value: 1 }, { measure: 'temperature', value: 38.4 }, { measure: 'weight', value: 58.2 }])
    const [row] = await house.database.query<{ answered_by: string; done: boolean }>('SELECT q.answered_by, r.completed_at = q.completed_at AS done FROM questionnaire_requests q JOIN questionnaire_responses r ON r.request_id = q.id WHERE r.id = $1', [one.responseId])
    expect(row).toEqual({ answered_by: 'relative', done: true })
  })

  it('happens once: of two at the same time one does it, and nothing can be changed after', async () => {
    const one = await asked()
    value(await save(one, enough))
    const replies = await Promise.all([complete(one), complete(one)])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(replies.map(faultOf).filter(Boolean)).toEqual([expect.objectContaining({ code: 'invalidState' })])
    expect(faultOf(await save(one, { breath: code(4, 99) }))?.code).toBe('invalidState')
    expect(faultOf(await begin(one))?.code).toBe('invalidState')
    expect(await kept(one)).toEqual(enough)
  })

  it('leaves all or nothing: where it breaks in the middle, the request still waits with its answers', async () => {
    const one = await asked()
    value(await save(one, enough))
    await house.database.query(`ALTER TABLE measured_values ADD CONSTRAINT breaks CHECK (value < 0) NOT VALID`)
    value(await save(one, { temperature: number(37) }))
    expect(faultOf(await complete(one))?.code).toBe('internal')
    await house.database.query('ALTER TABLE measured_values DROP CONSTRAINT breaks')
    expect((await read(one)).state).toBe('begun')
    expect(await house.database.query('SELECT 1 FROM symptom_scores WHERE response_id = $1', [one.responseId])).toEqual([])
    value(await complete(one))
  })
})

describe('who may', () => {
  it('[R6316-3] a link of another patient, of a relative, or of another house finds nothing, whatever it asks', async () => {
    const [one, other] = [await asked(), await asked()]
    const strangers: [TestBrowser, string][] = [[other.browser, other.me.participantId]]
    for (const [browser, seat] of strangers) {
      expect(faultOf(await browser.post('request.read', { requestId: one.requestId as never }, seat as never))?.code).toBe('notFound')
      expect(faultOf(await browser.post('request.begin', { requestId: one.requestId as never, answeredBy: 'patient' }, seat as never))?.code).toBe('notFound')
      expect(faultOf(await browser.post('response.save', { responseId: one.responseId, answers: enough }, seat as never))?.code).toBe('notFound')
      expect(faultOf(await browser.post('request.complete', { requestId: one.requestId as never }, seat as never))?.code).toBe('notFound')
    }
    expect(await kept(one)).toEqual({})
    const relative = house.browser()
    await relative.open(tokenOf(one.visit.guest('relative').link))
    const seat = one.visit.guest('relative').participantId
    expect(faultOf(await relative.post('request.read', { requestId: one.requestId as never }, seat))?.code).toBe('forbidden')
    expect(value(await relative.post('visit.read', {}, seat)).requests).toEqual([])
    expect(value(await one.browser.post('visit.read', {}, one.me.participantId)).requests).toMatchObject([{ requestId: one.requestId, state: 'asked', purpose: 'previsit' }])
  })

  it('a nurse of the team fills by telephone, and never speaks as the patient; the patient never as a nurse', async () => {
    const one = await asked()
    const nurse = await house.doctor('ide@lien.test')
    const requestId = one.requestId as never
    expect(faultOf(await nurse.post('request.begin', { requestId, answeredBy: 'patient' }))?.code).toBe('forbidden')
    expect(faultOf(await begin(one, 'nurse'))?.code).toBe('forbidden')
    value(await nurse.post('request.begin', { requestId, answeredBy: 'nurse' }))
    value(await nurse.post('response.save', { responseId: one.responseId, answers: enough }))
    value(await nurse.post('request.complete', { requestId }))
    expect((await read(one)).answeredBy).toBe('nurse')
    const trail = await house.trail(one.visit.consultationId)
    expect(trail.filter(({ type }) => type === 'request.completed')).toMatchObject([{ event: { answeredBy: 'nurse' }, actor: { kind: 'professional' } }])
    expect(JSON.stringify(trail)).not.toMatch(/nausea|breath/)
  })

  it('nobody answers once the visit is over', async () => {
    const one = await asked()
    await house.database.query(`UPDATE consultations SET state = 'noShow' WHERE id = $1`, [one.visit.consultationId])
    expect(faultOf(await save(one, enough))?.code).toBe('invalidState')
  })

  it('the day shows whether it came back, and no answer; a secretary asks', async () => {
    const visit = await house.world.visit(house.house, { service: ours, contacts: { patient: { ...mobile, phone: '+33639980055' } } })
    const secretary = await house.doctor('secretaire@lien.test')
    const asking = value(await secretary.post('request.ask', { consultationId: visit.consultationId }))
    expect(asking).toMatchObject({ state: 'asked', purpose: 'previsit' })
    const row = async () => value(await secretary.post('day.read', {})).rows.find(({ consultationId }) => consultationId === visit.consultationId)?.questions
    expect(await row()).toEqual({ requestId: asking.requestId, state: 'asked' })
    const letter = await house.letters.to('+33639980055')
    expect(letter.words.text).toMatch(/5 min de questions/)
    const browser = house.browser()
    await browser.open(tokenOf(linkIn(letter)))
    // The link that the patient had before still opens.
    await house.browser().open(tokenOf(visit.guest('patient').link))
    const seat = visit.guest('patient').participantId
    const { forms } = value(await browser.post('request.read', { requestId: asking.requestId }, seat))
    value(await browser.post('response.save', { responseId: forms[0]?.responseId as ResponseId, answers: enough }, seat))
    expect((await row())?.state).toBe('begun')
    value(await browser.post('request.complete', { requestId: asking.requestId }, seat))
    expect((await row())?.state).toBe('completed')
    expect(faultOf(await secretary.post('request.ask', { consultationId: visit.consultationId }))?.code).toBe('invalidState')
    expect(faultOf(await secretary.post('request.read', { requestId: asking.requestId }))?.code).toBe('forbidden')
  })

  it('is asked what is named, if it is published here; nothing where nothing is', async () => {
    const visit = await house.world.visit(house.house)
    const doctor = await house.doctor()
    const other = await house.world.questionnaire(house.house, shortForm, { url: 'https://lien.test/Questionnaire/autre', module: 'essai' })
    expect(faultOf(await doctor.post('request.ask', { consultationId: visit.consultationId, questionnaireIds: [other, '01890000-0000-7000-8000-000000000001' as QuestionnaireId] }))).toMatchObject({ code: 'invalidInput', fields: ['questionnaireIds'] })
    const made = value(await doctor.post('request.ask', { consultationId: visit.consultationId, questionnaireIds: [other] }))
    expect(await house.database.query('SELECT questionnaire_id FROM questionnaire_responses WHERE request_id = $1', [made.requestId])).toEqual([{ questionnaire_id: other }])
    const elsewhere = await house.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
    const foreign = await house.world.visit(elsewhere)
    expect(faultOf(await (await house.doctor('dr.ailleurs@lien.test')).post('request.ask', { consultationId: foreign.consultationId }))).toMatchObject({ code: 'invalidState', reason: 'noQuestionnaire' })
  })

  it('asks the modules of the treatment the patient has', async () => {
    const visit = await house.world.visit(house.house)
    const { establishmentId } = house.house
    const module = await house.world.questionnaire(house.house, shortForm, { url: 'https://lien.test/Questionnaire/immuno', module: 'immunotherapy' })
    await house.world.act(establishmentId, async (act) => act.db('treatments').insert({ id: act.newId(), establishment_id: establishmentId, patient_id: visit.patientId, label: 'Essai', modules: ['immunotherapy'], started_on: '2026-10-01', noted_at: act.at }))
    const { requestId } = await house.world.ask(house.house, visit)
    expect(await house.database.query('SELECT questionnaire_id FROM questionnaire_responses WHERE request_id = $1 ORDER BY position', [requestId])).toEqual([{ questionnaire_id: questionnaire }, { questionnaire_id: module }])
  })
})

it('a known patient is planned again, with their history; a stranger’s id is not known here', async () => {
  const first = await house.world.visit(house.house)
  const second = await house.world.visit(house.house, { patient: first.patientId })
  expect(second.patientId).toBe(first.patientId)
  const elsewhere = await house.world.house({ finess: '000000003', email: 'dr.encore@lien.test' })
  await expect(house.world.visit(elsewhere, { patient: first.patientId })).rejects.toThrow('notFound')
  const { establishmentId } = house.house
  await house.world.act(establishmentId, async (act) => {
    const { id } = await schedule(act, { establishmentId, kind: 'followUp', scheduledAt: new Date('2026-10-01T08:00:00Z'), durationMinutes: 20, patient: first.patientId, people: [] })
    await recordAnswered(act, { consultationId: id, answeredBy: 'patient', at: new Date('2026-09-30T18:00:00Z'), answers: new Map([[questionnaire, enough]]) })
  })
  expect(await house.database.query('SELECT symptom, grade FROM symptom_scores WHERE patient_id = $1 ORDER BY symptom', [first.patientId])).toEqual([{ symptom: 'breath', grade: 1 }, { symptom: 'nausea', grade: 2 }, { symptom: 'pain', grade: 0 }])
})

it('the demonstration has a patient with a past that grows worse, who is asked today, and two who have answered already', async () => {
  const demo = await openHouse()
  await seedDemo(demo.app, demo.config.publicUrl, 'un mot de passe assez long')
  const asked = `patient_id = (SELECT patient_id FROM questionnaire_requests WHERE state = 'asked')`
  const grades = await demo.database.query<{ frequency: number; grade: number }>(`SELECT frequency, grade FROM symptom_scores WHERE symptom = 'nausea' AND ${asked} ORDER BY at`)
  expect(grades.map(({ frequency }) => frequency)).toEqual([1, 1, 2, 2, 2, 3])
  const weights = (await demo.database.query<{ value: number }>(`SELECT value::float AS value FROM measured_values WHERE measure = 'weight' AND ${asked} ORDER BY at`)).map(({ value: kilograms }) => kilograms)
  expect(weights).toEqual([...weights].sort((a, b) => b - a))
  expect(weights.length).toBe(6)
  expect(await demo.database.query(`SELECT r.state, count(*)::int AS n FROM questionnaire_requests r GROUP BY 1 ORDER BY 1`)).toEqual([{ state: 'asked', n: 1 }, { state: 'completed', n: 8 }])
  expect(await demo.database.query(`SELECT count(DISTINCT patient_id)::int AS n FROM questionnaire_requests`)).toEqual([{ n: 3 }])
  await demo.close()
}, 60_000)

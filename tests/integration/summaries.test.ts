import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '@lien/contract/commands'
import type { ConsultationId } from '@lien/contract/ids'
import { discussedOf } from '@lien/contract/summaryRules'
import type { SummaryView } from '@lien/contract/summaries'
import { Answered } from '../support/answered.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { readPdf } from '../support/pdf.ts'
import { birthDateWritten, oncologist, tokenOf, type PlannedVisit } from '../support/world.ts'

let house: TestHouse
let doctor: TestBrowser
let answered: Answered
let form: string
beforeAll(async () => {
  house = await openHouse()
  doctor = await house.doctor()
  answered = new Answered(house.database.query)
  form = await answered.questionnaire(house.house.establishmentId)
})
afterAll(() => house.close())

const day = 86_400_000
const ago = (days: number): Date => new Date(Date.now() - days * day)
const read = async (consultationId: ConsultationId, by = doctor): Promise<SummaryView> => value(await by.post('summary.read', { consultationId }))
const sent = (summary: SummaryView) => {
  if (!summary.answers) throw new Error('Nothing was answered.')
  return summary.answers
}
const row = (summary: SummaryView, symptom: string) => {
  const found = [...sent(summary).symptoms, ...sent(summary).absent, ...sent(summary).unanswered].find((one) => one.symptom === symptom)
  if (!found) throw new Error(`No row of ${symptom}.`)
  return found
}

/** A visit whose patient was treated for a while, and answered every week; the last answers are this visit's. */
async function followed(): Promise<PlannedVisit> {
  const [first, visit] = [await house.world.visit(house.house), await house.world.visit(house.house)]
  await answered.samePatient(first.consultationId, visit.consultationId)
  await answered.answer(first.consultationId, form, { at: ago(28), symptoms: { pain: { frequency: 1, severity: 1, interference: 0 }, nausea: { frequency: 1, severity: 1 }, fatigue: { severity: 1, interference: 1 } }, measures: { weight: 60, temperature: 36.8 } })
  await answered.answer(first.consultationId, form, { at: ago(14), symptoms: { pain: { frequency: 1, severity: 1, interference: 1 }, nausea: { frequency: 'declined' }, fatigue: { severity: 3, interference: 1 } }, measures: { weight: 58.5 } })
  await answered.answer(first.consultationId, form, { at: ago(7), state: 'missed', symptoms: {} })
  await answered.answer(visit.consultationId, form, {
    at: ago(1), answeredBy: 'relative',
    symptoms: {
      pain: { frequency: 3, severity: 3, interference: 2 }, nausea: { frequency: 3, severity: 2 }, fatigue: { severity: 3, interference: 2 }, diarrhoea: { frequency: 0 }, cough: { severity: 0 },
      breathlessness: { severity: 3, interference: 1 }, rash: { presence: 1 }, sleep: { severity: 'declined' },
    },
    measures: { weight: 56.8, temperature: 37.2, missedDoses: 2, activity: 1, callWanted: 1 }, topics: ['Le scanner', 'Mes vacances en juin'], medicines: 'Arrêt du fer',
  })
  await answered.treatment(visit.consultationId, { startedOn: ago(21).toISOString().slice(0, 10), cycleDays: 14 })
  return visit
}

describe('the summary of a visit', () => {
  it('says who answered, how completely, and each symptom against the last comparable answer and the baseline', async () => {
    const { consultationId } = await followed()
    const summary = await read(consultationId)
    expect(summary).toMatchObject({ timeZone: 'Europe/Paris', may: ['ask', 'discuss', 'grade', 'treat'], flags: [{ flag: 'breathlessness' }], treatments: [{ label: 'FOLFOX', cycle: 2 }] })
    const answers = sent(summary)
    expect(answers).toMatchObject({ answeredBy: 'relative', topics: [{ index: 0, text: 'Le scanner', discussed: false }, { index: 1, text: 'Mes vacances en juin', discussed: false }], scoring: ['Basch2021/ProAE-1.0.4'] })
    expect(answers.symptoms.map(({ symptom }) => symptom)).toEqual(['pain', 'nausea', 'fatigue', 'breathlessness', 'rash'])
    expect(answers.absent.map(({ symptom }) => symptom)).toEqual(['diarrhoea', 'cough'])
    expect(answers.unanswered.find(({ symptom }) => symptom === 'sleep')).toMatchObject({ raw: null, grade: null, missing: 'declined' })
    expect(answers.unanswered.map(({ symptom }) => symptom)).toContain('anxiety')
    // First questions: 15 symptoms, of which 7 answered; what follows where the first is not 0, declined included: 2 + 1 + 1 + 1 + 1; six measures with why, all answered.
    expect([answers.answered, answers.asked]).toEqual([18, 27])
    expect(row(summary, 'pain')).toMatchObject({ label: { fr: 'Douleur', en: 'Pain' }, raw: 3, of: 'severity', words: { fr: 'sévère' }, grade: 3, change: 2, previous: { raw: 1 }, baseline: { raw: 1 }, points: [1, 1, null, 3] })
    expect(row(summary, 'pain').attributes.map(({ attribute, value: raw, words }) => [attribute, raw, words?.fr])).toEqual([['frequency', 3, 'souvent'], ['severity', 3, 'sévère'], ['interference', 2, 'moyennement']])
    // Declined in between: compared with the answer before, and the chart has a gap.
    expect(row(summary, 'nausea')).toMatchObject({ raw: 3, of: 'frequency', words: { fr: 'souvent' }, change: 2, points: [1, null, null, 3] })
    expect(row(summary, 'nausea').previous?.at).toBe(row(summary, 'pain').baseline?.at)
    expect(row(summary, 'fatigue')).toMatchObject({ change: 0, previous: { raw: 3 }, baseline: { raw: 1 } })
    expect(row(summary, 'rash')).toMatchObject({ raw: 1, of: 'presence', words: { fr: 'oui' }, grade: null, missing: 'presence', change: null, previous: null })
    expect(answers.axis.map(({ missed }) => missed)).toEqual([false, false, true, false])
    expect(answers.measures.map(({ measure, value: measured }) => [measure, measured])).toEqual([['temperature', 37.2], ['weight', 56.8], ['activity', 1], ['missedDoses', 2], ['callWanted', 1]])
    expect(answers.measures.find(({ measure }) => measure === 'missedDoses')?.details).toMatchObject([{ label: { fr: 'Pourquoi' }, answer: { fr: 'à cause des nausées' } }])
    expect(answers.measures.find(({ measure }) => measure === 'temperature')?.previous?.value).toBe(36.8)
    expect(answers.others).toMatchObject([{ label: { fr: 'Changements de médicaments' }, answer: { fr: 'Arrêt du fer' } }])
    // 60 kg 27 days before: 5.3 % lost in a month.
    expect(summary.weight).toMatchObject({ reached: ['fivePercentInOneMonth'], age: 'from70', month: { kg: 60 } })
    expect(summary.weight?.month?.percent).toBeCloseTo(-5.33, 2)
  })

  it('compares within one questionnaire only: another URL or another major version is another instrument', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const [next, foreign] = [await answered.questionnaire(house.house.establishmentId, { version: '2.0.0' }), await answered.questionnaire(house.house.establishmentId, { url: 'https://lien.test/Questionnaire/autre' })]
    const minor = await answered.questionnaire(house.house.establishmentId, { version: '1.1.0' })
    const nausea = (frequency: number) => ({ nausea: { frequency, severity: 1 } })
    await answered.answer(consultationId, minor, { at: ago(30), symptoms: nausea(1) })
    await answered.answer(consultationId, next, { at: ago(20), symptoms: nausea(4) })
    await answered.answer(consultationId, foreign, { at: ago(10), symptoms: nausea(4) })
    await answered.answer(consultationId, form, { at: ago(1), symptoms: nausea(3) })
    expect(row(await read(consultationId), 'nausea')).toMatchObject({ change: 2, previous: { raw: 1 }, points: [1, null, null, 3] })
  })

  it('where nothing was sent there are no answers; a red flag that was saved is there all the same', async () => {
    const nothing = await house.world.visit(house.house)
    expect(await read(nothing.consultationId)).toMatchObject({ request: null, answers: null, flags: [], earlierAt: null, weight: null })
    await answered.answer(nothing.consultationId, form, { at: ago(0), state: 'begun', symptoms: {}, measures: { temperature: 39 } })
    expect(await read(nothing.consultationId)).toMatchObject({ request: { state: 'begun' }, answers: null, flags: [{ flag: 'fever' }] })
    const visit = await followed()
    const later = await house.world.visit(house.house)
    await answered.samePatient(visit.consultationId, later.consultationId)
    expect((await read(later.consultationId)).earlierAt).not.toBeNull()
  })

  it('says what became of the alert that the answers raised', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const requestId = await answered.answer(consultationId, form, { at: ago(1), symptoms: {}, measures: { temperature: 39 } })
    const [alert] = await house.database.query<{ id: string }>(`INSERT INTO alerts (id, establishment_id, consultation_id, patient_id, request_id, level, rules_version, reasons, raised_at, due_at, escalate_at)
      SELECT gen_random_uuid(), establishment_id, id, patient_id, $2, 'red', 1, '[]', $3, $3, $3 FROM consultations WHERE id = $1 RETURNING id`, [consultationId, requestId, ago(1)])
    expect((await read(consultationId)).alert).toMatchObject({ level: 'red', seen: null, claimed: null, acted: null, closedAt: null })
    const { accountId } = house.house
    await house.database.query('UPDATE alerts SET seen_at = $2, seen_by = $3, claimed_at = $2, claimed_by = $3 WHERE id = $1', [alert?.id, ago(0.9), accountId])
    for (const [action, days] of [['notReached', 0.8], ['advisedByPhone', 0.5]] as const) await house.database.query(`INSERT INTO alert_actions (id, establishment_id, alert_id, account_id, action, at) VALUES (gen_random_uuid(), $2, $1, $3, $4, $5)`, [alert?.id, house.house.establishmentId, accountId, action, ago(days)])
    const seen = await read(consultationId)
    expect(seen.alert).toMatchObject({ claimed: { by: oncologist.name }, acted: { action: 'advisedByPhone', by: oncologist.name }, closedAt: null })
    const { text } = await readPdf(Buffer.from(value(await doctor.post('summary.print', { consultationId, language: 'fr' })).file, 'base64'))
    expect(text.replaceAll('\n', ' ')).toMatch(/Fièvre Alerte rouge, prise en charge par Dre Ada Essai le .*conseils donnés par téléphone/)
  })

  it('answers that came after the visit do not change what it was read with', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const before = await answered.answer(consultationId, form, { at: ago(3), symptoms: { pain: { frequency: 2, severity: 2, interference: 2 } } })
    await house.database.query(`UPDATE consultations SET state = 'ended', started_at = $2, ended_at = $2, end_reason = 'completed' WHERE id = $1`, [consultationId, ago(2)])
    await answered.answer(consultationId, form, { at: ago(1), symptoms: { pain: { frequency: 4, severity: 4, interference: 4 } } })
    expect(sent(await read(consultationId)).requestId).toBe(before)
  })
})

describe('what the doctor adds', () => {
  it('ticks and grades are kept with their author and time; the latest counts and nothing is written over', async () => {
    const { consultationId } = await followed()
    const discuss = (item: { kind: 'symptom'; symptom: string } | { kind: 'topic'; index: number }, discussed = true) => doctor.post('summary.discuss', { consultationId, item, discussed })
    value(await discuss({ kind: 'symptom', symptom: 'pain' }))
    value(await discuss({ kind: 'topic', index: 1 }))
    value(await discuss({ kind: 'symptom', symptom: 'nausea' }))
    value(await discuss({ kind: 'symptom', symptom: 'nausea' }, false))
    expect(value(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 2 })).clinician).toMatchObject({ grade: 2, by: oncologist.name })
    expect(value(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 1 })).clinician).toMatchObject({ grade: 1 })
    value(await doctor.post('summary.grade', { consultationId, symptom: 'fatigue', grade: 3 }))
    expect(value(await doctor.post('summary.grade', { consultationId, symptom: 'fatigue', grade: null })).clinician).toBe(null)
    const summary = await read(consultationId)
    // Both are there: the patient's answer and the clinician's grade.
    expect(row(summary, 'pain')).toMatchObject({ raw: 3, grade: 3, discussed: true, clinician: { grade: 1, by: oncologist.name } })
    expect(row(summary, 'nausea').discussed).toBe(false)
    expect(row(summary, 'fatigue').clinician).toBe(null)
    expect(discussedOf(summary)).toMatchObject([{ kind: 'topic', text: 'Mes vacances en juin' }, { kind: 'symptom', symptom: { symptom: 'pain' } }])
    expect(await house.database.query('SELECT grade FROM clinician_grades WHERE consultation_id = $1 ORDER BY at, id', [consultationId])).toEqual([{ grade: 2 }, { grade: 1 }, { grade: 3 }, { grade: null }])
    const written = await house.trail(consultationId)
    expect(written.filter(({ type }) => type === 'summary.graded')).toHaveLength(4)
    expect(JSON.stringify(written)).not.toMatch(/pain|nausea|Douleur|scanner|vacances|FOLFOX/)
    await expect(house.app.db.transaction(async (trx) => {
      await trx.raw(`SELECT door_account('${house.house.accountId}')`)
      await trx.raw('UPDATE clinician_grades SET grade = 0')
    })).rejects.toThrow(/permission denied/)
  })

  it('nothing is said of what was not asked, before anything was sent, or of a visit that did not take place', async () => {
    const { consultationId } = await followed()
    for (const item of [{ kind: 'symptom', symptom: 'hairLoss' }, { kind: 'topic', index: 2 }] as const) expect(faultOf(await doctor.post('summary.discuss', { consultationId, item, discussed: true }))?.code).toBe('invalidInput')
    expect(faultOf(await doctor.post('summary.grade', { consultationId, symptom: 'hairLoss', grade: 1 }))?.code).toBe('invalidInput')
    expect(faultOf(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 6 }))?.code).toBe('invalidInput')
    const { consultationId: empty } = await house.world.visit(house.house)
    expect(faultOf(await doctor.post('summary.grade', { consultationId: empty, symptom: 'pain', grade: 1 }))?.code).toBe('invalidState')
    await house.database.query(`UPDATE consultations SET state = 'noShow' WHERE id = $1`, [consultationId])
    expect(faultOf(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 1 }))?.code).toBe('invalidState')
    expect((await read(consultationId)).may).toEqual(['treat'])
  })

  it('a treatment is written down, corrected and ended; its cycle is counted on the day of the visit', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const startedOn = ago(30).toISOString().slice(0, 10)
    const { treatmentId } = value(await doctor.post('treatment.set', { consultationId, label: 'FOLFIRI', modules: ['immunotherapy'], startedOn, cycleDays: 14 }))
    value(await doctor.post('treatment.set', { consultationId, treatmentId, label: 'FOLFIRINOX', modules: [], startedOn, cycleDays: 21 }))
    expect((await read(consultationId)).treatments).toMatchObject([{ treatmentId, label: 'FOLFIRINOX', modules: [], startedOn, cycleDays: 21, cycle: 2, endedOn: null }])
    expect(faultOf(await doctor.post('treatment.end', { consultationId, treatmentId, endedOn: ago(60).toISOString().slice(0, 10) }))).toMatchObject({ code: 'invalidInput', fields: ['treatmentId', 'endedOn'] })
    const other = await house.world.visit(house.house)
    expect(faultOf(await doctor.post('treatment.end', { consultationId: other.consultationId, treatmentId, endedOn: startedOn }))?.code).toBe('invalidInput')
    value(await doctor.post('treatment.end', { consultationId, treatmentId, endedOn: ago(3).toISOString().slice(0, 10) }))
    expect((await read(consultationId)).treatments).toMatchObject([{ cycle: null, endedOn: ago(3).toISOString().slice(0, 10) }])
  })
})

describe('the printed summary', () => {
  it('says in words and tables what the panel says, with what was discussed and both grades, in a document that can be read out and kept', async () => {
    const { consultationId } = await followed()
    value(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 2 }))
    value(await doctor.post('summary.discuss', { consultationId, item: { kind: 'symptom', symptom: 'diarrhoea' }, discussed: true }))
    value(await doctor.post('summary.discuss', { consultationId, item: { kind: 'topic', index: 0 }, discussed: true }))
    const print = async (language: 'fr' | 'en') => {
      const { name, file } = value(await doctor.post('summary.print', { consultationId, language }))
      return { name, ...(await readPdf(Buffer.from(file, 'base64'))) }
    }
    const french = await print('fr')
    expect(french.name).toMatch(/^synthese-\d{4}-\d\d-\d\d\.pdf$/)
    for (const said of ['Rivière Claire (TESTEMONT), né(e) le 14/03/1956', 'Hôpital d’essai', 'par un proche', '18 réponses sur 27', 'FOLFOX, cycle 2', 'Essoufflement sévère', '↑ plus sévère', '3 – sévère ▲', '2 (Dre Ada', 'Absents : Diarrhée, Toux', 'préfère ne pas répondre', '37,2 °C', 'à cause des nausées', 'Arrêt du fer', '−5,3 % en 1 mois', 'Critère phénotypique atteint', 'Basch2021/ProAE-1.0.4']) expect(french.text, said).toContain(said)
    expect(french.text).not.toContain('dénutrition')
    // The topic that was talked about and the one that was not; diarrhoea stands in the table because it was discussed.
    expect(french.text).toMatch(/Le scanner ✓ oui\s+Mes vacances en juin non/)
    expect(french.text).toMatch(/Diarrhée 0 – jamais première\s+réponse – 0 – ✓ oui/)
    expect(french.roles).toMatchObject({ H1: 1, Document: french.pages })
    expect(Math.min(french.roles['Table'] ?? 0, french.roles['TH'] ?? 0)).toBeGreaterThan(3)
    expect(french.xmp).toMatch(/<pdfaid:part>3<.*<pdfaid:conformance>A</s)
    const about = JSON.stringify([french.info, french.xmp, french.name])
    expect(about).not.toMatch(/TESTEMONT|Rivière|Claire/)
    expect(about).not.toMatch(birthDateWritten)
    const english = await print('en')
    for (const said of ['Summary of symptoms', '3 – severe ▲', 'Phenotypic criterion met', 'Le scanner ✓ yes']) expect(english.text, said).toContain(said)
    expect((await house.trail(consultationId)).filter(({ type }) => type === 'summary.printed')).toHaveLength(2)
  })

  it('what a patient typed comes out in their own letters', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const topics = ['Œufs, naïveté et ça', 'Ελληνικά', 'Привет']
    await answered.answer(consultationId, form, { at: ago(1), symptoms: {}, topics })
    const { text } = await readPdf(Buffer.from(value(await doctor.post('summary.print', { consultationId, language: 'fr' })).file, 'base64'))
    for (const topic of topics) expect(text).toContain(topic)
  })

  it('a visit without answers says so', async () => {
    const { consultationId } = await house.world.visit(house.house)
    const { text } = await readPdf(Buffer.from(value(await doctor.post('summary.print', { consultationId, language: 'fr' })).file, 'base64'))
    expect(text).toContain('Le patient n’a pas envoyé de réponses pour cette consultation.')
  })
})

describe('all visits', () => {
  it('by year, the latest first, with what was missed and what the doctor graded', async () => {
    const { consultationId } = await house.world.visit(house.house)
    await answered.answer(consultationId, form, { at: new Date('2024-12-31T23:30:00Z'), symptoms: { pain: { frequency: 1, severity: 2, interference: 0 } } })
    await answered.answer(consultationId, form, { at: new Date('2025-02-01T10:00:00Z'), state: 'missed', symptoms: {} })
    await answered.answer(consultationId, form, { at: new Date('2026-03-01T10:00:00Z'), symptoms: { pain: { frequency: 4, severity: 1, interference: 0 } }, measures: { weight: 61.2 } })
    value(await doctor.post('summary.grade', { consultationId, symptom: 'pain', grade: 2 }))
    const history = async (year?: number): Promise<Output<'summary.history'>> => value(await doctor.post('summary.history', { consultationId, ...(year && { year }) }))
    const latest = await history()
    expect(latest).toMatchObject({ years: [2026, 2025], year: 2026, visits: [{ missed: false, scores: { pain: { raw: 4, clinician: 2 }, nausea: { raw: null, missing: 'unanswered' } }, measures: { weight: 61.2 } }] })
    expect(latest.symptoms[0]).toEqual({ symptom: 'pain', label: { fr: 'Douleur', en: 'Pain' }, presence: false })
    // New Year's Eve in Greenwich is New Year's Day in Paris.
    expect((await history(2025)).visits.map(({ missed }) => missed)).toEqual([false, true])
    expect((await history(2024)).visits).toEqual([])
  })
})

describe('a role is not enough', () => {
  it('a colleague, another establishment’s doctor and nurse, a secretary and every guest learn nothing', async () => {
    const visit = await followed()
    const { consultationId } = visit
    const abroad = await house.world.house({ finess: '000000071', email: 'dre.loin@lien.test' })
    await house.world.colleague(abroad, 'coordinatingNurse', 'ide.loin@lien.test')
    await house.world.colleague(house.house, 'oncologist', 'dr.voisin@lien.test')
    await house.world.colleague(house.house, 'secretary', 'secretaire@lien.test')
    for (const [email, code] of [[abroad.email, 'notFound'], ['ide.loin@lien.test', 'notFound'], ['dr.voisin@lien.test', 'notFound'], ['secretaire@lien.test', 'forbidden']] as const) {
      const browser = await house.doctor(email)
      for (const name of ['summary.read', 'summary.history'] as const) expect(faultOf(await browser.post(name, { consultationId })), `${email} ${name}`).toEqual({ code })
    }
    const [patient, other] = [house.browser(), house.browser()]
    await patient.open(tokenOf(visit.guest('patient').link))
    const stranger = await house.world.visit(house.house)
    await other.open(tokenOf(stranger.guest('patient').link))
    expect(faultOf(await patient.post('summary.read', { consultationId }, visit.guest('patient').participantId))).toEqual({ code: 'forbidden' })
    expect(faultOf(await other.post('summary.read', { consultationId }, stranger.guest('patient').participantId))).toEqual({ code: 'forbidden' })
  })

  it('a nurse of the service reads and writes treatments, and neither ticks nor grades', async () => {
    const service = await house.world.service(house.house, 'Oncologie du résumé')
    const visit = await house.world.visit(house.house, { service })
    await answered.answer(visit.consultationId, form, { at: ago(1), symptoms: { pain: { frequency: 1, severity: 1, interference: 1 } } })
    await house.world.colleague(house.house, 'coordinatingNurse', 'ide.service@lien.test', [service])
    const nurse = await house.doctor('ide.service@lien.test')
    expect((await read(visit.consultationId, nurse)).may).toEqual(['ask', 'treat'])
    value(await nurse.post('treatment.set', { consultationId: visit.consultationId, label: 'Nivolumab', modules: [], startedOn: '2026-10-01', cycleDays: null }))
    expect(faultOf(await nurse.post('summary.grade', { consultationId: visit.consultationId, symptom: 'pain', grade: 1 }))?.code).toBe('forbidden')
  })

  it('[wall] a guest’s transaction sees no tick, no grade and no treatment, whatever it asks', async () => {
    const visit = await followed()
    value(await doctor.post('summary.grade', { consultationId: visit.consultationId, symptom: 'pain', grade: 1 }))
    value(await doctor.post('summary.discuss', { consultationId: visit.consultationId, item: { kind: 'topic', index: 0 }, discussed: true }))
    const { participantId } = visit.guest('patient')
    const [link] = await house.database.query<{ id: string }>('SELECT id FROM links WHERE participant_id = $1', [participantId])
    const count = (enter: string) => house.app.db.transaction(async (trx) => {
      await trx.raw(enter)
      const tables = await Promise.all(['discussions', 'clinician_grades', 'treatments'].map((table) => trx(table).count<{ count: string }[]>('* as count')))
      return tables.map(([one]) => Number(one?.count))
    })
    expect(await count(`SELECT door_seat('${participantId}', '${link?.id ?? ''}')`)).toEqual([0, 0, 0])
    expect(Math.min(...await count(`SELECT door_account('${house.house.accountId}')`))).toBeGreaterThan(0)
  })
})

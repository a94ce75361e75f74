import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuestionnaireId } from '@lien/contract/ids'
import { longestDocument } from '@lien/contract/questionnaires'
import { noSeat, seatHeader } from '@lien/contract/wire'
import { provideQuestionnaires } from '@lien/server/questionnaires/commands.ts'
import { ownQuestionnaires } from '@lien/server/questionnaires/own.ts'
import { formsOf, publishedFor } from '@lien/server/questionnaires/queries.ts'
import { faultOf, value, type TestBrowser } from '../support/client.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf } from '../support/world.ts'
import { smallQuestionnaire } from '../support/questionnaires.ts'

let house: TestHouse
let administrator: TestBrowser
let nurse: TestBrowser
beforeAll(async () => {
  house = await openHouse()
  await house.world.colleague(house.house, 'administrator', 'admin@lien.test')
  await house.world.colleague(house.house, 'coordinatingNurse', 'nurse@lien.test')
  administrator = await house.doctor('admin@lien.test')
  nurse = await house.doctor('nurse@lien.test')
})
afterAll(() => house.close())

const folder = new URL('../fixtures/questionnaires/', import.meta.url)
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const previsit = { purpose: 'previsit', module: null } as const
const list = async () => value(await administrator.post('questionnaire.list', {})).questionnaires
const stateOf = async (id: QuestionnaireId) => (await list()).find(({ questionnaireId }) => questionnaireId === id)?.state
const keep = async (document: string, named: { url?: string; version?: string } = {}) => value(await administrator.post('questionnaire.import', { document, ...named })).questionnaireId
const asHere = <T>(work: (establishmentId: TestHouse['house']['establishmentId'], db: Parameters<Parameters<TestHouse['world']['act']>[1]>[0]['db']) => Promise<T>) => house.world.act(house.house.establishmentId, (act) => work(house.house.establishmentId, act.db))

/** Questions that are asked, and what still keeps the document from being published. */
const publicOnes: Record<string, { questions: number; problems: string[] }> = {
  'android-fhir-conditions.json': { questions: 1, problems: ['missingTitle title'] },
  'android-fhir-quantity.json': { questions: 1, problems: ['missingTitle title', 'notUnderstood item[0].extension'] },
  'android-fhir-skip-logic.json': { questions: 2, problems: ['missingTitle title'] },
  'hl7-sdc-hunger-vital-signs.json': { questions: 2, problems: [] },
  'hl7-sdc-nested-groups.json': { questions: 4, problems: ['valueSetUnresolved item[0].item[1].item[0].answerValueSet'] },
  'hl7-sdc-required.json': { questions: 4, problems: ['valueSetUnresolved item[0].item[1].answerValueSet'] },
  'hl7-sdc-weight-height.json': { questions: 5, problems: [] },
}

describe('public questionnaires', () => {
  it('are all of the folder', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.json')).sort()).toEqual(Object.keys(publicOnes))
  })

  it.each(Object.entries(publicOnes))('%s comes in and goes out to the byte', async (name, expected) => {
    const document = fixture(name)
    const unnamed = value(await administrator.post('questionnaire.check', { document }))
    const silent = unnamed.problems.filter(({ code }) => code === 'missingUrl' || code === 'missingVersion').map(({ code }) => code)
    expect(silent).toContain('missingVersion')
    expect(faultOf(await administrator.post('questionnaire.import', { document }))).toMatchObject({ code: 'invalidInput', reason: 'questionnaireWrong' })
    // None of them says its version: it is told here, beside the document.
    const named = { url: `urn:essai:${name}`, version: '2026-11' }
    const questionnaireId = await keep(document, named)
    const exported = value(await administrator.post('questionnaire.export', { questionnaireId }))
    expect(Buffer.from(exported.document).equals(readFileSync(new URL(name, folder)))).toBe(true)
    expect(JSON.parse(exported.document)).toEqual(JSON.parse(document))
    expect(exported.version).toBe(named.version)
    const read = value(await administrator.post('questionnaire.read', { questionnaireId }))
    expect({ questions: read.questions, problems: read.problems.map(({ code, path }) => `${code} ${path}`) }).toEqual(expected)
    const published = await administrator.post('questionnaire.publish', { questionnaireId, ...previsit })
    expect(published.ok).toBe(expected.problems.length === 0)
    if (published.ok) value(await administrator.post('questionnaire.retire', { questionnaireId }))
    else expect(published.fault).toMatchObject({ code: 'invalidInput', reason: 'questionnaireWrong' })
  })

  it('Lien’s own come in and go out the same way', async () => {
    for (const { source } of ownQuestionnaires()) {
      const questionnaireId = await keep(source.replace('urn:lien:questionnaire:', 'urn:copie:'))
      expect(value(await nurse.post('questionnaire.export', { questionnaireId })).document.replace('urn:copie:', 'urn:lien:questionnaire:')).toBe(source)
    }
  })
})

describe('a version', () => {
  it('is the same one when it comes again, and refuses another content under its name', async () => {
    const document = smallQuestionnaire('urn:essai:same')
    const first = await keep(document)
    expect(await keep(document)).toBe(first)
    expect(faultOf(await nurse.post('questionnaire.import', { document: `${document} ` }))).toMatchObject({ code: 'conflict', reason: 'versionTaken' })
  })

  it('comes in once, however many bring it at the same moment', async () => {
    const document = smallQuestionnaire('urn:essai:race')
    const ids = await Promise.all(Array.from({ length: 5 }, () => keep(document)))
    expect(new Set(ids).size).toBe(1)
  })

  it('is asked from its publication on; a newer one of the same url takes its place', async () => {
    const [one, two] = [await keep(smallQuestionnaire('urn:essai:versions')), await keep(smallQuestionnaire('urn:essai:versions', { version: '2.0.0', text: 'Comment vous sentez-vous ?' }))]
    value(await administrator.post('questionnaire.publish', { questionnaireId: one, ...previsit }))
    expect(faultOf(await administrator.post('questionnaire.publish', { questionnaireId: one, ...previsit }))?.code).toBe('invalidState')
    value(await nurse.post('questionnaire.publish', { questionnaireId: two, ...previsit }))
    expect([await stateOf(one), await stateOf(two)]).toEqual(['retired', 'published'])
    const { value: asked } = await asHere((establishmentId, db) => publishedFor(db, establishmentId, []))
    expect(asked.map(({ id }) => id)).toEqual([two])
    const { value: forms } = await asHere((_id, db) => formsOf(db, [one, two]))
    expect([...forms.values()].map(({ items }) => items[0]?.text?.fr).sort()).toEqual(['Comment allez-vous ?', 'Comment vous sentez-vous ?'])
    value(await administrator.post('questionnaire.retire', { questionnaireId: two }))
    expect(faultOf(await administrator.post('questionnaire.retire', { questionnaireId: two }))?.code).toBe('invalidState')
  })

  it('never changes once published, not even by a mistake of ours', async () => {
    const questionnaireId = await keep(smallQuestionnaire('urn:essai:fixed'))
    value(await administrator.post('questionnaire.publish', { questionnaireId, purpose: 'module', module: 'essai' }))
    await expect(house.database.query('UPDATE questionnaires SET source = $2 WHERE id = $1', [questionnaireId, '{}'])).rejects.toThrow('never changes')
  })

  it('of which two are published at the same moment leaves one that is asked', async () => {
    const ids = await Promise.all(['1', '2', '3'].map((version) => keep(smallQuestionnaire('urn:essai:together', { version }))))
    await Promise.all(ids.map((questionnaireId) => administrator.post('questionnaire.publish', { questionnaireId, purpose: 'module', module: 'ensemble' })))
    const states = await Promise.all(ids.map(stateOf))
    expect(states.filter((one) => one === 'published')).toHaveLength(1)
  })

  it('is asked in the order of the treatment’s modules, after those of every visit', async () => {
    const made = await Promise.all(['b', 'a', 'tous'].map(async (name) => [name, await keep(smallQuestionnaire(`urn:essai:order:${name}`))] as const))
    for (const [name, questionnaireId] of made) value(await administrator.post('questionnaire.publish', name === 'tous' ? { questionnaireId, ...previsit } : { questionnaireId, purpose: 'module', module: `ordre-${name}` }))
    const order = async (modules: string[]) => (await asHere((establishmentId, db) => publishedFor(db, establishmentId, modules))).value.map(({ id }) => made.find(([, one]) => one === id)?.[0])
    expect(await order(['ordre-a', 'ordre-b'])).toEqual(['tous', 'a', 'b'])
    expect(await order(['ordre-b'])).toEqual(['tous', 'b'])
    expect(await order([])).toEqual(['tous'])
  })
})

describe('what is refused', () => {
  it('a purpose without its module, or a module without its purpose', async () => {
    const questionnaireId = await keep(smallQuestionnaire('urn:essai:purpose'))
    expect(faultOf(await administrator.post('questionnaire.publish', { questionnaireId, purpose: 'module', module: null }))).toMatchObject({ code: 'invalidInput', fields: ['module'] })
    expect(faultOf(await administrator.post('questionnaire.publish', { questionnaireId, purpose: 'previsit', module: 'essai' }))).toMatchObject({ code: 'invalidInput', fields: ['module'] })
  })

  it('a document past its size, told so; past twice that, before it is read; and for a stranger, past a message', async () => {
    const long = `${smallQuestionnaire('urn:essai:long')}${' '.repeat(longestDocument)}`
    expect(value(await administrator.post('questionnaire.check', { document: long })).problems).toEqual([{ code: 'tooLarge', path: '', linkId: null, params: { most: '1000' } }])
    const huge = JSON.stringify({ document: ' '.repeat(2 * longestDocument) })
    expect((await administrator.raw('questionnaire.check', huge, { [seatHeader]: noSeat })).body).toEqual({ ok: false, fault: { code: 'invalidInput', reason: 'tooLarge' } })
    const stranger = JSON.stringify({ document: ' '.repeat(100_000) })
    expect((await house.browser().raw('questionnaire.check', stranger, { [seatHeader]: noSeat })).body).toEqual({ ok: false, fault: { code: 'invalidInput', reason: 'tooLarge' } })
  })

  it('hundreds of problems are shown a hundred at a time, what keeps the document out first', async () => {
    const item = [...Array.from({ length: 300 }, (_, at) => ({ linkId: `q${at}`, type: 'string' })), { linkId: 'q0', type: 'boolean', text: 'x' }]
    const check = value(await nurse.post('questionnaire.check', { document: JSON.stringify({ resourceType: 'Questionnaire', url: 'urn:x', version: '1', title: 'x', item }) }))
    expect(check).toMatchObject({ form: null, more: 201 })
    expect(check.problems[0]).toEqual({ code: 'duplicateLinkId', path: 'item[300].linkId', linkId: 'q0', params: { linkId: 'q0' } })
  })
})

describe('a new establishment', () => {
  it('has Lien’s own, published; once, and not again where it retired them', async () => {
    const other = await house.world.house({ finess: '000000055', email: 'dr.cinq@lien.test', questionnaires: true })
    const own = async () => house.database.query<{ url: string; state: string; purpose: string; module: string | null }>('SELECT url, state, purpose, module FROM questionnaires WHERE establishment_id = $1 ORDER BY published_at, id', [other.establishmentId])
    expect((await own()).map(({ state, purpose, module }) => [state, purpose, module])).toEqual([
      ['published', 'previsit', null], ...['immunotherapy', 'targetedTherapy', 'endocrine', 'headNeckRadiotherapy', 'pelvicRadiotherapy'].map((module) => ['published', 'module', module]),
    ])
    await house.database.query(`UPDATE questionnaires SET state = 'retired', retired_at = now() WHERE establishment_id = $1 AND module = 'endocrine'`, [other.establishmentId])
    await house.world.act(other.establishmentId, (act) => provideQuestionnaires(act, other.establishmentId))
    expect((await own()).filter(({ state }) => state === 'published')).toHaveLength(5)
    expect(await own()).toHaveLength(6)
  })

  it('sees none of another’s', async () => {
    const ids = (await list()).map(({ questionnaireId }) => questionnaireId)
    const elsewhere = await house.world.house({ finess: '000000056', email: 'dr.six@lien.test' })
    await house.world.colleague(elsewhere, 'administrator', 'admin.six@lien.test')
    const stranger = await house.doctor('admin.six@lien.test')
    expect(value(await stranger.post('questionnaire.list', {})).questionnaires).toEqual([])
    for (const questionnaireId of ids) expect(faultOf(await stranger.post('questionnaire.export', { questionnaireId }))?.code).toBe('notFound')
  })
})

it('the trail says who published what, in ids and codes', async () => {
  const questionnaireId = await keep(smallQuestionnaire('urn:essai:trail'))
  value(await nurse.post('questionnaire.publish', { questionnaireId, purpose: 'module', module: 'essai-trail' }))
  const rows = await house.database.query<{ body: string }>(`SELECT body FROM trail WHERE body LIKE '%' || $1 || '%' ORDER BY seq`, [questionnaireId])
  expect(rows.map(({ body }) => (JSON.parse(body) as { event: unknown }).event)).toEqual([{ type: 'questionnaire.imported', questionnaireId, known: false }, { type: 'questionnaire.published', questionnaireId, purpose: 'module' }])
})

it('what a patient has sent leaves as FHIR, for whoever may read the consultation', async () => {
  const other = await house.world.house({ finess: '000000057', email: 'dr.sept@lien.test', questionnaires: true })
  const visit = await house.world.visit(other)
  const doctor = await house.doctor('dr.sept@lien.test')
  const bundle = async () => JSON.parse(value(await doctor.post('response.export', { consultationId: visit.consultationId })).bundle) as { entry: { resource: { resourceType: string; code?: { coding: { code: string }[] }; valueInteger?: number; valueQuantity?: { value: number } } }[] }
  expect((await bundle()).entry).toEqual([])
  const { requestId } = await house.world.ask(other, visit)
  const { participantId, link } = visit.guest('patient')
  const patient = house.browser()
  await patient.open(tokenOf(link))
  value(await patient.post('request.begin', { requestId, answeredBy: 'patient' }, participantId))
  const responseId = value(await patient.post('request.read', { requestId }, participantId)).forms[0]?.responseId
  if (!responseId) throw new Error('Nothing is asked.')
  const said = (code: string) => ({ values: [{ type: 'code' as const, code }], at: 1 })
  value(await patient.post('response.save', { responseId, answers: { 'nausea.frequency': said('3'), 'nausea.severity': said('2'), weight: { values: [{ type: 'number', value: 61.5 }], at: 1 } } }, participantId))
  value(await patient.post('request.complete', { requestId }, participantId))
  const { entry } = await bundle()
  const [first, ...others] = entry.map(({ resource }) => resource)
  expect(first?.resourceType).toBe('QuestionnaireResponse')
  expect(others.find(({ code }) => code?.coding[0]?.code === 'nausea')?.valueInteger).toBe(2)
  expect(others.find(({ code }) => code?.coding[0]?.code === '29463-7')?.valueQuantity?.value).toBe(61.5)
  expect(faultOf(await (await house.doctor()).post('response.export', { consultationId: visit.consultationId }))?.code).toBe('notFound')
  expect((await house.trail(visit.consultationId)).filter(({ type }) => type === 'response.exported').map(({ event }) => event)).toEqual([{ type: 'response.exported', responses: 0 }, { type: 'response.exported', responses: 1 }])
})

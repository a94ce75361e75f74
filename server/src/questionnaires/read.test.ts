import { describe, expect, it } from 'vitest'
import { everyItem, type FormItem } from '@lien/contract/forms'
import { keepsOut, longestDocument, problemCodes } from '@lien/contract/questionnaires'
import { readDocument } from './read.ts'

type Json = Record<string, unknown>
const ordinal = (value: number): Json => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: value }] })
const scale = (...values: number[]): Json[] => values.map((value) => ({ ...ordinal(value), valueCoding: { system: 'urn:essai', code: `c${value}`, display: `Réponse ${value}` } }))
const question = (linkId: string, more: Json = {}): Json => ({ linkId, type: 'string', text: `Question ${linkId}`, ...more })
const symptom = (code: string, attributes: Record<string, Json[]>): Json => ({ linkId: code, type: 'group', text: code, code: [{ system: 'urn:lien:symptom', code }], item: Object.entries(attributes).map(([attribute, answerOption]) => question(`${code}.${attribute}`, { type: 'choice', code: [{ system: 'urn:lien:attribute', code: attribute }], answerOption })) })
const document = (item: Json[], more: Json = {}): string => JSON.stringify({ resourceType: 'Questionnaire', url: 'urn:essai', version: '1', title: 'Essai', language: 'fr', status: 'active', item, ...more })
const problemsOf = (source: string): string[] => readDocument(source).problems.map(({ code, path, linkId }) => `${code} at ${path || 'the document'}${linkId === null ? '' : ` (${linkId})`}`)
const formOf = (source: string): FormItem[] => {
  const { form, problems } = readDocument(source)
  expect(problems).toEqual([])
  return [...everyItem(form?.items ?? [])].map(({ item }) => item)
}
const five = scale(0, 1, 2, 3, 4)
const when = (...conditions: Json[]): Json => ({ enableWhen: conditions })
const isA = { question: 'a', operator: '=', answerString: 'x' }

/** Each names what is wrong and where, as the person who wrote the document would look for it. */
const malformed: [string, string, string[]][] = [
  ['no JSON', '{"resourceType": "Questionnaire",\n  "url": }', ['badJson at the document']],
  ['JSON that ends too early', '{"resourceType": "Questionnaire"', ['badJson at the document']],
  ['another resource', JSON.stringify({ resourceType: 'Patient' }), ['wrongResource at resourceType']],
  ['a list', '[]', ['wrongResource at resourceType']],
  ['a size nobody fills', `${document([])}${' '.repeat(longestDocument)}`, ['tooLarge at the document']],
  ['items nested without end', `{"resourceType":"Questionnaire","item":${'[{"item":'.repeat(5000)}[]${'}]'.repeat(5000)}}`, ['tooLarge at item[0].item[0].item[0].item[0]']],
  ['half a character', document([question('a', { text: 'x\ud800' })]), ['badText at item[0].text']],
  ['a NUL', document([question('a', { text: 'x\u0000' })]), ['badText at item[0].text']],
  ['a number for a text', document([question('a'), question('b', { item: [question('c', { text: 3 })] })]), ['wrongShape at item[1].item[0].text (c)']],
  ['"true" for true', document([question('a', { repeats: 'true' })]), ['wrongShape at item[0].repeats (a)']],
  ['no linkId', document([question('a'), { type: 'group', item: [{ type: 'string', text: 'x' }] }]), ['missingLinkId at item[1].linkId', 'missingLinkId at item[1].item[0].linkId']],
  ['the same linkId twice', document([question('a'), { linkId: 'g', type: 'group', item: [question('a')] }]), ['duplicateLinkId at item[1].item[0].linkId (a)']],
  ['no type', document([{ linkId: 'a', text: 'x' }]), ['missingType at item[0].type (a)']],
  ['a type of R5', document([question('a', { type: 'coding' })]), ['unknownType at item[0].type (a)']],
  ['a type nobody is asked here', document([question('a', { type: 'attachment' })]), ['unsupportedType at item[0].type (a)']],
  ['no text', document([{ linkId: 'a', type: 'boolean' }]), ['missingText at item[0].text (a)']],
  ['no name', JSON.stringify({ resourceType: 'Questionnaire', item: [question('a')] }), ['missingUrl at url', 'missingVersion at version', 'missingTitle at title']],
  ['nothing to ask', document([]), ['missingItems at item']],
  ['options of a text', document([question('a', { type: 'text', answerOption: [{ valueString: 'x' }] })]), ['optionsOnWrongType at item[0].answerOption (a)']],
  ['a choice of nothing', document([question('a', { type: 'choice' })]), ['missingOptions at item[0].answerOption (a)']],
  ['an option without an answer', document([question('a', { type: 'choice', answerOption: [{ valueString: 'x' }, {}] })]), ['unreadableOption at item[0].answerOption[1] (a)']],
  ['the same option twice', document([question('a', { type: 'choice', answerOption: [{ valueString: 'x' }, { valueString: 'x' }] })]), ['duplicateOption at item[0].answerOption (a)']],
  ['a value set held elsewhere', document([question('a', { type: 'choice', answerValueSet: 'http://elsewhere.test/ValueSet/x' })]), ['valueSetUnresolved at item[0].answerValueSet (a)']],
  ['a value set that is a filter', document([question('a', { type: 'choice', answerValueSet: '#v' })], { contained: [{ resourceType: 'ValueSet', id: 'v', compose: { include: [{ system: 'http://snomed.info/sct', filter: [{}] }] } }] }), ['valueSetUnresolved at item[0].answerValueSet (a)']],
  ['a condition on nothing', document([question('a', when({ question: 'z', operator: '=', answerString: 'x' }))]), ['enableWhenNowhere at item[0].enableWhen[0].question (a)']],
  ['a condition on itself', document([question('a', when(isA))]), ['enableWhenItself at item[0].enableWhen[0].question (a)']],
  ['a condition without an answer', document([question('a'), question('b', when({ question: 'a', operator: '=' }))]), ['enableWhenAnswer at item[1].enableWhen[0] (b)']],
  ['a text compared with yes', document([question('a'), question('b', when({ question: 'a', operator: '=', answerBoolean: true }))]), ['enableWhenAnswer at item[1].enableWhen[0] (b)']],
  ['an operator nobody knows', document([question('a'), question('b', when({ ...isA, operator: '~' }))]), ['enableWhenOperator at item[1].enableWhen[0].operator (b)']],
  ['two conditions, and no word on how they join', document([question('a'), question('b', when(isA, isA))]), ['enableBehaviorMissing at item[1].enableBehavior (b)']],
  ['questions in a display', document([question('a', { type: 'display', item: [question('b')] })]), ['itemsInDisplay at item[0].item (a)']],
  ['an extension that changes the meaning', document([question('a', { modifierExtension: [{ url: 'urn:x' }] })]), ['notUnderstood at item[0].modifierExtension (a)']],
  ['a condition as an expression', document([question('a', { extension: [{ url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression', valueExpression: {} }] })]), ['notUnderstood at item[0].extension (a)']],
  ['attributes that no published row has', document([symptom('pain', { frequency: five, amount: five })]), ['attributePattern at item[0] (pain)']],
  ['a scale from 1 to 5', document([symptom('pain', { severity: scale(1, 2, 3, 4, 5) })]), ['scaleWrong at item[0].item[0] (pain.severity)']],
  ['an attribute of nothing', document([question('a', { type: 'choice', answerOption: five, code: [{ system: 'urn:lien:attribute', code: 'severity' }] })]), ['attributeWithoutSymptom at item[0].code (a)']],
  ['an attribute nobody knows', document([question('a', { code: [{ system: 'urn:lien:attribute', code: 'colour' }] })]), ['attributeUnknown at item[0].code (a)']],
  ['a symptom asked twice', document([symptom('pain', { severity: five }), { ...symptom('pain', { frequency: five }), linkId: 'again' }]), ['symptomTwice at item[1] (again)']],
  ['a temperature in Fahrenheit', document([question('t', { type: 'decimal', code: [{ system: 'urn:lien:measure', code: 'temperature' }], extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit', valueCoding: { code: '[degF]' } }] })]), ['measureUnit at item[0].extension (t)']],
  ['a measure in words', document([question('t', { type: 'text', code: [{ system: 'urn:lien:measure', code: 'falls' }] })]), ['measureType at item[0].type (t)']],
  ['a red flag nobody knows', document([question('a', { type: 'boolean', extension: [{ url: 'urn:lien:redFlag', extension: [{ url: 'flag', valueCode: 'boredom' }] }] })]), ['redFlagUnknown at item[0].extension (a)']],
  ['a red flag on no possible answer', document([question('a', { type: 'boolean', extension: [{ url: 'urn:lien:redFlag', extension: [{ url: 'flag', valueCode: 'fever' }, { url: 'operator', valueCode: '>' }, { url: 'value', valueInteger: 3 }] }] })]), ['redFlagAnswer at item[0].extension (a)']],
]

describe('a malformed document names the element at fault', () => {
  it.each(malformed)('%s', (_what, source, expected) => {
    expect(problemsOf(source)).toEqual(expected)
  })

  it('and says at which line JSON ends to be JSON', () => {
    expect(malformed.slice(0, 2).map(([, source]) => readDocument(source).problems[0]?.params)).toEqual([{ line: '2', column: '10' }, { line: '1', column: '33' }])
  })

  it.each([['{"a":1,}', 8], ['{"a" 1}', 6], ['[1 2]', 4], ['[1,]', 4], ['{a:1}', 2], ['"x', 1], ['01', 2], ['[1]]', 4], ['{"a":[}', 7], ['', 1], ['tru', 1], ['"\\x"', 1], ['\ufeff{]', 3]])('%s breaks at column %i', (source, column) => {
    expect(() => { JSON.parse(source) }).toThrow()
    expect(readDocument(source).problems[0]?.params).toEqual({ line: '1', column: String(column) })
  })

  it('every kind of problem but two is among these', () => {
    const named = new Set(malformed.flatMap(([, , problems]) => problems.map((one) => one.split(' ')[0])))
    expect(problemCodes.filter((code) => !named.has(code))).toEqual(['measureUnknown', 'measureTwice'])
    expect(problemsOf(document([question('a', { code: [{ system: 'urn:lien:measure', code: 'height' }] })]))).toEqual(['measureUnknown at item[0].code (a)'])
    const falls = (linkId: string): Json => question(linkId, { type: 'integer', code: [{ system: 'urn:lien:measure', code: 'falls' }] })
    expect(problemsOf(document([falls('a'), falls('b')]))).toEqual(['measureTwice at item[1].code (b)'])
  })

  it('what FHIR itself forbids keeps a document out; what cannot be asked here only stops its publication', () => {
    expect(keepsOut('duplicateLinkId')).toBe(true)
    expect(keepsOut('unsupportedType')).toBe(false)
  })
})

describe('a document is read', () => {
  it('in French and English, by its own language and the translations beside it', () => {
    const translated = (lang: string, content: string): Json => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: [{ url: 'lang', valueCode: lang }, { url: 'content', valueString: content }] }] })
    const [item] = formOf(document([question('a', { text: 'Toux', _text: translated('en-GB', 'Cough') })]))
    expect(item?.text).toEqual({ fr: 'Toux', en: 'Cough' })
    const [foreign] = formOf(document([question('a', { text: 'Husten', _text: translated('fr', 'Toux') })], { language: 'de' }))
    expect(foreign?.text).toEqual({ fr: 'Toux', en: 'Husten' })
  })

  it('with every kind of answer a condition may name', () => {
    const coded = { type: 'choice', answerOption: five }
    const [, , , , , , ...asked] = formOf(document([
      question('bool', { type: 'boolean' }), question('int', { type: 'integer' }), question('dec', { type: 'decimal' }), question('date', { type: 'date' }), question('coded', coded), question('ints', { type: 'integer', answerOption: [{ valueInteger: 3 }, { valueInteger: 7 }] }),
      question('1', when({ question: 'bool', operator: '=', answerBoolean: false })), question('2', when({ question: 'int', operator: '>', answerInteger: 3 })), question('3', when({ question: 'dec', operator: '<=', answerDecimal: 1.5 })),
      question('4', when({ question: 'date', operator: '>=', answerDate: '2026-01-01' })), question('5', when({ question: 'coded', operator: '=', answerCoding: { code: 'c2' } })), question('6', when({ question: 'coded', operator: '>', answerCoding: { system: 'urn:essai', code: 'c2' } })),
      question('7', when({ question: 'coded', operator: 'exists', answerBoolean: false })), question('8', when({ question: 'ints', operator: '=', answerInteger: 7 })), question('9', { ...when(isBool(), { question: 'int', operator: '!=', answerInteger: 0 }), enableBehavior: 'any' }), question('10', when({ question: 'dec', operator: '=', answerQuantity: { value: 4 } })),
    ]))
    expect(asked.map(({ enableWhen }) => enableWhen?.conditions.map(({ operator, value }) => `${operator} ${JSON.stringify(value)}`).join(enableWhen.all ? ' and ' : ' or '))).toEqual([
      '= false', '> 3', '<= 1.5', '>= "2026-01-01"', '= "c2"', '> 2', 'exists false', '= "7"', '= true or != 0', '= 4',
    ])
  })

  it('with options from a contained value set: its expansion, or the concepts it names', () => {
    const concepts = [{ ...ordinal(0), code: 'n', display: 'Non', designation: [{ language: 'en', value: 'No' }] }, { ...ordinal(1), code: 'o', display: 'Oui', designation: [{ language: 'en', value: 'Yes' }] }]
    const [composed, expanded] = formOf(document([question('a', { type: 'choice', answerValueSet: '#one' }), question('b', { type: 'choice', answerValueSet: 'urn:two' })], {
      contained: [{ resourceType: 'ValueSet', id: 'one', compose: { include: [{ system: 'urn:x', concept: concepts }] } }, { resourceType: 'ValueSet', id: 'two', url: 'urn:two', expansion: { contains: [{ system: 'urn:x', contains: concepts }] } }],
    }))
    expect(composed?.options).toEqual([{ code: 'n', text: { fr: 'Non', en: 'No' }, ordinal: 0, decline: null }, { code: 'o', text: { fr: 'Oui', en: 'Yes' }, ordinal: 1, decline: null }])
    expect(expanded?.options).toEqual(composed?.options)
  })

  it('with what stands beside a question: help, a unit, limits; what is hidden is not asked', () => {
    const control = (code: string): Json => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl', valueCodeableConcept: { coding: [{ code }] } }] })
    const items = formOf(document([
      question('w', { type: 'decimal', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 20.5 }, { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 300 }], item: [{ linkId: 'h', type: 'display', text: 'Pesez-vous le matin.', ...control('help') }, { linkId: 'u', type: 'display', text: 'kg', ...control('unit') }] }),
      question('x', { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true }] }),
    ]))
    expect(items).toMatchObject([{ linkId: 'w', help: { fr: 'Pesez-vous le matin.' }, unit: 'kg', min: 20.5, max: 300, items: [] }])
  })

  it('with answers that decline by their code, and two systems that share one', () => {
    const [item] = formOf(document([question('a', { type: 'choice', answerOption: [{ valueCoding: { system: 'urn:x', code: '1', display: 'Un' } }, { valueCoding: { system: 'urn:y', code: '1', display: 'Autre' } }, { valueCoding: { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'asked-declined', display: 'Je préfère ne pas répondre' } }] })]))
    expect(item?.options.map(({ code, decline }) => [code, decline])).toEqual([['1', null], ['urn:y|1', null], ['asked-declined', 'declined']])
  })
})

function isBool(): Json { return { question: 'bool', operator: '=', answerBoolean: true } }

describe('a PRO-CTCAE document without Lien’s codes', () => {
  const term = (number: string, letters: string[], options = five): Json => ({ linkId: number, type: 'group', text: `Terme ${number}`, item: letters.map((letter) => question(`${number}${letter}`, { type: 'choice', answerOption: options })) })
  const optOut = { valueCoding: { system: 'urn:essai', code: 'x', display: 'Sans objet' } }

  it('is known by its name; each term’s attributes follow from the published table', () => {
    const items = formOf(document([term('48', ['A', 'B', 'C']), term('16', ['A']), term('39', ['A', 'B']), term('24', ['A'], scale(0, 1)), term('36', ['A'], [...five, optOut])], { title: 'PRO-CTCAE (essai)' }))
    expect(items.flatMap(({ symptom: found }) => found ?? [])).toEqual(['48', '16', '39', '24', '36'])
    expect(items.flatMap(({ attribute }) => attribute ?? [])).toEqual(['frequency', 'severity', 'interference', 'frequency', 'severity', 'interference', 'presence', 'severity'])
    expect(items.at(-1)?.options.at(-1)).toMatchObject({ code: 'x', decline: 'notApplicable' })
  })

  it('must ask all attributes of a term', () => {
    expect(problemsOf(document([term('48', ['A', 'B'])], { title: 'PRO-CTCAE (essai)' }))).toEqual(['attributePattern at item[0] (48)'])
  })

  it('is no PRO-CTCAE where nothing says so', () => {
    expect(formOf(document([term('48', ['A', 'B', 'C'])])).map(({ symptom: found }) => found)).toEqual([null, null, null, null])
  })
})

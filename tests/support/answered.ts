import { randomUUID } from 'node:crypto'
import { everyItem, type Answers, type Form, type FormItem, type Option, type Value, type Words } from '@lien/contract/forms'
import type { AccountId, ConsultationId, EstablishmentId } from '@lien/contract/ids'
import { patterns, patternOf, score, scoringVersion, type Pattern, type RawAnswers } from '@lien/contract/scoring'
import type { Answerer, Attribute, Measure } from '@lien/contract/symptoms'
import { item as itemOf } from './forms.ts'

type Query = <R extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>

/** In both languages; English is left to the words themselves where a test does not look at it. */
const both = (fr: string, en = fr): Words => ({ fr, en })
export const scales: Record<Attribute, Words[]> = {
  frequency: [both('jamais', 'never'), both('rarement', 'rarely'), both('parfois', 'occasionally'), both('souvent', 'frequently'), both('presque tout le temps', 'almost constantly')],
  severity: [both('aucune', 'none'), both('légère', 'mild'), both('modérée', 'moderate'), both('sévère', 'severe'), both('très sévère', 'very severe')],
  interference: [both('pas du tout', 'not at all'), both('un peu', 'a little'), both('moyennement', 'somewhat'), both('beaucoup', 'quite a bit'), both('énormément', 'very much')],
  amount: [both('pas du tout', 'not at all'), both('un peu', 'a little'), both('moyennement', 'somewhat'), both('beaucoup', 'quite a bit'), both('énormément', 'very much')],
  presence: [both('non', 'no'), both('oui', 'yes')],
}
const asked: [string, Pattern, Words][] = [
  ['pain', 'FSI', both('Douleur', 'Pain')], ['fatigue', 'SI', both('Fatigue', 'Tiredness')], ['nausea', 'FS', both('Nausées', 'Nausea')], ['vomiting', 'FS', both('Vomissements', 'Vomiting')],
  ['appetite', 'SI', both('Perte d’appétit', 'Loss of appetite')], ['diarrhoea', 'F', both('Diarrhée', 'Diarrhoea')], ['constipation', 'S', both('Constipation', 'Constipation')], ['breathlessness', 'SI', both('Essoufflement', 'Breathlessness')],
  ['cough', 'SI', both('Toux', 'Cough')], ['numbness', 'SI', both('Fourmillements des mains ou des pieds', 'Numb hands or feet')], ['mouthSores', 'SI', both('Plaies dans la bouche', 'Mouth sores')], ['sleep', 'SI', both('Troubles du sommeil', 'Trouble sleeping')],
  ['anxiety', 'FSI', both('Anxiété', 'Anxiety')], ['sadness', 'FSI', both('Tristesse', 'Sadness')], ['rash', 'P', both('Éruption sur la peau', 'Skin rash')],
]
export const symptomCodes = asked.map(([symptom]) => symptom)

const item = (linkId: string, kind: FormItem['kind'], text: Words, rest: Partial<FormItem> = {}): FormItem => itemOf({ linkId, kind, text, ...rest })
export const options = (words: readonly Words[]): Option[] => words.map((text, ordinal) => ({ code: String(ordinal), text, ordinal, decline: null }))
const declined: Option = { code: 'declined', text: both('Je préfère ne pas répondre', 'I prefer not to answer'), ordinal: null, decline: 'declined' }

/** About as long as the questionnaire before a visit, and shaped as an import would be. */
export const testForm: Form = {
  title: both('Questionnaire d’essai', 'Test questionnaire'), description: null,
  items: [
    ...asked.map(([symptom, pattern, text]) => item(symptom, 'group', text, {
      symptom, items: patterns[pattern].map((attribute, index) => item(`${symptom}.${attribute}`, 'choice', text, {
        attribute, options: [...options(scales[attribute]), declined],
        ...(index > 0 && { enableWhen: { all: true, conditions: [{ question: `${symptom}.${patterns[pattern][0]}`, operator: '!=' as const, value: 0 }] } }),
        ...(symptom === 'breathlessness' && attribute === 'severity' && { flags: [{ flag: 'breathlessness' as const, operator: '>=' as const, value: 3 }] }),
      })),
    })),
    item('temperature', 'decimal', both('Température', 'Temperature'), { measure: 'temperature', unit: '°C', flags: [{ flag: 'fever', operator: '>=', value: 38 }] }),
    item('weight', 'decimal', both('Poids', 'Weight'), { measure: 'weight', unit: 'kg' }),
    item('activity', 'choice', both('Activité, dite par le patient', 'Activity, as the patient says'), { measure: 'activity', options: options([both('comme d’habitude', 'as usual'), both('un peu réduite', 'slightly reduced'), both('au lit moins de la moitié du jour', 'in bed under half the day'), both('au lit plus de la moitié du jour', 'in bed over half the day'), both('au lit tout le jour', 'in bed all day')]) }),
    item('missedDoses', 'integer', both('Prises oubliées', 'Missed doses'), { measure: 'missedDoses' }),
    item('why', 'choice', both('Pourquoi', 'Why'), { options: [{ code: 'sick', text: both('à cause des nausées', 'because of nausea'), ordinal: null, decline: null }], enableWhen: { all: true, conditions: [{ question: 'missedDoses', operator: '>', value: 0 }] } }),
    item('callWanted', 'boolean', both('Souhaite un appel avant', 'Wants a call before'), { measure: 'callWanted' }),
    item('medicines', 'text', both('Changements de médicaments', 'Changes of medicines')),
    ...[1, 2, 3].map((n) => item(`topic${n}`, 'text', both(`Sujet ${n}`, `Topic ${n}`), { topic: true })),
  ],
}

export interface Given {
  at: Date
  answeredBy?: Answerer
  /** By symptom; one that is not named was not answered. */
  symptoms: Partial<Record<string, RawAnswers>>
  measures?: Partial<Record<Measure, number>>
  topics?: string[]
  medicines?: string
  state?: 'completed' | 'missed' | 'begun' | 'asked'
}

/** Writes rows as `responses/` does, for tests that look at what is made of them. */
export class Answered {
  readonly #query: Query
  constructor(query: Query) { this.#query = query }

  /** A version of the questionnaire, as it stands published. */
  async questionnaire(establishmentId: EstablishmentId, { version = '1.0.0', url = 'https://lien.test/Questionnaire/essai', form = testForm }: { version?: string; url?: string; form?: Form } = {}): Promise<string> {
    const id = randomUUID()
    await this.#query(`UPDATE questionnaires SET state = 'retired', retired_at = now() WHERE establishment_id = $1 AND url = $2 AND state = 'published'`, [establishmentId, url])
    await this.#query(`INSERT INTO questionnaires (id, establishment_id, url, version, title, state, purpose, source, form, imported_at, published_at) VALUES ($1, $2, $3, $4, $5, 'published', 'previsit', '{}', $6, now(), now())`,
      [id, establishmentId, url, version, JSON.stringify(form.title), JSON.stringify(form)])
    return id
  }

  /** Lien's own, as every establishment has it published. */
  async previsit(establishmentId: EstablishmentId): Promise<string> {
    const [own] = await this.#query<{ id: string }>(`SELECT id FROM questionnaires WHERE establishment_id = $1 AND purpose = 'previsit' AND state = 'published'`, [establishmentId])
    if (!own) throw new Error('No questionnaire is published.')
    return own.id
  }

  async treatment(consultationId: ConsultationId, { label = 'FOLFOX', startedOn, cycleDays = 14, by = null }: { label?: string; startedOn: string; cycleDays?: number | null; by?: AccountId | null }): Promise<string> {
    const id = randomUUID()
    await this.#query(`INSERT INTO treatments (id, establishment_id, patient_id, label, modules, started_on, cycle_days, noted_by, noted_at) SELECT $1, establishment_id, patient_id, $3, '{}', $4, $5, $6, now() FROM consultations WHERE id = $2`, [id, consultationId, label, startedOn, cycleDays, by])
    return id
  }

  /** One request with its answers, its scores and its measures, for the patient of a consultation. */
  async answer(consultationId: ConsultationId, questionnaireId: string, given: Given): Promise<string> {
    const { at, answeredBy = 'patient', symptoms, measures = {}, state = 'completed' } = given
    const [asks] = await this.#query<{ form: Form }>('SELECT form FROM questionnaires WHERE id = $1', [questionnaireId])
    if (!asks) throw new Error('There is no such questionnaire.')
    const [requestId, responseId] = [randomUUID(), randomUUID()]
    const scope = `SELECT establishment_id, id, patient_id FROM consultations WHERE id = $1`
    const completedAt = state === 'completed' ? at : null
    await this.#query(`INSERT INTO questionnaire_requests (establishment_id, consultation_id, patient_id, id, purpose, state, answered_by, asked_at, due_at, begun_at, completed_at)
      SELECT c.*, $2, 'previsit', $3, $4, $5::timestamptz - interval '2 days', $5::timestamptz, $5, $6 FROM (${scope}) c`, [consultationId, requestId, state, state === 'missed' ? null : answeredBy, at, completedAt])
    await this.#query(`INSERT INTO questionnaire_responses (establishment_id, consultation_id, patient_id, id, request_id, questionnaire_id, position, answers, saved_at, completed_at)
      SELECT c.*, $2, $3, $4, 0, $5, $6, $7 FROM (${scope}) c`, [consultationId, responseId, requestId, questionnaireId, JSON.stringify(answersOf(asks.form, given)), at, completedAt])
    if (!completedAt) return requestId
    for (const [symptom, pattern] of asked) {
      const raw = symptoms[symptom] ?? {}
      const { grade, missing } = score(patternOf(patterns[pattern]) ?? pattern, raw)
      const value = (attribute: Attribute) => (typeof raw[attribute] === 'number' ? raw[attribute] : null)
      await this.#query(`INSERT INTO symptom_scores (establishment_id, consultation_id, patient_id, response_id, symptom, questionnaire_id, at, pattern, frequency, severity, interference, amount, presence, grade, missing, version)
        SELECT c.*, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 FROM (${scope}) c`,
      [consultationId, responseId, symptom, questionnaireId, at, pattern, value('frequency'), value('severity'), value('interference'), value('amount'), value('presence'), grade, missing, scoringVersion])
    }
    for (const [measure, value] of Object.entries(measures)) {
      await this.#query(`INSERT INTO measured_values (establishment_id, consultation_id, patient_id, response_id, measure, at, value) SELECT c.*, $2, $3, $4, $5 FROM (${scope}) c`, [consultationId, responseId, measure, at, value])
    }
    return requestId
  }

  /** Another visit's answers become this patient's own: visits of one person share their patient. */
  async samePatient(consultationId: ConsultationId, other: ConsultationId): Promise<void> {
    await this.#query('UPDATE consultations SET patient_id = (SELECT patient_id FROM consultations WHERE id = $1) WHERE id = $2', [consultationId, other])
  }
}

/** What a person would have sent to this form: options by their ordinal, numbers as they are. */
function answersOf(form: Form, { symptoms, measures = {}, topics = [], medicines, at }: Given): Answers {
  const answers: Answers = {}
  const put = (linkId: string, value: Value): void => { answers[linkId] = { values: [value], at: at.getTime() } }
  const waiting = [...topics]
  for (const { item: one, within } of everyItem(form.items)) {
    const symptom = one.symptom ?? within.find((outer) => outer.symptom)?.symptom
    const raw = symptom && one.attribute ? symptoms[symptom]?.[one.attribute] : one.measure ? measures[one.measure] : undefined
    if (one.topic) {
      const text = waiting.shift()
      if (text) put(one.linkId, { type: 'text', value: text })
    } else if (raw === undefined) {
      if (one.kind === 'text' && medicines) put(one.linkId, { type: 'text', value: medicines })
    } else if (one.kind === 'boolean') put(one.linkId, { type: 'boolean', value: raw === 1 })
    else if (one.options.length === 0) put(one.linkId, { type: 'number', value: Number(raw) })
    else {
      const option = one.options.find(({ ordinal, decline }) => (typeof raw === 'number' ? ordinal === raw : decline === raw))
      if (option) put(one.linkId, { type: 'code', code: option.code })
      else if (typeof raw === 'string') answers[one.linkId] = { decline: raw, at: at.getTime() }
    }
    if (one.measure === 'missedDoses' && (measures.missedDoses ?? 0) > 0) {
      const why = [...everyItem(form.items)].find(({ item: other }) => other.enableWhen?.conditions.some(({ question }) => question === one.linkId))?.item
      const [reason] = why?.options ?? []
      if (why && reason) put(why.linkId, { type: 'code', code: reason.code })
    }
  }
  return answers
}

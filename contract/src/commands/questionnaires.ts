import { z } from 'zod'
import { nothing, ofConsultation, type Command } from '../command.ts'
import { Form } from '../forms.ts'
import { QuestionnaireId } from '../ids.ts'
import { longestDocument, modulePattern, problemCodes, questionnairePurposes, questionnaireStates } from '../questionnaires.ts'

/** One thing that is wrong, and the element at fault: its place as FHIRPath writes it (`item[3].item[0].linkId`) and, in an item, its linkId. */
export const Problem = z.object({ code: z.enum(problemCodes), path: z.string(), linkId: z.string().nullable(), params: z.record(z.string(), z.string()) })
export type Problem = z.infer<typeof Problem>

/** What the document says of itself. `language` is that of its own words; translations stand beside. */
export const DocumentFacts = z.object({ url: z.string().nullable(), version: z.string().nullable(), title: z.string().nullable(), publisher: z.string().nullable(), copyright: z.string().nullable(), date: z.string().nullable(), language: z.string().nullable(), questions: z.number().int(), symptoms: z.number().int() })
export type DocumentFacts = z.infer<typeof DocumentFacts>

export const QuestionnaireSummary = z.object({
  questionnaireId: QuestionnaireId, url: z.string(), version: z.string(), title: z.object({ fr: z.string(), en: z.string() }), state: z.enum(questionnaireStates),
  purpose: z.enum(questionnairePurposes).nullable(), module: z.string().nullable(), questions: z.number().int(),
  importedAt: z.iso.datetime(), publishedAt: z.iso.datetime().nullable(), retiredAt: z.iso.datetime().nullable(),
})
export type QuestionnaireSummary = z.infer<typeof QuestionnaireSummary>

export const QuestionnaireView = QuestionnaireSummary.extend({ facts: DocumentFacts, form: Form, /** Those that stop its publication. */ problems: z.array(Problem) })
export type QuestionnaireView = z.infer<typeof QuestionnaireView>

/** `form` null: the document could not be read at all. */
export const DocumentCheck = z.object({ facts: DocumentFacts.nullable(), form: Form.nullable(), problems: z.array(Problem), /** Problems beyond the first hundred. */ more: z.number().int() })
export type DocumentCheck = z.infer<typeof DocumentCheck>

const editors = ['administrator', 'coordinatingNurse'] as const
const readers = [...editors, 'oncologist'] as const
const one = z.strictObject({ questionnaireId: QuestionnaireId })
/** JSON in JSON: every quotation mark is escaped. A document past `longestDocument` is told so. */
const maxBytes = 2 * longestDocument
const name = (max: number) => z.string().trim().regex(/^[^\s|]+$/).max(max).optional()
/** `url` and `version`: what a document that does not say it itself is known by here; its bytes stay as they are. */
const document = z.strictObject({ document: z.string().max(maxBytes), url: name(500), version: name(100) })

export const questionnaireCommands = {
  /** Every version of every questionnaire of the establishment: what is asked now first. */
  'questionnaire.list': { kind: 'read', by: readers, input: nothing, output: z.object({ questionnaires: z.array(QuestionnaireSummary) }), trail: ['questionnaire.read'] },
  /** One version: its questions as people are asked them, and what its document says of itself. */
  'questionnaire.read': { kind: 'read', by: readers, input: one, output: QuestionnaireView, trail: ['questionnaire.read'] },
  /** Reads a FHIR R4 `Questionnaire` and says what is wrong with it; nothing is written. */
  'questionnaire.check': { kind: 'read', by: editors, input: document, output: DocumentCheck, trail: ['questionnaire.read'], httpOnly: true, maxBytes },
  /** Keeps a document as a draft, to the byte. The same document again is the same draft; another one under the same url and version is a `conflict`. */
  'questionnaire.import': { kind: 'change', by: editors, input: document, output: z.object({ questionnaireId: QuestionnaireId }), trail: ['questionnaire.imported'], httpOnly: true, maxBytes },
  /** From now on it is asked, and never changes; the version of the same url that was asked until now is retired. `module` is for the purpose of that name. */
  'questionnaire.publish': {
    kind: 'change', by: editors, output: nothing, trail: ['questionnaire.published'],
    input: z.strictObject({ questionnaireId: QuestionnaireId, purpose: z.enum(questionnairePurposes), module: z.string().regex(new RegExp(modulePattern)).nullable() }).refine(({ purpose, module }) => (purpose === 'module') === (module !== null), { path: ['module'] }),
  },
  /** It is asked no more; what was answered stays readable. */
  'questionnaire.retire': { kind: 'change', by: editors, input: one, output: nothing, trail: ['questionnaire.retired'] },
  /** What was answered about a consultation, as a FHIR R4 `Bundle`: responses, and an observation for each symptom. JSON as text. */
  'response.export': { kind: 'read', by: ['oncologist', 'coordinatingNurse'], input: ofConsultation, output: z.object({ bundle: z.string() }), trail: ['response.exported'] },
  /** The document as it came, to the byte. */
  'questionnaire.export': { kind: 'read', by: readers, input: one, output: z.object({ document: z.string(), url: z.string(), version: z.string() }), trail: ['questionnaire.read'] },
} as const satisfies Record<string, Command>

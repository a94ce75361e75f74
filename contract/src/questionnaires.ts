/** Words about questionnaires as data. Plain: no screen pays for a parser. */

export const questionnaireStates = ['draft', 'published', 'retired'] as const
export type QuestionnaireState = (typeof questionnaireStates)[number]
/** `previsit`: asked of every patient before a consultation; `module`: asked of those whose treatment names it. */
export const questionnairePurposes = ['previsit', 'module'] as const
export type QuestionnairePurpose = (typeof questionnairePurposes)[number]
/** A treatment's module is a word of the site's own, e.g. `immunotherapy`; Lien ships questionnaires for these. */
export const ownModules = ['immunotherapy', 'targetedTherapy', 'endocrine', 'headNeckRadiotherapy', 'pelvicRadiotherapy'] as const
export const modulePattern = '^[a-z][A-Za-z0-9\\-]{1,39}$'

/** Characters of a questionnaire's document; the 124 questions of PRO-CTCAE take about a third. */
export const longestDocument = 1_000_000

/** What can be wrong with a document. The first ones keep it out; `stopsPublishing` may come in, but is asked of nobody. */
export const stopsImport = ['badJson', 'wrongResource', 'tooLarge', 'badText', 'wrongShape', 'missingUrl', 'missingVersion', 'missingLinkId', 'duplicateLinkId', 'missingType', 'unknownType',
  'optionsOnWrongType', 'unreadableOption', 'duplicateOption', 'enableWhenNowhere', 'enableWhenItself', 'enableWhenAnswer', 'enableWhenOperator', 'enableBehaviorMissing', 'itemsInDisplay'] as const
export const stopsPublishing = ['missingTitle', 'missingItems', 'missingText', 'missingOptions', 'unsupportedType', 'valueSetUnresolved', 'notUnderstood', 'attributeWithoutSymptom', 'attributeUnknown', 'attributePattern', 'scaleWrong', 'symptomTwice',
  'measureUnknown', 'measureType', 'measureUnit', 'measureTwice', 'redFlagUnknown', 'redFlagAnswer'] as const
export const problemCodes = [...stopsImport, ...stopsPublishing] as const
export type ProblemCode = (typeof problemCodes)[number]
export const keepsOut = (code: ProblemCode): boolean => (stopsImport as readonly ProblemCode[]).includes(code)

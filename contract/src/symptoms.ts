/** The words that questionnaires, scores and alerts share. Plain data: no screen pays for a parser. */

/** What is asked of a symptom over the last seven days. `amount` is asked where a symptom is only more or less; `presence` where it is there or not. */
export const attributes = ['frequency', 'severity', 'interference', 'amount', 'presence'] as const
export type Attribute = (typeof attributes)[number]
/** Attributes whose answers are 0 to 4, higher being worse; `presence` is 0 or 1 and has no grade. */
export type ScaledAttribute = Exclude<Attribute, 'presence'>

/** What is asked beside symptoms and read by rules or by the panel. `callWanted`: "do you need a call before?". */
export const measures = ['temperature', 'weight', 'activity', 'missedDoses', 'callWanted', 'falls'] as const
export type Measure = (typeof measures)[number]

/** An answer that waits for nobody: the patient's screen says at once whom to call. */
export const redFlags = ['fever', 'bleeding', 'confusion', 'breathlessness', 'chestPain', 'cannotDrink', 'vomiting', 'severePain', 'selfHarm'] as const
export type RedFlag = (typeof redFlags)[number]

/** Why there is no answer where there could be one. */
export const declines = ['declined', 'notApplicable'] as const
export type Decline = (typeof declines)[number]

/** Who gave the answers: the patient, somebody close for them, or a nurse who asked them by telephone. */
export const answerers = ['patient', 'relative', 'nurse'] as const
export type Answerer = (typeof answerers)[number]

/** Systems of the codings by which a FHIR item says what it means to Lien (decision 0040). */
export const systems = { symptom: 'urn:lien:symptom', attribute: 'urn:lien:attribute', measure: 'urn:lien:measure', topic: 'urn:lien:topic', redFlag: 'urn:lien:redFlag', decline: 'urn:lien:decline' } as const

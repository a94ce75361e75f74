import { z } from 'zod'
import { attributes, declines, measures, redFlags } from './symptoms.ts'

export { enabledItems, everyItem, flagsOf, isQuestion } from './formRules.ts'

/**
 * A questionnaire as it is filled and read: what the server makes of a published FHIR R4 `Questionnaire`, once. The
 * imported document stays the source; this says what is asked, in which words, and what each answer means.
 */
export const Words = z.object({ fr: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

/** One answer's value, by the type of its question. `code` is unique among its question's options. */
export const Value = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('code'), code: z.string().max(200) }),
  z.strictObject({ type: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ type: z.literal('number'), value: z.number().min(-1e9).max(1e9) }),
  z.strictObject({ type: z.literal('date'), value: z.iso.date() }),
  z.strictObject({ type: z.literal('text'), value: z.string().max(2_000) }),
])
export type Value = z.infer<typeof Value>

/** What a person said to one question: values, or that they would rather not. An empty list takes an answer back. */
export const Answer = z.union([
  z.strictObject({ values: z.array(Value).max(50), /** Epoch ms on the device; the later one of two counts. */ at: z.number().int().nonnegative() }),
  z.strictObject({ decline: z.enum(declines), at: z.number().int().nonnegative() }),
])
export type Answer = z.infer<typeof Answer>
/** By linkId. */
export const Answers = z.record(z.string().max(255), Answer)
export type Answers = z.infer<typeof Answers>

export const operators = ['exists', '=', '!=', '>', '<', '>=', '<='] as const
/** FHIR's `enableWhen`: `exists` compares whether there is an answer with a boolean. */
export const Condition = z.object({ question: z.string(), operator: z.enum(operators), value: z.union([z.boolean(), z.number(), z.string()]) })
export type Condition = z.infer<typeof Condition>

export const Option = z.object({
  code: z.string(), text: Words,
  /** FHIR's ordinalValue or itemWeight. */
  ordinal: z.number().nullable(),
  /** Choosing it is declining to answer. */
  decline: z.enum(declines).nullable(),
})
export type Option = z.infer<typeof Option>

export const itemKinds = ['group', 'display', 'choice', 'openChoice', 'boolean', 'integer', 'decimal', 'quantity', 'date', 'string', 'text', 'unsupported'] as const
export type ItemKind = (typeof itemKinds)[number]

const item = z.object({
  linkId: z.string(), kind: z.enum(itemKinds), text: Words.nullable(), help: Words.nullable(),
  required: z.boolean(), repeats: z.boolean(), readOnly: z.boolean(), maxLength: z.number().nullable(),
  /** Of numbers; null: none. `unit` as people read it (°C, kg). */
  min: z.number().nullable(), max: z.number().nullable(), unit: z.string().nullable(),
  options: z.array(Option),
  /** Null: always asked. */
  enableWhen: z.object({ all: z.boolean(), conditions: z.array(Condition) }).nullable(),
  /** On a group, or on a question that stands alone: the symptom it asks about. */
  symptom: z.string().nullable(),
  attribute: z.enum(attributes).nullable(),
  measure: z.enum(measures).nullable(),
  /** Something the patient wants to talk about. */
  topic: z.boolean(),
  /** Answers to this question that wait for nobody. */
  flags: z.array(z.object({ flag: z.enum(redFlags), operator: z.enum(operators), value: z.union([z.boolean(), z.number(), z.string()]) })),
})
export type FormItem = z.infer<typeof item> & { items: FormItem[] }
export const FormItem: z.ZodType<FormItem> = item.extend({ get items() { return z.array(FormItem) } })

export const Form = z.object({ title: Words, description: Words.nullable(), items: z.array(FormItem) })
export type Form = z.infer<typeof Form>

import type { Answer, Answers, Condition, Form, FormItem, Option, Value } from './forms.ts'
import type { RedFlag } from './symptoms.ts'

/** What is asked, and what waits for nobody: the same on the patient's screen, without a parser, and on the server. */

/** Every item with those it stands in, in the order they are asked. */
export function* everyItem(items: readonly FormItem[], within: readonly FormItem[] = []): Generator<{ item: FormItem; within: readonly FormItem[] }> {
  for (const one of items) {
    yield { item: one, within }
    yield* everyItem(one.items, [...within, one])
  }
}

export const isQuestion = ({ kind }: Pick<FormItem, 'kind'>): boolean => kind !== 'group' && kind !== 'display' && kind !== 'unsupported'

/** A value as conditions compare it: an option by its ordinal where the condition gives a number, else by its code. */
function comparable(value: Value, options: readonly Option[], against: Condition['value']): boolean | number | string {
  if (value.type !== 'code') return value.value
  return typeof against === 'number' ? (options.find(({ code }) => code === value.code)?.ordinal ?? value.code) : value.code
}

function holds(operator: Condition['operator'], value: Condition['value'], answer: Answer | undefined, options: readonly Option[]): boolean {
  const values = answer && 'values' in answer ? answer.values : []
  if (operator === 'exists') return (values.length > 0) === value
  const given = values.map((one) => comparable(one, options, value))
  switch (operator) {
    // FHIR R4: `!=` holds only where there is an answer.
    case '=': return given.includes(value)
    case '!=': return given.some((one) => one !== value)
    default: return given.some((one) => typeof one === typeof value && compare(operator, one, value))
  }
}

function compare(operator: '>' | '<' | '>=' | '<=', left: boolean | number | string, right: boolean | number | string): boolean {
  switch (operator) {
    case '>': return left > right
    case '<': return left < right
    case '>=': return left >= right
    case '<=': return left <= right
  }
}

/**
 * The questions and texts that are asked, given what was answered: an item is asked while its own conditions and those
 * of every item around it hold. What is no longer asked does not count as an answer for others (FHIR R4, enableWhen).
 */
export function enabledItems(form: Pick<Form, 'items'>, answers: Answers): FormItem[] {
  const all = [...everyItem(form.items)]
  const options = new Map(all.map(({ item: one }) => [one.linkId, one.options]))
  let on = new Set(options.keys())
  // What falls silent may silence others, or let them speak: until nothing changes (or a circle of conditions was gone round).
  for (let round = 0; round <= all.length; round += 1) {
    const next = new Set<string>()
    for (const { item: one, within } of all) {
      const outer = within.at(-1)
      if ((!outer || next.has(outer.linkId)) && isAsked(one, on)) next.add(one.linkId)
    }
    const settled = next.size === on.size && [...next].every((id) => on.has(id))
    on = next
    if (settled) break
  }
  return all.map(({ item: one }) => one).filter(({ linkId }) => on.has(linkId))

  function isAsked({ enableWhen }: FormItem, heard: ReadonlySet<string>): boolean {
    if (!enableWhen) return true
    const met = ({ question, operator, value }: Condition): boolean => holds(operator, value, heard.has(question) ? answers[question] : undefined, options.get(question) ?? [])
    return enableWhen.all ? enableWhen.conditions.every(met) : enableWhen.conditions.some(met)
  }
}

/** The red flags among the answers to what is asked, each once. The same rule on the patient's screen and on the server. */
export function flagsOf(form: Pick<Form, 'items'>, answers: Answers): RedFlag[] {
  const found = enabledItems(form, answers).flatMap((one) => one.flags.filter(({ operator, value }) => holds(operator, value, answers[one.linkId], one.options)).map(({ flag }) => flag))
  return [...new Set(found)]
}

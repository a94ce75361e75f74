import { operators, type Condition, type FormItem } from '@lien/contract/forms'
import type { ProblemCode } from '@lien/contract/questionnaires'
import { redFlags } from '@lien/contract/symptoms'
import type { Coding, EnableWhen, Extension, Item } from './document.ts'
import { extensionOf, extensionsOf, urls } from './extensions.ts'
import { optionNamed, type ReadOption } from './options.ts'

/** What an item's conditions may point at. */
export type Targets = ReadonlyMap<string, { type: string | undefined; options: readonly ReadOption[] }>
type Tell = (code: ProblemCode, path: string, params?: Record<string, string>) => void
type Compared = Condition['value']

/** FHIR's `enableWhen`, with every kind of answer it may name. */
export function readEnableWhen(item: Item, targets: Targets, tell: Tell): FormItem['enableWhen'] {
  const given = item.enableWhen ?? []
  if (given.length === 0) return null
  if (given.length > 1 && item.enableBehavior === undefined) tell('enableBehaviorMissing', 'enableBehavior')
  return { all: item.enableBehavior !== 'any', conditions: given.flatMap((one, at) => readCondition(item, one, targets, (code, path, params) => tell(code, `enableWhen[${at}]${path}`, params)) ?? []) }
}

function readCondition(item: Item, when: EnableWhen, targets: Targets, tell: Tell): Condition | null {
  const question = when.question ?? ''
  const target = targets.get(question)
  if (!target) { tell('enableWhenNowhere', '.question', { question }); return null }
  if (question === item.linkId) { tell('enableWhenItself', '.question', { question }); return null }
  const operator = operators.find((one) => one === when.operator)
  if (!operator) { tell('enableWhenOperator', '.operator', { operator: when.operator ?? '' }); return null }
  if (operator === 'exists') {
    if (when.answerBoolean === undefined) { tell('enableWhenAnswer', '', { question }); return null }
    return { question, operator, value: when.answerBoolean }
  }
  const value = when.answerCoding ? ofCoding(when.answerCoding, operator, target.options) : plainValue(when, operator, target.options)
  if (value === null) { tell('enableWhenAnswer', '', { question }); return null }
  if ((typeof value === 'boolean') !== (target.type === 'boolean')) { tell('enableWhenAnswer', '', { question }); return null }
  return { question, operator, value }
}

function plainValue(when: EnableWhen, operator: Condition['operator'], options: readonly ReadOption[]): Compared | null {
  const integer = when.answerInteger
  // "Equal to 3" means the option 3, whatever it weighs.
  if (integer !== undefined && (operator === '=' || operator === '!=') && options.some(({ value }) => 'valueInteger' in value)) return String(integer)
  return when.answerBoolean ?? integer ?? when.answerDecimal ?? when.answerQuantity?.value ?? when.answerDate ?? when.answerDateTime ?? when.answerTime ?? when.answerString ?? null
}

/** Codes have no order: more and less are said of what they weigh. */
function ofCoding(coding: Coding, operator: Condition['operator'], options: readonly ReadOption[]): Compared | null {
  const code = optionNamed(coding, options)
  if (operator === '=' || operator === '!=') return code
  return options.find(({ option }) => option.code === code)?.option.ordinal ?? null
}

/** Lien's own extension: which answers wait for nobody. */
export function readFlags(item: Item, options: readonly ReadOption[], tell: Tell): FormItem['flags'] {
  return extensionsOf(item, urls.redFlag).flatMap((one) => {
    const named = extensionOf(one, 'flag')?.valueCode
    const flag = redFlags.find((known) => known === named)
    const operator = operators.find((known) => known === extensionOf(one, 'operator')?.valueCode)
    const value = flagValue(extensionOf(one, 'value'), item, options)
    if (!flag) tell('redFlagUnknown', 'extension', { flag: named ?? '' })
    else if (!operator || value === null) tell('redFlagAnswer', 'extension', { flag })
    return flag && operator && value !== null ? [{ flag, operator, value }] : []
  })
}

function flagValue(given: Extension | undefined, { type }: Item, options: readonly ReadOption[]): Compared | null {
  if (given?.valueCoding) {
    const code = optionNamed(given.valueCoding, options)
    return options.some(({ option }) => option.code === code) ? code : null
  }
  const value = given?.valueBoolean ?? given?.valueInteger ?? given?.valueDecimal ?? null
  if (value === null || typeof value === 'boolean') return type === 'boolean' ? value : null
  // A number speaks of a number, or of options that weigh something.
  return type === 'integer' || type === 'decimal' || type === 'quantity' || options.some(({ option }) => option.ordinal !== null) ? value : null
}

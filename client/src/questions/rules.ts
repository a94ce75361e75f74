import type { RequestView } from '@lien/contract/commands/responses'
import { enabledItems, everyItem, flagsOf, isQuestion } from '@lien/contract/formRules'
import type { Answer, Answers, Form, FormItem, Value, Words } from '@lien/contract/forms'
import type { ResponseId } from '@lien/contract/ids'
import type { RedFlag } from '@lien/contract/symptoms'

/** One question on its own screen, with the texts that stand before it. */
export interface Step { key: string; responseId: ResponseId; item: FormItem; /** What it is about, then what is only to be read. */ above: Words[] }
export type AllAnswers = Readonly<Record<ResponseId, Answers>>

const sameWords = (one: Words | null, other: Words | null): boolean => one?.fr === other?.fr

/** The questions that are asked, in order, given what was answered. */
export function stepsOf(forms: RequestView['forms'], answers: AllAnswers): Step[] {
  return forms.flatMap(({ responseId, form }) => {
    const on = new Set(enabledItems(form, answers[responseId] ?? {}).map(({ linkId }) => linkId))
    let read: Words[] = []
    const steps: Step[] = []
    for (const { item, within } of everyItem(form.items)) {
      if (!on.has(item.linkId)) continue
      if (item.kind === 'display' && item.text) read.push(item.text)
      if (!isQuestion(item) || item.readOnly) continue
      const about = within.findLast(({ text }) => text !== null)?.text ?? null
      steps.push({ key: `${responseId}/${item.linkId}`, responseId, item, above: [...(about && !sameWords(about, item.text) ? [about] : []), ...read] })
      read = []
    }
    return steps
  })
}

export const answerTo = (answers: AllAnswers, { responseId, item }: Step): Answer | undefined => answers[responseId]?.[item.linkId]
export const isAnswered = (answer: Answer | undefined): boolean => answer !== undefined && ('decline' in answer || answer.values.length > 0)
export const valuesOf = (answer: Answer | undefined): readonly Value[] => (answer && 'values' in answer ? answer.values : [])

/** Where one is after the last question. */
export const end = 'end'

/** Where somebody goes on: where they were, else at the first question without an answer; the number of steps where there is none. */
export function resumeAt(steps: readonly Step[], answers: AllAnswers, was: string | null): number {
  if (was === end) return steps.length
  const known = was === null ? -1 : steps.findIndex(({ key }) => key === was)
  if (known >= 0) return known
  const open = steps.findIndex((step) => !isAnswered(answerTo(answers, step)))
  return open < 0 ? steps.length : open
}

export const allFlags = (forms: RequestView['forms'], answers: AllAnswers): RedFlag[] =>
  [...new Set(forms.flatMap(({ responseId, form }: { responseId: ResponseId; form: Form }) => flagsOf(form, answers[responseId] ?? {})))]

/** The later of two answers to one question. */
export function later(before: Answers, over: Answers): Answers {
  const all = { ...before }
  for (const [linkId, answer] of Object.entries(over)) {
    const known = all[linkId]
    if (!known || known.at <= answer.at) all[linkId] = answer
  }
  return all
}

/** What is left to send, once these were heard: an answer changed since stays. */
export function unsent(pending: Answers, heard: Answers): Answers {
  return Object.fromEntries(Object.entries(pending).filter(([linkId, answer]) => heard[linkId]?.at !== answer.at))
}

/** A number as people write it, with a comma or a point; null: not one. */
export function numberOf(typed: string): number | null {
  const plain = typed.trim().replace(',', '.').replaceAll(/[\s\u00a0\u202f]/g, '')
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

export type NumberFault = 'number' | 'whole' | 'range'
export function faultOfNumber(typed: string, { kind, min, max }: Pick<FormItem, 'kind' | 'min' | 'max'>): NumberFault | null {
  const value = numberOf(typed)
  if (value === null) return 'number'
  if (kind === 'integer' && !Number.isInteger(value)) return 'whole'
  return (min !== null && value < min) || (max !== null && value > max) ? 'range' : null
}

import { expect, test } from 'vitest'
import { platforms } from '../help/platform.ts'
import { office as englishOffice } from './en/office.ts'
import { precall as englishPrecall } from './en/precall.ts'
import { questions as englishQuestions } from './en/questions.ts'
import { office as frenchOffice } from './fr/office.ts'
import { precall as frenchPrecall } from './fr/precall.ts'
import { questions as frenchQuestions } from './fr/questions.ts'

const [en, fr] = [{ ...englishOffice, precall: englishPrecall, questions: englishQuestions }, { ...frenchOffice, precall: frenchPrecall, questions: frenchQuestions }]

/** Every path of a catalogue, with the kind of thing found there. */
function shape(value: unknown, path = ''): string[] {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return [`${path}: ${Array.isArray(value) ? 'list' : typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
}

/** Every sentence that stands alone. */
function sentences(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`)) : []
}

test('English says everything that French says, and nothing more', () => {
  expect(shape(en).sort()).toEqual(shape(fr).sort())
})

test('no sentence is empty, or left in the other language', () => {
  const french = new Map(sentences(fr))
  const mayBeEmpty = new Set(['.call.connection.good'])
  for (const [path, sentence] of sentences(en)) {
    if (mayBeEmpty.has(path)) continue
    expect(sentence.trim(), path).not.toBe('')
    if (sentence.length > 20) expect(sentence, path).not.toBe(french.get(path))
  }
})

test('help for a refused camera exists for every browser we tell apart', () => {
  for (const platform of platforms) for (const words of [fr, en]) expect(words.help.denied[platform].length).toBeGreaterThan(1)
})

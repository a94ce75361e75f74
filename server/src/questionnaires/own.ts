import { readFileSync } from 'node:fs'
import { ownModules, type QuestionnairePurpose } from '@lien/contract/questionnaires'
import { readDocument, type Reading } from './read.ts'

/** A questionnaire that Lien brings along, in its own words. */
export interface Own { source: string; reading: Reading; purpose: QuestionnairePurpose; module: string | null }

const files = ['previsit', ...ownModules] as const
let read: Own[] | undefined

/** Lien's own questionnaires as FHIR documents, in `own/`; read once. */
export const ownQuestionnaires = (): readonly Own[] => (read ??= files.map((name) => {
  const source = readFileSync(new URL(`own/${name}.json`, import.meta.url), 'utf8')
  return { source, reading: readDocument(source), ...(name === 'previsit' ? { purpose: 'previsit', module: null } : { purpose: 'module', module: name }) }
}))

import type { AlertView, Occasion } from '@lien/contract/commands/alerts'
import type { RequestId } from '@lien/contract/ids'
import { measures } from '@lien/contract/symptoms'
import type { Act } from '../platform/act.ts'
import { answeredOf, occasions, vocabularyOf } from './answers.ts'
import type { Answered, Symptom } from './rules.ts'
import * as store from './store.ts'

/** Earlier answers that are shown beside the new one. */
const mostBefore = 6

/** The answers of a request with those before, raw: what was not answered is not there. */
export async function answersBeside(act: Act, requestId: RequestId): Promise<Pick<AlertView, 'symptoms' | 'measures'>> {
  const parts = await store.answersTo(act.db, requestId)
  const now = answeredOf(parts, parts[0]?.at ?? act.at)
  const before = occasions(await store.earlierAnswers(act, requestId)).reverse()
  const { names } = vocabularyOf(parts.map(({ form }) => form))
  return {
    symptoms: now.symptoms.map((one) => ({
      symptom: one.symptom, name: names.get(one.symptom) ?? null, now: occasionOf(one, now.at),
      before: before.flatMap((past) => past.symptoms.filter((same) => same.symptom === one.symptom && same.comparable === one.comparable).map((same) => occasionOf(same, past.at))).slice(0, mostBefore),
    })).sort((a, b) => worst(b.now) - worst(a.now)),
    measures: measures.flatMap((measure) => {
      const current = now.measures[measure]?.value
      const past = before.flatMap(({ at, measures: all }) => (all[measure] ? [{ at: at.toISOString(), value: all[measure].value }] : [])).slice(0, mostBefore)
      return current === undefined && past.length === 0 ? [] : [{ measure, now: current ?? null, before: past }]
    }),
  }
}

const occasionOf = ({ raw, grade }: Symptom, at: Answered['at']): Occasion => ({ at: at.toISOString(), raw, grade })
const worst = ({ raw }: Occasion): number => Math.max(-1, ...Object.values(raw))

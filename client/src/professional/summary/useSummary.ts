import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { AnswersSummary, ClinicianGrade, SummaryView, SymptomSummary } from '@lien/contract/summaries'
import type { Input, Output } from '@lien/contract/commands'
import { useEffect, useState } from 'react'
import type { DaySession } from '../DaySession.ts'
import type { Wanted } from '../useWantedHeading.ts'

type Item = Input<'summary.discuss'>['item']

export interface SummaryWork extends Wanted {
  session: DaySession
  consultationId: ConsultationId
  summary: SummaryView | null
  fault: FaultBody | null
  reload: () => void
  discuss: (item: Item, discussed: boolean) => Promise<Reply<unknown>>
  grade: (symptom: string, grade: number | null) => Promise<Reply<unknown>>
  ask: () => Promise<Reply<Output<'request.ask'>>>
  want: () => void
}

const eachSymptom = (answers: AnswersSummary, change: (one: SymptomSummary) => SymptomSummary): AnswersSummary =>
  ({ ...answers, symptoms: answers.symptoms.map(change), absent: answers.absent.map(change), unanswered: answers.unanswered.map(change) })

function ticked(answers: AnswersSummary, item: Item, discussed: boolean): AnswersSummary {
  return item.kind === 'topic'
    ? { ...answers, topics: answers.topics.map((one) => (one.index === item.index ? { ...one, discussed } : one)) }
    : eachSymptom(answers, (one) => (one.symptom === item.symptom ? { ...one, discussed } : one))
}
const graded = (answers: AnswersSummary, symptom: string, clinician: ClinicianGrade | null): AnswersSummary => eachSymptom(answers, (one) => (one.symptom === symptom ? { ...one, clinician } : one))

/** A consultation's summary, read once when `ready` first holds: each reading leaves its row in the trail. */
export function useSummary(session: DaySession, consultationId: ConsultationId, ready: boolean): SummaryWork {
  const [answer, setAnswer] = useState<{ summary: SummaryView | null; fault: FaultBody | null }>({ summary: null, fault: null })
  const [asked, setAsked] = useState(0)
  const [wanted, setWanted] = useState(false)
  if (ready && asked === 0) setAsked(1)
  useEffect(() => {
    if (asked === 0) return
    let here = true
    void session.perform('summary.read', { consultationId }).then((reply) => {
      if (here) setAnswer((before) => (reply.ok ? { summary: reply.value, fault: null } : { summary: before.summary, fault: reply.fault }))
    })
    return () => {
      here = false
    }
  }, [session, consultationId, asked])
  const change = (make: (answers: AnswersSummary) => AnswersSummary): void =>
    setAnswer((before) => (before.summary?.answers ? { ...before, summary: { ...before.summary, answers: make(before.summary.answers) } } : before))
  return {
    session, consultationId, ...answer, wanted,
    reload: () => setAsked((count) => count + 1),
    // The tick shows at once, and goes where it could not be kept.
    async discuss(item, discussed) {
      change((answers) => ticked(answers, item, discussed))
      const reply = await session.perform('summary.discuss', { consultationId, item, discussed })
      if (!reply.ok) change((answers) => ticked(answers, item, !discussed))
      return reply
    },
    async grade(symptom, grade) {
      const reply = await session.perform('summary.grade', { consultationId, symptom, grade })
      if (reply.ok) change((answers) => graded(answers, symptom, reply.value.clinician))
      return reply
    },
    async ask() {
      const reply = await session.perform('request.ask', { consultationId })
      if (reply.ok) setAsked((count) => count + 1)
      return reply
    },
    want: () => setWanted(true),
    arrived: () => setWanted(false),
  }
}

import type { Input } from '@lien/contract/commands'
import type { PatientView } from '@lien/contract/commands/patients'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { DocumentKind } from '@lien/contract/patient'
import { useEffect, useState } from 'react'
import type { DaySession } from '../DaySession.ts'
import type { Wanted } from '../useWantedHeading.ts'

/** What is being filled in; it outlives the panel, which a doctor on a phone closes to see the document shown. */
export interface Draft { matches: boolean; document: DocumentKind | ''; place: string; callback: string }

export interface IdentityWork extends Wanted {
  patient: PatientView | null
  fault: FaultBody | null
  retry: () => void
  draft: Draft | null
  setDraft: (draft: Draft | null) => void
  confirm: (input: Omit<Input<'identity.confirm'>, 'consultationId'>) => Promise<Reply<PatientView>>
  want: () => void
}

/** The patient's identity, read once when `ready` first holds: each reading leaves its row in the trail. */
export function useIdentity(session: DaySession, consultationId: ConsultationId, ready: boolean): IdentityWork {
  const [answer, setAnswer] = useState<{ patient: PatientView | null; fault: FaultBody | null }>({ patient: null, fault: null })
  const [draft, setDraft] = useState<Draft | null>(null)
  const [wanted, setWanted] = useState(false)
  const [asked, setAsked] = useState(0)
  if (ready && asked === 0) setAsked(1)
  useEffect(() => {
    if (asked === 0) return
    let here = true
    void session.perform('patient.read', { consultationId }).then((reply) => {
      if (here) setAnswer(reply.ok ? { patient: reply.value, fault: null } : { patient: null, fault: reply.fault })
    })
    return () => {
      here = false
    }
  }, [session, consultationId, asked])
  return {
    ...answer, draft, setDraft, wanted,
    retry: () => setAsked(asked + 1),
    want: () => setWanted(true),
    arrived: () => setWanted(false),
    async confirm(input) {
      const reply = await session.perform('identity.confirm', { consultationId, ...input })
      if (reply.ok) setAnswer({ patient: reply.value, fault: null })
      return reply
    },
  }
}

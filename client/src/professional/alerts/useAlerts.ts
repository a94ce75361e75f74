import type { AlertCounts } from '@lien/contract/commands/alerts'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { AccountRole } from '@lien/contract/roles'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'

/** Who has a work list. */
export const watches = (role: AccountRole): boolean => role === 'coordinatingNurse' || role === 'oncologist'

interface Shown<T> { value: T | null; fault: FaultBody | null }
/** Read now, and again whenever alerts of the house change or the line was lost meanwhile. `read` must keep its identity. */
export function useLive<T>(session: DaySession, read: () => Promise<Reply<T>>): Shown<T> & { again: () => void } {
  const { alertsTurn, link } = useStore(session.state)
  const [state, setState] = useState<Shown<T>>({ value: null, fault: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let here = true
    if (link === 'lost') return
    void read().then((reply) => {
      if (here) setState((before) => (reply.ok ? { value: reply.value, fault: null } : { value: before.value, fault: reply.fault }))
    })
    return () => {
      here = false
    }
  }, [read, turn, alertsTurn, link])
  const again = useCallback(() => setTurn((n) => n + 1), [])
  return { ...state, again }
}

export function useCounts(session: DaySession): AlertCounts | null {
  return useLive<AlertCounts>(session, useCallback(() => session.perform('alerts.count', {}), [session])).value
}

import type { FaultBody, Reply } from '@lien/contract/faults'
import { useCallback, useEffect, useState } from 'react'

/** What a section shows: read as it opens, and again after each change. `read` must keep its identity. */
export function useList<T>(read: () => Promise<Reply<T>>): { value: T | null; fault: FaultBody | null; again: () => void } {
  const [state, setState] = useState<{ value: T | null; fault: FaultBody | null }>({ value: null, fault: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let here = true
    void read().then((reply) => {
      if (here) setState((before) => (reply.ok ? { value: reply.value, fault: null } : { value: before.value, fault: reply.fault }))
    })
    return () => {
      here = false
    }
  }, [read, turn])
  const again = useCallback(() => setTurn((n) => n + 1), [])
  return { ...state, again }
}

import type { FaultBody, Reply } from '@lien/contract/faults'
import { useState } from 'react'

interface Action { pending: boolean; fault: FaultBody | null; run: <T>(command: () => Promise<Reply<T>>) => Promise<T | null> }

/** One command at a time, with its refusal kept to be shown beside the button. */
export function useAction(): Action {
  const [state, setState] = useState<{ pending: boolean; fault: FaultBody | null }>({ pending: false, fault: null })
  const run: Action['run'] = async (command) => {
    setState({ pending: true, fault: null })
    const reply = await command()
    setState({ pending: false, fault: reply.ok ? null : reply.fault })
    return reply.ok ? reply.value : null
  }
  return { ...state, run }
}

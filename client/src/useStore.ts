import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Store } from './call/Store.ts'

export const useStore = <T extends object>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)

/** The present instant (ms since 1970), renewed every `every` ms. */
export function useNow(every = 10_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

import type { InFlight } from './InFlight.ts'

/**
 * Runs `work` for a key, never twice at once for one key; asked again meanwhile, it runs once more afterwards. Whoever
 * is told of the outcome is thus never told an older one last.
 */
export function coalesce<K>(work: (key: K) => Promise<void>, inFlight: InFlight): (key: K) => void {
  const running = new Set<K>()
  const waiting = new Set<K>()
  const run = async (key: K): Promise<void> => {
    running.add(key)
    while (waiting.delete(key)) await work(key)
    running.delete(key)
  }
  return (key) => {
    waiting.add(key)
    if (!running.has(key)) inFlight.add(run(key))
  }
}

import { closedGate, openGate, type Gate } from './qualityRules.ts'

/** Both ways of the line of this tab. */
export interface Gates { in: Gate; out: Gate }

const key = 'lien:line'
/** ms: what was known of a line longer ago says nothing of it. */
const fresh = 10 * 60_000

/**
 * What this tab knows of its line before a call: the test before it, or the call of a moment ago, before the page was
 * reloaded. Where pictures drown the voice, the next call begins with the voice. Nothing is known: pictures may pass.
 */
export function recallLine(at: number, storage: Storage = sessionStorage): Gates {
  const known = read(storage)
  if (!known || at - known.at > fresh || at < known.at) return { in: openGate, out: openGate }
  const gate = (closed: Partial<Gate> | null): Gate => (closed ? { ...closedGate, ...closed } : openGate)
  return { in: gate(known.in), out: gate(known.out) }
}

/** Kept for this tab, until both ways are open. */
export function rememberLine(gates: Gates, at: number, storage: Storage = sessionStorage): void {
  if (gates.in.open && gates.out.open) return storage.removeItem(key)
  storage.setItem(key, JSON.stringify({ at, in: kept(gates.in), out: kept(gates.out) }))
}

interface Kept { changedAt: number | null; wait: number }

const kept = ({ open, changedAt, wait }: Gate): Kept | null => (open ? null : { changedAt, wait })

function read(storage: Storage): { at: number; in: Kept | null; out: Kept | null } | null {
  const text = storage.getItem(key)
  try {
    return text === null ? null : (JSON.parse(text) as { at: number; in: Kept | null; out: Kept | null })
  } catch {
    // Written by another version of this page.
    return null
  }
}

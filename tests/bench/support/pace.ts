import { setTimeout as wait } from 'node:timers/promises'

/** Works through all of it, so many at once. Answers with the seconds it took. */
export async function throughAll<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  const rest = [...all].reverse()
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) await work(one)
  }))
  return (performance.now() - start) / 1000
}

/** How long each took, in ms, and how late the sender itself was, in ms: beyond a few, it was no steady pace. */
export interface Steady { ms: number[]; late: number[] }

/** Begins `perSecond` times a second, whether or not the earlier ones have ended, for `seconds`. */
export async function steadily(perSecond: number, seconds: number, work: (index: number) => Promise<unknown>): Promise<Steady> {
  const found: Steady = { ms: [], late: [] }
  const under: Promise<void>[] = []
  const one = async (index: number) => {
    const begun = performance.now()
    await work(index)
    found.ms.push(performance.now() - begun)
  }
  const start = performance.now()
  for (let index = 0; index < perSecond * seconds;) {
    const now = performance.now()
    for (let due = start + (index * 1000) / perSecond; due <= now && index < perSecond * seconds; due = start + (++index * 1000) / perSecond) {
      found.late.push(now - due)
      under.push(one(index))
    }
    await wait(1)
  }
  await Promise.all(under)
  return found
}

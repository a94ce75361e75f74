/** Aborts with the first of its parents. `AbortSignal.any` is younger than the phones we serve. */
export function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  const either = new AbortController()
  for (const parent of [one, other]) {
    if (parent.aborted) either.abort()
    else parent.addEventListener('abort', () => either.abort(), { once: true, signal: either.signal })
  }
  return either.signal
}

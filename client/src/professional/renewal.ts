import type { FaultBody } from '@lien/contract/faults'
import { accessSeconds } from '@lien/contract/sessions'
import { performOnce } from '../http.ts'

/** ms between two renewals of a page that is open: before the access token's end, with a minute to spare. */
const every = (accessSeconds - 60) * 1000
/** ms. An answer that was lost on its way is asked for again while the token just used still serves. */
const patience = [3_500, 5_000]

let underWay: Promise<FaultBody | null> | null = null
let renewedAt = 0

/** Asks for a new access token, once for everybody on the page who needs it now. Null: there is one. */
export function renew(): Promise<FaultBody | null> {
  underWay ??= ask().finally(() => {
    underWay = null
  })
  return underWay
}

async function ask(): Promise<FaultBody | null> {
  let fault: FaultBody = { code: 'unavailable' }
  for (const wait of patience) {
    const reply = await performOnce(null, 'session.refresh', {}, wait)
    if (reply.ok) {
      renewedAt = Date.now()
      return reply.value.over && { code: 'unauthenticated', reason: reply.value.over }
    }
    fault = reply.fault
    if (fault.code !== 'unavailable') break
  }
  return fault
}

/** Keeps the session of an open page alive until the signal aborts, also after the machine slept. */
export function keepRenewed(over: (fault: FaultBody) => void, signal: AbortSignal): void {
  renewedAt = Date.now()
  const tell = (fault: FaultBody): void => {
    if (!signal.aborted) over(fault)
  }
  const look = async (): Promise<void> => {
    if (Date.now() - renewedAt < every) return
    const fault = await renew()
    if (fault?.code === 'unauthenticated') tell(fault)
  }
  const timer = setInterval(() => void look(), 20_000)
  document.addEventListener('visibilitychange', () => void look(), { signal })
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}

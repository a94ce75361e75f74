import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { Reply } from '@lien/contract/faults'
import type { ParticipantId, PendingId, RequestId } from '@lien/contract/ids'
import { apiPath, noSeat, seatHeader } from '@lien/contract/wire'
import type { Renew } from './call/Signalling.ts'

let renew: Renew | null = null
/** The professional's page says how an access token is renewed; a guest's cookie needs no renewal. */
export const renewWith = (how: Renew): void => {
  renew = how
}

/** A command over HTTP, performed again when only its access token was too old. Never rejects: a network that fails is the fault `unavailable`. */
export async function perform<N extends CommandName>(seat: ParticipantId | PendingId | RequestId | null, name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  const reply = await performOnce(seat, name, input)
  if (reply.ok || reply.fault.reason !== 'accessExpired' || !renew) return reply
  const fault = await renew()
  return fault ? { ok: false, fault } : performOnce(seat, name, input)
}

/** `patience` in ms. */
export async function performOnce<N extends CommandName>(seat: ParticipantId | PendingId | RequestId | null, name: N, input: Input<N>, patience = 15_000): Promise<Reply<Output<N>>> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  try {
    const response = await fetch(`${apiPath}/${name}`, {
      method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', [seatHeader]: seat ?? noSeat },
      body: JSON.stringify(input), signal: giveUp.signal,
    })
    return (await response.json()) as Reply<Output<N>>
  } catch {
    return { ok: false, fault: { code: 'unavailable' } }
  } finally {
    clearTimeout(timer)
  }
}

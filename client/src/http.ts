import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { Reply } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import { apiPath, noSeat, seatHeader } from '@lien/contract/wire'

/** A command over HTTP. Never rejects: a network that fails is the fault `unavailable`. */
export async function perform<N extends CommandName>(seat: ParticipantId | null, name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), 15_000)
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

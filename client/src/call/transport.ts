import type { Input, MediaCommandName, Output } from '@lien/contract/commands'
import type { Incident } from '@lien/contract/call'
import type { Reply } from '@lien/contract/faults'
import type { Direction, IceServer, TransportOffer } from '@lien/contract/rtp'
import type { types } from 'mediasoup-client'

/** What the halves of a stay may ask of its owner. */
export interface LinkHost {
  /** Emits without waiting; a fault answer ends in `failed`. */
  send: <N extends MediaCommandName>(name: N, input: Input<N>) => void
  ask: <N extends MediaCommandName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>
  /** A path has another state, or there is something else to see or hear. */
  changed: () => void
  incident: (incident: Incident) => void
  /** The stay cannot be saved: join again. */
  failed: (cause: unknown) => void
}

/** A transport as the sfu offers it, and the relays that lead to it where nothing else does. */
export type ReachableOffer = TransportOffer & { iceServers: IceServer[] }

/** Connects without waiting for the answer, and tells of each change. Repairs are decided by the ladder alone. */
export function openTransport(transport: types.Transport, direction: Direction, host: LinkHost): void {
  transport.on('connect', ({ dtlsParameters }, callback) => {
    host.send('transport.connect', { direction, dtlsParameters })
    callback()
  })
  transport.on('connectionstatechange', () => host.changed())
}

/** Milliseconds an open socket has to answer; later it is as good as dead. */
const answerPatience = 3_500

/**
 * What the browser knows of a transport. Rejects once it is closed: Firefox never answers a question that was under way
 * then, and whoever looks again and again would wait for ever.
 */
export function statsOf(transport: types.Transport): Promise<RTCStatsReport> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(new Error('The transport was closed.'))
    transport.observer.once('close', closed)
    void transport.getStats().then(resolve, reject).finally(() => transport.observer.off('close', closed))
  })
}

/** Bytes that left and came over a transport so far. */
export interface Traffic { sent: number; received: number }

/** Whatever the bytes were (W3C webrtc-stats, of the pairs of candidates; the checks of ICE itself are not counted). */
export async function trafficOver(transport: types.Transport): Promise<Traffic> {
  const traffic = { sent: 0, received: 0 }
  for (const stat of (await statsOf(transport)).values() as Iterable<{ type: string; bytesSent?: number; bytesReceived?: number }>) {
    if (stat.type !== 'candidate-pair') continue
    traffic.sent += stat.bytesSent ?? 0
    traffic.received += stat.bytesReceived ?? 0
  }
  return traffic
}

export type Restarted = 'done' | 'refused' | 'unanswered'

/** An ICE restart in place: the browser gathers the addresses it has now, and packets take the path that answers. */
export async function restartIce(transport: types.Transport, direction: Direction, host: LinkHost): Promise<Restarted> {
  let late: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<null>((resolve) => {
    late = setTimeout(() => resolve(null), answerPatience)
  })
  const reply = await Promise.race([host.ask('transport.restartIce', { direction }), silence])
  clearTimeout(late)
  if (transport.closed) return 'done'
  if (!reply) return 'unanswered'
  if (!reply.ok) return reply.fault.code === 'unavailable' && !reply.fault.reason ? 'unanswered' : 'refused'
  const { iceParameters, iceServers } = reply.value
  // The first credentials of a relay may have run out; what is gathered from here on uses these.
  await transport.updateIceServers({ iceServers })
  await transport.restartIce({ iceParameters: iceParameters as types.IceParameters })
  return 'done'
}

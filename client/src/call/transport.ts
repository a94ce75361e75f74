import type { Incident } from '@lien/contract/call'
import type { Input, MediaCommandName, Output } from '@lien/contract/commands'
import type { Reply } from '@lien/contract/faults'
import type { Direction, IceServer, TransportOffer } from '@lien/contract/rtp'
import type { types } from 'mediasoup-client'

/** What the halves of a stay may ask of its owner. */
export interface LinkHost {
  /** Emits without waiting; a fault answer ends in `failed`. */
  send: <N extends MediaCommandName>(name: N, input: Input<N>) => void
  ask: <N extends MediaCommandName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>
  changed: () => void
  incident: (incident: Incident) => void
  /** The stay cannot be saved: join again. */
  failed: (cause: unknown) => void
}

/** A transport as the sfu offers it, and the relays that lead to it where nothing else does. */
export type ReachableOffer = TransportOffer & { iceServers: IceServer[] }

const patience = 2_500
const restartDeadline = 6_000

/** Connects without waiting for the answer, and repairs a broken path once in place before giving the stay up. */
export function guardTransport(transport: types.Transport, direction: Direction, host: LinkHost): void {
  let restarting = false
  const gone = (): boolean => transport.closed
  let timer: ReturnType<typeof setTimeout> | undefined

  const restart = async (): Promise<void> => {
    if (restarting || gone() || transport.connectionState === 'connected') return
    restarting = true
    host.incident('iceFailed')
    const reply = await host.ask('transport.restartIce', { direction })
    if (gone()) return
    if (!reply.ok) return host.failed(reply.fault)
    const { iceParameters, iceServers } = reply.value
    // The first credentials may have run out; what is gathered from here on uses these.
    await transport.updateIceServers({ iceServers })
    if (gone()) return
    await transport.restartIce({ iceParameters: iceParameters as types.IceParameters })
    timer = setTimeout(() => {
      if (!gone() && transport.connectionState !== 'connected') host.failed('restartIce')
    }, restartDeadline)
  }

  transport.on('connect', ({ dtlsParameters }, callback) => {
    host.send('transport.connect', { direction, dtlsParameters })
    callback()
  })
  transport.on('connectionstatechange', (state) => {
    clearTimeout(timer)
    if (state === 'connected') restarting = false
    else if (state === 'failed') void (restarting ? Promise.resolve(host.failed(state)) : restart()).catch(host.failed)
    else if (state === 'disconnected') timer = setTimeout(() => void restart().catch(host.failed), patience)
    host.changed()
  })
}

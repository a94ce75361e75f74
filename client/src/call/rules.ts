import type { CallCloseReason } from '@lien/contract/call'
import { faults, type FaultBody } from '@lien/contract/faults'

/** Milliseconds before attempt `n` (from 0): quick at first, never more than eight seconds. */
export const backoff = (n: number): number => Math.min(8_000, 250 * 2 ** Math.min(n, 6))

export const worthRetrying = (fault: FaultBody): boolean => faults[fault.code].retry

export type CallPhase = 'joining' | 'live' | 'rejoining' | 'replaced' | 'over'

/** What a browser does when its stay is closed under it. */
export function afterClose(reason: CallCloseReason): Extract<CallPhase, 'rejoining' | 'replaced' | 'over'> {
  switch (reason) {
    case 'workerDied':
    case 'sfuLost':
      return 'rejoining'
    case 'replaced':
      return 'replaced'
    case 'ended':
    case 'sentBack':
    case 'linkRevoked':
    case 'byTelephone':
      return 'over'
  }
}

/** What a refused join means: try again, or it is over for this page. */
export const afterRefusal = (fault: FaultBody): Extract<CallPhase, 'rejoining' | 'replaced' | 'over'> =>
  fault.reason === 'replaced' ? 'replaced' : worthRetrying(fault) ? 'rejoining' : 'over'

export interface Paths { up: boolean; sendBroken: boolean; receiveBroken: boolean }

/** The truth about our side, the worst first. `signallingLost`: voices still flow, the server is out of reach. */
export type Connection = 'joining' | 'good' | 'signallingLost' | 'notHeard' | 'notHearing'

export function connectionOf(phase: CallPhase, socketOpen: boolean, paths: Paths | null): Connection {
  if (phase === 'joining' || !paths) return 'joining'
  if (phase === 'rejoining' || paths.sendBroken) return 'notHeard'
  if (paths.receiveBroken) return 'notHearing'
  if (!socketOpen) return 'signallingLost'
  return paths.up ? 'good' : 'joining'
}

/** The simulcast layer a tile of this height (CSS pixels × device pixel ratio) is worth; layers as in the contract's `videoLayers`. */
export const layerFor = (height: number): 0 | 1 | 2 => (height <= 200 ? 0 : height <= 420 ? 1 : 2)

import { backoff } from './rules.ts'

/** ICE restart in place, new transports over the same socket, everything anew: socket, place and transports. */
export const rungs = ['restart', 'rebuild', 'rejoin'] as const
export type Rung = (typeof rungs)[number]

/** What is known to be wrong: a path of the media, the stay itself, or the line to the server. */
export const troubles = ['path', 'stay', 'line'] as const
export type Trouble = (typeof troubles)[number]

export interface Step {
  rung: Rung
  /** Milliseconds before it begins. */
  delay: number
}

export const isWorse = (one: Trouble, than: Trouble): boolean => troubles.indexOf(one) > troubles.indexOf(than)

/**
 * Step `n` (from 0) of a climb. The first ones come at once, the others at growing intervals, for ever: only the person
 * gives up. While the line is not known to be dead, a fresh socket is tried at each third step only: it costs everybody's
 * lists a flicker. `random` (0 to 1) spreads the returns of many pages by a quarter either way.
 */
export function stepOf(n: number, trouble: Trouble, random: number): Step {
  const rung: Rung = trouble === 'line' || n % 3 === 2 ? 'rejoin' : n === 0 && trouble === 'path' ? 'restart' : 'rebuild'
  const free = trouble === 'path' ? 2 : 1
  return { rung, delay: n < free ? 0 : Math.round(backoff(n - free) * (0.75 + random / 2)) }
}

/** Milliseconds a rung may take until the paths are whole; on a satellite line (600 ms) a join takes about four seconds. */
export const deadlines: Record<Rung, number> = { restart: 5_000, rebuild: 12_000, rejoin: 15_000 }

/** Milliseconds a path may be silent before anything is done: most silences end by themselves. */
export const patience = 2_000

/** Milliseconds without a single packet, right after the line to the server was lost, that say that the network went with it: a voice that is silent sends one every 400. */
export const stillness = 600

/**
 * While everything believes to be well: so many times in a row, for so many milliseconds, a picture that leaves is not
 * answered by one packet, where the sfu tells many times a second how it arrives. ICE itself takes some nine seconds.
 */
export const unanswered = { times: 2, ms: 1_200 }

/** Milliseconds that what was mended must hold before a new trouble begins at the lowest rung again. */
export const proof = 10_000

/** The state of one path as the browser tells it (W3C WebRTC, RTCPeerConnectionState). */
export type PathState = RTCPeerConnectionState

/** A path not yet begun is no trouble: nothing is sent or received there. */
export function healthOf(paths: readonly PathState[]): 'whole' | 'pending' | 'silent' | 'broken' {
  if (paths.some((state) => state === 'failed' || state === 'closed')) return 'broken'
  if (paths.includes('disconnected')) return 'silent'
  return paths.includes('connecting') ? 'pending' : 'whole'
}

/** What the loop through the sfu found of a person's network. Free of zod: browsers judge by the same rule as the server. */
export const networkPaths = ['udp', 'tcp', 'relay'] as const
export type NetworkPath = (typeof networkPaths)[number]

export interface NetworkFacts {
  /** How packets went; null: none came through. */
  path: NetworkPath | null
  /** A relay answered; null where none is known. */
  relay: boolean | null
  /** ms, to the sfu and back. */
  roundTrip: number | null
  /** 0 to 1, on the way there and on the way back. */
  lossUp: number | null
  lossDown: number | null
  /** kbit/s: what the browser believes it may send, and what came back. */
  up: number | null
  down: number | null
}

/** `weak`: the voice holds, the picture may not; `bad`: the voice would break; `none`: nothing came through. */
export const networkVerdicts = ['good', 'weak', 'bad', 'none'] as const
export type NetworkVerdict = (typeof networkVerdicts)[number]

/** ms, share, kbit/s. Voice: ITU-T G.114 (400 ms one way is the most a conversation bears); Opus with FEC hides up to a tenth of loss. */
const breaks = { roundTrip: 1_000, loss: 0.12, up: 40 }
const strains = { roundTrip: 400, loss: 0.04, up: 250 }

export function networkVerdict({ path, roundTrip, lossUp, lossDown, up }: NetworkFacts): NetworkVerdict {
  if (path === null) return 'none'
  const worse = (than: typeof breaks): boolean => (roundTrip ?? 0) > than.roundTrip || Math.max(lossUp ?? 0, lossDown ?? 0) > than.loss || (up ?? Infinity) < than.up
  return worse(breaks) ? 'bad' : worse(strains) ? 'weak' : 'good'
}

/** Of two measurements of one line the one that says better of it, else the newer; null says nothing. */
export function betterOf(older: NetworkFacts, newer: NetworkFacts | null): NetworkFacts {
  return newer && networkVerdicts.indexOf(networkVerdict(newer)) <= networkVerdicts.indexOf(networkVerdict(older)) ? newer : older
}

/**
 * Would pictures drown the voice? Where it would break even alone, and where the line is too narrow for both. A browser that
 * does not say what it may send shows a narrow one by packets that come late and are lost at once, as behind a queue that is
 * full: late alone is a long way, lost alone a poor radio.
 */
export function drownsVoice(facts: NetworkFacts): boolean {
  const { roundTrip, lossUp, lossDown, up } = facts
  const full = (roundTrip ?? 0) > strains.roundTrip && Math.max(lossUp ?? 0, lossDown ?? 0) > strains.loss
  return networkVerdict(facts) === 'bad' || (up === null ? full : up < strains.up)
}

/** Whether the person says they heard the sound that was played. */
export const speakerStates = ['heard', 'notHeard'] as const
export type SpeakerState = (typeof speakerStates)[number]

/** Seconds after which a test room closes by itself. */
export const trialSeconds = 30
